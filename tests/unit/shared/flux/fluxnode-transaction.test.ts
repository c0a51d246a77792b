// START and CONFIRM: real ones from the chain, the SDK's deterministic ones rebuilt from their keys, damaged ones.
import fc from 'fast-check';
import * as tiny from 'tiny-secp256k1';
import { equalBytes, fromHex, toDisplayHash, toHex } from '../../../../shared/crypto/bytes';
import { sha256d } from '../../../../shared/crypto/hashes';
import { AppError } from '../../../../shared/errors/app-error';
import { parseAnyTransaction } from '../../../../shared/flux/any-transaction';
import { fluxNodeAgeFault, fluxNodeFault, fluxNodeFaultBeforePon, isFluxNodeSigned, startSigners } from '../../../../shared/flux/fluxnode-rules';
import { benchmarkMessage, fluxNodeIdPreimage, fluxNodeMessage, fluxNodeTransactionId, parseFluxNodeTransaction, serializeFluxNodeTransaction, type FluxNodeConfirm, type FluxNodeStart, type FluxNodeTransaction } from '../../../../shared/flux/fluxnode-transaction';
import { messageHash, recoverMessageSigner } from '../../../../shared/flux/message';
import vectors from '../../../vectors/flux-fluxnode-tx.json';

describe.each(vectors.vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
  const tx = parseFluxNodeTransaction(fromHex(vector.raw));
  const { decoded } = vector;

  test('bytes and ids', () => {
    expect(toHex(serializeFluxNodeTransaction(tx))).toBe(vector.raw);
    expect(vector.raw.length / 2).toBe(vector.size);
    expect(fluxNodeTransactionId(tx)).toBe(vector.txid);
    expect(toHex(fluxNodeIdPreimage(tx))).toBe(vector.signature_excluded_serialization);
    expect(toDisplayHash(sha256d(fromHex(vector.raw)))).toBe(vector.sha256d_of_full_serialization_display);
  });

  test('fields', () => {
    expect([tx.version, tx.collateral.txid, tx.collateral.index, tx.sigTime, toHex(tx.signature)]).toEqual([decoded.version, decoded.collateral_txid, decoded.collateral_index, decoded.sigTime, decoded.sig]);
    if (tx.kind === 'confirm') {
      expect([tx.benchmarkTier, tx.benchmarkSigTime, tx.updateType, tx.ip, toHex(tx.benchmarkSignature)]).toEqual([decoded.benchmarkTier, decoded.benchmarkSigTime, decoded.updateType, decoded.ip, decoded.benchmarkSig]);
      return;
    }
    expect(toHex(tx.nodePublicKey)).toBe(decoded.pubKey);
    expect(toHex(tx.owner.kind === 'key' ? tx.owner.publicKey : tx.owner.redeemScript)).toBe(decoded.collateralPubkey ?? decoded.redeemScript);
    expect(tx.delegates?.kind).toBe([undefined, 'update', 'signing'][decoded.delegateType ?? 0]);
    if (tx.delegates?.kind === 'update') expect(tx.delegates.keys.map(toHex)).toEqual(decoded.delegates);
  });

  test('messages and signers', () => {
    expect(fluxNodeMessage(tx)).toBe(vector.signed_message);
    expect(toHex(messageHash(fluxNodeMessage(tx), 'flux'))).toBe(vector.message_hash);
    expect(toHex(recoverMessageSigner(fluxNodeMessage(tx), 'flux', tx.signature, tiny) ?? new Uint8Array(0))).toBe(vector.recovered_signer_pubkey);
    expect(isFluxNodeSigned(tx, [fromHex(vector.recovered_signer_pubkey)], tiny)).toBe(true);
    if (tx.kind !== 'confirm') return;
    expect(toHex(benchmarkMessage(tx))).toBe(vector.benchmark_message_hex);
    expect(toHex(recoverMessageSigner(benchmarkMessage(tx), 'flux', tx.benchmarkSignature, tiny) ?? new Uint8Array(0))).toBe(vector.benchmark_signer_pubkey);
  });

  test('is sound, and signed by whom it names', () => {
    expect(fluxNodeFault(tx, tiny)).toBeNull();
    if (tx.kind !== 'start' || tx.delegates?.kind === 'signing') return;
    expect(isFluxNodeSigned(tx, startSigners(tx), tiny)).toBe(!vector.name.includes('would be rejected'));
  });

  test('a cut at any byte is refused', () => {
    const bytes = fromHex(vector.raw);
    for (let length = 0; length < bytes.length; length += 1) expect(() => parseAnyTransaction(bytes.subarray(0, length))).toThrow(AppError);
  });
});

