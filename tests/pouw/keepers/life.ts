// The life of a coordinator, small and whole: workers join, one of them cheats, a batch is published, worked, disputed, put together and paid
// out. At one write the coordinator ends, before that write is kept or after it and before anybody is told; it opens again on what was kept,
// and everybody repeats what was not answered, as real workers do.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Batches } from '../../../node-core/pouw/coordinator/batches';
import { Coordinator } from '../../../node-core/pouw/coordinator/coordinator';
import type { EventLog } from '../../../node-core/pouw/coordinator/event-log';
import { Payouts, type Payer } from '../../../node-core/pouw/coordinator/payouts';
import { USUAL_POLICY } from '../../../node-core/pouw/coordinator/policy';
import { Referee } from '../../../node-core/pouw/coordinator/referee';
import { creditsOf, type CoordinatorState } from '../../../node-core/pouw/coordinator/state';
import { batchView, jobView, ledgerOf } from '../../../node-core/pouw/coordinator/views';
import { ThreadHost } from '../../../node-core/pouw/host/thread-host';
import { commitmentOf } from '../../../node-core/pouw/job/commitment';
import { BlobCache } from '../../../node-core/pouw/store/blob-cache';
import { AppError } from '../../../shared/errors/app-error';
import type { Delegation, Job, LeaseState } from '../../../shared/pouw/protocol';
import { inProject } from '../../../build/setup/paths.mjs';
import { seededRandom } from '../../e2e/harness/random';
import { CrashingLog, type Crash } from './crashing-log';
import { sha256, solve, type Solved } from './solve';

/** The same log again and again. */
export interface Keeper {
  open(): Promise<EventLog>;
}

const SAT_PER_CREDIT = 5;
const WORKERS = ['anna', 'boris', 'cheat', 'dora'];
const [FIRST, COUNT, JOBS] = [0n, 3_000_000n, 3];
/** π(3·10⁶), OEIS A000720. */
export const PRIMES = '216816';

/** What one worker remembers, as its journal would. */
interface Held {
  readonly job: Job;
  readonly lease: string;
  readonly solved: Solved;
  committed: boolean;
  submitted: boolean;
  over: boolean;
}

export class Life {
  readonly held = new Map<string, Held[]>(WORKERS.map((name) => [sha256(name), []]));
  /** Leases whose result was acknowledged. */
  readonly acknowledged = new Set<string>();
  /** By id: amounts of transactions that the chain took. */
  readonly chain = new Map<string, bigint>();
  private batch: string | null = null;
  private coordinator!: Coordinator;
  private log!: CrashingLog;
  private payouts!: Payouts;
  private ids = 0;
  private clock = 1_700_000_000_000;
  private readonly random = seededRandom(7);
  private readonly solved = new Map<string, Promise<Solved>>();
  /** Times that the coordinator began. */
  lives = 0;

  private constructor(private readonly keeper: Keeper, private readonly crash: Crash | null, private readonly blobs: BlobCache) {}

  /** @param crash the write at which the first life ends; null: it does not */
  static async run<T>(keeper: Keeper, crash: Crash | null, judge: (life: Life) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-life-'));
    const life: Life = new Life(keeper, crash, await BlobCache.open(join(folder, 'blobs'), { quota: 1e8, now: Date.now }));
    try {
      await life.begin();
      await life.live();
      return await judge(life);
    } finally {
      await life.coordinator.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    }
  }

  get state(): CoordinatorState {
    return this.coordinator.state;
  }

  get writes(): number {
    return this.log.writes;
  }

  /** Everything that a coordinator shows, as text. */
  shown(): string {
    const { state } = this;
    return JSON.stringify([[...state.batches.values()].map((each) => batchView(state, each)), [...state.jobs.values()].map(jobView), [...state.nodes.values()].map((each) => ledgerOf(state, each))]);
  }

  async tally(): Promise<unknown> {
    const { result } = this.coordinator.batch(this.batch ?? '');
    return JSON.parse(Buffer.from((await this.blobs.get(result?.blob.sha256 ?? '')) ?? []).toString('utf8'));
  }

  /** Ends it in order and opens it again. */
  async again(): Promise<void> {
    await this.coordinator.close();
    await this.begin();
  }

  private async begin(): Promise<void> {
    this.log = new CrashingLog(await this.keeper.open(), this.lives === 0 ? this.crash : null);
    this.lives += 1;
    const now = () => (this.clock += 50);
    const threads = new ThreadHost('none');
    const own = (job: Job) => this.solutionOf(job);
    class KnowingReferee extends Referee {
      override async truth(job: Job, slice: number): Promise<string> {
        const { trail, output } = await own(job);
        return trail[slice] ?? sha256(output);
      }
    }
    this.coordinator = await Coordinator.open({
      name: 'life', blobs: this.blobs, now, report: () => undefined, log: this.log, referee: new KnowingReferee(threads, this.blobs), batches: await Batches.open(inProject('out/useful-work/modules'), this.blobs),
      policy: { ...USUAL_POLICY, trustAfter: 1, checks: 1, looks: 0.3, agreedLooks: 0.5, stateMs: 0 },
      chance: { random: () => this.random(0, 999) / 1000, id: () => sha256(`id ${(this.ids += 1)}`).slice(0, 32) }, pays: { satPerCredit: SAT_PER_CREDIT }, checkDelegation: () => undefined,
    });
    this.payouts = new Payouts(this.coordinator, this.payer, { satPerCredit: SAT_PER_CREDIT, leastSat: 1n }, now, () => undefined);
    // What was acknowledged is there.
    for (const id of this.acknowledged) if (!this.state.leases.get(id)?.result) throw new Error('a result that was acknowledged is gone');
    if (this.batch !== null && !this.state.batches.has(this.batch)) throw new Error('a batch that was acknowledged is gone');
  }

