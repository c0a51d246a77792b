// Signs approved STARTs: the payment first, because a collateral that it makes is named by its id; then each START by its one key.

import type { Ecc } from '../../../shared/crypto/ecc';
import { AppError } from '../../../shared/errors/app-error';
import { signFluxNodeStart } from './flux';
import { signFluxPayment } from './flux-payment';
import { keyFor, type KeySource } from './keys';
import type { Signable, SignedBytes } from './signable';

/**
 * Every START is read back and its signature checked before any of them is handed out.
 * @throws AppError `sign/...`
 */
export function signStarts({ fund, starts }: Extract<Signable, { kind: 'starts' }>, keysOf: KeySource, ecc: Ecc): Omit<Extract<SignedBytes, { kind: 'starts' }>, 'kind'> {
  const paid = fund && signFluxPayment(fund, keysOf, ecc);
  const signed = starts.map(({ node, tx, funded, signer, signerOwn }) => {
    if (funded && paid === null) throw new AppError('sign/invalid-start', 'a START waits for a payment that is not there');
    const { index } = tx.collateral;
    const txid = funded && paid !== null ? paid.txid : tx.collateral.txid;
    const privateKey = keyFor(signerOwn.publicKey, keysOf(signer), ecc);
    const done = signFluxNodeStart({ start: { ...tx, collateral: { txid, index } }, privateKey, delegates: [signerOwn.publicKey], ecc });
    return { node, raw: done.raw, txid: done.txid, collateral: { txid, vout: index } };
  });
  return { fund: paid, starts: signed };
}
