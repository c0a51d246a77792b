// Signature hashes against fluxd's own vectors, ZIP-243's and a live chain's.
import { fromHex, toDisplayHash, toHex } from '../../../../shared/crypto/bytes';
import { blake2b256 } from '../../../../shared/crypto/hashes';
import { legacySignatureHash } from '../../../../shared/flux/sighash-legacy';
import { Zip243Hasher, shieldedDigests } from '../../../../shared/flux/sighash-zip243';
import { parseTransaction, transparentTransaction } from '../../../../shared/flux/transaction';
import fluxdVectors from '../../../vectors/flux-sighash.json';
import zipText from '../../../vectors/crypto/bip49_84_86_zip243tv3_rfc9106.json';
import zip243 from '../../../vectors/crypto/zip_0243.json';
import live from '../../../vectors/flux-transactions.json';

describe('fluxd sighash.json', () => {
  test.each(fluxdVectors.vectors.map((vector, index) => [index, vector] as const))('vector %d', (_, vector) => {
    const tx = parseTransaction(fromHex(vector.raw_tx));
    const scriptCode = fromHex(vector.script_code);
    const hash = tx.overwintered
      ? new Zip243Hasher(tx, Number(vector.branch_id_hex)).hash({ index: vector.input_index, scriptCode, amount: BigInt(vector.amount) }, vector.hash_type)
      : legacySignatureHash(tx, vector.input_index, scriptCode, vector.hash_type);
    expect(toDisplayHash(hash)).toBe(vector.signature_hash_display);
  });

  test('all three formats are there', () => {
    const count = (format: string): number => fluxdVectors.vectors.filter((vector) => vector.format === format).length;
    expect([fluxdVectors.vectors.length, count('v4'), count('v3')]).toEqual([102, 47, 25]);
  });
});

describe('ZIP-243', () => {
  const rows = zip243.slice(2) as readonly (readonly (string | number)[])[];
  test.each(rows.map((row, index) => [index, row] as const))('test vector %d', (_, [raw, script, input, hashType, amount, branch, expected]) => {
    const tx = parseTransaction(fromHex(String(raw)));
    const index = Number(input);
    const hasher = new Zip243Hasher(tx, Number(branch), shieldedDigests(tx));
    const signed = index < 0 ? null : { index, scriptCode: fromHex(String(script)), amount: BigInt(String(amount)) };
    expect(toHex(hasher.hash(signed, Number(hashType)))).toBe(expected);
  });

  test('vector 3 of the text', () => {
    const { rawTx, scriptCode, amount, hashType, branchId, sighash } = zipText.zip243_test_vector_3;
    const hasher = new Zip243Hasher(parseTransaction(fromHex(rawTx)), Number(branchId));
    expect(toHex(hasher.hash({ index: 0, scriptCode: fromHex(scriptCode), amount: BigInt(amount) }, hashType))).toBe(sighash);
  });
});

test('inputs of live transactions', () => {
  const known = live.vectors.filter((vector) => 'sighash_input0' in vector && 'prevouts' in vector);
  expect(known.length).toBeGreaterThan(0);
  for (const vector of known) {
    const prevout = vector.prevouts?.[0];
    const tx = parseTransaction(fromHex(vector.raw));
    const hash = new Zip243Hasher(tx).hash({ index: 0, scriptCode: fromHex(prevout?.script_pub_key ?? ''), amount: BigInt(prevout?.value ?? 0) }, 1);
    expect(toHex(hash)).toBe(vector.sighash_input0);
  }
});

describe('refusals', () => {
  const spent = { txid: '11'.repeat(32), index: 0, script: new Uint8Array(0), sequence: 0 };
  const v4 = transparentTransaction({ inputs: [spent], outputs: [], lockTime: 0, expiryHeight: 0 });
  const v1 = { ...v4, version: 1, overwintered: false };
  const scriptCode = new Uint8Array(0);

  test('a hash of the wrong kind for the version', () => {
    expect(() => new Zip243Hasher(v1)).toThrow(expect.objectContaining({ code: 'sighash/not-overwintered' }));
    expect(() => legacySignatureHash(v4, 0, scriptCode, 1)).toThrow(expect.objectContaining({ code: 'sighash/overwintered' }));
  });

  test('an input that is not there', () => {
    expect(() => new Zip243Hasher(v4).hash({ index: 1, scriptCode, amount: 0n }, 1)).toThrow(expect.objectContaining({ code: 'sighash/no-such-input' }));
    expect(() => legacySignatureHash(v1, 1, scriptCode, 1)).toThrow(expect.objectContaining({ code: 'sighash/no-such-input' }));
  });

  test('SINGLE without an output is an error in the legacy hash and zero in the newer one', () => {
    expect(() => legacySignatureHash(v1, 0, scriptCode, 3)).toThrow(expect.objectContaining({ code: 'sighash/single-without-output' }));
    expect(new Zip243Hasher(v4).hash({ index: 0, scriptCode, amount: 0n }, 3)).toHaveLength(32);
  });

  test('a personalisation of another size is refused by the hash itself', () => {
    expect(() => blake2b256(scriptCode, new Uint8Array(15))).toThrow();
  });
});
