// Signs Flux transactions and FluxNode STARTs, and checks every signature on the final bytes before anything leaves.
import { derToCompact } from '../../../shared/crypto/der';
import { equalBytes } from '../../../shared/crypto/bytes';
import type { Ecc } from '../../../shared/crypto/ecc';
import { AppError } from '../../../shared/errors/app-error';
import { startSigners, fluxNodeFault, isFluxNodeSigned } from '../../../shared/flux/fluxnode-rules';
import { fluxNodeMessage, fluxNodeTransactionId, parseFluxNodeTransaction, serializeFluxNodeTransaction, type FluxNodeStart } from '../../../shared/flux/fluxnode-transaction';
import { signMessage } from '../../../shared/flux/message';
import { MAX_MONEY } from '../../../shared/flux/params';
import { pushedItems } from '../../../shared/flux/script';
import { classifyScript } from '../../../shared/flux/script-templates';
import { SIGHASH_ALL } from '../../../shared/flux/sighash-types';
import { Zip243Hasher } from '../../../shared/flux/sighash-zip243';
import { parseTransaction, serializeTransaction, transactionIdOfRaw, type FluxTransaction } from '../../../shared/flux/transaction';
import { transactionFault } from '../../../shared/flux/tx-rules';
import { inputFault } from '../../../shared/flux/verify-input';
import { fillFluxInputs, type FluxInputToSign } from './flux-inputs';

/** A signed transaction. While `complete` is false the id is not final and the transaction cannot be broadcast. */
export interface SignedFluxTransaction {
  readonly tx: FluxTransaction;
  readonly raw: Uint8Array;
  readonly txid: string;
  readonly complete: boolean;
  /** Signatures that each input still lacks. */
  readonly missing: readonly number[];
}

function refuse(code: string, message: string, context: Record<string, string | number> = {}): never {
  throw new AppError(code, message, { context });
}

function checkRequest(tx: FluxTransaction, inputs: readonly FluxInputToSign[]): void {
  const { spends, outputs, joinSplits } = tx.shielded;
  if (!tx.overwintered || tx.version !== 4 || spends.length + outputs.length + joinSplits.length > 0) {
    refuse('sign/unsupported-transaction', 'only transparent version 4 transactions are signed', { version: tx.version });
  }
  const fault = transactionFault(tx);
  if (fault !== null) refuse('sign/invalid-transaction', 'no node would accept this transaction', { reason: fault });
  if (inputs.length !== tx.inputs.length) refuse('sign/input-count', 'every input needs its output and key', { inputs: tx.inputs.length, given: inputs.length });
  let left = 0n;
  for (const { amount } of inputs) {
    if (amount < 0n || amount > MAX_MONEY) refuse('sign/bad-amount', 'an input amount is out of range');
    left += amount;
  }
  for (const output of tx.outputs) left -= output.value;
  if (left < 0n) refuse('sign/outputs-exceed-inputs', 'the outputs are worth more than the inputs');
}

/** Every signature of a multisig that is still incomplete must belong to one of its keys. */
function partFault(scriptSig: Uint8Array, hashOf: (scriptCode: Uint8Array) => Uint8Array, ecc: Ecc): string | null {
  const items = pushedItems(scriptSig) ?? [];
  const redeemScript = items[items.length - 1] ?? new Uint8Array(0);
  const template = classifyScript(redeemScript);
  if (template.kind !== 'multisig') return 'script-not-standard';
  const hash = hashOf(redeemScript);
  const signatures = items.slice(1, -1).filter((item) => item.length > 0);
  const good = signatures.every((item) => template.publicKeys.some((key) => ecc.isPoint(key) && ecc.verify(hash, key, derToCompact(item.subarray(0, -1)), true)));
  return good ? null : 'signature-wrong';
}

