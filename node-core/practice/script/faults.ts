// Why a script fails, in the words of fluxd and Bitcoin Core (script/script_error.cpp).

export const SCRIPT_FAULTS = {
  evalFalse: 'Script evaluated without error but finished with a false/empty top stack element',
  verify: 'Script failed an OP_VERIFY operation',
  equalVerify: 'Script failed an OP_EQUALVERIFY operation',
  checkSigVerify: 'Script failed an OP_CHECKSIGVERIFY operation',
  checkMultisigVerify: 'Script failed an OP_CHECKMULTISIGVERIFY operation',
  opReturn: 'OP_RETURN was encountered',
  badOpcode: 'Opcode missing or not understood',
  stack: 'Operation not valid with the current stack size',
  scriptSize: 'Script is too big',
  pushSize: 'Push value size limit exceeded',
  keyCount: 'Pubkey count negative or limit exceeded',
  sigCount: 'Signature count negative or limit exceeded',
  sigDer: 'Non-canonical DER signature',
  sigHashType: 'Signature hash type missing or not understood',
  highS: 'Non-canonical signature: S value is unnecessarily high',
  keyType: 'Public key is neither compressed or uncompressed',
  minimalData: 'Data push larger than necessary',
  nullDummy: 'Dummy CHECKMULTISIG argument must be zero',
  nullFail: 'Signature must be zero for failed CHECK(MULTI)SIG operation',
  cleanStack: 'Stack size must be exactly one after execution',
  sigPushOnly: 'Only push operators allowed in signatures',
  negativeLockTime: 'Negative locktime',
  lockTime: 'Locktime requirement not satisfied',
  witnessMismatch: 'Witness program hash mismatch',
  witnessEmpty: 'Witness program was passed an empty witness',
  witnessMalleated: 'Witness requires empty scriptSig',
  witnessMalleatedP2sh: 'Witness requires only-redeemscript scriptSig',
  witnessUnexpected: 'Witness provided for non-witness script',
  witnessKeyType: 'Using non-compressed keys in segwit',
  witnessProgram: 'Witness version reserved for soft-fork upgrades',
  schnorrSize: 'Invalid Schnorr signature size',
  schnorrHashType: 'Invalid Schnorr signature hash type',
  schnorr: 'Invalid Schnorr signature',
  notHere: 'The practice network does not run this kind of script',
  /** fluxd has no words for some faults. */
  unknown: 'unknown error',
} as const;

type ScriptFaultName = keyof typeof SCRIPT_FAULTS;

/** Thrown inside the interpreter only; whoever verifies a spend answers with its words. */
export class ScriptFault extends Error {
  readonly fault: ScriptFaultName;

  constructor(fault: ScriptFaultName) {
    super(SCRIPT_FAULTS[fault]);
    this.fault = fault;
  }
}
