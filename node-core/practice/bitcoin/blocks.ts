// Makes Bitcoin regtest blocks: subsidy with regtest's halvings to the faucet, witness commitment (BIP141), proof of work at regtest's target.
import { Transaction } from 'bitcoinjs-lib';
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { concatBytes, fromDisplayHash, fromHex, toDisplayHash } from '../../../shared/crypto/bytes';
import { hash160, sha256d } from '../../../shared/crypto/hashes';
import { merkleRoot } from '../../../shared/flux/merkle';
import { buildScript } from '../../../shared/flux/script';
import { pushHeight } from '../flux/blocks';
import { seededKey } from '../seed';
import type { BlockTemplate } from '../utxo/rules';
import type { ChainBlock } from '../utxo/types';
import { HEADER_SIZE } from './parse';

const SUBSIDY = 5_000_000_000n;
/** Regtest halves every 150 blocks. */
const HALVING_INTERVAL = 150;
const REGTEST_BITS = 0x207fffff;
const VERSION = 0x20000000;
const COMMITMENT_TAG = fromHex('aa21a9ed');
const ZERO_HASH = new Uint8Array(32);

/** Bitcoin Core's regtest genesis. */
const BITCOIN_GENESIS_HASH = '0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206';
const GENESIS_MERKLE = '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b';
const GENESIS_TIME = 1_296_688_602;

export const BITCOIN_GENESIS: ChainBlock = {
  height: 0, hash: BITCOIN_GENESIS_HASH, previousHash: '0'.repeat(64), time: GENESIS_TIME, size: HEADER_SIZE, transactions: [],
  header: new ByteWriter(HEADER_SIZE).u32(1).hash('0'.repeat(64)).hash(GENESIS_MERKLE).u32(GENESIS_TIME).u32(REGTEST_BITS).u32(2).finish(),
};

/** P2WPKH of the key that mines and pays. */
export function bitcoinFaucetScript(seed: string): Uint8Array {
  return buildScript([0, hash160(seededKey(seed, 'bitcoin faucet').publicKey)]);
}

export function assembleBitcoin(seed: string, { state, transactions, fees, time, salt }: BlockTemplate): Uint8Array {
  const height = state.height + 1;
  const coinbase = coinbaseOf(seed, height, fees, salt, transactions.map((tx) => Transaction.fromBuffer(tx.raw)));
  const root = merkleRoot([coinbase.getId(), ...transactions.map((tx) => tx.txid)]);
  const header = mineHeader(new ByteWriter(HEADER_SIZE).u32(VERSION).hash(state.tip.hash).hash(root).u32(time).u32(REGTEST_BITS).finish());
  const raws = [coinbase.toBuffer(), ...transactions.map((tx) => tx.raw)];
  const writer = new ByteWriter(1024).bytes(header);
  return writer.list(raws, (raw) => writer.bytes(raw)).finish();
}

function coinbaseOf(seed: string, height: number, fees: bigint, salt: number, others: readonly Transaction[]): Transaction {
  const tx = new Transaction();
  tx.version = 2;
  const script = buildScript([pushHeight(height), new ByteWriter(4).u32(salt).finish()]);
  tx.addInput(ZERO_HASH, 0xffffffff, 0xffffffff, script);
  tx.addOutput(bitcoinFaucetScript(seed), (SUBSIDY >> BigInt(Math.floor(height / HALVING_INTERVAL))) + fees);
  // The coinbase stands in the witness tree as zeros; its witness is the reserved value.
  const witnessIds = ['0'.repeat(64), ...others.map((other) => toDisplayHash(other.getHash(true)))];
  const commitment = sha256d(concatBytes(fromDisplayHash(merkleRoot(witnessIds)), ZERO_HASH));
  tx.addOutput(buildScript([0x6a, concatBytes(COMMITMENT_TAG, commitment)]), 0n);
  tx.setWitness(0, [ZERO_HASH]);
  return tx;
}

/** Regtest's target is half of all hashes, so this ends after a try or two. */
function mineHeader(withoutNonce: Uint8Array): Uint8Array {
  for (let nonce = 0; ; nonce += 1) {
    const header = concatBytes(withoutNonce, new ByteWriter(4).u32(nonce).finish());
    if ((sha256d(header)[31] ?? 0xff) < 0x7f) return header;
  }
}
