// Rules of FluxNode transactions that their own bytes decide (fluxd CheckTransaction, CheckFluxnodeTxSignatures, delegates).
import { equalBytes } from '../crypto/bytes';
import type { Ecc } from '../crypto/ecc';
import { AppError } from '../errors/app-error';
import { benchmarkMessage, fluxNodeMessage, type DelegateData, type FluxNodeConfirm, type FluxNodeStart, type FluxNodeTransaction } from './fluxnode-transaction';
import { recoverMessageSigner } from './message';
import { classifyScript } from './script-templates';
import { isNullOutpoint } from './transaction';

/** A FluxNode transaction signed longer ago than this many seconds is not taken into mempools. */
const MAX_SIG_AGE = 3600;
/** Keys that one delegate update may hold. */
const MAX_DELEGATES = 4;
const MAX_REDEEM_SCRIPT = 10_000;
const IP_LIMIT_CHANGE = 1_647_262_800;
const [MAX_IP_BEFORE, MAX_IP_AFTER] = [40, 60];

function delegateFault(delegates: DelegateData, ecc: Ecc): string | null {
  const valid =
    (delegates.kind === 'signing' && delegates.version === 1) ||
    (delegates.kind === 'update' && delegates.version === 1 && delegates.keys.length <= MAX_DELEGATES && delegates.keys.every((key) => ecc.isPointCompressed(key)));
  return valid ? null : 'bad-txns-fluxnode-tx-delegate-data-invalid';
}

/** fluxd's reject reason for the fields of a CONFIRM, or null. It looks at them after the signatures. */
export function confirmFault(tx: FluxNodeConfirm): string | null {
  if (tx.benchmarkTier < 1 || tx.benchmarkTier > 3) return 'bad-txns-fluxnode-tx-invalid-benchmark-tier';
  if (tx.ip.length > (tx.benchmarkSigTime >= IP_LIMIT_CHANGE ? MAX_IP_AFTER : MAX_IP_BEFORE)) return 'bad-txns-fluxnode-tx-ip-address-to-large';
  return tx.updateType > 1 ? 'bad-txns-fluxnode-tx-invalid-update-type' : null;
}

function startFault(tx: FluxNodeStart, ecc: Ecc): string | null {
  if (tx.owner.kind === 'script') {
    if (tx.owner.redeemScript.length > MAX_REDEEM_SCRIPT) return 'bad-txns-fluxnode-tx-redeemscript-to-large';
    if (classifyScript(tx.owner.redeemScript).kind !== 'multisig') return 'bad-txns-fluxnode-tx-redeemscript-not-multisig';
  }
  return tx.delegates === null ? null : delegateFault(tx.delegates, ecc);
}

/** fluxd's reject reason for what it looks at before the signatures of a FluxNode transaction, or null. */
export function fluxNodeFormFault(tx: FluxNodeTransaction, ecc: Ecc): string | null {
  if (isNullOutpoint(tx.collateral)) return 'bad-txns-fluxnode-tx-null-prevout';
  return tx.kind === 'start' ? startFault(tx, ecc) : null;
}

/** fluxd's reject reason for the structure of a FluxNode transaction, or null. Signatures are asked separately. */
export function fluxNodeFault(tx: FluxNodeTransaction, ecc: Ecc): string | null {
  return fluxNodeFormFault(tx, ecc) ?? (tx.kind === 'confirm' ? confirmFault(tx) : null);
}

/** Reject reason for version 6 before Proof of Node: only exact forms 1 and 2, which a CONFIRM never names. */
export function fluxNodeFaultBeforePon(tx: FluxNodeTransaction): string | null {
  if (tx.version === 5) return null;
  return tx.kind === 'start' && tx.delegates === null && tx.extraBits === 0 ? null : 'tx-bit-features-not-active';
}

/** fluxd's reason not to take a FluxNode transaction into its mempool at `now` (Unix seconds) for its age, or null. */
export function fluxNodeAgeFault(tx: FluxNodeTransaction, now: number): string | null {
  if (now - tx.sigTime > MAX_SIG_AGE) return 'fluxnode-tx-sig-to-old';
  return tx.kind === 'confirm' && now - tx.benchmarkSigTime > MAX_SIG_AGE ? 'fluxnode-tx-bench-sig-to-old' : null;
}

/** Keys any one of which may sign a START by itself; empty when delegates sign, whose keys the chain holds. */
export function startSigners(tx: FluxNodeStart): readonly Uint8Array[] {
  if (tx.delegates?.kind === 'signing') return [];
  if (tx.owner.kind === 'key') return [tx.owner.publicKey];
  // With the bits of both forms fluxd counts it as neither, and looks for a collateral key that is not there.
  if ((tx.extraBits & 1) !== 0) return [];
  const template = classifyScript(tx.owner.redeemScript);
  return template.kind === 'multisig' ? template.publicKeys : [];
}

/** Whether the benchmark part of a CONFIRM is signed by `key` (65 bytes uncompressed, as the networks list theirs). */
export function isBenchmarkSigned(tx: FluxNodeConfirm, key: Uint8Array, ecc: Ecc): boolean {
  return isSigned(benchmarkMessage(tx), tx.benchmarkSignature, [key], ecc);
}

/**
 * Whether a FluxNode transaction is signed by one of `signers` (public keys in the form that the chain lists).
 * For a START pass `startSigners`, or the stored delegates; for a CONFIRM the node's key.
 */
export function isFluxNodeSigned(tx: FluxNodeTransaction, signers: readonly Uint8Array[], ecc: Ecc): boolean {
  return isSigned(fluxNodeMessage(tx), tx.signature, signers, ecc);
}

function isSigned(message: string | Uint8Array, signature: Uint8Array, signers: readonly Uint8Array[], ecc: Ecc): boolean {
  try {
    const signer = recoverMessageSigner(message, 'flux', signature, ecc);
    return signer !== null && signers.some((key) => equalBytes(key, signer));
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'message/bad-signature') return false;
    throw thrown;
  }
}