/** Reads the final bytes back and verifies each input as a node would, sharing nothing with the signing but the amounts. */
function selfCheck(raw: Uint8Array, inputs: readonly FluxInputToSign[], missing: readonly number[], ecc: Ecc): FluxTransaction {
  const tx = parseTransaction(raw);
  const hasher = new Zip243Hasher(tx);
  tx.inputs.forEach(({ script }, index) => {
    const input = inputs[index];
    if (input === undefined) return refuse('sign/self-check-failed', 'an input has no counterpart', { input: index });
    const hashOf = (scriptCode: Uint8Array, hashType = SIGHASH_ALL): Uint8Array => hasher.hash({ index, scriptCode, amount: input.amount }, hashType);
    const fault = missing[index] === 0 ? inputFault(script, input.script, hashOf, ecc) : partFault(script, hashOf, ecc);
    if (fault !== null) refuse('sign/self-check-failed', 'a signature did not verify; nothing is handed out', { input: index, reason: fault });
  });
  return tx;
}

/**
 * Signs every input with SIGHASH_ALL and checks the result.
 * @param request.tx transparent version 4 transaction; multisig inputs may carry earlier signatures, which are kept
 * @param request.inputs in the order of the transaction's inputs
 * @throws AppError `sign/unsupported-transaction` | `sign/invalid-transaction` | `sign/input-count` | `sign/bad-amount`
 *   | `sign/outputs-exceed-inputs` | `sign/wrong-key` | `sign/bad-key` | `sign/unsupported-script`
 *   | `sign/wrong-redeem-script` | `sign/self-check-failed`
 */
export function signFluxTransaction(request: { readonly tx: FluxTransaction; readonly inputs: readonly FluxInputToSign[]; readonly ecc: Ecc }): SignedFluxTransaction {
  const { tx, inputs, ecc } = request;
  checkRequest(tx, inputs);
  const filled = fillFluxInputs(tx, inputs, ecc);
  const missing = filled.map((input) => input.missing);
  const raw = serializeTransaction({ ...tx, inputs: tx.inputs.map((input, index) => ({ ...input, script: filled[index]?.script ?? input.script })) });
  const signed = selfCheck(raw, inputs, missing, ecc);
  return { tx: signed, raw, txid: transactionIdOfRaw(raw), complete: missing.every((count) => count === 0), missing };
}

/** A signed START. */
export interface SignedFluxNodeStart {
  readonly tx: FluxNodeStart;
  readonly raw: Uint8Array;
  readonly txid: string;
}

/**
 * Signs a FluxNode START: by the owner's key, by any one key of the owner's redeem script, or, when it says that a
 * delegate signs, by one of `delegates`, the keys that the chain holds for this collateral.
 * @throws AppError `sign/invalid-start` with fluxd's reason | `sign/bad-key` | `sign/wrong-key` | `sign/self-check-failed`
 */
export function signFluxNodeStart(request: { readonly start: FluxNodeStart; readonly privateKey: Uint8Array; readonly delegates?: readonly Uint8Array[]; readonly ecc: Ecc }): SignedFluxNodeStart {
  const { start, privateKey, delegates, ecc } = request;
  const fault = fluxNodeFault(start, ecc) ?? (start.extraBits === 0 ? null : 'tx-bit-features-not-active');
  if (fault !== null) refuse('sign/invalid-start', 'no node would accept this START', { reason: fault });
  if (!ecc.isPoint(start.nodePublicKey)) refuse('sign/invalid-start', 'no node would accept this START', { reason: 'node key is not a point' });
  if (!ecc.isPrivate(privateKey)) refuse('sign/bad-key', 'not a private key');
  const signers = start.delegates?.kind === 'signing' ? (delegates ?? []) : startSigners(start);
  const publicKey = [true, false].map((compressed) => ecc.pointFromScalar(privateKey, compressed)).find((point) => point !== null && signers.some((signer) => equalBytes(signer, point)));
  if (publicKey === undefined || publicKey === null) return refuse('sign/wrong-key', 'the key may not sign this START');
  const signature = signMessage(fluxNodeMessage(start), 'flux', { privateKey, compressed: publicKey.length === 33 }, ecc);
  const raw = serializeFluxNodeTransaction({ ...start, signature });
  const tx = parseFluxNodeTransaction(raw);
  if (tx.kind !== 'start' || !isFluxNodeSigned(tx, signers, ecc)) return refuse('sign/self-check-failed', 'the signature did not verify; nothing is handed out');
  return { tx, raw, txid: fluxNodeTransactionId(tx) };
}
