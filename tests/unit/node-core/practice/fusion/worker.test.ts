// Whatever fails and whenever the process dies: each deposit is paid out once.
import fc from 'fast-check';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Payouts } from '../../../../../node-core/practice/fusion/payouts';
import { FusionStore } from '../../../../../node-core/practice/fusion/store';
import { OperatorSwitches } from '../../../../../node-core/practice/fusion/switches';
import { FusionWorker } from '../../../../../node-core/practice/fusion/worker';
import { temporaryFolder } from '../temporary';
import { listChains, swapOf } from './samples';

class Crash extends Error {}
const root = temporaryFolder();
let runs = 0;

function operatorIn(folder: string, chains: ReturnType<typeof listChains>): { store: FusionStore; switches: OperatorSwitches; worker: FusionWorker; troubles: unknown[] } {
  const store = FusionStore.open(folder);
  const switches = new OperatorSwitches();
  const payouts = new Payouts(store, chains, switches);
  const troubles: unknown[] = [];
  // A crash ends the process: nothing catches it on the way.
  const onTrouble = (_: string, thrown: unknown): void => {
    if (thrown instanceof Crash) throw thrown;
    troubles.push(thrown);
  };
  return { store, switches, troubles, worker: new FusionWorker({ seed: 's', store, chains, payouts, switches, nowMs: () => 5_000, onTrouble }) };
}

function newFolder(): string {
  runs += 1;
  const folder = join(root, String(runs));
  mkdirSync(folder);
  return folder;
}

const deep = { amount: 10_000_000_000n, fromSender: true, depth: 50 };

test('crashes and failures at any call, in any order', async () => {
  const happening = fc.constantFrom('nothing', 'nothing', 'nothing', 'fails', 'crashes');
  await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), async (plan, count) => {
    const folder = newFolder();
    let step = 0;
    const chains = listChains(() => {
      const now = plan[step];
      step += 1;
      if (now === 'fails') throw new Error('not now');
      if (now === 'crashes') throw new Crash();
    });
    const swaps = Array.from({ length: count }, (_, index) => swapOf({ id: String(index).padStart(24, '0'), txidFrom: `0x${index}`, chainTo: index % 2 === 0 ? 'base' : 'main' }));
    for (const { txidFrom } of swaps) chains.ethereum.deposits.set(txidFrom, deep);
    let operator = operatorIn(folder, chains);
    for (const swap of swaps) operator.store.write({ t: 'swap', swap });
    for (let pass = 0; pass < plan.length + 8; pass += 1) {
      try {
        await operator.worker.pass();
      } catch (thrown) {
        if (!(thrown instanceof Crash)) throw thrown;
        operator.store.close();
        operator = operatorIn(folder, chains);
      }
    }
    const payouts = [...chains.base.sent, ...chains.flux.sent];
    expect(payouts).toHaveLength(count);
    expect(new Set(payouts.map((raw) => raw.split('swap:')[1])).size).toBe(count);
    expect(operator.store.swaps().map(({ status, txidTo, paid }) => [status, txidTo !== null && payouts.includes(txidTo), paid])).toEqual(swaps.map(() => ['finished', true, '9800000000']));
    operator.store.close();
  }), { numRuns: 60 });
});

test('a payout that is kept back stands on disk, and goes out after a restart', async () => {
  const folder = newFolder();
  const chains = listChains();
  chains.ethereum.deposits.set('0x01', deep);
  const first = operatorIn(folder, chains);
  first.store.write({ t: 'swap', swap: swapOf() });
  first.switches.set({ switch: 'payout', value: 'unsent' });
  for (let pass = 0; pass < 6; pass += 1) await first.worker.pass();
  expect(first.store.payouts()).toHaveLength(1);
  expect([chains.base.sent, first.store.swapOfDeposit('0x01')?.status]).toEqual([[], 'exchanging']);
  first.store.close();
  const second = operatorIn(folder, chains);
  await second.worker.pass();
  expect(chains.base.sent).toEqual([first.store.payouts()[0]?.raw]);
  expect(second.store.swapOfDeposit('0x01')).toMatchObject({ status: 'finished', txidTo: chains.base.sent[0] });
  second.store.close();
});

test('damage in the journal is named', () => {
  const folder = newFolder();
  const store = FusionStore.open(folder);
  store.write({ t: 'phrase', phrase: 'x', madeMs: 1 });
  store.close();
  writeFileSync(join(folder, 'fusion.log'), '{"t":"who knows"}\n');
  expect(() => FusionStore.open(folder)).toThrow(expect.objectContaining({ code: 'practice/state-damaged' }));
});
