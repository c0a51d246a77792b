// One supervised utility process: started, watched, restarted with backoff and a limit; its state is a tagged union told in words to the window.

import { utilityProcess, type UtilityProcess } from 'electron';
import { AppError, type ErrorShape } from '../../shared/errors/app-error';
import { Backoff, CHILD_BACKOFF } from './backoff';

export type ProcessState =
  | { state: 'starting' }
  | { state: 'running' }
  | { state: 'restarting'; attempt: number; reason: ErrorShape }
  | { state: 'stopped'; reason: ErrorShape };

export interface ChildSpec {
  /** Also the service name that the system's process list shows. */
  readonly name: 'signer' | 'wallet' | 'practice' | 'node' | 'work' | 'boinc';
  readonly file: string;
  readonly args?: readonly string[];
  /** Sets up a fresh child: its port, its first message. */
  onStart(child: UtilityProcess): void;
  /** The child is gone; `wanted` when we ended it ourselves. */
  onExit(wanted: boolean): void;
  onLine?(line: string): void;
  onState(state: ProcessState): void;
  log(line: string): void;
}

/** Milliseconds that a child has to end by itself before the system ends it; each child limits its own last work to less. */
const LAST_WORK = 6_000;

export class Supervisor {
  private child: UtilityProcess | null = null;
  private timer: NodeJS.Timeout | null = null;
  private wanted = true;
  private readonly backoff = new Backoff(CHILD_BACKOFF, Date.now);
  private current: ProcessState = { state: 'starting' };

  constructor(private readonly spec: ChildSpec) {}

  get state(): ProcessState {
    return this.current;
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  start(): void {
    this.wanted = true;
    this.backoff.forgive();
    this.spawn();
  }

  /** Says that the child serves; before that it is only alive. */
  ready(): void {
    this.setState({ state: 'running' });
  }

  /** Ends the child at once and starts a fresh one: nothing of its memory is left. */
  async renew(): Promise<void> {
    await this.end();
    this.start();
  }

  /** Ends the child and resolves when the system says that it is gone. A child that does not listen is killed. */
  async end(): Promise<void> {
    this.wanted = false;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const child = this.child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    // A child that is still being started can be told once it runs.
    if (child.pid === undefined) child.once('spawn', () => child.kill());
    else child.kill();
    const impatient = setTimeout(() => killNow(child), LAST_WORK);
    await gone;
    clearTimeout(impatient);
  }

  private spawn(): void {
    this.timer = null;
    const child = utilityProcess.fork(this.spec.file, [...(this.spec.args ?? [])], {
      serviceName: `fluxkeep-${this.spec.name}`,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A child gets no environment but what it needs: no proxy, no NODE_OPTIONS, no debugger.
      env: childEnvironment(),
      execArgv: [],
    });
    this.child = child;
    eachLine(child.stdout, (line) => this.spec.onLine?.(line));
    eachLine(child.stderr, (line) => this.spec.log(`${this.spec.name}: ${line}`));
    child.once('exit', (code) => this.exited(child, code));
    this.spec.onStart(child);
  }

  private exited(child: UtilityProcess, code: number): void {
    if (this.child !== child) return;
    this.child = null;
    const wanted = !this.wanted;
    this.spec.onExit(wanted);
    if (wanted) return;
    const reason = new AppError('process/gone', `${this.spec.name} ended with code ${code}`, { context: { process: this.spec.name, code } }).toShape();
    const next = this.backoff.next();
    if (!next) return this.setState({ state: 'stopped', reason });
    this.setState({ state: 'restarting', attempt: next.attempt, reason });
    this.timer = setTimeout(() => this.spawn(), next.pause);
  }

  private setState(state: ProcessState): void {
    this.current = state;
    this.spec.onState(state);
  }
}

/** A child that hangs, or is stopped by a debugger, does not see a polite request. */
function killNow(child: UtilityProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It ended at this very moment.
  }
}

/** PROGRAMDATA: where Windows keeps BOINC's folder. */
const KEPT = ['PATH', 'HOME', 'USERPROFILE', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'TZ', 'XDG_RUNTIME_DIR', 'XDG_CACHE_HOME', 'PROGRAMDATA'];

function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

function eachLine(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(-1_000_000);
    for (const line of lines) take(line);
  });
}
