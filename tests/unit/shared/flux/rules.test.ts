// Structure rules, relay policy, scripts and sizes at their limits.
import fc from 'fast-check';
import * as tiny from 'tiny-secp256k1';
import { asciiBytes, fromHex, toHex } from '../../../../shared/crypto/bytes';
import { COIN, MAX_MONEY } from '../../../../shared/flux/params';
import { dustThreshold, feeAtRate, isAbsurdFee, isExpiringSoon, mempoolFault, minRelayFee, standardFault } from '../../../../shared/flux/policy';
import { OP, buildScript, isMinimalPush, isPushOnly, parseScript, pushedItems, scriptToAsm, smallNumberOpcode, tryParseScript } from '../../../../shared/flux/script';
import { classifyScript, multisigScript, opReturnData, opReturnScript, p2pkScript, p2pkhScript, p2shScript } from '../../../../shared/flux/script-templates';
import { P2PKH_INPUT_SIZE, P2PKH_UNCOMPRESSED_INPUT_SIZE, outputSize, p2shMultisigInputSize, transactionSizeBound } from '../../../../shared/flux/size';
import { transparentTransaction, type FluxTransaction, type ShieldedParts } from '../../../../shared/flux/transaction';
import { heightFault, isExpired, isFinal, transactionFault } from '../../../../shared/flux/tx-rules';
import main from '../../../vectors/fluxd-regtest-main.json';

const code = (text: string): Error => expect.objectContaining({ code: text });
const hash = new Uint8Array(20).fill(7);
const spend = { txid: '11'.repeat(32), index: 0, script: new Uint8Array(0), sequence: 0xffffffff };
const pay = { value: COIN, script: p2pkhScript(hash) };
const base = transparentTransaction({ inputs: [spend], outputs: [pay], lockTime: 0, expiryHeight: 0 });
const key = (byte: number): Uint8Array => tiny.pointFromScalar(new Uint8Array(32).fill(byte)) ?? new Uint8Array(0);
const point = { nextHeight: 1000, time: 1_700_000_000 };

describe('structure', () => {
  const shielded = (parts: Partial<ShieldedParts>): FluxTransaction => ({ ...base, shielded: { ...base.shielded, bindingSignature: new Uint8Array(64), ...parts } });
  const joinSplit = (old: bigint, fresh: bigint, nullifier = 1): Uint8Array => {
    const bytes = new Uint8Array(1698).fill(nullifier, 48, 80);
    const view = new DataView(bytes.buffer);
    view.setBigInt64(0, old, true);
    view.setBigInt64(8, fresh, true);
    return bytes;
  };
  const joined = (...joinSplits: Uint8Array[]): FluxTransaction => ({ ...base, shielded: { ...base.shielded, joinSplits, joinSplitPublicKey: new Uint8Array(32), joinSplitSignature: new Uint8Array(64) } });
  const value = (...values: bigint[]): FluxTransaction => ({ ...base, outputs: values.map((each) => ({ ...pay, value: each })) });
  const coinbase: FluxTransaction = { ...base, inputs: [{ ...spend, txid: '0'.repeat(64), index: 0xffffffff, script: new Uint8Array(4) }] };
  const descriptions = (size: number, count: number): Uint8Array[] => Array.from({ length: count }, () => new Uint8Array(size));

  test.each<readonly [string | null, FluxTransaction]>([
    [null, base],
    [null, value(MAX_MONEY)],
    [null, value(MAX_MONEY - 1n, 1n)],
    [null, coinbase],
    ['bad-txns-version-too-low', { ...base, version: 0, overwintered: false }],
    ['bad-tx-expiry-height-too-high', { ...base, expiryHeight: 500_000_000 }],
    [null, { ...base, expiryHeight: 499_999_999 }],
    ['bad-txns-vin-empty', { ...base, inputs: [] }],
    ['bad-txns-vout-empty', { ...base, outputs: [] }],
    ['bad-txns-oversize', { ...base, outputs: [{ value: 0n, script: new Uint8Array(2_000_000) }] }],
    ['bad-txns-vout-negative', value(-1n)],
    ['bad-txns-vout-toolarge', value(MAX_MONEY + 1n)],
    ['bad-txns-txouttotal-toolarge', value(MAX_MONEY, 1n)],
    ['bad-txns-valuebalance-nonzero', { ...base, valueBalance: 1n }],
    ['bad-txns-valuebalance-toolarge', { ...shielded({ spends: descriptions(384, 1) }), valueBalance: MAX_MONEY + 1n }],
    ['bad-txns-txouttotal-toolarge', { ...shielded({ spends: descriptions(384, 1) }), valueBalance: -MAX_MONEY }],
    ['bad-txns-vpub_old-negative', joined(joinSplit(-1n, 0n))],
    ['bad-txns-vpub_new-negative', joined(joinSplit(0n, -1n))],
    ['bad-txns-vpub_old-toolarge', joined(joinSplit(MAX_MONEY + 1n, 0n))],
    ['bad-txns-vpub_new-toolarge', joined(joinSplit(0n, MAX_MONEY + 1n))],
    ['bad-txns-vpubs-both-nonzero', joined(joinSplit(1n, 1n))],
    ['bad-txns-txouttotal-toolarge', joined(joinSplit(MAX_MONEY, 0n))],
    ['bad-txns-txintotal-toolarge', joined(joinSplit(0n, MAX_MONEY), joinSplit(0n, 1n, 2))],
    ['bad-joinsplits-nullifiers-duplicate', joined(joinSplit(0n, 0n), joinSplit(0n, 0n))],
    ['bad-spend-description-nullifiers-duplicate', shielded({ spends: descriptions(384, 2) })],
    ['bad-txns-inputs-duplicate', { ...base, inputs: [spend, spend] }],
    ['bad-txns-prevout-null', { ...base, inputs: [spend, ...coinbase.inputs] }],
    ['bad-cb-length', { ...coinbase, inputs: coinbase.inputs.map((input) => ({ ...input, script: new Uint8Array(1) })) }],
    ['bad-cb-has-spend-description', { ...coinbase, shielded: shielded({ spends: descriptions(384, 1) }).shielded }],
    ['bad-cb-has-output-description', { ...coinbase, shielded: shielded({ outputs: descriptions(948, 1) }).shielded }],
    ['bad-cb-has-joinsplits', { ...coinbase, shielded: joined(joinSplit(0n, 1n).fill(2, 80, 112)).shielded }],
  ])('%s', (reason, tx) => {
    expect(transactionFault(tx)).toBe(reason);
  });

  test('at a height', () => {
    expect(heightFault({ ...base, expiryHeight: 100 }, 100)).toBeNull();
    expect(heightFault({ ...base, expiryHeight: 100 }, 101)).toBe('tx-sapling-expired');
    expect(heightFault({ ...base, version: 1, overwintered: false }, 100)).toBe('tx-sapling-active');
    expect(heightFault({ ...base, version: 4, overwintered: false }, 100)).toBe('tx-overwintered-flag-not-set');
    expect(heightFault({ ...base, version: 3 }, 100)).toBe('bad-sapling-tx-version-group-id');
    expect(heightFault(shielded({ outputs: descriptions(948, 1) }), 100)).toBe('bad-txns-fluxrebrand-vprivacy-not-empty');
    expect([isExpired({ ...coinbase, expiryHeight: 1 }, 100), isExpired(base, 1e9)]).toEqual([false, false]);
  });

  test('lock times', () => {
    const waiting = { ...base, inputs: [{ ...spend, sequence: 0 }] };
    expect(isFinal({ ...waiting, lockTime: 99 }, 100, 0)).toBe(true);
    expect(isFinal({ ...waiting, lockTime: 100 }, 100, 0)).toBe(false);
    expect(isFinal({ ...base, lockTime: 100 }, 100, 0)).toBe(true);
    expect(isFinal({ ...waiting, lockTime: 600_000_000 }, 100, 600_000_001)).toBe(true);
    expect(isFinal({ ...waiting, lockTime: 600_000_000 }, 700_000_000, 600_000_000)).toBe(false);
  });
});

