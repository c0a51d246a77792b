// Value transactions that a real fluxd took or refused on regtest, in the chain they were sent to.
import { fromHex } from '../../../../shared/crypto/bytes';
import { parseTransaction } from '../../../../shared/flux/transaction';
import { parseFluxTransaction } from '../../../../node-core/practice/flux/parse';
import { judgeFlux } from '../../../../node-core/practice/flux/rules';
import vectors from '../../../vectors/fluxd-regtest-main.json';
import { chainWith, contextOf, submit, type GivenCoin } from './support';

const rules = { parseTransaction: parseFluxTransaction, judge: judgeFlux };

interface VectorInput { readonly txid: string; readonly vout: number; readonly value: string; readonly scriptPubKey: string }
interface Sent { readonly label: string; readonly hex: string; readonly chainHeightAtSend: number; readonly inputs?: readonly VectorInput[] }
const accepted: readonly (Sent & { readonly txid: string })[] = vectors.accepted;
const rejected: readonly (Sent & { readonly rpcError: { readonly code: number; readonly message: string } })[] = vectors.rejected;

const values = accepted.filter((each) => each.inputs !== undefined);
/** The miner's first coinbase is spent by the first accepted transaction, and block 106 holds that one. */
const COINBASE = values[0]?.inputs?.[0]?.txid;
const coins: GivenCoin[] = values.flatMap((each) => each.inputs ?? []).map((input) => ({
  txid: input.txid, index: input.vout, value: BigInt(input.value), script: fromHex(input.scriptPubKey), height: input.txid === COINBASE ? 1 : 106, coinbase: input.txid === COINBASE,
}));

const coinbaseCoin = coins.find((coin) => coin.coinbase === true);

test('the vectors hold value transactions of every kind', () => {
  expect(values).toHaveLength(7);
  expect(coinbaseCoin).toBeDefined();
});

test.each(values.map((each) => [each.label, each] as const))('taken: %s', (_, { hex, txid, chainHeightAtSend }) => {
  const state = chainWith(chainHeightAtSend, coins.filter((coin) => coin.height <= chainHeightAtSend));
  expect(submit(rules, hex, { ...contextOf(state), allowAbsurdFees: true })).toEqual({ accepted: txid });
});

const refusedValues = rejected.filter((each) => each.label.startsWith('v4') || each.label.startsWith('double spend'));

test.each(refusedValues.map((each) => [each.label, each] as const))('refused: %s', (label, { hex, chainHeightAtSend, rpcError }) => {
  const known = coins.filter((coin) => coin.height <= chainHeightAtSend);
  if (label.includes('immature')) {
    const [input] = parseTransaction(fromHex(hex)).inputs;
    if (input === undefined || coinbaseCoin === undefined) throw new Error('the vector has no input');
    known.push({ ...coinbaseCoin, txid: input.txid, index: input.index, height: 100 });
  }
  const context = contextOf(chainWith(chainHeightAtSend, known));
  if (label.startsWith('double spend')) {
    const first = values[0];
    expect(submit(rules, first?.hex ?? '', { ...context, allowAbsurdFees: true })).toEqual({ accepted: first?.txid });
  }
  expect(submit(rules, hex, context)).toEqual({ rejected: rpcError.message, code: rpcError.code });
});

test('every rejected value transaction of the file is judged here; the others are FluxNode transactions', () => {
  expect(refusedValues).toHaveLength(10);
  expect(rejected.length - refusedValues.length).toBe(rejected.filter((each) => /^(start|confirm|update)/.test(each.label)).length);
});
