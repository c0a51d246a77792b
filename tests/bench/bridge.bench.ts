// How quickly a payout is seen, how often the operator is asked, and what following a hundred swaps costs: the real follower and its real
// store with mainnet's pace, a scripted operator and chains as a table, on a simulated clock.
import { chainInfo } from '../../shared/chains/registry';
import { heldChain } from '../../shared/fusion/chains';
import { BridgeWorld, FLUX, MINUTE, payoutId } from '../unit/main/wallet/bridge/support/bridge-world';
import type { Bench, Measured } from './bench-type';
import { SimulatedTime } from './bridge/simulated-time';

const DESTINATIONS = ['eth', 'bsc', 'matic', 'avax', 'base'] as const;
const MANY = 100;
/** Steps in which time passes while an arrival is awaited; the value is at most this much too high. */
const STEP_MS = 250;
/** The moments of the follower's cycle at which a payout is confirmed: every value is the worst of them. */
const PHASES = 16;
const PHASE_MS = 1_130;
const GIVE_UP_MS = 5 * MINUTE;
const HEIGHT = 1_000;
/** Mainnet's pace with more than ten open swaps (main/wallet/bridge/follow/tempo.ts). */
const CYCLE_MS = 16_000;

interface Out {
  readonly id: string;
  readonly txid: string;
}

async function inWorld<T>(count: number, work: (world: BridgeWorld, swaps: readonly Out[]) => Promise<T>): Promise<T> {
  const world = new BridgeWorld('mainnet', new SimulatedTime());
  try {
    const swaps: Out[] = [];
    for (let index = 0; index < count; index += 1) swaps.push(await world.swapOut({ to: DESTINATIONS[index % DESTINATIONS.length] ?? 'eth' }));
    // Told one by one, a second apart.
    await world.pass(count * 1_500 + 30_000);
    if (world.fusion.swaps.size !== count) throw new Error('the operator was not told of every deposit');
    return await work(world, swaps);
  } finally {
    await world.end();
  }
}

/** Heights of all receiving chains: `missing` confirmations below what the wallet asks for. */
function tips(world: BridgeWorld, missing: number): void {
  for (const key of DESTINATIONS) {
    const chain = heldChain(key);
    if (chain !== null) world.tips.set(chain, HEIGHT + chainInfo(chain).confirmations - 1 - missing);
  }
}

function pay(world: BridgeWorld, swaps: readonly Out[]): void {
  for (const { txid } of swaps) {
    const payout = payoutId(txid);
    world.pays(payout, [998n * FLUX], HEIGHT);
    world.fusion.say(txid, { status: 'finished', txidTo: payout });
  }
}

/** Network seconds until all of these have arrived. */
async function untilArrived(world: BridgeWorld, swaps: readonly Out[]): Promise<number> {
  for (let passed = 0; passed <= GIVE_UP_MS; passed += STEP_MS) {
    if ((await Promise.all(swaps.map(({ id }) => world.kind(id)))).every((kind) => kind === 'arrived')) return passed / 1_000;
    await world.pass(STEP_MS);
  }
  throw new Error('a payout did not arrive');
}

/** The operator's word comes with the last confirmation: both have to be found out. */
const wordComesLate = (count: number, paid: number, phase: number): Promise<number> => inWorld(count, async (world, swaps) => {
  await world.pass(phase * PHASE_MS);
  tips(world, 0);
  pay(world, swaps.slice(0, paid));
  return untilArrived(world, swaps.slice(0, paid));
});

/** The payout is known long before it is deep enough, as on a chain with slow blocks. */
const wordCameEarly = (count: number, paid: number, phase: number): Promise<number> => inWorld(count, async (world, swaps) => {
  tips(world, 1);
  pay(world, swaps.slice(0, paid));
  await world.pass(2 * MINUTE + phase * PHASE_MS);
  tips(world, 0);
  return untilArrived(world, swaps.slice(0, paid));
});

