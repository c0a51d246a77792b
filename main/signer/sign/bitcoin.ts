// Signs Bitcoin transactions: P2PKH, P2WPKH and P2SH-P2WPKH (BIP143), P2TR key path (BIP341), and checks each signature on the final bytes.

import { destinationOfScript, scriptOfDestination } from '../../../shared/bitcoin/script';
import { BitcoinHasher, SIGHASH } from '../../../shared/bitcoin/sighash';
import { taprootSigningKey } from '../../../shared/bitcoin/taproot';
import { parseTransaction, serializeTransaction, transactionId, type BitcoinTransaction, type BitcoinTxInput } from '../../../shared/bitcoin/transaction';
import { concatBytes, equalBytes } from '../../../shared/crypto/bytes';
import { compactToDer, derToCompact } from '../../../shared/crypto/der';
import type { Ecc } from '../../../shared/crypto/ecc';
import { hash160 } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import { buildScript, pushedItems } from '../../../shared/flux/script';

export type BitcoinSpend = 'p2pkh' | 'p2sh-p2wpkh' | 'p2wpkh' | 'p2tr';

/** What is needed to sign one input. The private key belongs to the caller, who wipes it. */
export interface BitcoinInputToSign {
  readonly type: BitcoinSpend;
  /** Output script that is spent. */
  readonly script: Uint8Array;
  /** Satoshi of that output. */
  readonly value: bigint;
  /** 33 bytes, or 65 for P2PKH with an uncompressed key; for P2TR the internal key. */
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export interface SignedBitcoinTransaction {
  readonly tx: BitcoinTransaction;
  readonly raw: Uint8Array;
  readonly txid: string;
}

const NOTHING = new Uint8Array(0);

function refuse(code: string, message: string, index: number): never {
  throw new AppError(code, message, { context: { input: index } });
}

/** BIP143: what stands for the script of a P2WPKH program is the P2PKH script of its hash. */
function segwitScriptCode(publicKey: Uint8Array): Uint8Array {
  return scriptOfDestination({ kind: 'p2pkh', hash: hash160(publicKey) });
}

/** scriptSig of a nested P2WPKH: one push of the witness program's script. */
function nestedProgram(publicKey: Uint8Array): Uint8Array {
  return scriptOfDestination({ kind: 'witness', version: 0, program: hash160(publicKey) });
}

function ecdsa(ecc: Ecc, hash: Uint8Array, privateKey: Uint8Array): Uint8Array {
  return concatBytes(compactToDer(ecc.sign(hash, privateKey)), Uint8Array.of(SIGHASH.ALL));
}

function schnorr(ecc: Ecc, hash: Uint8Array, privateKey: Uint8Array, random: (count: number) => Uint8Array): Uint8Array {
  const tweaked = taprootSigningKey(ecc, privateKey);
  try {
    return ecc.signSchnorr(hash, tweaked, random(32));
  } finally {
    tweaked.fill(0);
  }
}

function fill(input: BitcoinTxInput, given: BitcoinInputToSign, index: number, hasher: BitcoinHasher, ecc: Ecc, random: (count: number) => Uint8Array): BitcoinTxInput {
  const { publicKey, privateKey } = given;
  switch (given.type) {
    case 'p2pkh':
      return { ...input, script: buildScript([ecdsa(ecc, hasher.legacy(index, given.script), privateKey), publicKey]), witness: [] };
    case 'p2wpkh':
      return { ...input, script: NOTHING, witness: [ecdsa(ecc, hasher.segwit(index, segwitScriptCode(publicKey)), privateKey), publicKey] };
    case 'p2sh-p2wpkh':
      return { ...input, script: buildScript([nestedProgram(publicKey)]), witness: [ecdsa(ecc, hasher.segwit(index, segwitScriptCode(publicKey)), privateKey), publicKey] };
    case 'p2tr':
      return { ...input, script: NOTHING, witness: [schnorr(ecc, hasher.taproot(index), privateKey, random)] };
  }
}

/** Whether an ECDSA signature with its hash type byte is ours and good: strict DER, low S, ALL. */
function ecdsaHolds(ecc: Ecc, signature: Uint8Array | undefined, publicKey: Uint8Array | undefined, hash: Uint8Array): boolean {
  if (signature === undefined || publicKey === undefined || signature[signature.length - 1] !== SIGHASH.ALL) return false;
  return ecc.verify(hash, publicKey, derToCompact(signature.subarray(0, -1)), true);
}

/** Whether a signed input may spend `spent`, by the rules of its script alone. */
function inputHolds(input: BitcoinTxInput, spent: { readonly script: Uint8Array }, index: number, hasher: BitcoinHasher, ecc: Ecc): boolean {
  const destination = destinationOfScript(spent.script);
  if (destination === null) return false;
  const [signature, publicKey] = input.witness;
  if (destination.kind === 'p2pkh') {
    const [pushed, key, ...more] = pushedItems(input.script) ?? [];
    return more.length === 0 && input.witness.length === 0 && key !== undefined && equalBytes(hash160(key), destination.hash) && ecdsaHolds(ecc, pushed, key, hasher.legacy(index, spent.script));
  }
  if (destination.kind === 'witness' && destination.version === 1) {
    return input.script.length === 0 && input.witness.length === 1 && signature?.length === 64 && ecc.verifySchnorr(hasher.taproot(index), destination.program, signature);
  }
  if (publicKey === undefined || input.witness.length !== 2) return false;
  const program = nestedProgram(publicKey);
  const paid = destination.kind === 'p2sh'
    ? equalBytes(hash160(program), destination.hash) && equalBytes(input.script, buildScript([program]))
    : equalBytes(program, spent.script) && input.script.length === 0;
  return paid && ecdsaHolds(ecc, signature, publicKey, hasher.segwit(index, segwitScriptCode(publicKey)));
}

/** Reads the final bytes back and verifies each input as a node would, sharing nothing with the signing but the spent outputs. */
function selfCheck(raw: Uint8Array, spent: readonly BitcoinInputToSign[], ecc: Ecc): BitcoinTransaction {
  const tx = parseTransaction(raw);
  const hasher = new BitcoinHasher(tx, spent);
  tx.inputs.forEach((input, index) => {
    const output = spent[index];
    if (output === undefined || !inputHolds(input, output, index, hasher, ecc)) refuse('sign/self-check-failed', 'a signature did not verify; nothing is handed out', index);
  });
  return tx;
}

/**
 * Signs every input for the whole transaction (ALL, or taproot's default) and checks the result.
 * @param request.random bytes for the auxiliary randomness of BIP340
 * @throws AppError `sign/input-count` | `sign/bad-key` | `sign/self-check-failed`
 */
export function signBitcoinTransaction(request: { readonly tx: BitcoinTransaction; readonly inputs: readonly BitcoinInputToSign[]; readonly ecc: Ecc; readonly random: (count: number) => Uint8Array }): SignedBitcoinTransaction {
  const { tx, inputs, ecc, random } = request;
  if (inputs.length !== tx.inputs.length) throw new AppError('sign/input-count', 'every input needs its output and key', { context: { inputs: tx.inputs.length, given: inputs.length } });
  const hasher = new BitcoinHasher(tx, inputs);
  const filled = tx.inputs.map((input, index) => {
    const given = inputs[index];
    if (given === undefined || !ecc.isPrivate(given.privateKey)) return refuse('sign/bad-key', 'not a private key', index);
    return fill(input, given, index, hasher, ecc, random);
  });
  const raw = serializeTransaction({ ...tx, inputs: filled });
  const signed = selfCheck(raw, inputs, ecc);
  return { tx: signed, raw, txid: transactionId(signed) };
}
