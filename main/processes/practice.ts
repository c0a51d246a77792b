// The practice network as a supervised child: its events are lines of JSON, its controls are HTTP with a token of this start.

import { AppError, toAppError } from '../../shared/errors/app-error';
import { CHAINS, type ChainId } from '../../shared/chains/ids';
import type { PracticeStatus } from '../../shared/contract/app';
import type { PracticeTime } from '../../shared/contract/signer';
import {
  PRACTICE_TOKEN_HEADER, controlErrorSchema, faucetAnswerSchema, mineAnswerSchema, practiceEventSchema, statusSchema,
  type PracticeClockReading, type PracticeReady,
} from '../../shared/practice/control-api';
import { serverControl, serverRows, type ServerRow, type ServerWish } from './practice-servers';
import { Supervisor, type ProcessState } from './supervisor';

export interface PracticeDeps {
  readonly file: string;
  readonly dataDir: string;
  /** Folder of the package for useful work; null: the network has no coordinator. */
  readonly workDir: string | null;
  onChange(): void;
  log(line: string): void;
}

type Running = { ready: PracticeReady; clock: PracticeClockReading; readAt: number };

export class PracticeNetwork {
  readonly supervisor: Supervisor;
  private running: Running | null = null;
  private started = false;
  private waiting: ((ready: PracticeReady) => void)[] = [];

  constructor(private readonly deps: PracticeDeps) {
    this.supervisor = new Supervisor({
      name: 'practice',
      file: deps.file,
      args: ['--data', deps.dataDir, '--json', ...(deps.workDir === null ? [] : ['--work', deps.workDir])],
      onStart: () => undefined,
      onExit: () => {
        this.running = null;
        deps.onChange();
      },
      onLine: (line) => this.takeLine(line),
      onState: () => deps.onChange(),
      log: deps.log,
    });
  }

  get processState(): ProcessState {
    return this.supervisor.state;
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.supervisor.start();
  }

  async stop(): Promise<void> {
    this.started = false;
    await this.supervisor.end();
  }

  /** The ready line, now or when it comes. */
  whenReady(): Promise<PracticeReady> {
    return this.running ? Promise.resolve(this.running.ready) : new Promise((resolve) => this.waiting.push(resolve));
  }

  get ready(): PracticeReady | null {
    return this.running?.ready ?? null;
  }

  /** Practice time as it was read last; the system's own while the network does not run. */
  time(): PracticeTime {
    if (!this.running) return { nowMs: Date.now(), readAt: Date.now(), rate: 1 };
    const { clock, readAt } = this.running;
    return { ...clock, readAt };
  }

  /** Milliseconds by which practice time is ahead of the system's clock. */
  clockOffset(): number {
    const { nowMs, readAt, rate } = this.time();
    return nowMs - readAt + (Date.now() - readAt) * (rate - 1);
  }

  async status(): Promise<PracticeStatus> {
    if (!this.started) return { state: 'off' };
    if (this.processState.state === 'stopped') return { state: 'failed', reason: this.processState.reason };
    if (!this.running) return { state: 'starting' };
    try {
      const status = statusSchema.parse(await this.control('GET', '/control/status'));
      const heights = Object.fromEntries(CHAINS.flatMap((chain) => (status.chains[chain] ? [[chain, status.chains[chain].height]] : [])));
      return { state: 'running', instance: status.instanceId, now: status.clock.nowMs, rate: status.clock.rate, heights };
    } catch (thrown) {
      return { state: 'failed', reason: toAppError(thrown).toShape() };
    }
  }

  async faucet(input: { chain: ChainId; token: 'native' | 'flux' | 'other'; address: string; amount: string | null }): Promise<{ txid: string }> {
    const asset = input.token === 'other' ? 'pusd' : input.token === 'flux' && input.chain !== 'flux' ? 'flux' : 'native';
    return faucetAnswerSchema.parse(await this.control('POST', '/faucet', { chain: input.chain, asset, address: input.address, ...(input.amount === null ? {} : { amount: input.amount }) }));
  }

  async mine(chain: ChainId, blocks: number): Promise<void> {
    mineAnswerSchema.parse(await this.control('POST', '/control/mine', { chain, blocks }));
  }

  async setRate(rate: number): Promise<void> {
    await this.control('POST', '/control/clock', { rate });
  }

  async reset(): Promise<void> {
    await this.control('POST', '/control/reset', {});
  }

  /** Gives settings to a server of a node, or switches it; answers with all servers. */
  async server(wish: ServerWish): Promise<ServerRow[]> {
    const { method, path, body } = serverControl(wish);
    return serverRows(await this.control(method, path, body));
  }

  private takeLine(line: string): void {
    const event = practiceEventSchema.safeParse(parseJson(line));
    if (!event.success) return;
    switch (event.data.event) {
      case 'ready': {
        this.running = { ready: event.data, clock: event.data.clock, readAt: Date.now() };
        this.supervisor.ready();
        const { waiting } = this;
        this.waiting = [];
        for (const resolve of waiting) resolve(event.data);
        break;
      }
      case 'clock':
        if (this.running) Object.assign(this.running, { clock: event.data.clock, readAt: Date.now() });
        break;
      case 'reset':
        if (this.running) {
          const { instanceId, tokens, clock } = event.data;
          this.running = { ...this.running, ready: { ...this.running.ready, instanceId, tokens }, clock, readAt: Date.now() };
        }
        break;
      case 'log':
        this.deps.log(`practice: ${event.data.message}`);
        return;
      case 'failed':
        this.deps.log(`practice failed: ${event.data.code}`);
        return;
      case 'node':
      case 'exit':
        break;
    }
    this.deps.onChange();
  }

  private async control(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const ready = this.running?.ready;
    if (!ready) throw new AppError('practice/not-running', 'the practice network is not running');
    const response = await fetch(`${ready.endpoints.control}${path}`, {
      method,
      headers: { [PRACTICE_TOKEN_HEADER]: ready.controlToken, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const refusal = controlErrorSchema.safeParse(answer);
    throw new AppError(refusal.success ? refusal.data.error : 'practice/refused', refusal.success ? refusal.data.message : 'the practice network refused');
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
