// Transactions and blocks judged by a real fluxd on regtest: parsed, rebuilt from their keys, refused for the right reasons.
import * as tiny from 'tiny-secp256k1';
import { ByteReader } from '../../../../shared/crypto/byte-reader';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import type { Ecc } from '../../../../shared/crypto/ecc';
import { hash160 } from '../../../../shared/crypto/hashes';
import { AppError } from '../../../../shared/errors/app-error';
import { addressOfPublicKey, addressOfScript } from '../../../../shared/flux/address';
import { anyTransactionId, parseAnyTransaction, readAnyTransaction, serializeAnyTransaction } from '../../../../shared/flux/any-transaction';
import { headerHash, readHeader } from '../../../../shared/flux/block-header';
import { fluxNodeAgeFault, fluxNodeFault, fluxNodeFaultBeforePon, isFluxNodeSigned, startSigners } from '../../../../shared/flux/fluxnode-rules';
import { benchmarkMessage, fluxNodeMessage, type DelegateData, type FluxNodeConfirm, type FluxNodeStart } from '../../../../shared/flux/fluxnode-transaction';
import { merkleRoot } from '../../../../shared/flux/merkle';
import { signMessage, verifyMessage } from '../../../../shared/flux/message';
import { FLUX_REGTEST } from '../../../../shared/flux/params';
import { isExpiringSoon, mempoolFault, standardFault } from '../../../../shared/flux/policy';
import { Zip243Hasher } from '../../../../shared/flux/sighash-zip243';
import { serializeTransaction, transactionId, transparentTransaction, type FluxTransaction } from '../../../../shared/flux/transaction';
import { isExpired, transactionFault } from '../../../../shared/flux/tx-rules';
import { inputFault } from '../../../../shared/flux/verify-input';
import { decodeWif } from '../../../../shared/flux/wif';
import { fillFluxInputs } from '../../../../main/signer/sign/flux-inputs';
import { signFluxNodeStart, signFluxTransaction } from '../../../../main/signer/sign/flux';
import main from '../../../vectors/fluxd-regtest-main.json';
import policy from '../../../vectors/fluxd-regtest-policy.json';

const ecc: Ecc = tiny;
const PON_HEIGHT = 300;

interface VectorInput { txid: string; vout: number; value: string; scriptPubKey: string; signers: string[]; redeemScript?: string }
interface VectorKey { wif: string; pub: string }
interface Accepted {
  label: string; txid: string; hex: string; chainHeightAtSend: number; mocktime: number;
  inputs?: VectorInput[]; outputs?: { value: string; scriptPubKey: string }[]; expiryHeight?: number; locktime?: number;
  collateral?: { txid: string; vout: number }; nodeKey?: VectorKey; signKey?: VectorKey; benchKey?: VectorKey; sigTime?: number; redeemScript?: string;
  delegates?: { type: number; keys: string[] };
  benchSigTime?: number; tier?: number; ip?: string; updateType?: number;
  details?: { sighashes?: { index: number; sighash: string; hashType: number; scriptCode: string }[]; message?: string; sig?: string; benchMessageHex?: string };
}

const accepted: readonly Accepted[] = main.accepted;
const values = accepted.filter((row) => row.inputs !== undefined);
const starts = accepted.filter((row) => row.label.startsWith('START'));
const confirms = accepted.filter((row) => row.label.startsWith('CONFIRM'));
const keyOf = (wif: string): Uint8Array => decodeWif(wif, FLUX_REGTEST).privateKey;
const parseValue = (hex: string): FluxTransaction => {
  const tx = parseAnyTransaction(fromHex(hex));
  if (tx.kind !== 'value') throw new Error('a value transaction was expected');
  return tx;
};

test('the set is the one these tests were written for', () => {
  expect([accepted.length, values.length, starts.length, confirms.length, main.rejected.length, main.headers.length]).toEqual([23, 7, 8, 8, 24, 10]);
});

test('keys, WIFs and addresses agree', () => {
  for (const { wif, priv, pub, address } of main.keys) {
    const key = decodeWif(wif, FLUX_REGTEST);
    expect([toHex(key.privateKey), key.compressed]).toEqual([priv, pub.length === 66]);
    expect(addressOfPublicKey(fromHex(pub), FLUX_REGTEST)).toBe(address);
  }
});

