// The practice network as the app runs it: a child with a pipe as its input and JSON lines as its output.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { startTimeOf } from '../../../node-core/practice/process/identity';
import { PRACTICE_TOKEN_HEADER, practiceEventSchema, statusSchema, type PracticeEvent, type PracticeReady, type PracticeStatus } from '../../../shared/practice/control-api';

/** Tests and benches run in the repository's folder. */
const ROOT = process.cwd();

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'fluxkeep-practice-'));
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
  return { status: response.status, text: await response.text() };
}

export const getJson = async (url: string): Promise<unknown> => JSON.parse((await ask(url)).text);

const running = new Set<PracticeProcess>();

/** For afterEach and afterAll: a test that failed halfway leaves nothing running. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((network) => network.stop()));
}

export class PracticeProcess {
  readonly ready: PracticeReady;
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly events: PracticeEvent[];
  readonly exited: Promise<number | null>;

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>, events: PracticeEvent[], ready: PracticeReady, exited: Promise<number | null>) {
    this.child = child;
    this.events = events;
    this.ready = ready;
    this.exited = exited;
  }

  static async start(folder: string, ...args: string[]): Promise<PracticeProcess> {
    const child = spawn(process.execPath, ['out/practice/practice.cjs', '--json', '--data', folder, ...args], { cwd: ROOT, stdio: ['pipe', 'pipe', 'ignore'] });
    const events: PracticeEvent[] = [];
    const exited = new Promise<number | null>((done) => child.once('exit', done));
    const ready = await new Promise<PracticeReady>((done, failed) => {
      void exited.then(() => failed(new Error(`ended before it was ready: ${JSON.stringify(events)}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const event = practiceEventSchema.parse(JSON.parse(line));
        events.push(event);
        if (event.event === 'ready') done(event);
      });
    });
    const network = new PracticeProcess(child, events, ready, exited);
    running.add(network);
    void exited.then(() => running.delete(network));
    return network;
  }

  /** Ends it as the app does: by closing its input. */
  async stop(): Promise<void> {
    this.child.stdin.end();
    await this.exited;
  }

  control(path: string, body?: unknown, token = this.ready.controlToken): Promise<Answer> {
    const headers = { [PRACTICE_TOKEN_HEADER]: token, 'content-type': 'application/json' };
    return ask(`${this.ready.endpoints.control}${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async do(path: string, body: unknown): Promise<Record<string, unknown>> {
    const answer = await this.control(path, body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return z.record(z.string(), z.unknown()).parse(JSON.parse(answer.text));
  }

  async status(): Promise<PracticeStatus> {
    return statusSchema.parse(JSON.parse((await this.control('/control/status')).text));
  }

  async rpc(chain: 'ethereum' | 'bsc' | 'polygon' | 'avalanche' | 'base', method: string, params: readonly unknown[] = [], side: 'a' | 'b' = 'a'): Promise<unknown> {
    const answer = await ask(this.ready.endpoints[chain][side], { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
    const { result, error } = z.object({ result: z.unknown().optional(), error: z.object({ code: z.number(), message: z.string() }).optional() }).parse(JSON.parse(answer.text));
    if (error) throw new Error(`${error.code} ${error.message}`);
    return result;
  }
}

/** Process ids of all descendants of `pid`, by /proc. */
export function descendantsOf(pid: number, processes: readonly { readonly pid: number; readonly parent: number }[]): number[] {
  const children = processes.filter((each) => each.parent === pid).map((each) => each.pid);
  return children.flatMap((child) => [child, ...descendantsOf(child, processes)]);
}

/** Resolves when none of the processes lives. */
export async function untilGone(pids: readonly number[], limitMs: number): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (pids.some((pid) => startTimeOf(pid) !== null)) {
    if (performance.now() > giveUpAt) throw new Error(`still there: ${pids.filter((pid) => startTimeOf(pid) !== null).join(', ')}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
