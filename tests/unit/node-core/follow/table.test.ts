// The table's short cuts (whose turn, whose time is up) beside a look at every node, over any order of changes and returns.
import fc from 'fast-check';
import { NodeTable } from '../../../../node-core/follow/table';
import { NODE_STATES, outpointKey, type TableNode } from '../../../../node-core/follow/table-node';
import { comparePlaces } from '../../../../shared/flux/payment-queue';
import { FLUX_TIERS } from '../../../../shared/flux/tiers';

const TIME = 20;

const node = fc.record({
  at: fc.nat(11), state: fc.constantFrom(...NODE_STATES), tier: fc.constantFrom(...FLUX_TIERS, null), added: fc.nat(60), confirmed: fc.nat(60), paid: fc.nat(60),
}).map(({ at, state, tier, added, confirmed, paid }): TableNode => ({
  state, tier, collateral: { txid: (at % 5).toString(16).repeat(64), index: at }, payee: new Uint8Array(0), publicKey: new Uint8Array(0), ip: '', addedHeight: added, confirmedHeight: confirmed, lastConfirmedHeight: confirmed, lastPaidHeight: paid,
}));
const change = fc.oneof({ weight: 4, arbitrary: node.map((set) => ({ set })) }, fc.nat(11).map((remove) => ({ remove })), fc.constant('pay' as const));
const block = fc.record({ changes: fc.array(change, { maxLength: 6 }), fails: fc.boolean(), takenBack: fc.boolean() });

const turns = (table: NodeTable): readonly string[] => FLUX_TIERS.flatMap((tier) =>
  [...table.all()].filter((one) => one.state === 'confirmed' && one.tier === tier).sort(comparePlaces).slice(0, 1).map(({ collateral }) => outpointKey(collateral)));
const since = (one: TableNode): number => (one.state === 'confirmed' ? one.lastConfirmedHeight : one.addedHeight);
const picture = (table: NodeTable): string => JSON.stringify([...table.all()].map((one) => ({ ...one, payee: 0, publicKey: 0 })).sort((left, right) => left.collateral.index - right.collateral.index));

function check(table: NodeTable, height: number): void {
  const all = [...table.all()];
  expect(table.payees().map(({ collateral }) => outpointKey(collateral))).toEqual(turns(table));
  expect(new Set(table.withoutTier())).toEqual(new Set(all.filter(({ state, tier }) => state === 'confirmed' && tier === null)));
  for (const tier of FLUX_TIERS) expect(table.counts()[tier]).toBe(all.filter((one) => one.state === 'confirmed' && one.tier === tier).length);
  for (const state of NODE_STATES) {
    const due = table.whenDue(state, (from) => height >= from + TIME).map(([, one]) => one);
    expect(new Set(due)).toEqual(new Set(all.filter((one) => one.state === state && height >= since(one) + TIME)));
  }
}

test('turns and times are those that a look at every node finds', () => {
  fc.assert(fc.property(fc.array(block, { maxLength: 40 }), (blocks) => {
    const table = new NodeTable(true);
    blocks.forEach(({ changes, fails, takenBack }, height) => {
      const before = picture(table);
      const work = (): void => {
        for (const one of changes) {
          if (one === 'pay') for (const payee of table.payees()) table.set({ ...payee, lastPaidHeight: height + 1 });
          else if ('set' in one) table.set(one.set);
          else table.remove(outpointKey({ txid: (one.remove % 5).toString(16).repeat(64), index: one.remove }));
        }
        if (fails) throw new Error('refused');
      };
      if (fails) expect(() => table.block(work)).toThrow('refused');
      else {
        const undo = table.block(work);
        check(table, height + TIME / 2);
        if (takenBack) undo();
      }
      if (fails || takenBack) expect(picture(table)).toBe(before);
      check(table, height + TIME / 2);
    });
  }), { numRuns: 150 });
});

test('the queue stays small however often nodes change', () => {
  const table = new NodeTable(true);
  const [one] = fc.sample(node, { numRuns: 1, seed: 1 });
  if (one === undefined) throw new Error('no node');
  for (let height = 1; height < 5_000; height += 1) {
    table.set({ ...one, state: 'confirmed', tier: 'cumulus', lastPaidHeight: height });
    expect(table.payees().map(({ lastPaidHeight }) => lastPaidHeight)).toEqual([height]);
  }
});