const key = fc.uint8Array({ minLength: 33, maxLength: 33 });
const base = { collateral: fc.record({ txid: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex), index: fc.nat(0xffffffff) }), sigTime: fc.nat(0xffffffff), signature: fc.uint8Array({ maxLength: 70 }) };
const delegates = fc.oneof(
  fc.constant(null), fc.constant({ kind: 'unused' as const }), fc.record({ kind: fc.constant('signing' as const), version: fc.nat(255) }),
  fc.record({ kind: fc.constant('update' as const), version: fc.nat(255), keys: fc.array(key, { maxLength: 5 }) }),
  fc.record({ kind: fc.constant('unknown' as const), version: fc.nat(255), type: fc.integer({ min: 3, max: 255 }) }),
);
const start: fc.Arbitrary<FluxNodeStart> = fc.record({
  ...base, kind: fc.constant('start' as const), version: fc.constant(6 as const), nodePublicKey: key, delegates, extraBits: fc.constantFrom(0, 0x200, 0x4),
  owner: fc.oneof(fc.record({ kind: fc.constant('key' as const), publicKey: key }), fc.record({ kind: fc.constant('script' as const), redeemScript: fc.uint8Array({ maxLength: 300 }) })),
});
const confirm: fc.Arbitrary<FluxNodeConfirm> = fc.record({
  ...base, kind: fc.constant('confirm' as const), version: fc.constantFrom(5 as const, 6 as const), benchmarkTier: fc.nat(255), benchmarkSigTime: fc.nat(0xffffffff),
  updateType: fc.nat(255), ip: fc.uint8Array({ maxLength: 60 }).map((bytes) => String.fromCharCode(...bytes)), benchmarkSignature: fc.uint8Array({ maxLength: 70 }),
});

test('what is written is read back', () => {
  fc.assert(fc.property(fc.oneof<fc.Arbitrary<FluxNodeTransaction>[]>(start, confirm), (tx) => {
    expect(parseFluxNodeTransaction(serializeFluxNodeTransaction(tx))).toEqual(tx);
  }));
});

test('the id does not depend on the signature, and on everything else', () => {
  fc.assert(fc.property(start, (tx) => {
    const id = fluxNodeTransactionId(tx);
    expect(fluxNodeTransactionId({ ...tx, signature: new Uint8Array(65) })).toBe(id);
    expect(fluxNodeTransactionId({ ...tx, sigTime: (tx.sigTime ^ 1) >>> 0 })).not.toBe(id);
  }));
});

