// A network of workers around the coordinator's real engine, with its real numbers: most are honest, a share cheats in one of several ways.
// Time is a turn for everybody; results are names, true or made up; what the coordinator does again itself is always true.
import { Engine } from '../../../node-core/pouw/coordinator/engine';
import type { CoordinatorEvent } from '../../../node-core/pouw/coordinator/events';
import { settle } from '../../../node-core/pouw/coordinator/judge';
import { USUAL_POLICY, type CoordinatorPolicy } from '../../../node-core/pouw/coordinator/policy';
import { CAUGHT_OUT, CoordinatorState, live } from '../../../node-core/pouw/coordinator/state';
import { commitmentOf } from '../../../node-core/pouw/job/commitment';
import type { Job, Result } from '../../../shared/pouw/protocol';

/**
 * How a cheater cheats. Forgeries begin at a slice drawn evenly, as those of people who want to save work would.
 * `group`: all cheaters tell the same story of a job, whoever has it; `quiet-group`: only when two of them have it.
 */
export const CHEATS = ['always', 'one-in-ten', 'sleeper', 'pairs', 'group', 'quiet-group'] as const;
export type Cheat = (typeof CHEATS)[number];

export interface Setting {
  readonly nodes: number;
  readonly units: number;
  readonly cheat: Cheat;
  /** Share of nodes that cheat. */
  readonly share: number;
  readonly seed: number;
  readonly policy?: Partial<CoordinatorPolicy>;
}

export interface Outcome {
  /** Jobs that count for good or on somebody's word, and those among them whose counted result is made up. */
  readonly done: number;
  readonly wrong: number;
  /** Those that count for good, and the made up ones among them: nothing takes these back any more. */
  readonly final: number;
  readonly wrongForGood: number;
  /** Work of everybody, the coordinator's own among it, over the work of one per job, less one. */
  readonly overhead: number;
  /** Cheaters that were shut out, of those that handed in at least three forgeries. */
  readonly out: number;
  readonly forgers: number;
  /** Units that a cheater did until it was out, at the median. */
  readonly unitsUntilOut: number;
  /** Honest nodes that were ever called wrong. Must be none. */
  readonly wronged: number;
  /** Units of jobs that count twice, or of nobody. Must be none. */
  readonly unbalanced: number;
}

const SLICES = 16;
const CREDIT = 1;
const SALT = '0'.repeat(64);
const hex = (value: number, tag: number): string => (value * 64 + tag).toString(16).padStart(64, '0');

/** Numbers in [0, 1) that follow from a seed (Mulberry32). */
function drawer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Worker {
  readonly key: string;
  readonly index: number;
  readonly cheats: boolean;
  /** Units after which a sleeper wakes. */
  readonly wakes: number;
  done: number;
  forged: number;
  outAt: number | null;
}

class Network {
  readonly state = new CoordinatorState();
  readonly engine: Engine;
  readonly workers: Worker[];
  readonly #random: () => number;
  readonly #stories = new Map<string, { readonly from: number; readonly who: number }>();
  #now = 1_000_000;
  #ids = 0;
  /** Slices that were computed. */
  #work = 0;

