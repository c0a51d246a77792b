// Bitcoin signing: BIP174's signer vectors, BIP340's, bitcoinjs-lib and @scure/btc-signer as second opinions, and refusals.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Transaction as ScureTransaction, p2wpkh } from '@scure/btc-signer';
import { Psbt, Transaction, initEccLib, networks } from 'bitcoinjs-lib';
import * as ecc from 'tiny-secp256k1';
import psbts from '../../../../vectors/crypto/psbt_bip174_371_bitcoinjs.json';
import { p2pkhScript, p2shP2wpkhScript, p2trScript, p2wpkhScript } from '../../../../../shared/bitcoin/script';
import { BitcoinHasher } from '../../../../../shared/bitcoin/sighash';
import { taprootOutputKey } from '../../../../../shared/bitcoin/taproot';
import { parseTransaction, virtualSize, type BitcoinTransaction } from '../../../../../shared/bitcoin/transaction';
import { estimateVirtualSize } from '../../../../../shared/bitcoin/size';
import { asciiBytes, concatBytes, fromHex, toHex } from '../../../../../shared/crypto/bytes';
import { compactToDer } from '../../../../../shared/crypto/der';
import { sha256 } from '../../../../../shared/crypto/hashes';
import { AppError } from '../../../../../shared/errors/app-error';
import { decodeWif } from '../../../../../shared/flux/wif';
import { signBitcoinTransaction, type BitcoinInputToSign, type BitcoinSpend } from '../../../../../main/signer/sign/bitcoin';

initEccLib(ecc);
const random = (count: number): Uint8Array => new Uint8Array(count).fill(1);
const publicOf = (privateKey: Uint8Array, compressed = true): Uint8Array => ecc.pointFromScalar(privateKey, compressed) ?? new Uint8Array(0);
const wif = (text: string): Uint8Array => decodeWif(text, { wifPrefix: 0xef }).privateKey;

const scriptFor: Record<BitcoinSpend, (publicKey: Uint8Array) => Uint8Array> = {
  'p2pkh': p2pkhScript, 'p2wpkh': p2wpkhScript, 'p2sh-p2wpkh': p2shP2wpkhScript, 'p2tr': (publicKey) => p2trScript(taprootOutputKey(ecc, publicKey)),
};

function inputOf(type: BitcoinSpend, index: number, compressed = true): BitcoinInputToSign {
  const privateKey = sha256(asciiBytes(`${type} ${index}`));
  const publicKey = publicOf(privateKey, compressed);
  return { type, script: scriptFor[type](publicKey), value: 100_000n + BigInt(index), publicKey, privateKey };
}

function transactionFor(inputs: readonly BitcoinInputToSign[]): BitcoinTransaction {
  return {
    version: 2, lockTime: 800_000,
    inputs: inputs.map((_, index) => ({ txid: toHex(sha256(asciiBytes(`txid ${index}`))), index, script: new Uint8Array(0), sequence: 0xfffffffd, witness: [] })),
    outputs: [{ value: 50_000n, script: p2wpkhScript(publicOf(sha256(asciiBytes('to')))) }, { value: 1_000n, script: p2trScript(taprootOutputKey(ecc, publicOf(sha256(asciiBytes('to 2'))))) }],
  };
}

const sign = (inputs: readonly BitcoinInputToSign[], tx = transactionFor(inputs)) => signBitcoinTransaction({ tx, inputs, ecc, random });
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'signed';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return thrown.code;
  }
};

