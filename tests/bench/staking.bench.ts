// Staking with 500 nodes: how often servers are asked, and what a refresh and the screen take against the same with 10.
import type { NodeStanding } from './app/seeded-profile';
import { stakingRounds } from './app/staking-rounds';
import { median, type Bench, type Measured } from './bench-type';
import type { Standing } from './staking/list-servers';
import { refreshingWallet } from './staking/refresh';

const [MANY, FEW] = [500, 10];
const LOOKS = 5;
const RUNS = 15;

/** Where nodes stand: all well, a part of them waiting, none found confirmed. */
const NETWORKS: readonly ((index: number) => Standing)[] = [
  () => 'confirmed',
  (index) => (index % 5 === 0 ? 'started' : index % 7 === 0 ? 'dos' : 'confirmed'),
  (index) => (index % 2 === 0 ? 'started' : 'dos'),
];
/** Servers that are away. */
const OUTAGES: readonly (readonly string[])[] = [[], ['one.test'], ['one.test', 'two.test'], ['one.test', 'two.test', 'three.test'], ['one.test', 'two.test', 'three.test', 'four.test']];

/** The most requests of one refresh, over all networks and outages, with known nodes and with such as are found. */
async function requests(): Promise<Measured> {
  const seen: number[] = [];
  for (const standing of NETWORKS) {
    for (const known of [true, false]) {
      for (const outage of OUTAGES) seen.push(...(await looks(standing, known, outage)));
    }
  }
  return { value: Math.max(...seen), note: `${seen.length} refreshes, ${Math.min(...seen)} at least` };
}

async function looks(standing: (index: number) => Standing, known: boolean, outage: readonly string[]): Promise<number[]> {
  const wallet = refreshingWallet(MANY, standing, known);
  try {
    const seen: number[] = [];
    for (const host of outage) wallet.servers.down.add(host);
    for (let look = 0; look < LOOKS; look += 1) {
      wallet.servers.requests = 0;
      await wallet.refresh();
      seen.push(wallet.servers.requests);
    }
    // With every server away nothing can be heard; in all other cases a refresh that leaves nodes out would be cheap and wrong.
    if (outage.length < 4 && wallet.known() !== MANY) throw new Error(`${wallet.known()} of ${MANY} nodes were heard of with ${outage.length} servers away`);
    return seen;
  } finally {
    wallet.close();
  }
}

/** Processor milliseconds of a refresh that finds everything as it was. */
async function refreshTime(): Promise<Measured> {
  const wallets = { many: refreshingWallet(MANY, () => 'confirmed'), few: refreshingWallet(FEW, () => 'confirmed') };
  const times: { many: number; few: number }[] = [];
  try {
    for (let run = 0; run <= RUNS; run += 1) {
      const few = await cpuOf(wallets.few.refresh);
      const many = await cpuOf(wallets.many.refresh);
      if (run > 0) times.push({ many, few });
    }
  } finally {
    wallets.many.close();
    wallets.few.close();
  }
  const [many, few] = [median(times.map((time) => time.many)), median(times.map((time) => time.few))];
  return { value: many / few, note: `${many.toFixed(1)} ms against ${few.toFixed(1)} ms` };
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function opening(standing: NodeStanding): Promise<Measured> {
  const rounds = await stakingRounds(MANY, FEW, standing);
  const [many, few] = [median(rounds.map((round) => round.many)), median(rounds.map((round) => round.few))];
  return { value: median(rounds.map((round) => round.many / round.few)), note: `${many.toFixed(1)} ms against ${few.toFixed(1)} ms` };
}

export const benches: readonly Bench[] = [
  { id: 'staking/requests-500', issue: 4, anchor: 'one refresh of a wallet with 500 own nodes', bar: 4, unit: 'count', run: requests },
  { id: 'staking/refresh-500', issue: 4, anchor: 'a refresh with 10 nodes; 50 is in step with their number', bar: 50, unit: 'ratio', run: refreshTime },
  { id: 'staking/opening-500', issue: 4, anchor: 'the same screen with 10 nodes', bar: 1.5, unit: 'ratio', run: () => opening('confirmed') },
  { id: 'staking/opening-500-started', issue: 4, anchor: 'the same with 10, all of them on their way to a first confirmation', bar: 1.5, unit: 'ratio', run: () => opening('started') },
];
