// Pays FLUX from the premine: picks one free output, signs with the judge's own digest, and broadcasts like anybody.
import { hash160 } from '../../../shared/crypto/hashes';
import { scriptOfAddress } from '../../../shared/flux/address';
import { opReturnScript, p2pkhScript } from '../../../shared/flux/script-templates';
import { AppError } from '../../../shared/errors/app-error';
import { seededKey } from '../seed';
import type { UtxoNode } from '../utxo/node';
import { PRACTICE_FLUX } from './parameters';
import { signFluxPayment } from './payment';

const FEE = 500n;
/** Blocks that a payment has before it expires: an hour. */
const EXPIRY_BLOCKS = 120;

/**
 * @param note text of an OP_RETURN output, at most 80 bytes; left out: none
 * @returns the transaction's id
 * @throws AppError `address/...` for an address that is none, `practice/faucet-empty`
 */
export function payFlux(node: UtxoNode, seed: string, address: string, amount: bigint, note?: string): string {
  const key = seededKey(seed, 'flux faucet');
  const own = p2pkhScript(hash160(key.publicKey));
  const target = scriptOfAddress(address, PRACTICE_FLUX);
  const usable = node.unspent(own).filter((coin) => coin.value >= amount + FEE && (!coin.coinbase || node.height + 1 - coin.height >= node.rules.maturity));
  // Mined coins first: a chain of unconfirmed change would let one payment hold up the next.
  const coin = usable.find((each) => each.height >= 0) ?? usable[0];
  if (coin === undefined) throw new AppError('practice/faucet-empty', 'the faucet has no coin of that size left');
  const change = coin.value - amount - FEE;
  const noted = note === undefined ? [] : [{ value: 0n, script: opReturnScript(new TextEncoder().encode(note)) }];
  const outputs = [{ value: amount, script: target }, ...noted, ...(change > FEE ? [{ value: change, script: own }] : [])];
  return node.submit(signFluxPayment({ node, key, coins: [coin], outputs, expiryHeight: node.height + EXPIRY_BLOCKS })).txid;
}
