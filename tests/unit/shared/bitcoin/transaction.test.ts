// Bitcoin transactions and signature hashes: bitcoinjs-lib as the second opinion, BIP174 and BIP341 as the first.

import { Psbt, Transaction } from 'bitcoinjs-lib';
import * as ecc from 'tiny-secp256k1';
import * as fc from 'fast-check';
import bip341 from '../../../vectors/crypto/bip341_wallet_vectors.json';
import psbts from '../../../vectors/crypto/psbt_bip174_371_bitcoinjs.json';
import { BitcoinHasher } from '../../../../shared/bitcoin/sighash';
import { dustLimit, estimateVirtualSize } from '../../../../shared/bitcoin/size';
import { taprootOutputKey, taprootSigningKey } from '../../../../shared/bitcoin/taproot';
import { parseTransaction, serializeTransaction, transactionId, transactionWeight, virtualSize, type BitcoinTransaction, type BitcoinTxOutput } from '../../../../shared/bitcoin/transaction';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';

const bytes = (min: number, max: number) => fc.uint8Array({ minLength: min, maxLength: max });
const output = fc.record({ value: fc.bigInt({ min: 0n, max: 2_100_000_000_000_000n }), script: bytes(0, 60) });
const input = fc.record({
  txid: bytes(32, 32).map(toHex), index: fc.integer({ min: 0, max: 0xffffffff }), script: bytes(0, 40), sequence: fc.integer({ min: 0, max: 0xffffffff }), witness: fc.array(bytes(0, 80), { maxLength: 3 }),
});
const transaction: fc.Arbitrary<BitcoinTransaction> = fc.record({
  version: fc.integer({ min: 1, max: 2 }), inputs: fc.array(input, { minLength: 1, maxLength: 5 }), outputs: fc.array(output, { minLength: 1, maxLength: 5 }), lockTime: fc.integer({ min: 0, max: 0xffffffff }),
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'ok';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return thrown.code;
  }
};

describe('the wire form', () => {
  it('of random transactions equals bitcoinjs-lib', () => {
    fc.assert(fc.property(transaction, (tx) => {
      const raw = serializeTransaction(tx);
      expect(parseTransaction(raw)).toEqual(tx);
      const theirs = Transaction.fromBuffer(raw);
      expect([toHex(theirs.toBuffer()), theirs.getId(), theirs.weight(), theirs.virtualSize()]).toEqual([toHex(raw), transactionId(tx), transactionWeight(tx), virtualSize(tx)]);
    }), { numRuns: 150, seed: 4 });
  });

  it('of the transaction that BIP174 extracts', () => {
    for (const { psbt, transaction: hex } of psbts.bip174.extractor) {
      expect(Psbt.fromBase64(psbt).extractTransaction(true).toHex()).toBe(hex);
      expect(toHex(serializeTransaction(parseTransaction(fromHex(hex))))).toBe(hex);
    }
  });

  it('of every unsigned transaction and previous transaction in the PSBT vectors', () => {
    let count = 0;
    const all = [...psbts.bip174.valid, ...psbts.bip174.updater, ...psbts.bip174.finalizer].map(({ psbt }) => psbt);
    for (const text of all) {
      const { data } = Psbt.fromBase64(text);
      const raws = [data.globalMap.unsignedTx.toBuffer(), ...data.inputs.flatMap(({ nonWitnessUtxo }) => (nonWitnessUtxo === undefined ? [] : [nonWitnessUtxo]))];
      for (const raw of raws) {
        count += 1;
        expect(toHex(serializeTransaction(parseTransaction(Uint8Array.from(raw))))).toBe(toHex(raw));
        expect(transactionId(parseTransaction(Uint8Array.from(raw)))).toBe(Transaction.fromBuffer(raw).getId());
      }
    }
    expect(count).toBeGreaterThan(20);
  });

  it('is refused when it is broken', () => {
    const raw = serializeTransaction({ version: 2, inputs: [{ txid: 'ab'.repeat(32), index: 0, script: new Uint8Array(0), sequence: 0, witness: [Uint8Array.of(1)] }], outputs: [{ value: 1n, script: new Uint8Array(0) }], lockTime: 0 });
    for (let length = 0; length < raw.length; length += 1) expect(codeOf(() => parseTransaction(raw.subarray(0, length)))).not.toBe('ok');
    expect(codeOf(() => parseTransaction(Uint8Array.of(...raw, 0)))).toBe('bytes/trailing');
    const empty = serializeTransaction({ version: 2, inputs: [{ txid: 'ab'.repeat(32), index: 0, script: new Uint8Array(0), sequence: 0, witness: [] }], outputs: [{ value: 1n, script: new Uint8Array(0) }], lockTime: 0 });
    const marked = Uint8Array.of(...empty.subarray(0, 4), 0, 1, ...empty.subarray(4, -4), 0, ...empty.subarray(-4));
    expect(codeOf(() => parseTransaction(marked))).toBe('transaction/inconsistent');
  });
});