test.each(accepted.map((row) => [row.label, row] as const))('parses and writes back: %s', (_, row) => {
  const tx = parseAnyTransaction(fromHex(row.hex));
  expect(toHex(serializeAnyTransaction(tx))).toBe(row.hex);
  expect(anyTransactionId(tx)).toBe(row.txid);
  if (tx.kind !== 'value') expect(fluxNodeFault(tx, ecc)).toBeNull();
  else expect([transactionFault(tx), standardFault(tx), isExpired(tx, row.chainHeightAtSend + 1)]).toEqual([null, null, false]);
});

describe.each(values.map((row) => [row.label, row] as const))('value transaction: %s', (_, row) => {
  const inputs = row.inputs ?? [];
  const sighashes = row.details?.sighashes ?? [];
  const toSign = inputs.map((input) => {
    const [privateKey, ...cosignerKeys] = input.signers.map(keyOf);
    if (privateKey === undefined) throw new Error('an input has no signer');
    const redeemScript = input.redeemScript === undefined ? {} : { redeemScript: fromHex(input.redeemScript) };
    return { script: fromHex(input.scriptPubKey), amount: BigInt(input.value), privateKey, cosignerKeys, ...redeemScript };
  });
  const parsed = parseValue(row.hex);
  const unsigned = transparentTransaction({
    inputs: inputs.map(({ txid, vout }, index) => ({ txid, index: vout, script: new Uint8Array(0), sequence: parsed.inputs[index]?.sequence ?? 0 })),
    outputs: (row.outputs ?? []).map(({ value, scriptPubKey }) => ({ value: BigInt(value), script: fromHex(scriptPubKey) })),
    lockTime: row.locktime ?? 0,
    expiryHeight: row.expiryHeight ?? 0,
  });

  test('signature hashes', () => {
    const hasher = new Zip243Hasher(unsigned);
    for (const { index, sighash, hashType, scriptCode } of sighashes) {
      expect(toHex(hasher.hash({ index, scriptCode: fromHex(scriptCode), amount: toSign[index]?.amount ?? 0n }, hashType))).toBe(sighash);
    }
  });

  test('signed for its keys, equals the accepted bytes', () => {
    const hashTypes = sighashes.map(({ hashType }) => hashType);
    const filled = fillFluxInputs(unsigned, toSign, ecc, hashTypes);
    const signed = { ...unsigned, inputs: unsigned.inputs.map((input, index) => ({ ...input, script: filled[index]?.script ?? input.script })) };
    expect(toHex(serializeTransaction(signed))).toBe(row.hex);
    if (!hashTypes.every((hashType) => hashType === 1)) return;
    const whole = signFluxTransaction({ tx: unsigned, inputs: toSign, ecc });
    expect([toHex(whole.raw), whole.txid, whole.complete]).toEqual([row.hex, row.txid, true]);
  });

  test('verifies as a standard spend', () => {
    const hasher = new Zip243Hasher(parsed);
    parsed.inputs.forEach(({ script }, index) => {
      const spent = toSign[index];
      if (spent === undefined) throw new Error('input without coin');
      const hashOf = (scriptCode: Uint8Array, hashType: number): Uint8Array => hasher.hash({ index, scriptCode, amount: spent.amount }, hashType);
      expect(inputFault(script, spent.script, hashOf, ecc)).toBeNull();
    });
  });
});

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the row lacks a field');
  return value;
}

/** A START made of the row's fields alone, not of its bytes. */
function unsignedStart(row: Accepted): FluxNodeStart {
  const { txid, vout } = present(row.collateral);
  const delegates: DelegateData | null = row.delegates === undefined ? null : { kind: 'update', version: 1, keys: row.delegates.keys.map(fromHex) };
  return {
    kind: 'start',
    version: row.label.includes('START v6') ? 6 : 5,
    collateral: { txid, index: vout },
    owner: row.redeemScript === undefined ? { kind: 'key', publicKey: fromHex(present(row.signKey).pub) } : { kind: 'script', redeemScript: fromHex(row.redeemScript) },
    nodePublicKey: fromHex(present(row.nodeKey).pub),
    sigTime: present(row.sigTime),
    signature: new Uint8Array(0),
    delegates,
    extraBits: 0,
  };
}