describe('BIP174 signer vectors', () => {
  it('the multisig inputs: every partial signature is the one of the vector', () => {
    let compared = 0;
    for (const { psbt, keys, result } of psbts.bip174.signer.slice(0, 2)) {
      const before = Psbt.fromBase64(psbt, { network: networks.testnet });
      const after = Psbt.fromBase64(result, { network: networks.testnet });
      const tx = parseTransaction(Uint8Array.from(before.data.globalMap.unsignedTx.toBuffer()));
      const spent = before.data.inputs.map(({ nonWitnessUtxo, witnessUtxo }, index) => witnessUtxo ?? parseTransaction(Uint8Array.from(nonWitnessUtxo ?? [])).outputs[tx.inputs[index]?.index ?? 0]);
      const hasher = new BitcoinHasher(tx, spent.map((output) => ({ value: output?.value ?? 0n, script: output?.script ?? new Uint8Array(0) })));
      for (const { inputToSign, WIF } of keys) {
        const { redeemScript, witnessScript } = before.data.inputs[inputToSign] ?? {};
        const privateKey = wif(WIF);
        const hash = witnessScript === undefined ? hasher.legacy(inputToSign, redeemScript ?? new Uint8Array(0)) : hasher.segwit(inputToSign, witnessScript);
        const mine = toHex(concatBytes(compactToDer(ecc.sign(hash, privateKey)), Uint8Array.of(1)));
        const theirs = after.data.inputs[inputToSign]?.partialSig?.find(({ pubkey }) => toHex(pubkey) === toHex(publicOf(privateKey)));
        expect(mine).toBe(theirs === undefined ? 'missing' : toHex(theirs.signature));
        compared += 1;
      }
    }
    expect(compared).toBe(4);
  });

  it('P2PKH, P2TR and P2WPKH in one: ECDSA byte for byte, and the Schnorr signature verifies', () => {
    const vector = psbts.bip174.signer[2];
    if (vector === undefined) throw new Error('vector missing');
    const before = Psbt.fromBase64(vector.psbt, { network: networks.testnet });
    const after = Psbt.fromBase64(vector.result, { network: networks.testnet }).data.inputs;
    const tx = parseTransaction(Uint8Array.from(before.data.globalMap.unsignedTx.toBuffer()));
    const spent = before.data.inputs.map(({ nonWitnessUtxo, witnessUtxo }, index) => {
      const output = witnessUtxo ?? parseTransaction(Uint8Array.from(nonWitnessUtxo ?? [])).outputs[tx.inputs[index]?.index ?? 0];
      return { value: output?.value ?? 0n, script: Uint8Array.from(output?.script ?? []) };
    });
    const keyOf = (index: number): Uint8Array => wif(vector.keys.find((key) => key.inputToSign === index)?.WIF ?? '');
    const ecdsa = ([0, 2] as const).map((index): [number, BitcoinInputToSign] => {
      const privateKey = keyOf(index);
      return [index, { type: index === 0 ? 'p2pkh' : 'p2wpkh', ...(spent[index] ?? { value: 0n, script: new Uint8Array(0) }), publicKey: publicOf(privateKey), privateKey }];
    });
    // The vector's key for the taproot input is the tweaked one already, so the other two inputs are signed around it.
    const hasher = new BitcoinHasher(tx, spent);
    expect(ecc.verifySchnorr(hasher.taproot(1), spent[1]?.script.subarray(2) ?? new Uint8Array(0), Uint8Array.from(after[1]?.tapKeySig ?? []))).toBe(true);
    expect(toHex(publicOf(keyOf(1)).subarray(1))).toBe(toHex(spent[1]?.script.subarray(2) ?? new Uint8Array(0)));
    for (const [index, { type, script, publicKey, privateKey }] of ecdsa) {
      const hash = type === 'p2pkh' ? hasher.legacy(index, script) : hasher.segwit(index, p2pkhScript(publicKey));
      expect(toHex(concatBytes(compactToDer(ecc.sign(hash, privateKey)), Uint8Array.of(1)))).toBe(toHex(after[index]?.partialSig?.[0]?.signature ?? new Uint8Array(0)));
    }
  });
});