describe('policy', () => {
  test('fees and dust as fluxd rounds them', () => {
    expect([minRelayFee(0), minRelayFee(245), minRelayFee(1000), feeAtRate(1000n, 245)]).toEqual([100n, 24n, 100n, 245n]);
    expect([dustThreshold(p2pkhScript(hash)), dustThreshold(p2shScript(hash)), dustThreshold(opReturnScript(hash))]).toEqual([54n, 54n, 0n]);
    expect([isAbsurdFee(240_000n, 245), isAbsurdFee(240_001n, 245)]).toEqual([false, true]);
  });

  test('forms', () => {
    const input = (script: Uint8Array): FluxTransaction => ({ ...base, inputs: [{ ...spend, script }] });
    const output = (script: Uint8Array, value = 1000n): FluxTransaction => ({ ...base, outputs: [{ value, script }] });
    expect(standardFault(base)).toBeNull();
    expect(standardFault({ ...base, version: 3 })).toBe('sapling-version');
    expect(standardFault(input(buildScript([new Uint8Array(1648)])))).toBe('scriptsig-size');
    expect(standardFault(input(fromHex('76')))).toBe('scriptsig-not-pushonly');
    expect(standardFault(output(multisigScript(1, [1, 2, 3].map(key))))).toBeNull();
    expect(standardFault(output(multisigScript(1, [1, 2, 3, 4].map(key))))).toBe('scriptpubkey');
    expect(standardFault(output(p2pkScript(key(1)), 50n))).toBe('dust');
    expect(mempoolFault({ ...base, expiryHeight: 1002 }, point)).toBe('tx-expiring-soon');
    expect([isExpiringSoon({ ...base, expiryHeight: 1003 }, 1000), isExpiringSoon({ ...base, expiryHeight: 1002 }, 1000)]).toEqual([false, true]);
    expect(mempoolFault({ ...base, inputs: [{ ...spend, txid: '0'.repeat(64), index: 0xffffffff }] }, point)).toBe('coinbase');
    expect(mempoolFault({ ...base, lockTime: 2000, inputs: [{ ...spend, sequence: 1 }] }, point)).toBe('non-final');
  });
});

