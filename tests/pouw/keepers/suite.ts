// What every keeper of a coordinator's log has to keep: the same tests for the file and for NATS.
import type { CoordinatorEvent } from '../../../node-core/pouw/coordinator/events';
import { Life, PRIMES, type Keeper } from './life';
import type { Crash } from './crashing-log';

const lapsed = (at: number, bulk = 0): CoordinatorEvent => ({ t: 'failed', job: at.toString(16).padStart(32, '0'), why: 'x'.repeat(bulk), at });

async function kept(keeper: Keeper): Promise<CoordinatorEvent[]> {
  const events: CoordinatorEvent[] = [];
  const log = await keeper.open();
  await log.replay((event) => events.push(event));
  await log.close();
  return events;
}

/** The batch came out right, every credit belongs to one result, and every payout to credits. */
async function sound(life: Life): Promise<void> {
  expect(await life.tally()).toMatchObject({ primes: PRIMES });
  const { state } = life;
  const leases = [...state.leases.values()];
  const valid = leases.filter(({ standing }) => standing === 'valid');
  expect(new Set(valid.map(({ job, node }) => `${job} ${node}`)).size).toBe(valid.length);
  const nodes = [...state.nodes.values()];
  expect(nodes.reduce((sum, { credits, escrow }) => sum + credits + escrow, 0)).toBe(life.earned());
  for (const id of life.acknowledged) expect(state.lease(id).result).not.toBeNull();
  const paid = state.payouts.map(({ txid, sat, credits }) => [txid, sat, credits * 5]);
  expect(new Set(paid.map(([txid]) => txid)).size).toBe(paid.length);
  expect(paid.map(([, sat]) => Number(sat))).toEqual(paid.map(([, , sat]) => sat));
  expect([...life.chain.keys()].sort()).toEqual(state.payouts.map(({ txid }) => txid).sort());
  expect(nodes.map(({ settled }) => settled)).toEqual(nodes.map(({ credits }) => credits));
  const shown = life.shown();
  await life.again();
  expect(life.shown()).toBe(shown);
}

const upTo = (writes: number, step: number, when: Crash['when']): Crash[] => Array.from({ length: Math.ceil(writes / step) }, (_, at) => ({ write: 1 + at * step, when }));

/** @param fresh a new, empty log @param every crashes at every so many writes, because starting over costs more with some keepers */
export function keeperSuite(name: string, fresh: () => Promise<Keeper>, every: number): void {
  describe(`a coordinator's log in ${name}`, () => {
    it('begins empty, and gives back what was appended at once in the order of the calls', async () => {
      const keeper = await fresh();
      expect(await kept(keeper)).toEqual([]);
      const log = await keeper.open();
      await log.replay(() => { throw new Error('nothing is there'); });
      await log.append([]);
      const groups = Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? [lapsed(at), lapsed(at + 1_000), lapsed(at + 2_000)] : [lapsed(at)]));
      await Promise.all(groups.map((group) => log.append(group)));
      await log.close();
      expect(await kept(keeper)).toEqual(groups.flat());
    });

    it('has what was acknowledged before its writer is closed, and goes on after it', async () => {
      const keeper = await fresh();
      const first = await keeper.open();
      await first.replay(() => undefined);
      await first.append([lapsed(1), lapsed(2)]);
      expect(await kept(keeper)).toEqual([lapsed(1), lapsed(2)]);
      await first.close();
      const second = await keeper.open();
      await second.replay(() => undefined);
      await second.append([lapsed(3)]);
      await second.close();
      expect(await kept(keeper)).toEqual([lapsed(1), lapsed(2), lapsed(3)]);
    });

    it('takes events of any size that a coordinator has, many at once', async () => {
      const keeper = await fresh();
      const log = await keeper.open();
      await log.replay(() => undefined);
      const large = Array.from({ length: 12 }, (_, at) => lapsed(at, 60_000 + at));
      await Promise.all([log.append(large), log.append([lapsed(100, 500_000)]), log.append([lapsed(101)])]);
      await log.close();
      expect(await kept(keeper)).toEqual([...large, lapsed(100, 500_000), lapsed(101)]);
    });

    it('what it cannot keep is not acknowledged, and nothing after it', async () => {
      const keeper = await fresh();
      const log = await keeper.open();
      await log.replay(() => undefined);
      await log.append([lapsed(1)]);
      const both = await Promise.allSettled([log.append([lapsed(2, 2_000_000)]), log.append([lapsed(3)])]);
      expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await expect(log.append([lapsed(4)])).rejects.toMatchObject({ code: 'pouw/log-failed' });
      await log.close();
      expect(await kept(keeper)).toEqual([lapsed(1)]);
    });

    it('a coordinator lives its whole life on it, and opens again as it was', async () => {
      await Life.run(await fresh(), null, async (life) => {
        await sound(life);
        const [cheat] = [...life.state.nodes.values()].filter(({ invalid }) => invalid > 0);
        expect(cheat).toBeDefined();
        expect(life.state.payouts.length).toBeGreaterThan(0);
      });
    });

    it('the coordinator may end at any write, before or after it is kept', async () => {
      const writes = await Life.run(await fresh(), null, async (life) => life.writes);
      expect(writes).toBeGreaterThan(20);
      const crashes = [...upTo(writes, every, 'after'), ...upTo(writes, 3 * every, 'before')];
      for (const crash of crashes) {
        try {
          await Life.run(await fresh(), crash, async (life) => {
            expect(life.lives).toBeGreaterThan(1);
            await sound(life);
          });
        } catch (thrown) {
          throw new Error(`with an end ${crash.when} write ${crash.write} is kept: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown });
        }
      }
    });
  });
}
