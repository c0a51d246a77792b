// Gives an own transaction to the network, after checking it as fully as a node would: one bad transaction can get this address banned for a day.
import * as ecc from 'tiny-secp256k1';
import { AppError } from '../../shared/errors/app-error';
import { anyTransactionId, parseAnyTransaction } from '../../shared/flux/any-transaction';
import { fluxNodeAgeFault, fluxNodeFault, isFluxNodeSigned, startSigners } from '../../shared/flux/fluxnode-rules';
import { fromHex } from '../../shared/crypto/bytes';
import { Zip243Hasher } from '../../shared/flux/sighash-zip243';
import type { FluxTransaction } from '../../shared/flux/transaction';
import { heightFault, transactionFault } from '../../shared/flux/tx-rules';
import { inputFault } from '../../shared/flux/verify-input';
import type { Assembled } from './assemble';

const refuse = (reason: string): AppError => new AppError('broadcast/refused', 'the transaction would be refused', { context: { reason } });

function checkPayment(tx: FluxTransaction, { node, network }: Assembled): void {
  const follower = node.follower;
  if (follower === null) throw new AppError('broadcast/not-ready', 'the chain is not followed yet');
  const fault = transactionFault(tx) ?? heightFault(tx, follower.tip.height + 1);
  if (fault !== null) throw refuse(fault);
  const hasher = new Zip243Hasher(tx, network.params.branchId);
  const coins = new Map(follower.watch.coins.map((coin) => [`${coin.txid}:${coin.vout}`, coin]));
  let paid = 0n;
  tx.inputs.forEach((input, index) => {
    const coin = coins.get(`${input.txid}:${input.index}`);
    // Without the coin its signature cannot be judged, and a wrong one is never sent.
    if (coin === undefined) throw refuse('a coin that this node has not seen');
    if (coin.spent !== null) throw refuse('a coin that is spent');
    const script = fromHex(coin.script);
    const wrong = inputFault(input.script, script, (scriptCode, hashType) => hasher.hash({ index, scriptCode, amount: coin.value }, hashType), ecc);
    if (wrong !== null) throw refuse(wrong);
    paid += coin.value;
  });
  if (tx.outputs.reduce((sum, { value }) => sum + value, 0n) > paid) throw refuse('it pays more than it spends');
}

/** @returns how many peers took it. @throws AppError `broadcast/refused`, `broadcast/not-ready`, `bytes/…` */
export async function broadcast(assembled: Assembled, raw: Uint8Array): Promise<number> {
  const tx = parseAnyTransaction(raw);
  if (tx.kind === 'value') checkPayment(tx, assembled);
  else {
    const fault = fluxNodeFault(tx, ecc) ?? fluxNodeAgeFault(tx, Math.floor(Date.now() / 1_000));
    if (fault !== null) throw refuse(fault);
    const signed = tx.kind === 'start' && (tx.delegates?.kind === 'signing' || isFluxNodeSigned(tx, startSigners(tx), ecc));
    if (!signed) throw refuse('bad-txns-fluxnode-tx-invalid-signature');
  }
  return assembled.pool.broadcast(raw, anyTransactionId(tx));
}