  constructor(private readonly setting: Setting) {
    this.#random = drawer(setting.seed);
    this.engine = new Engine(this.state, { ...USUAL_POLICY, ...setting.policy }, { random: this.#random, id: () => (this.#ids += 1).toString(16).padStart(32, '0') });
    const cheaters = Math.round(setting.nodes * setting.share);
    this.workers = Array.from({ length: setting.nodes }, (_, index) => ({ key: hex(index, 63), index, cheats: index < cheaters, wakes: 10 + Math.floor(this.#random() * 91), done: 0, forged: 0, outAt: null }));
    for (const { key } of this.workers) this.#apply(this.engine.register(key, { host: { runtime: 'simulation', cores: 1, memoryMegabytes: 100, kinds: ['primes'] }, delegation: null }, this.#now));
    const batch = 'b'.repeat(32);
    this.#apply([{ t: 'batch', batch, publisher: SALT, request: { title: 'simulation', work: { kind: 'primes', from: '0', count: '10', jobs: 1 } }, at: this.#now }]);
    for (let unit = 0; unit < setting.units; unit += 1) this.#apply([{ t: 'job', job: jobOf(unit, batch), round: 0, at: this.#now }]);
  }

  run(): Outcome {
    for (let turns = 0; this.state.open.size > 0; turns += 1) {
      if (turns > this.setting.units * 4 + 1_000) throw new Error('the network does not come to an end');
      this.#now += 1_000;
      for (const worker of this.#shuffled()) this.#turn(worker);
      if (turns % 64 === 0) this.#apply(this.engine.lapse(this.#now));
    }
    return this.#outcome();
  }

  #turn(worker: Worker): void {
    const node = this.state.node(worker.key);
    if (node.invalid >= CAUGHT_OUT) {
      worker.outAt ??= worker.done;
      return;
    }
    for (const id of [...node.held]) {
      const lease = this.state.lease(id);
      if (lease.state === 'leased') this.#finish(worker, id);
      else if (this.engine.standing(worker.key, id).wants?.kind === 'reveal') this.#reveal(worker, id);
    }
    if (node.invalid >= CAUGHT_OUT) return;
    const { events } = this.engine.lease(worker.key, { kinds: ['primes'], holds: [...node.held] }, this.#now);
    this.#apply(events);
  }

  /** The job is done: what will be shown is decided and committed to. */
  #finish(worker: Worker, lease: string): void {
    const { job } = this.state.lease(lease);
    this.#work += SLICES;
    worker.done += 1;
    const from = this.#forges(worker, job);
    if (from !== null) {
      worker.forged += 1;
      this.#stories.set(lease, { from, who: this.#storyteller(worker) });
    }
    const { output } = this.#resultOf(lease);
    this.#apply(this.engine.commit(worker.key, lease, commitmentOf(output.sha256, worker.key, SALT), this.#now));
  }

  #reveal(worker: Worker, id: string): void {
    const { job } = this.state.lease(id);
    this.#apply(this.engine.result(worker.key, id, this.#resultOf(id), this.#now));
    this.#apply(this.engine.judge(job, this.#now));
    for (let record = this.state.job(job); record.dispute !== null || record.look !== null; record = this.state.job(job)) {
      const slice = record.dispute ?? record.look ?? 0;
      // A look begins at the beginning, a dispute at the state before its slice.
      this.#work += record.look === null ? 1 : Math.min(SLICES, slice + 1);
      this.#apply(settle(this.state, record, slice, this.#says(job, slice, null), this.engine.policy, this.#now));
    }
  }

  /** Slice from which this worker makes the job up, or null. Who conspires draws the same for the same job. */
  #forges(worker: Worker, job: string): number | null {
    if (!worker.cheats) return null;
    const drawn = drawer(this.setting.seed * 31 + parseInt(job, 16) * 7 + this.#storyteller(worker));
    const from = Math.floor(drawn() * (SLICES + 1));
    switch (this.setting.cheat) {
      case 'always': case 'group': return from;
      case 'one-in-ten': return this.#random() < 0.1 ? from : null;
      case 'sleeper': return worker.done > worker.wakes ? from : null;
      case 'pairs': return drawn() < 0.5 ? from : null;
      case 'quiet-group': return live(this.state.job(job)).filter(({ node }) => this.#isCheater(node)).length > 1 ? from : null;
    }
  }

  #isCheater(key: string): boolean {
    return this.workers[Math.floor(parseInt(key.slice(-12), 16) / 64)]?.cheats === true;
  }

  /** Workers with one story between them have one number: each for itself, two and two, or all. */
  #storyteller({ index }: Worker): number {
    switch (this.setting.cheat) {
      case 'pairs': return Math.floor(index / 2) + 1;
      case 'group': case 'quiet-group': return 1;
      default: return index + 1;
    }
  }

  #says(job: string, slice: number, story: { readonly from: number; readonly who: number } | null): string {
    const unit = parseInt(job, 16);
    return story !== null && slice >= story.from ? hex(unit * 100_000 + story.who, slice) : hex(unit * 100_000, slice);
  }

  #resultOf(lease: string): Result {
    const { job } = this.state.lease(lease);
    const story = this.#stories.get(lease) ?? null;
    return { output: { sha256: this.#says(job, SLICES, story), size: 8 }, salt: SALT, trail: Array.from({ length: SLICES }, (_, slice) => this.#says(job, slice, story)), cpuMilliseconds: 1, wallMilliseconds: 1 };
  }

  #apply(events: readonly CoordinatorEvent[]): void {
    for (const event of events) this.state.apply(event);
  }

  /** Everybody once, in an order of this turn. */
  #shuffled(): Worker[] {
    const order = [...this.workers];
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(this.#random() * (at + 1));
      const [one, two] = [order[at], order[other]];
      if (one && two) [order[at], order[other]] = [two, one];
    }
    return order;
  }

  #outcome(): Outcome {
    const done = [...this.state.jobs.values()].filter(({ state }) => state === 'final' || state === 'provisional');
    const wrong = done.filter(({ leases }) => leases.some(({ id, standing }) => standing === 'valid' && this.#stories.has(id)));
    const final = done.filter(({ state }) => state === 'final');
    const forgers = this.workers.filter(({ forged }) => forged >= CAUGHT_OUT);
    const out = this.workers.filter(({ key }) => this.state.node(key).invalid >= CAUGHT_OUT);
    const until = out.map(({ outAt, done: all }) => outAt ?? all).sort((one, other) => one - other);
    const due = new Map<string, number>();
    for (const { leases, job } of done) for (const { node, standing } of leases) if (standing === 'valid') due.set(node, (due.get(node) ?? 0) + job.units * job.creditPerUnit);
    return {
      done: done.length, wrong: wrong.length, final: final.length, wrongForGood: wrong.filter(({ state }) => state === 'final').length, overhead: this.#work / (done.length * SLICES) - 1, out: out.filter(({ cheats }) => cheats).length, forgers: forgers.length,
      unitsUntilOut: until[until.length >> 1] ?? 0,
      wronged: this.workers.filter(({ key, cheats }) => !cheats && this.state.node(key).invalid > 0).length,
      unbalanced: this.workers.filter(({ key }) => this.state.node(key).credits + this.state.node(key).escrow !== (due.get(key) ?? 0)).length,
    };
  }
}

const jobOf = (unit: number, batch: string): Job => ({
  v: 1, id: unit.toString(16).padStart(32, '0'), batch, publisher: SALT, kind: 'primes', title: String(unit), module: { sha256: SALT, size: 100 }, inputs: [], params: '', seed: '0000000000000001', output: 'bytes',
  limits: { memPages: 1, wallSeconds: 60, outputBytes: 64 }, units: 1, slices: SLICES, delayBoundSeconds: 1_000_000, replication: { minQuorum: 2, maxErrors: 64, maxTotal: 128, adaptive: true }, creditPerUnit: CREDIT, expires: 1e15,
});

/** Runs a network until every job is done. The same setting gives the same outcome. */
export function simulate(setting: Setting): Outcome {
  return new Network(setting).run();
}