describe.each(starts.map((row) => [row.label, row] as const))('%s', (_, row) => {
  test('is reproduced from its keys', () => {
    const start = unsignedStart(row);
    const signed = signFluxNodeStart({ start, privateKey: keyOf(present(row.signKey).wif), ecc });
    expect([toHex(signed.raw), signed.txid]).toEqual([row.hex, row.txid]);
    expect(fluxNodeMessage(signed.tx)).toBe(row.details?.message);
    expect(toHex(signed.tx.signature)).toBe(row.details?.sig);
    expect(fluxNodeFaultBeforePon(start) === null || row.chainHeightAtSend + 1 >= PON_HEIGHT).toBe(true);
  });
});

describe.each(confirms.map((row) => [row.label, row] as const))('%s', (_, row) => {
  test('is reproduced from its keys', () => {
    const [nodeKey, benchKey] = [present(row.nodeKey), present(row.benchKey)];
    const { txid, vout } = present(row.collateral);
    const unsigned: FluxNodeConfirm = {
      kind: 'confirm', version: row.label.includes('CONFIRM v6') ? 6 : 5, collateral: { txid, index: vout }, sigTime: present(row.sigTime),
      benchmarkTier: present(row.tier), benchmarkSigTime: present(row.benchSigTime), updateType: present(row.updateType), ip: present(row.ip),
      signature: new Uint8Array(0), benchmarkSignature: new Uint8Array(0),
    };
    expect(fluxNodeMessage(unsigned)).toBe(row.details?.message);
    const signed = { ...unsigned, signature: signMessage(fluxNodeMessage(unsigned), 'flux', decodeWif(nodeKey.wif, FLUX_REGTEST), ecc) };
    expect(toHex(benchmarkMessage(signed))).toBe(row.details?.benchMessageHex);
    const whole = { ...signed, benchmarkSignature: signMessage(benchmarkMessage(signed), 'flux', decodeWif(benchKey.wif, FLUX_REGTEST), ecc) };
    expect([toHex(serializeAnyTransaction(whole)), anyTransactionId(whole)]).toEqual([row.hex, row.txid]);
    expect(isFluxNodeSigned(whole, [fromHex(nodeKey.pub)], ecc)).toBe(true);
    expect(verifyMessage(benchmarkMessage(whole), 'flux', whole.benchmarkSignature, hash160(fromHex(benchKey.pub)), ecc)).toBe(true);
  });
});

/** The coin that the rejected value transactions spend: the first accepted transaction's. */
function firstCoinFault(tx: FluxTransaction): string | null {
  const coin = values[0]?.inputs?.[0];
  if (coin === undefined || tx.inputs[0]?.txid !== coin.txid) return 'other coin';
  const hasher = new Zip243Hasher(tx);
  const hashOf = (scriptCode: Uint8Array, hashType: number): Uint8Array => hasher.hash({ index: 0, scriptCode, amount: BigInt(coin.value) }, hashType);
  return inputFault(tx.inputs[0].script, fromHex(coin.scriptPubKey), hashOf, ecc);
}

/** Reasons that need chain state beyond the transaction and the coin it spends. */
const NEEDS_CHAIN: readonly string[] = [
  'v4 immature coinbase (block 100)', 'double spend of the same coinbase in mempool', 'start v5 collateral pubkey not matching output',
  'start v5 collateral not a tier amount', 'start v5 missing collateral', 'start v5 again while started', 'confirm signed by wrong node key',
  'confirm with wrong bench key', 'confirm with bench tier below collateral tier', 'update-confirm too soon',
];