describe('rules', () => {
  const sample = vectors.vectors.map(({ raw }) => parseFluxNodeTransaction(fromHex(raw)));
  const starts = sample.filter((tx) => tx.kind === 'start');
  const one = (pick: (tx: FluxNodeStart) => boolean): FluxNodeStart => {
    const found = starts.find(pick);
    if (found === undefined) throw new Error('no such sample');
    return found;
  };
  const normal = one((tx) => tx.version === 6 && tx.owner.kind === 'key' && tx.delegates === null);
  const p2sh = one((tx) => tx.owner.kind === 'script');
  const confirmed = sample.find((tx) => tx.kind === 'confirm');
  const point = (byte: number): Uint8Array => tiny.pointFromScalar(new Uint8Array(32).fill(byte), true) ?? new Uint8Array(0);
  const update = (keys: Uint8Array[], version = 1): FluxNodeStart => ({ ...normal, delegates: { kind: 'update', version, keys } });

  test('delegates', () => {
    const invalid = 'bad-txns-fluxnode-tx-delegate-data-invalid';
    expect(fluxNodeFault(update([]), tiny)).toBeNull();
    expect(fluxNodeFault(update([1, 2, 3, 4].map(point)), tiny)).toBeNull();
    for (const wrong of [update([1, 2, 3, 4, 5].map(point)), update([new Uint8Array(33)]), update([point(1)], 2), update([tiny.pointCompress(point(1), false)]),
      { ...normal, delegates: { kind: 'unused' as const } }, { ...normal, delegates: { kind: 'unknown' as const, version: 1, type: 0 } }]) expect(fluxNodeFault(wrong, tiny)).toBe(invalid);
  });

  test('redeem script, outpoint, tier, address text, update type', () => {
    const nothing = { txid: '0'.repeat(64), index: 0xffffffff };
    expect(fluxNodeFault({ ...normal, collateral: nothing }, tiny)).toBe('bad-txns-fluxnode-tx-null-prevout');
    expect(fluxNodeFault({ ...p2sh, owner: { kind: 'script', redeemScript: fromHex('51') } }, tiny)).toBe('bad-txns-fluxnode-tx-redeemscript-not-multisig');
    expect(fluxNodeFault({ ...p2sh, owner: { kind: 'script', redeemScript: new Uint8Array(10_001) } }, tiny)).toBe('bad-txns-fluxnode-tx-redeemscript-to-large');
    if (confirmed?.kind !== 'confirm') throw new Error('no CONFIRM');
    expect(fluxNodeFault({ ...confirmed, benchmarkTier: 4 }, tiny)).toBe('bad-txns-fluxnode-tx-invalid-benchmark-tier');
    expect(fluxNodeFault({ ...confirmed, updateType: 2 }, tiny)).toBe('bad-txns-fluxnode-tx-invalid-update-type');
    expect(fluxNodeFault({ ...confirmed, ip: 'x'.repeat(41) }, tiny)).toBe('bad-txns-fluxnode-tx-ip-address-to-large');
    expect(fluxNodeFault({ ...confirmed, ip: 'x'.repeat(60), benchmarkSigTime: 1_700_000_000 }, tiny)).toBeNull();
  });

  test('before Proof of Node, age, and signatures', () => {
    expect([fluxNodeFaultBeforePon(normal), fluxNodeFaultBeforePon(p2sh)]).toEqual([null, null]);
    for (const late of [update([]), { ...normal, extraBits: 0x200 }]) expect(fluxNodeFaultBeforePon(late)).toBe('tx-bit-features-not-active');
    expect([fluxNodeAgeFault(normal, normal.sigTime + 3600), fluxNodeAgeFault(normal, normal.sigTime + 3601)]).toEqual([null, 'fluxnode-tx-sig-to-old']);
    for (const signature of [new Uint8Array(0), new Uint8Array(65), new Uint8Array(65).fill(31)]) expect(isFluxNodeSigned({ ...normal, signature }, startSigners(normal), tiny)).toBe(false);
    expect(startSigners({ ...p2sh, owner: { kind: 'script', redeemScript: fromHex('51') } })).toEqual([]);
  });

  test('a form that the version cannot hold is not written', () => {
    for (const wrong of [{ ...p2sh, version: 5 as const }, { ...update([]), version: 5 as const }, { ...normal, extraBits: 0x100 }, { ...normal, extraBits: 2 }]) {
      expect(() => serializeFluxNodeTransaction(wrong)).toThrow(expect.objectContaining({ code: 'fluxnode/malformed' }));
    }
    for (const raw of ['0500000003', '060000000200000000', '0700000002']) expect(() => parseFluxNodeTransaction(fromHex(raw))).toThrow(expect.objectContaining({ code: 'fluxnode/malformed' }));
    expect(equalBytes(point(1), point(2))).toBe(false);
  });
});
