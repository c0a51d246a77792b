// The short form of the conservation run, and proof that its check finds what is broken. npm run soak has the long form. docs/bridge.md says what it proves.
import { stopAll } from '../practice/practice-process';
import { conservationRun } from './conservation';
import { account, type Evidence } from './sums';

jest.setTimeout(240_000);
afterAll(stopAll);

const SWAPS = 11;
/** What was found when everything added up, and after each breakage that was planted in the real wallet and the real network. */
let sound: Evidence;
let unbooked: Evidence;
let forgotten: Evidence & { readonly txid: string };

const change = <T>(list: readonly T[], index: number, one: (entry: T) => T): T[] => list.map((entry, at) => (at === index ? one(entry) : entry));
const placeOf = ({ chains }: Evidence): number => chains.findIndex(({ deposits }) => deposits.length > 0);
const depositOf = (evidence: Evidence): string => evidence.chains[placeOf(evidence)]?.deposits[0]?.txid ?? '';
const more = (units: string, by: bigint): string => (BigInt(units) + by).toString();
const otherName = <T extends { readonly id: string }>(entry: T): T => ({ ...entry, id: 'f'.repeat(entry.id.length) });

test('swaps in all directions with faults and kills: every deposit has its swap, every swap its end, every sum is right', async () => {
  const { ends, kills } = await conservationRun({ seed: 7, swaps: SWAPS, mostOpen: 12, killEvery: 3 }, async ({ network, evidence, forget }) => {
    sound = await evidence();
    const { address } = sound.status.books.find(({ chain }) => chain === 'base')?.wallet ?? { address: '' };
    await network.do('/faucet', { chain: 'base', asset: 'flux', address, amount: '1' });
    await network.do('/control/mine', { chain: 'base', blocks: 1 });
    unbooked = await evidence();
    const swap = sound.swaps.find(({ state }) => state.kind === 'arrived');
    await forget(swap?.id ?? '');
    forgotten = { ...(await evidence()), txid: swap?.state.kind === 'arrived' ? swap.state.txid : '' };
  });
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(SWAPS);
  expect(ends.arrived).toBeGreaterThan(3);
  expect(ends.cancelled).toBe(1);
  expect(kills).toBe(3);
});

test('what is looked at adds up as it was found, with payouts to others among it', () => {
  expect(sound.swaps.some(({ own, state }) => !own && state.kind === 'arrived')).toBe(true);
  expect(account(sound)).toMatchObject({ arrived: expect.any(Number) as number });
});

test('a swap that the wallet forgot is found by its deposit', () => {
  expect(forgotten.txid).toMatch(/^(0x)?[0-9a-f]{64}$/);
  expect(() => account(forgotten)).toThrow(forgotten.txid);
});

test('a unit with the operator that belongs to no deposit is found', () => {
  expect(() => account(unbooked)).toThrow('"received"');
});

test('a forgotten swap that never had a deposit is found by its name', () => {
  expect(() => account({ ...sound, begun: [...sound.begun, { id: 'ab'.repeat(16), swap: null }] })).toThrow(`swap ${'ab'.repeat(16)} is forgotten`);
});

test.each<[string, (found: Evidence) => Evidence, (found: Evidence) => string]>([
  [
    'a payout of one unit less than the books say',
    (found) => ({ ...found, status: { ...found.status, books: found.status.books.map((book) => ({ ...book, onChain: book.onChain && { ...book.onChain, sent: more(book.onChain.sent, -1n), balance: more(book.onChain.balance, 1n) } })) } }),
    () => '"sent"',
  ],
  ['a deposit that the operator booked twice', (found) => ({ ...found, status: { ...found.status, swaps: [...found.status.swaps, ...found.status.swaps.filter(({ txidFrom }) => txidFrom === depositOf(found)).map(otherName)] } }), depositOf],
  ['a deposit that the wallet counts twice', (found) => ({ ...found, swaps: [...found.swaps, ...found.swaps.filter(({ state }) => 'txid' in state && state.txid === depositOf(found)).map(otherName)] }), depositOf],
  ['a deposit of another amount than its swap', (found) => ({ ...found, chains: change(found.chains, placeOf(found), (sums) => ({ ...sums, deposits: change(sums.deposits, 0, (deposit) => ({ ...deposit, amount: deposit.amount - 1n })) })) }), () => 'Received'],
  ['a unit in the wallet that nobody gave it', (found) => ({ ...found, chains: change(found.chains, 1, (sums) => ({ ...sums, shown: sums.shown + 1n })) }), () => '"wallet"'],
  ['an arrival that the operator never paid', (found) => ({ ...found, status: { ...found.status, swaps: found.status.swaps.map((swap) => ({ ...swap, paid: swap.status === 'finished' ? '0' : swap.paid })) } }), () => '"arrived"'],
])('%s is found', (_what, plant, names) => {
  expect(() => account(plant(sound))).toThrow(names(sound));
});
