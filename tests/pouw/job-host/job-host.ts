// Starts the program that runs jobs in the app's real sandboxes, and asks it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { processTree, waitUntilGone, type ProcessInfo } from '../../e2e/harness/processes';
import type { Act, Answered, Input, JobText, Result } from './messages';

export interface JobHost {
  readonly pid: number;
  /** @throws Error with the program's words */
  ask<A extends Act>(act: A, input: Input<A>): Promise<Result<A>>;
  /** All its processes. */
  processes(): ProcessInfo[];
  quit(): Promise<void>;
}

export interface JobHostPlace {
  /** The runtime's binary. */
  readonly electron: string;
  /** Folder of the bundles. */
  readonly outDir: string;
  readonly flags: readonly string[];
  /** A program with arguments that starts it, as another user for one. */
  readonly through?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const LIMIT_MS = 600_000;

export function startJobHost({ electron, outDir, flags, through = [], env = process.env }: JobHostPlace): JobHost {
  const [program = electron, ...args] = [...through, electron, ...flags, '--disable-gpu', join(outDir, 'test')];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const waiting = new Map<number, (answered: Answered) => void>();
  let next = 0;
  child.on('message', (message) => {
    const answered = message as Answered;
    waiting.get(answered.id)?.(answered);
    waiting.delete(answered.id);
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => {
    process.off('exit', end);
    for (const [id, answer] of waiting) answer({ id, error: `the program ended:\n${said}` });
  });
  const pid = child.pid ?? 0;
  return {
    pid,
    ask: (act, input) => new Promise((resolve, reject) => {
      const id = next++;
      const late = setTimeout(() => reject(new Error(`no answer to ${act}:\n${said}`)), LIMIT_MS);
      waiting.set(id, ({ value, error }) => {
        clearTimeout(late);
        if (error === undefined) resolve(value as never);
        else reject(new Error(`${error}\n${said}`));
      });
      child.send({ id, act, input });
    }),
    processes: () => processTree(pid),
    quit: async () => {
      const all = processTree(pid);
      if (child.connected) child.disconnect();
      await waitUntilGone(all);
    },
  };
}

/** A job as the program takes it. */
export function jobText({ module, frame, ...rest }: Omit<JobText, 'module' | 'frame'> & { readonly module: Uint8Array; readonly frame: Uint8Array }): JobText {
  return { ...rest, module: Buffer.from(module).toString('base64'), frame: Buffer.from(frame).toString('base64') };
}
