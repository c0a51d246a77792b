// An Electron app under measurement: started with the probe and nothing else that a person's start would not have.
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { inProject } from '../../../build/setup/paths.mjs';
import { processTree, usedTicks, type ProcessInfo } from '../../e2e/harness/processes';
import { electronProgram, sandboxFlags } from '../../e2e/harness/runtime';

type Input = Readonly<Record<string, string>>;
type Answer = { id: number; value?: unknown; error?: string };

export interface MeasuredApp {
  /** Date.now() right before the process was started. */
  readonly spawnedAt: number;
  /** Asks the probe. @throws Error with its words, or when the app ends first */
  ask(act: 'takesLetter' | 'enter', input: Input): Promise<number>;
  ask(act: 'type' | 'quit', input?: Input): Promise<null>;
  ask(act: 'scripts'): Promise<string[]>;
  ask(act: 'evaluate', input: Input): Promise<unknown>;
  /** The processes that live now; `practice` are those of the practice network. */
  processes(practicePid: number | null): { own: ProcessInfo[]; practice: ProcessInfo[] };
  quit(): Promise<void>;
}

/** @param args the app's folder and its own arguments */
export function startMeasured(args: readonly string[]): MeasuredApp {
  const spawnedAt = Date.now();
  const child = spawn(electronProgram(), ['-r', inProject('tests/bench/app/probe.cjs'), ...sandboxFlags(), '--disable-gpu', ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4000)));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let next = 0;
  child.on('message', (message) => {
    const { id, value, error } = message as Answer;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // A bench that fails half-way leaves no app behind; the app's own children end with it.
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  void gone.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`the app ended:\n${output}`));
  });
  const ask = (act: string, input: Input = {}): Promise<never> => {
    const id = next++;
    child.send({ id, act, input });
    const answered = new Promise<never>((resolve, reject) => waiting.set(id, { resolve: resolve as (value: unknown) => void, reject }));
    return within(60_000, `${act} ${JSON.stringify(input)}`, answered, () => output);
  };
  const pid = child.pid ?? 0;
  return {
    spawnedAt,
    ask,
    processes: (practicePid) => {
      const all = processTree(pid);
      const practice = practicePid === null ? [] : processTree(practicePid);
      return { own: all.filter((process) => !practice.some((other) => other.pid === process.pid)), practice };
    },
    async quit() {
      void ask('quit').catch(() => undefined);
      await within(20_000, 'the end of the app', gone, () => output);
    },
  };
}

async function within<T>(ms: number, what: string, work: Promise<T>, output: () => string): Promise<T> {
  const stop = new AbortController();
  const late = delay(ms, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`Waited ${ms} ms in vain for: ${what}\n${output()}`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}

/** Resolves when these processes have taken less than a twentieth of a processor for half a second; at the latest after `ms`. */
export async function quiet(list: () => readonly ProcessInfo[], ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  for (let before = usedTicks(list()); Date.now() < end; ) {
    await delay(500);
    const now = usedTicks(list());
    if (now - before <= 2) return;
    before = now;
  }
}
