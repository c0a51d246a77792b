// Cost of reading a plan with 500 inputs and its previous transactions, and of signing and checking Bitcoin transactions.

import { createHash } from 'node:crypto';
import * as tiny from 'tiny-secp256k1';
import { createReviewer } from '../../main/signer/review';
import { Keyring } from '../../main/signer/keyring/keyring';
import type { ReviewDeps } from '../../main/signer/review/ports';
import { signBitcoinTransaction, type BitcoinInputToSign } from '../../main/signer/sign/bitcoin';
import { p2wpkhScript } from '../../shared/bitcoin/script';
import type { BitcoinTransaction } from '../../shared/bitcoin/transaction';
import type { Intent, KeyRef, UtxoPlan } from '../../shared/contract/money-path';
import { concatBytes, toDisplayHash, toHex } from '../../shared/crypto/bytes';
import { sha256, sha256d, useNativeSha256 } from '../../shared/crypto/hashes';
import { scriptOfAddress } from '../../shared/flux/address';
import { FLUX_REGTEST } from '../../shared/flux/params';
import { serializeTransaction, transparentTransaction } from '../../shared/flux/transaction';
import { alternatingRatio, type Bench } from './bench-type';

const INPUTS = 500;
/** Review and hashing take milliseconds; several rounds in one measurement rise above the timer's grain. */
const ROUNDS = 10;

const text = (label: string, index: number): Uint8Array => sha256(new TextEncoder().encode(`review bench ${label} ${index}`));
const nodeSha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

function recipient(): string {
  return Keyring.fromSeed('practice', new Uint8Array(64).fill(9)).scriptOf({ kind: 'derived', account: 'flux:44:0', change: 0, index: 0 }, 'p2pkh', 'flux').address;
}

/** A payment out of 500 coins on 500 keys, each from a transaction of one input and two outputs. */
function payment(keys: Keyring): { intent: Intent; plan: UtxoPlan; previous: Uint8Array[] } {
  const to = recipient();
  const refs = Array.from({ length: INPUTS }, (_, index): KeyRef => ({ kind: 'derived', account: 'flux:44:0', change: 0, index }));
  const change: KeyRef = { kind: 'derived', account: 'flux:44:0', change: 1, index: 0 };
  const scriptOf = (key: KeyRef): Uint8Array => keys.scriptOf(key, 'p2pkh', 'flux').script;
  const previous = refs.map((key, index) => serializeTransaction(transparentTransaction({
    inputs: [{ txid: toHex(text('origin', index)), index: 0, script: new Uint8Array(107).fill(3), sequence: 0xffffffff }],
    outputs: [{ value: 777_000n, script: scriptOfAddress(to, FLUX_REGTEST) }, { value: 100_000_000n, script: scriptOf(key) }],
    lockTime: 0, expiryHeight: 3_000_000,
  })));
  const unsigned = serializeTransaction(transparentTransaction({
    inputs: previous.map((raw) => ({ txid: toDisplayHash(sha256d(raw)), index: 1, script: new Uint8Array(0), sequence: 0xffffffff })),
    outputs: [{ value: 30_000_000_000n, script: scriptOfAddress(to, FLUX_REGTEST) }, { value: 19_999_900_000n, script: scriptOf(change) }],
    lockTime: 0, expiryHeight: 3_000_240,
  }));
  let offset = 0;
  const parts = previous.map(({ length }) => ({ offset: (offset += length) - length, length }));
  const plan: UtxoPlan = {
    kind: 'utxo', chain: 'flux', unsigned, inputs: refs.map((key, index) => ({ key, scriptType: 'p2pkh', previous: index })),
    previous: { bytes: concatBytes(...previous), parts }, change: [{ vout: 1, key: change, scriptType: 'p2pkh' }], tip: 3_000_000, replaces: null,
  };
  return { intent: { kind: 'pay', asset: 'flux/native', to, amount: '30000000000', all: false, feeLimit: '100000', note: null }, plan, previous };
}

/** The keyring has derived the 500 keys before, as it remembers them from one review to the next: derivation has a bench of its own. */
function reviewRatio(): number {
  useNativeSha256(nodeSha256);
  try {
    const keys = Keyring.fromSeed('practice', new Uint8Array(64).fill(5));
    const { intent, plan, previous } = payment(keys);
    const deps: ReviewDeps = {
      keys, ecc: tiny, now: () => 0, speed: () => 1, random: (count) => new Uint8Array(count),
      addresses: { contacts: () => [], paid: () => [], rememberPaid: () => Promise.resolve(), deposit: () => null, rememberDeposit: () => Promise.resolve() },
    };
    const reviewer = createReviewer(deps);
    const review = (): void => {
      for (let round = 0; round < ROUNDS; round += 1) reviewer.review({ intent, plan });
    };
    const hash = (): void => {
      for (let round = 0; round < ROUNDS; round += 1) for (const raw of previous) nodeSha256(nodeSha256(raw));
    };
    return alternatingRatio(review, hash);
  } finally {
    useNativeSha256(null);
  }
}

interface Job {
  readonly tx: BitcoinTransaction;
  readonly inputs: readonly BitcoinInputToSign[];
}

/** A transaction of `count` P2WPKH inputs, each with a key of its own. */
function bitcoinJob(count: number): Job {
  const inputs = Array.from({ length: count }, (_, index): BitcoinInputToSign => {
    const privateKey = text('key', index);
    const publicKey = tiny.pointFromScalar(privateKey, true);
    if (publicKey === null) throw new Error('not a key');
    return { type: 'p2wpkh', script: p2wpkhScript(publicKey), value: 100_000n + BigInt(index), publicKey, privateKey };
  });
  const tx: BitcoinTransaction = {
    version: 2, lockTime: 0,
    inputs: inputs.map((_, index) => ({ txid: toHex(text('txid', index)), index, script: new Uint8Array(0), sequence: 0xfffffffd, witness: [] })),
    outputs: inputs.slice(0, 2).map(({ script }) => ({ value: 40_000n * BigInt(count), script })),
  };
  return { tx, inputs };
}

function bitcoinRatio(): number {
  const { tx, inputs } = bitcoinJob(INPUTS);
  const hashes = inputs.map((_, index) => text('hash', index));
  const bare = (): void => {
    inputs.forEach(({ privateKey, publicKey }, index) => {
      const hash = hashes[index] ?? privateKey;
      if (!tiny.verify(hash, publicKey, tiny.sign(hash, privateKey))) throw new Error('signature did not verify');
    });
  };
  return alternatingRatio(() => signBitcoinTransaction({ tx, inputs, ecc: tiny, random: (count) => new Uint8Array(count) }), bare);
}

const bench = (id: string, anchor: string, bar: number, measure: () => number): Bench => ({
  id, issue: 2, anchor, bar, unit: 'ratio', run: () => Promise.resolve({ value: measure() }),
});

export const benches: readonly Bench[] = [
  bench('review/flux-500', 'bare double SHA-256 of its 500 previous transactions', 4, reviewRatio),
  bench('bitcoin/sign-500', '500 bare signatures and 500 bare verifications', 1.4, bitcoinRatio),
];
