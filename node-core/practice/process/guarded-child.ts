// A child that cannot outlive this process, not even after kill -9: a shell stands between and ends it when its pipe closes.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { AppError } from '../../../shared/errors/app-error';

/**
 * Starts the program, tells its pid, lets go of standard output (so that only the program holds it), and waits on a pipe.
 * The shell is the program's parent, so the pid cannot pass to another process before `wait`.
 */
const GUARD = '"$0" "$@" </dev/null 2>&1 & child=$!; echo "$child"; exec >/dev/null 2>&1; trap "" INT TERM HUP; read -r word; if [ "$word" = term ]; then kill -TERM "$child"; read -r word; fi; kill -KILL "$child"; wait "$child"';

export interface GuardedChild {
  readonly pid: number;
  /** Resolves when the program has ended, however it happened. */
  readonly ended: Promise<void>;
  /** Asks it to end, and makes it end after `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Ends it now. */
  kill(): Promise<void>;
}

/**
 * @param onLine hears each line the program prints.
 * @throws AppError `practice/cannot-start-program`
 */
export async function startGuarded(program: string, args: readonly string[], onLine: (line: string) => void): Promise<GuardedChild> {
  return process.platform === 'win32' ? startDirect(program, args, onLine) : startWithGuard(program, args, onLine);
}

async function startWithGuard(program: string, args: readonly string[], onLine: (line: string) => void): Promise<GuardedChild> {
  const guard = spawn('/bin/sh', ['-c', GUARD, program, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  const { stdin, stdout } = guard;
  // A write to a guard that is gone already only tells what `ended` tells.
  stdin.on('error', () => undefined);
  const lines = createInterface({ input: stdout });
  const pid = await new Promise<number>((resolve, reject) => {
    const fail = (cause?: unknown): void => reject(new AppError('practice/cannot-start-program', 'a program of the practice network does not start', { cause }));
    guard.once('error', fail);
    guard.once('exit', fail);
    lines.once('line', (line) => {
      lines.on('line', onLine);
      resolve(Number(line));
    });
  });
  const programEnded = new Promise<void>((resolve) => lines.once('close', resolve));
  const guardEnded = new Promise<void>((resolve) => guard.once('exit', () => resolve()));
  // A guard that was killed leaves its program behind: end it here. A program that ended leaves the guard waiting: let it go.
  guard.once('exit', (_code, signal) => {
    if (signal !== null) killQuietly(pid);
  });
  void programEnded.then(() => stdin.end());
  const ended = Promise.all([programEnded, guardEnded]).then(() => undefined);
  return {
    pid,
    ended,
    async stop(graceMs) {
      stdin.write('term\n');
      const timer = setTimeout(() => stdin.end('kill\n'), graceMs);
      await ended;
      clearTimeout(timer);
    },
    async kill() {
      stdin.end('kill\n');
      await ended;
    },
  };
}

/** On Windows, libuv puts every child into a job that the system ends with this process. */
async function startDirect(program: string, args: readonly string[], onLine: (line: string) => void): Promise<GuardedChild> {
  const child: ChildProcess = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => reject(new AppError('practice/cannot-start-program', 'a program of the practice network does not start', { cause })));
  });
  if (child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
  const kill = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return { pid: child.pid ?? 0, ended, stop: kill, kill };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