async function payoutToChecked(count: number): Promise<Measured> {
  const late: number[] = [];
  const early: number[] = [];
  for (let phase = 0; phase < PHASES; phase += count === 1 ? 1 : 4) {
    late.push(await wordComesLate(count, count, phase));
    early.push(await wordCameEarly(count, count, phase));
  }
  const worst = (seconds: readonly number[]): string => Math.max(...seconds).toFixed(2);
  return { value: Math.max(...late, ...early), note: `${worst(late)} s when the operator's word comes with the last confirmation, ${worst(early)} s when it came before; ${count === 1 ? 'one payout' : `the last of ${count} payouts at once`}` };
}

/** Most of these moments within any one second. */
function busiest(times: readonly number[]): number {
  const sorted = [...times].sort((left, right) => left - right);
  let [from, most] = [0, 0];
  sorted.forEach((at, index) => {
    while ((sorted[from] ?? at) <= at - 1_000) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

/** From the first deposit told on: half an hour in which half of the swaps are paid. */
const asked = (): Promise<{ perSecond: number; historiesPerCycle: number; all: number }> => inWorld(MANY, async (world, swaps) => {
  tips(world, 0);
  await world.pass(10 * MINUTE);
  pay(world, swaps.slice(0, MANY / 2));
  await world.pass(20 * MINUTE);
  const first = world.fusion.asked.find(({ path }) => path === '/swap/create');
  // Beginning a swap asks at once, because somebody waits; the follower's own questions are measured.
  const own = world.fusion.asked.filter(({ path, at }) => first !== undefined && at >= first.at && path !== '/swap/info' && path !== '/swap/reserve');
  const histories = own.filter(({ path }) => path === '/swap/userhistory').map(({ at }) => at);
  const perCycle = histories.map((from) => histories.filter((at) => at >= from && at < from + CYCLE_MS).length);
  return { perSecond: busiest(own.map(({ at }) => at)), historiesPerCycle: Math.max(...perCycle), all: own.length };
});

async function requests(): Promise<Measured> {
  const { perSecond, all } = await asked();
  return { value: perSecond, note: `${all} questions in half an hour` };
}

async function histories(): Promise<Measured> {
  return { value: (await asked()).historiesPerCycle };
}

/** Half of the swaps wait for the operator, half for depth on their chain: nothing of it is the network's own work. */
const cpu = (): Promise<Measured> => inWorld(MANY, async (world, swaps) => {
  tips(world, 1);
  pay(world, swaps.slice(0, MANY / 2));
  await world.pass(MINUTE);
  const minutes = 30;
  const before = process.cpuUsage();
  await world.pass(minutes * MINUTE);
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1_000;
  return { value: (100 * milliseconds) / (minutes * MINUTE), note: `${milliseconds.toFixed(0)} ms in ${minutes} min of simulated time, ${MANY / 2} waiting for the operator and ${MANY / 2} for confirmations` };
});

const CONFIRMED = 'the payout’s last required confirmation, in network seconds';

export const benches: readonly Bench[] = [
  { id: 'bridge/payout-to-checked-1', issue: 3, anchor: CONFIRMED, bar: 15, unit: 's', run: () => payoutToChecked(1) },
  { id: 'bridge/payout-to-checked-100', issue: 3, anchor: CONFIRMED, bar: 60, unit: 's', run: () => payoutToChecked(MANY) },
  { id: 'bridge/operator-requests-100', issue: 3, anchor: 'any one second with 100 open swaps', bar: 1, unit: 'count', run: requests },
  { id: 'bridge/operator-histories-100', issue: 3, anchor: 'one cycle of 16 s with 100 open swaps', bar: 1, unit: 'count', run: histories },
  { id: 'bridge/cpu-100', issue: 3, anchor: 'one core for the simulated time, 100 open swaps', bar: 2, unit: '%', run: cpu },
];