describe('signature hashes', () => {
  const types = [1, 2, 3, 0x81, 0x82, 0x83];

  it('of random transactions equal bitcoinjs-lib for every type', () => {
    fc.assert(fc.property(transaction, fc.constantFrom(...types), fc.nat(4), (tx, type, pick) => {
      const index = pick % tx.inputs.length;
      const spent: BitcoinTxOutput[] = tx.inputs.map((_, place) => ({ value: BigInt(place + 1) * 1000n, script: Uint8Array.of(0x51, 32, ...new Uint8Array(32).fill(place)) }));
      const script = Uint8Array.of(0x76, 0xa9, 0x51 + index);
      const hasher = new BitcoinHasher(tx, spent);
      const theirs = Transaction.fromBuffer(serializeTransaction(tx));
      expect(toHex(hasher.segwit(index, script, type))).toBe(toHex(theirs.hashForWitnessV0(index, script, spent[index]?.value ?? 0n, type)));
      if ((type & 3) === 3 && index >= tx.outputs.length) {
        expect(codeOf(() => hasher.legacy(index, script, type))).toBe('sighash/bad-type');
        return;
      }
      expect(toHex(hasher.legacy(index, script, type))).toBe(toHex(theirs.hashForSignature(index, script, type)));
      expect(toHex(hasher.taproot(index, type))).toBe(toHex(theirs.hashForWitnessV1(index, spent.map((one) => one.script), spent.map((one) => one.value), type)));
      expect(toHex(hasher.taproot(index))).toBe(toHex(theirs.hashForWitnessV1(index, spent.map((one) => one.script), spent.map((one) => one.value), 0)));
    }), { numRuns: 200, seed: 5 });
  });

  it('of BIP341, with its tweaked keys and its signatures', () => {
    const [vector] = bip341.keyPathSpending;
    if (vector === undefined) throw new Error('vector missing');
    const tx = parseTransaction(fromHex(vector.given.rawUnsignedTx));
    const hasher = new BitcoinHasher(tx, vector.given.utxosSpent.map(({ scriptPubKey, amountSats }) => ({ value: BigInt(amountSats), script: fromHex(scriptPubKey) })));
    for (const { given, intermediary, expected } of vector.inputSpending) {
      const key = taprootSigningKey(ecc, fromHex(given.internalPrivkey), given.merkleRoot === null ? undefined : fromHex(given.merkleRoot));
      expect(toHex(key)).toBe(intermediary.tweakedPrivkey);
      const hash = hasher.taproot(given.txinIndex, given.hashType);
      expect(toHex(hash)).toBe(intermediary.sigHash);
      const signature = toHex(ecc.signSchnorr(hash, key, new Uint8Array(32)));
      expect(`${signature}${given.hashType === 0 ? '' : given.hashType.toString(16).padStart(2, '0')}`).toBe(expected.witness[0]);
    }
  });

  it('tweak an internal key without scripts as BIP341 says', () => {
    const plain = bip341.scriptPubKey.filter(({ given }) => given.scriptTree === null);
    expect(plain.length).toBeGreaterThan(0);
    for (const { given, intermediary } of plain) expect(toHex(taprootOutputKey(ecc, fromHex(given.internalPubkey)))).toBe(intermediary.tweakedPubkey);
  });

  it('are refused for what does not exist', () => {
    const tx: BitcoinTransaction = { version: 2, inputs: [{ txid: 'ab'.repeat(32), index: 0, script: new Uint8Array(0), sequence: 0, witness: [] }], outputs: [], lockTime: 0 };
    expect(codeOf(() => new BitcoinHasher(tx, []))).toBe('sighash/prevouts-missing');
    const hasher = new BitcoinHasher(tx, [{ value: 1n, script: new Uint8Array(0) }]);
    expect(codeOf(() => hasher.segwit(1, new Uint8Array(0)))).toBe('sighash/no-such-input');
    expect(codeOf(() => hasher.taproot(0, 4))).toBe('sighash/bad-type');
    expect(codeOf(() => hasher.taproot(0, 3))).toBe('sighash/bad-type');
    expect(codeOf(() => taprootOutputKey(ecc, new Uint8Array(32)))).toBe('taproot/bad-key');
    expect(codeOf(() => taprootOutputKey(ecc, new Uint8Array(31)))).toBe('taproot/bad-key');
  });
});

describe('sizes', () => {
  it.each<[string, string, bigint]>([
    ['P2PKH', `76a914${'00'.repeat(20)}88ac`, 546n], ['P2SH', `a914${'00'.repeat(20)}87`, 540n],
    ['P2WPKH', `0014${'00'.repeat(20)}`, 294n], ['P2WSH', `0020${'00'.repeat(32)}`, 330n], ['P2TR', `5120${'00'.repeat(32)}`, 330n], ['data', '6a0401020304', 0n],
  ])('dust of %s is Bitcoin Core’s', (_name, script, limit) => {
    expect(dustLimit(fromHex(script))).toBe(limit);
  });

  it.each<[number, Parameters<typeof estimateVirtualSize>[0], number[]]>([
    [110, ['p2wpkh'], [22]], [141, ['p2wpkh'], [22, 22]], [192, ['p2pkh'], [25]], [111, ['p2tr'], [34]], [134, ['p2sh-p2wpkh'], [23]],
  ])('a transaction of %i virtual bytes', (size, inputs, outputs) => {
    expect(Math.abs(estimateVirtualSize(inputs, outputs) - size)).toBeLessThanOrEqual(1);
  });
});