it('BIP340: tiny-secp256k1 signs and judges as the vectors say', () => {
  const rows = readFileSync(join(__dirname, '../../../../vectors/crypto/bip340_schnorr.csv'), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
  let judged = 0;
  for (const [, secret = '', publicKey = '', aux = '', message = '', signature = '', result = ''] of rows) {
    // The library signs and verifies 32-byte hashes only, which is all that taproot needs.
    if (message.length !== 64) continue;
    judged += 1;
    if (secret !== '') expect(toHex(ecc.signSchnorr(fromHex(message), fromHex(secret), fromHex(aux))).toUpperCase()).toBe(signature);
    let holds: boolean;
    try {
      holds = ecc.verifySchnorr(fromHex(message), fromHex(publicKey), fromHex(signature));
    } catch {
      holds = false;
    }
    expect(holds).toBe(result === 'TRUE');
  }
  expect(judged).toBe(15);
});

describe('a signed transaction', () => {
  it('of P2WPKH equals @scure/btc-signer and bitcoinjs-lib byte for byte', () => {
    const inputs = [0, 1, 2].map((index) => inputOf('p2wpkh', index));
    const tx = transactionFor(inputs);
    const mine = sign(inputs, tx);
    const scure = new ScureTransaction({ version: 2, lockTime: tx.lockTime });
    const psbt = new Psbt().setVersion(2).setLocktime(tx.lockTime);
    tx.inputs.forEach(({ txid, index, sequence }, place) => {
      const given = inputs[place] ?? inputOf('p2wpkh', place);
      scure.addInput({ txid, index, sequence, witnessUtxo: { script: p2wpkh(given.publicKey).script, amount: given.value } });
      psbt.addInput({ hash: txid, index, sequence, witnessUtxo: { script: given.script, value: given.value } });
    });
    for (const output of tx.outputs) {
      scure.addOutput({ script: output.script, amount: output.value });
      psbt.addOutput(output);
    }
    inputs.forEach(({ privateKey, publicKey }, place) => {
      scure.signIdx(privateKey, place);
      psbt.signInput(place, { publicKey, sign: (hash) => ecc.sign(hash, privateKey) });
    });
    scure.finalize();
    psbt.finalizeAllInputs();
    expect(toHex(mine.raw)).toBe(toHex(scure.extract()));
    expect(toHex(mine.raw)).toBe(psbt.extractTransaction(true).toHex());
    expect(mine.txid).toBe(scure.id);
  });

  it('of every kind of input holds under bitcoinjs-lib’s signature hashes', () => {
    const inputs = (['p2pkh', 'p2sh-p2wpkh', 'p2wpkh', 'p2tr'] as const).map((type, index) => inputOf(type, index));
    const { raw, tx } = sign(inputs);
    const theirs = Transaction.fromBuffer(raw);
    const taproot = theirs.hashForWitnessV1(3, inputs.map(({ script }) => script), inputs.map(({ value }) => value), 0);
    expect(ecc.verifySchnorr(taproot, inputs[3]?.script.subarray(2) ?? new Uint8Array(0), tx.inputs[3]?.witness[0] ?? new Uint8Array(0))).toBe(true);
    const size = estimateVirtualSize(inputs.map(({ type }) => type), tx.outputs.map(({ script }) => script.length));
    expect(size - virtualSize(tx)).toBeGreaterThanOrEqual(0);
    expect(size - virtualSize(tx)).toBeLessThanOrEqual(4);
  });

  it('of an uncompressed key spends P2PKH', () => {
    const signed = sign([inputOf('p2pkh', 0, false)]);
    expect(signed.tx.inputs[0]?.script.length).toBeGreaterThan(130);
  });

  it('draws other Schnorr signatures from other randomness, and the same id', () => {
    const inputs = [inputOf('p2tr', 0)];
    const tx = transactionFor(inputs);
    const other = signBitcoinTransaction({ tx, inputs, ecc, random: (count) => new Uint8Array(count).fill(2) });
    expect(toHex(other.raw)).not.toBe(toHex(sign(inputs, tx).raw));
    expect(other.txid).toBe(sign(inputs, tx).txid);
  });
});

describe('signing is refused', () => {
  const wrongKey = sha256(asciiBytes('wrong'));
  it.each<[string, string, () => unknown]>([
    ['with fewer outputs known than inputs', 'sign/input-count', () => signBitcoinTransaction({ tx: transactionFor([inputOf('p2wpkh', 0)]), inputs: [], ecc, random })],
    ['with no key at all', 'sign/bad-key', () => sign([{ ...inputOf('p2wpkh', 0), privateKey: new Uint8Array(32) }])],
    ...(['p2pkh', 'p2sh-p2wpkh', 'p2wpkh', 'p2tr'] as const).map((type): [string, string, () => unknown] => [`with the wrong key for ${type}`, 'sign/self-check-failed', () => sign([{ ...inputOf(type, 0), privateKey: wrongKey }])]),
    ['with the wrong public key', 'sign/self-check-failed', () => sign([{ ...inputOf('p2wpkh', 0), publicKey: publicOf(wrongKey), privateKey: wrongKey }])],
    ['for a script of another kind', 'sign/self-check-failed', () => sign([{ ...inputOf('p2wpkh', 0), type: 'p2pkh' }])],
  ])('%s', (_name, code, work) => {
    expect(codeOf(work)).toBe(code);
  });

  it('when the curve library makes a bad signature', () => {
    const broken = { ...ecc, sign: (hash: Uint8Array, key: Uint8Array) => ecc.sign(hash, key).map((byte, place) => (place === 40 ? byte ^ 1 : byte)) };
    const inputs = [inputOf('p2wpkh', 0)];
    expect(codeOf(() => signBitcoinTransaction({ tx: transactionFor(inputs), inputs, ecc: broken, random }))).toBe('sign/self-check-failed');
  });
});
