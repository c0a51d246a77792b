// Looks at a BOINC of this computer for as long as somebody asks: what is there, or why nothing can be said of it, and what was last seen.
import type { BoincOrder, BoincReading, BoincUnread } from '../../../shared/contract/boinc';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { BoincStatus } from '../../../shared/pouw/boinc';
import { openBoinc, type BoincClient, type BoincDeps } from './client';
import type { BoincPassword } from './password';

export interface BoincWatchDeps extends BoincDeps {
  /** Null: BOINC's own port. */
  readonly port: number | null;
  /** Where its password is looked for. */
  readonly folders: readonly string[];
  /** Whether one of the folders is there: then BOINC is installed. */
  installed(): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Where the password was, or why it was not had: what it is stays with the one login that needs it. */
type Where = { readonly state: 'found'; readonly path: string } | Exclude<BoincPassword, { state: 'found' }>;
type Reason<T> = T extends BoincUnread ? Omit<T, 'at' | 'since' | 'last'> : never;

export class BoincWatch {
  #client: BoincClient | null = null;
  #opening: Promise<BoincClient> | null = null;
  #looking: Promise<BoincReading> | null = null;
  #where: Where | null = null;
  #last: { status: BoincStatus; at: number } | null = null;
  #unread: { state: BoincUnread['state']; since: number } | null = null;

  constructor(private readonly deps: BoincWatchDeps) {}

  /** What is there now; several who ask at once share one look. Never rejects. */
  look(): Promise<BoincReading> {
    if (this.#looking) return this.#looking;
    const looking = this.#look().finally(() => { if (this.#looking === looking) this.#looking = null; });
    this.#looking = looking;
    return looking;
  }

  /** @throws AppError boinc/… */
  async order(order: BoincOrder): Promise<void> {
    const client = await this.#connected();
    try {
      await carryOut(client, order);
    } catch (thrown) {
      if (toAppError(thrown).code === 'boinc/closed') this.#drop(client);
      throw thrown;
    } finally {
      // A look that began before does not know of it.
      this.#looking = null;
    }
  }

  close(): void {
    if (this.#client) this.#drop(this.#client);
  }

  async #look(): Promise<BoincReading> {
    try {
      const status = await this.#status();
      this.#last = { status, at: this.deps.now() };
      this.#unread = null;
      return { state: 'connected', ...this.#last };
    } catch (thrown) {
      const at = this.deps.now();
      const reason = this.#reason(toAppError(thrown));
      if (this.#unread?.state !== reason.state) this.#unread = { state: reason.state, since: at };
      return { ...reason, at, since: this.#unread.since, last: this.#last };
    }
  }

  async #status(): Promise<BoincStatus> {
    const kept = this.#client;
    if (kept === null) return (await this.#connected()).status();
    try {
      return await kept.status();
    } catch (thrown) {
      this.#drop(kept);
      if (toAppError(thrown).code !== 'boinc/closed') throw thrown;
    }
    // It ended since the last look; whether it is back, or gone, is seen by connecting anew.
    return (await this.#connected()).status();
  }

  async #connected(): Promise<BoincClient> {
    if (this.#client) return this.#client;
    this.#opening ??= this.#open().finally(() => { this.#opening = null; });
    return this.#opening;
  }

  async #open(): Promise<BoincClient> {
    const { dial, timers, port } = this.deps;
    this.#where = null;
    const password = (): BoincPassword => {
      const found = this.deps.password();
      this.#where = found.state === 'found' ? { state: 'found', path: found.path } : found;
      return found;
    };
    this.#client = await openBoinc({ dial, timers, password }, port === null ? {} : { port });
    return this.#client;
  }

  #drop(client: BoincClient): void {
    client.close();
    if (this.#client === client) this.#client = null;
  }

  #reason(error: AppError): Reason<BoincUnread> {
    const found = this.#where;
    if (error.code === 'boinc/not-found') return { state: this.deps.installed() ? 'not-running' : 'not-installed' };
    if (error.code === 'boinc/no-password') return found?.state === 'unreadable' ? { state: 'password-unreadable', path: found.path, group: found.group } : { state: 'no-password', folders: [...this.deps.folders] };
    if (error.code === 'boinc/refused' && error.context['reason'] === 'password' && found?.state === 'found') return { state: 'wrong-password', path: found.path };
    return { state: 'failed', error: error.toShape() };
  }
}

function carryOut(client: BoincClient, order: BoincOrder): Promise<void> {
  switch (order.act) {
    case 'processor': return client.setRunMode(order.mode, order.seconds ?? undefined);
    case 'gpu': return client.setGpuMode(order.mode, order.seconds ?? undefined);
    case 'project': return client.projectOp(order.url, order.op);
    case 'task': return client.taskOp(order.projectUrl, order.name, order.op);
  }
}
