// The practice chain's policy against the verdicts that a real fluxd gave on regtest with mainnet's policy.
import { fromHex } from '../../../../shared/crypto/bytes';
import { serializeTransaction, transparentTransaction } from '../../../../shared/flux/transaction';
import { toHex } from '../../../../shared/crypto/bytes';
import { parseFluxTransaction } from '../../../../node-core/practice/flux/parse';
import { judgeFlux } from '../../../../node-core/practice/flux/rules';
import vectors from '../../../vectors/fluxd-regtest-policy.json';
import { chainWith, contextOf, submit, type GivenCoin } from './support';

const rules = { parseTransaction: parseFluxTransaction, judge: judgeFlux };
const HEIGHT = 120;

interface PolicyCase {
  readonly label: string;
  readonly hex: string;
  readonly prevout: { readonly txid: string; readonly vout: number; readonly value: string; readonly scriptPubKey: string };
  readonly accepted?: string;
  readonly error?: { readonly code: number; readonly message: string };
}
const cases: readonly PolicyCase[] = vectors.cases;

const coins: GivenCoin[] = cases.map(({ prevout }) => ({ txid: prevout.txid, index: prevout.vout, value: BigInt(prevout.value), script: fromHex(prevout.scriptPubKey), height: 10 }));

test.each(cases.map((each) => [each.label, each] as const))('%s', (_, { hex, accepted, error }) => {
  const verdict = submit(rules, hex, contextOf(chainWith(HEIGHT, coins)));
  expect(verdict).toEqual(accepted === undefined ? { rejected: error?.message, code: error?.code } : { accepted });
});

describe('rules beside the vectors', () => {
  const coin = coins[0] ?? { txid: '00'.repeat(32), index: 0, value: 0n, script: new Uint8Array(0), height: 10 };
  const payTo = coin.script;
  const build = (parts: { value?: bigint; expiryHeight?: number; inputs?: number; scriptSig?: Uint8Array; outputs?: { value: bigint; script: Uint8Array }[] }): string => toHex(serializeTransaction(transparentTransaction({
    inputs: Array.from({ length: parts.inputs ?? 1 }, () => ({ txid: coin.txid, index: coin.index, script: parts.scriptSig ?? new Uint8Array(0), sequence: 0xffffffff })),
    outputs: parts.outputs ?? [{ value: parts.value ?? 1_000n, script: payTo }],
    lockTime: 0,
    expiryHeight: parts.expiryHeight ?? 0,
  })));
  const verdictOf = (hex: string): unknown => submit(rules, hex, contextOf(chainWith(HEIGHT, coins)));

  test('a fee ten thousand times the relay fee is absurd', () => {
    expect(verdictOf(build({ value: 1_000n }))).toMatchObject({ code: -25, rejected: expect.stringContaining('absurdly high fees') });
  });
  test('expiry: three blocks after the next one are the least', () => {
    expect(verdictOf(build({ expiryHeight: HEIGHT + 3 }))).toEqual({
      code: -26, rejected: `tx-expiring-soon: expiryheight is ${HEIGHT + 3} but should be at least ${HEIGHT + 4} to avoid transaction expiring soon`,
    });
    expect(verdictOf(build({ value: coin.value, expiryHeight: HEIGHT + 4 }))).toMatchObject({ rejected: expect.stringContaining('mandatory-script-verify-flag-failed') });
    expect(verdictOf(build({ expiryHeight: 500_000_000 }))).toEqual({ code: -26, rejected: '16: bad-tx-expiry-height-too-high' });
  });
  test.each<[string, string, string]>([
    ['more out than in', build({ value: coin.value + 1n }), '16: bad-txns-in-belowout'],
    ['a negative output', build({ value: -1n }), '16: bad-txns-vout-negative'],
    ['more than all money', build({ value: 440_000_001n * 100_000_000n }), '16: bad-txns-vout-toolarge'],
    ['the same coin twice', build({ inputs: 2 }), '16: bad-txns-inputs-duplicate'],
    ['no output', build({ outputs: [] }), '16: bad-txns-vout-empty'],
    ['a scriptSig that computes', build({ scriptSig: Uint8Array.of(0x76) }), '64: scriptsig-not-pushonly'],
    ['a scriptSig too long', build({ scriptSig: new Uint8Array(1651) }), '64: scriptsig-size'],
  ])('%s is refused', (_, hex, reason) => {
    expect(verdictOf(hex)).toEqual({ code: -26, rejected: reason });
  });
  test('FluxNode transactions that are cut short do not parse', () => {
    expect(verdictOf('0500000002')).toEqual({ code: -22, rejected: 'TX decode failed' });
  });
  test('an unknown coin is a missing input', () => {
    const hex = toHex(serializeTransaction(transparentTransaction({ inputs: [{ txid: 'ab'.repeat(32), index: 0, script: new Uint8Array(0), sequence: 0 }], outputs: [{ value: 1000n, script: payTo }], lockTime: 0, expiryHeight: 0 })));
    expect(verdictOf(hex)).toEqual({ code: -25, rejected: 'Missing inputs' });
  });
});