describe('scripts', () => {
  test('what is built is parsed, with the shortest pushes', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 4 }), (items) => {
      const script = buildScript(items);
      expect(pushedItems(script)?.map(toHex)).toEqual(items.map((item) => (toHex(item))));
      expect([isPushOnly(script), parseScript(script).every(isMinimalPush)]).toEqual([true, true]);
    }));
    const long = buildScript([new Uint8Array(70_000)]);
    expect([long[0], pushedItems(long)?.[0]?.length]).toEqual([OP.PUSHDATA4, 70_000]);
    for (const clumsy of ['0101', '4c0102', '4d010003', '4e0100000004', '0181', '4c00']) expect(parseScript(fromHex(clumsy)).every(isMinimalPush)).toBe(false);
  });

  test('any bytes are classified and shown, none crash', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (script) => {
      expect(typeof classifyScript(script).kind).toBe('string');
      expect(typeof scriptToAsm(script)).toBe('string');
      expect(tryParseScript(script) === null).toBe(scriptToAsm(script) === '[error]');
    }));
    for (const cut of ['02aa', '4c', '4cff00', '4d01', '4e010000']) expect(() => parseScript(fromHex(cut))).toThrow(code('script/truncated'));
  });

  test('templates', () => {
    expect(classifyScript(p2pkhScript(hash))).toEqual({ kind: 'p2pkh', hash });
    expect(classifyScript(p2shScript(hash))).toEqual({ kind: 'p2sh', hash });
    expect(classifyScript(p2pkScript(key(1)))).toEqual({ kind: 'p2pk', publicKey: key(1) });
    expect(classifyScript(multisigScript(2, [key(1), key(2)]))).toEqual({ kind: 'multisig', required: 2, publicKeys: [key(1), key(2)] });
    expect(classifyScript(fromHex(`76a94c14${toHex(hash)}88ac`)).kind).toBe('p2pkh');
    expect(classifyScript(fromHex(`a94c14${toHex(hash)}87`)).kind).toBe('nonstandard');
    for (const other of ['', '51', '6a4c', '5121', '5151ae', '0051ae', `5221${toHex(key(1))}51ae`, `5121${toHex(key(1))}52ae`]) expect(classifyScript(fromHex(other)).kind).toBe('nonstandard');
    for (const wrong of [() => multisigScript(0, [key(1)]), () => multisigScript(2, [key(1)]), () => multisigScript(1, [new Uint8Array(32)]), () => multisigScript(1, Array.from({ length: 17 }, () => key(1))), () => multisigScript(1, Array.from({ length: 16 }, () => key(1)))]) expect(wrong).toThrow(code('script/bad-multisig'));
    expect(() => p2pkhScript(key(1))).toThrow(code('script/bad-hash'));
    expect(() => smallNumberOpcode(17)).toThrow(code('script/bad-number'));
  });

  test('notes', () => {
    for (const data of [asciiBytes('hello'), new Uint8Array(0), Uint8Array.of(5), Uint8Array.of(0x81), new Uint8Array(80)]) expect(toHex(opReturnData(opReturnScript(data)) ?? hash)).toBe(toHex(data));
    expect(() => opReturnScript(new Uint8Array(81))).toThrow(code('script/note-too-long'));
    expect([opReturnData(p2pkhScript(hash)), opReturnData(fromHex('6a01410142'))]).toEqual([null, null]);
  });

  test('text form as fluxd shows it', () => {
    for (const row of main.accepted) {
      for (const output of 'vout' in row.decodedByFluxd ? row.decodedByFluxd.vout ?? [] : []) expect(scriptToAsm(fromHex(output.scriptPubKey.hex))).toBe(output.scriptPubKey.asm);
    }
    expect(scriptToAsm(fromHex('0051604fba'))).toBe('0 1 16 -1 OP_UNKNOWN');
  });
});

describe('sizes', () => {
  test('inputs and outputs', () => {
    expect([P2PKH_INPUT_SIZE, P2PKH_UNCOMPRESSED_INPUT_SIZE, outputSize(p2pkhScript(hash)), outputSize(p2shScript(hash))]).toEqual([148, 180, 34, 32]);
    expect(p2shMultisigInputSize(2, 71)).toBe(40 + 1 + 1 + 2 * 73 + 72);
  });

  test('accepted transactions are within their bounds, and close to them', () => {
    const accepted: readonly { hex: string; inputs?: readonly { scriptPubKey: string; redeemScript?: string }[]; outputs?: readonly { scriptPubKey: string }[] }[] = main.accepted;
    for (const { hex, inputs, outputs } of accepted) {
      if (inputs === undefined || outputs === undefined) continue;
      const bound = transactionSizeBound(inputs.map(({ redeemScript }) => (redeemScript === undefined ? P2PKH_INPUT_SIZE : p2shMultisigInputSize(2, redeemScript.length / 2))), outputs.map(({ scriptPubKey }) => fromHex(scriptPubKey)));
      expect(bound - hex.length / 2).toBeGreaterThanOrEqual(0);
      expect(bound - hex.length / 2).toBeLessThanOrEqual(3 * inputs.length * 2);
    }
  });
});
