// Value transactions: live ones, signed ones, any that can be built; nothing but the whole is accepted.
import fc from 'fast-check';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { parseAnyTransaction } from '../../../../shared/flux/any-transaction';
import { parseHeader } from '../../../../shared/flux/block-header';
import { isCoinbase, parseTransaction, serializeTransaction, transactionId, versionGroupId, type FluxTransaction, type ShieldedParts } from '../../../../shared/flux/transaction';
import live from '../../../vectors/flux-transactions.json';
import signed from '../../../vectors/crypto/flux_hd_and_signed_tx.json';
import sighash from '../../../vectors/flux-sighash.json';

describe.each(live.vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
  const tx = parseTransaction(fromHex(vector.raw));

  test('fields, bytes and id', () => {
    expect(toHex(serializeTransaction(tx))).toBe(vector.raw);
    expect([transactionId(tx), vector.raw.length / 2]).toEqual([vector.txid, vector.size]);
    expect(tx.expiryHeight).toBe(vector.expiry_height);
    // One vector was built for its signature and lists no fields.
    if (vector.vin === undefined || vector.vout === undefined) return;
    expect(versionGroupId(tx).toString(16)).toBe(vector.version_group_id);
    expect([tx.lockTime, tx.expiryHeight, String(tx.valueBalance)]).toEqual([vector.lock_time, vector.expiry_height, String(vector.value_balance)]);
    expect([tx.shielded.spends.length, tx.shielded.outputs.length]).toEqual([vector.shielded_spends, vector.shielded_outputs]);
    expect(tx.inputs.map(({ txid, index, script, sequence }) => [txid, index, toHex(script), sequence])).toEqual(vector.vin.map((input) => [input.txid, input.vout, input.script_sig, input.sequence]));
    expect(tx.outputs.map(({ value, script }) => [String(value), toHex(script)])).toEqual(vector.vout.map((output) => [String(output.value), output.script_pub_key]));
  });

  test('a cut at any byte and a byte too many are refused', () => {
    const bytes = fromHex(vector.raw);
    for (let length = 0; length < bytes.length; length += 1) expect(() => parseAnyTransaction(bytes.subarray(0, length))).toThrow(AppError);
    expect(() => parseAnyTransaction(fromHex(`${vector.raw}00`))).toThrow(expect.objectContaining({ code: 'bytes/trailing' }));
  });
});

test('signed transactions of four libraries', () => {
  expect(signed.transactions.length).toBeGreaterThan(0);
  for (const { signedHex, txid } of signed.transactions) expect(transactionId(parseTransaction(fromHex(signedHex)))).toBe(txid);
});

test('all of fluxd\'s random transactions are written back as they were', () => {
  for (const { raw_tx: raw } of sighash.vectors) expect(toHex(serializeTransaction(parseTransaction(fromHex(raw))))).toBe(raw);
});

const script = fc.uint8Array({ maxLength: 40 });
const word = fc.nat(0xffffffff);
const input = fc.record({ txid: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex), index: word, script, sequence: word });
const output = fc.record({ value: fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }), script });
const some = (size: number, most: number): fc.Arbitrary<Uint8Array[]> => fc.array(fc.uint8Array({ minLength: size, maxLength: size }), { maxLength: most });

function shieldedOf(spends: Uint8Array[], outputs: Uint8Array[], joinSplits: Uint8Array[]): ShieldedParts {
  const bindingSignature = spends.length + outputs.length > 0 ? new Uint8Array(64).fill(1) : null;
  const [joinSplitPublicKey, joinSplitSignature] = joinSplits.length > 0 ? [new Uint8Array(32).fill(2), new Uint8Array(64).fill(3)] : [null, null];
  return { spends, outputs, joinSplits, joinSplitPublicKey, joinSplitSignature, bindingSignature };
}

const anyVersion: fc.Arbitrary<FluxTransaction> = fc.constantFrom(1, 2, 3, 4, 7).chain((version) => {
  const sapling = version === 4;
  const overwintered = version === 3 || sapling;
  return fc.record({
    kind: fc.constant('value' as const), version: fc.constant(version), overwintered: fc.constant(overwintered),
    inputs: fc.array(input, { maxLength: 3 }), outputs: fc.array(output, { maxLength: 3 }), lockTime: word,
    expiryHeight: overwintered ? word : fc.constant(0), valueBalance: sapling ? fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }) : fc.constant(0n),
    shielded: fc.tuple(some(384, sapling ? 2 : 0), some(948, sapling ? 1 : 0), some(sapling ? 1698 : 1802, version >= 2 ? 2 : 0)).map(([spends, outputs, joinSplits]) => shieldedOf(spends, outputs, joinSplits)),
  });
});

test('what is written is read back', () => {
  fc.assert(fc.property(anyVersion, (tx) => {
    expect(parseTransaction(serializeTransaction(tx))).toEqual(tx);
  }));
});

test('random bytes and damaged transactions give an AppError or a transaction, nothing else', () => {
  const tryAll = (bytes: Uint8Array): void => {
    for (const parse of [parseAnyTransaction, parseHeader]) {
      try {
        parse(bytes);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
      }
    }
  };
  const starts = ['01000000', '02000000', '030000807082c403', '0400008085202f89', '0500000002', '0500000004', '060000000201000000', '060000000202010000', '0600000004', '64000000'];
  fc.assert(fc.property(fc.constantFrom('', ...starts), fc.uint8Array({ maxLength: 400 }), (start, tail) => tryAll(fromHex(start + toHex(tail)))), { numRuns: 2000 });
  fc.assert(fc.property(anyVersion, fc.nat(), fc.nat(255), (tx, place, byte) => {
    const bytes = serializeTransaction(tx);
    bytes[place % bytes.length] = byte;
    tryAll(bytes);
  }));
});

test('unknown formats and parts that do not fit the version are refused', () => {
  for (const raw of ['040000807082c403', '0300008085202f89', '05000080', '0400008000000000']) {
    expect(() => parseAnyTransaction(fromHex(`${raw}${'00'.repeat(40)}`))).toThrow(expect.objectContaining({ code: 'transaction/unknown-format' }));
  }
  const base = parseTransaction(fromHex(live.vectors[0]?.raw ?? ''));
  const wrong: Partial<FluxTransaction>[] = [
    { version: 5 }, { version: 6 }, { version: 2 }, { overwintered: false, expiryHeight: 1 }, { version: 3, valueBalance: 1n },
    { shielded: { ...base.shielded, bindingSignature: new Uint8Array(64) } }, { shielded: { ...base.shielded, spends: [new Uint8Array(384)] } },
    { shielded: shieldedOf([], [], [new Uint8Array(1802)]) }, { version: 3, shielded: shieldedOf([new Uint8Array(384)], [], []) },
    { version: 1, overwintered: false, expiryHeight: 0, shielded: shieldedOf([], [], [new Uint8Array(1802)]) },
  ];
  for (const change of wrong) expect(() => serializeTransaction({ ...base, ...change })).toThrow(expect.objectContaining({ code: 'transaction/inconsistent' }));
});

test('a coinbase is known by its only input', () => {
  const coinbases = live.vectors.filter((vector) => isCoinbase(parseTransaction(fromHex(vector.raw))));
  expect(coinbases.every((vector) => vector.name.includes('coinbase'))).toBe(true);
  expect(coinbases.length).toBeGreaterThan(0);
});
