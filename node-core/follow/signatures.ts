// Signatures of a block and of its FluxNode transactions: what has to be verified, apart from what the answer means, so that it can be worked out ahead.
import { equalBytes } from '../../shared/crypto/bytes';
import type { Ecc } from '../../shared/crypto/ecc';
import { AppError } from '../../shared/errors/app-error';
import { benchmarkMessage, fluxNodeMessage, type FluxNodeConfirm, type FluxNodeTransaction } from '../../shared/flux/fluxnode-transaction';
import { recoverMessageSigner } from '../../shared/flux/message';

/** Who signed a FluxNode transaction, by its own bytes alone; null when the signature fits no key. */
export interface Signers {
  readonly signer: Uint8Array | null;
  /** Of the benchmark part of a CONFIRM. */
  readonly benchmark: Uint8Array | null;
}

function recovered(message: string | Uint8Array, signature: Uint8Array, ecc: Ecc): Uint8Array | null {
  try {
    return recoverMessageSigner(message, 'flux', signature, ecc);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'message/bad-signature') return null;
    throw thrown;
  }
}

/** Recovery needs no state: it can be done before anybody knows which key it should be. */
export function signersOf(tx: FluxNodeTransaction, ecc: Ecc): Signers {
  return { signer: recovered(fluxNodeMessage(tx), tx.signature, ecc), benchmark: tx.kind === 'confirm' ? benchmarkSigner(tx, ecc) : null };
}

const benchmarkSigner = (tx: FluxNodeConfirm, ecc: Ecc): Uint8Array | null => recovered(benchmarkMessage(tx), tx.benchmarkSignature, ecc);

/** Whether the signer is one of the keys, in the form in which the chain lists it. */
export const isOneOf = (signer: Uint8Array | null, keys: readonly Uint8Array[]): boolean => signer !== null && keys.some((key) => equalBytes(key, signer));