  private solutionOf(job: Job): Promise<Solved> {
    const known = this.solved.get(job.id) ?? solve(job, this.blobs);
    this.solved.set(job.id, known);
    return known;
  }

  /** Signs the same order to the same transaction, and takes a transaction once, as a chain does. */
  private readonly payer: Payer = {
    sign: async ({ to, sat }, earlier) => {
      const raw = JSON.stringify({ to, sat: sat.toString(), coin: earlier.length });
      return { txid: sha256(raw), raw };
    },
    send: async (raw) => void this.chain.set(sha256(raw), BigInt((JSON.parse(raw) as { sat: string }).sat)),
  };

  /** Asks, and asks again after a crash, until there is an answer. */
  private async ask<T>(request: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const answer = await request();
        await this.coordinator.idle();
        if (this.log.ended) await this.again();
        return answer;
      } catch (thrown) {
        if (!this.log.ended) throw thrown;
        await this.again();
      }
    }
  }

  private async live(): Promise<void> {
    for (const name of WORKERS) {
      const delegation: Delegation = { fluxId: `1${name}`, payout: `t1${name}`, until: Number.MAX_SAFE_INTEGER, signature: 'x' };
      await this.ask(() => this.coordinator.register(sha256(name), { host: { runtime: 'life', cores: 1, memoryMegabytes: 100, kinds: ['primes'] }, delegation }));
    }
    const publisher = sha256('dora');
    this.batch = (await this.ask(() => this.coordinator.submit(publisher, { title: 'A stretch', work: { kind: 'primes', from: FIRST.toString(), count: COUNT.toString(), jobs: JOBS } }))).id;
    for (let round = 0; !this.over(); round += 1) {
      if (round > 60) throw new Error('the batch does not come to its end');
      for (const name of WORKERS) await this.work(sha256(name), name === 'cheat');
      await this.ask(() => this.coordinator.tick());
      await this.ask(() => this.payouts.run());
    }
  }

  /** The batch is put together, and all that is final is paid. */
  private over(): boolean {
    const { nodes, payouts } = this.state;
    return this.coordinator.batch(this.batch ?? '').state === 'finished' && [...nodes.values()].every(({ credits, settled }) => credits === settled) && payouts.every(({ txid }) => this.chain.has(txid));
  }

  private async work(node: string, cheats: boolean): Promise<void> {
    const held = this.held.get(node) ?? [];
    const open = held.filter(({ over }) => !over);
    const { lease } = await this.ask(() => this.coordinator.lease(node, { kinds: ['primes'], holds: open.map(({ lease: id }) => id) })).catch((thrown: unknown) => {
      if (thrown instanceof AppError && thrown.code === 'pouw/excluded') return { lease: null };
      throw thrown;
    });
    if (lease) {
      const honest = await this.solutionOf(lease.job);
      const solved = cheats ? { output: honest.output, trail: honest.trail.map((state, slice) => (slice < 3 ? state : sha256(`made up ${slice}`))) } : honest;
      held.push({ job: lease.job, lease: lease.id, solved, committed: false, submitted: false, over: false });
    }
    for (const each of held.filter(({ over }) => !over)) await this.handIn(node, each);
  }

  private async handIn(node: string, held: Held): Promise<void> {
    const { lease, solved } = held;
    const output = { sha256: sha256(solved.output), size: solved.output.length };
    const salt = sha256(`salt ${node} ${lease}`);
    const refused = (thrown: unknown): LeaseState | null => {
      if (thrown instanceof AppError && ['pouw/lapsed', 'pouw/no-lease'].includes(thrown.code)) {
        held.over = true;
        return null;
      }
      throw thrown;
    };
    let standing = held.committed ? await this.ask(async () => this.coordinator.heartbeat(node, lease)) : await this.ask(() => this.coordinator.commit(node, lease, commitmentOf(output.sha256, node, salt))).catch(refused);
    held.committed = standing !== null;
    if (standing?.wants?.kind === 'reveal') {
      await this.blobs.put(solved.output);
      standing = await this.ask(() => this.coordinator.result(node, lease, { output, salt, trail: [...solved.trail], cpuMilliseconds: 1, wallMilliseconds: 1 })).catch(refused);
      if (standing) this.acknowledged.add(lease);
    }
    if (standing && ['validated', 'refused', 'cancelled', 'lapsed'].includes(standing.state)) held.over = true;
  }

  /** Credits that valid results are worth, whether they count for good already or not. */
  earned(): number {
    return [...this.state.leases.values()].filter(({ standing }) => standing === 'valid').reduce((sum, { job }) => sum + creditsOf(this.state.job(job).job), 0);
  }
}