describe('rejected by fluxd', () => {
  test('what needs chain state is ten of twenty-four', () => {
    expect(main.rejected.filter((row) => NEEDS_CHAIN.includes(row.label))).toHaveLength(NEEDS_CHAIN.length);
  });

  test.each(main.rejected.filter((row) => !NEEDS_CHAIN.includes(row.label)).map((row) => [row.label, row] as const))('%s', (_, row) => {
    const { message } = row.rpcError;
    if (message === 'TX decode failed') {
      expect(() => parseAnyTransaction(fromHex(row.hex))).toThrow(AppError);
      return;
    }
    const tx = parseAnyTransaction(fromHex(row.hex));
    if (tx.kind === 'value') {
      const soon = isExpiringSoon(tx, row.chainHeightAtSend + 1);
      expect(soon || firstCoinFault(tx) !== null).toBe(true);
      expect(soon).toBe(message.startsWith('tx-expiring-soon'));
      if (message.includes('EQUALVERIFY')) expect(firstCoinFault(tx)).toBe('key-wrong');
      else if (!soon) expect(firstCoinFault(tx)).toBe('signature-wrong');
      return;
    }
    const early = row.chainHeightAtSend + 1 < PON_HEIGHT ? fluxNodeFaultBeforePon(tx) : null;
    const unsigned = tx.kind === 'start' && !isFluxNodeSigned(tx, startSigners(tx), ecc) ? 'bad-txns-fluxnode-tx-invalid-signature' : null;
    const old = fluxNodeAgeFault(tx, row.mocktime);
    if (old !== null) expect(`18: ${old}`).toBe(message);
    else expect(`16: ${early ?? fluxNodeFault(tx, ecc) ?? unsigned}`).toBe(message);
  });
});

describe.each(main.headers.map((row) => [row.label, row] as const))('block: %s', (_, row) => {
  test('header, transactions and merkle root', () => {
    const reader = new ByteReader(fromHex(row.blockHex));
    const header = readHeader(reader);
    expect(headerHash(header)).toBe(row.hash);
    expect(toHex(fromHex(row.blockHex).subarray(0, reader.offset))).toBe(row.headerHex);
    const ids = reader.list(5, () => anyTransactionId(readAnyTransaction(reader)));
    reader.end();
    expect(ids).toEqual(row.verbose.tx);
    expect(merkleRoot(ids)).toBe(header.merkleRoot);
    expect(header.kind).toBe(row.verbose.type.toLowerCase());
  });
});

describe('mempool policy of fluxd with standard rules', () => {
  /** The chain these transactions were offered to: its height is not in the file, only that lock time was ahead of it. */
  const point = { nextHeight: 200, time: 1_795_341_279 };
  test.each(policy.cases.map((row) => [row.label, row] as const))('%s', (_, row) => {
    const tx = parseValue(row.hex);
    expect(transactionId(tx)).toBe(row.txid);
    expect(fromHex(row.hex)).toHaveLength(row.bytes);
    const spent = fromHex(row.prevout.scriptPubKey);
    const hasher = new Zip243Hasher(tx);
    const hashOf = (scriptCode: Uint8Array, hashType: number): Uint8Array => hasher.hash({ index: 0, scriptCode, amount: BigInt(row.prevout.value) }, hashType);
    const fault = mempoolFault(tx, point);
    if (row.error === undefined) expect([fault, inputFault(tx.inputs[0]?.script ?? spent, spent, hashOf, ecc)]).toEqual([null, null]);
    else if (row.label === 'high-S signature') {
      expect([fault, inputFault(tx.inputs[0]?.script ?? spent, spent, hashOf, ecc)]).toEqual([null, 'signature-high-s']);
      expect(inputFault(tx.inputs[0]?.script ?? spent, spent, hashOf, ecc, 'consensus')).toBeNull();
    } else expect(`64: ${fault}`).toBe(row.error.message);
    expect(addressOfScript(spent, FLUX_REGTEST)).toBe(addressOfPublicKey(tiny.pointFromScalar(keyOf(row.prevout.wif)) ?? spent, FLUX_REGTEST));
  });

  test('transactions without a fee are relayed peer to peer', () => {
    expect(policy.p2pFees.map((row) => [mempoolFault(parseValue(row.hex), point), row.accepted])).toEqual([[null, true], [null, true]]);
  });
});
