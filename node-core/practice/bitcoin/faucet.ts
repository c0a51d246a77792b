// Pays bitcoin from the mined rewards: gathers enough of them, signs P2WPKH inputs through bitcoinjs-lib, and broadcasts like anybody.
import { sign } from 'tiny-secp256k1';
import { Transaction } from 'bitcoinjs-lib';
import { scriptOfAddress } from '../../../shared/bitcoin/address';
import { BITCOIN_REGTEST } from '../../../shared/bitcoin/params';
import { concatBytes, fromDisplayHash } from '../../../shared/crypto/bytes';
import { compactToDer } from '../../../shared/crypto/der';
import { hash160 } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import { p2pkhScript } from '../../../shared/flux/script-templates';
import { seededKey } from '../seed';
import type { UtxoNode } from '../utxo/node';
import type { Coin } from '../utxo/types';
import { bitcoinFaucetScript } from './blocks';

/** Satoshi per virtual byte; sizes of a P2WPKH input and of the rest of a two-output transaction. */
const FEE_RATE = 2n;
const INPUT_SIZE = 68n;
const REST_SIZE = 90n;
const LEAST_CHANGE = 1_000n;

/**
 * @returns the transaction's id
 * @throws AppError `address/...` for an address that is none, `practice/faucet-empty`
 */
export function payBitcoin(node: UtxoNode, seed: string, address: string, amount: bigint): string {
  const key = seededKey(seed, 'bitcoin faucet');
  const own = bitcoinFaucetScript(seed);
  const target = scriptOfAddress(address, BITCOIN_REGTEST);
  const { coins, change } = choose(node, own, amount);
  const tx = new Transaction();
  tx.version = 2;
  for (const coin of coins) tx.addInput(fromDisplayHash(coin.txid), coin.index, 0xfffffffd);
  tx.addOutput(target, amount);
  if (change > LEAST_CHANGE) tx.addOutput(own, change);
  coins.forEach((coin, index) => {
    const digest = tx.hashForWitnessV0(index, p2pkhScript(hash160(key.publicKey)), coin.value, Transaction.SIGHASH_ALL);
    tx.setWitness(index, [concatBytes(compactToDer(sign(digest, key.secret)), Uint8Array.of(Transaction.SIGHASH_ALL)), key.publicKey]);
  });
  return node.submit(tx.toBuffer()).txid;
}

/** Mined coins first, so that no long chain of unconfirmed change builds up. */
function choose(node: UtxoNode, own: Uint8Array, amount: bigint): { coins: Coin[]; change: bigint } {
  const usable = node.unspent(own)
    .filter((coin) => coin.height < 0 || !coin.coinbase || node.height + 1 - coin.height >= node.rules.maturity)
    .sort((left, right) => Number(right.height >= 0) - Number(left.height >= 0) || Number(right.value - left.value));
  const coins: Coin[] = [];
  let sum = 0n;
  for (const coin of usable) {
    coins.push(coin);
    sum += coin.value;
    const fee = FEE_RATE * (REST_SIZE + INPUT_SIZE * BigInt(coins.length));
    if (sum >= amount + fee) return { coins, change: sum - amount - fee };
  }
  throw new AppError('practice/faucet-empty', 'the faucet has not that much left');
}
