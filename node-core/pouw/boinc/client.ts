// A BOINC client on this computer, seen and steered through its GUI RPC. Projects are joined in BOINC itself: their terms and accounts are between the user and them.
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors/app-error';
import type { BoincHost, BoincMode, BoincProjectOp, BoincStatus, BoincTaskOp } from '../../../shared/pouw/boinc';
import type { Timers, Wire } from '../../p2p/connection';
import { activitiesOf, hostOf, projectsOf, tasksOf, versionOf } from './answers';
import { BoincConnection, loopbackAddress } from './connection';
import type { BoincPassword } from './password';
import { childOf, escapeXml } from './xml';

const GUI_RPC_PORT = 31416;
/** The protocol that this client was made for. */
const OWN_VERSION = '<major>7</major><minor>20</minor><release>5</release><name>Fluxkeep</name>';
/** A week: more is a lasting mode. */
const MOST_SECONDS = 7 * 86_400;

/**
 * Every call rejects with AppError `boinc/closed` (open a new client), `boinc/refused` (BOINC says no; `context.reason` is `password` or `request`) or `boinc/bad-answer`.
 */
export interface BoincClient {
  /** Version, modes, projects and tasks. */
  status(): Promise<BoincStatus>;
  /** The computer as BOINC sees it. */
  host(): Promise<BoincHost>;
  /** @param seconds how long, then the lasting mode returns; without it the mode lasts */
  setRunMode(mode: BoincMode, seconds?: number): Promise<void>;
  /** The same for work on the GPU. */
  setGpuMode(mode: BoincMode, seconds?: number): Promise<void>;
  /** @param url the project's `url` in the status */
  projectOp(url: string, op: BoincProjectOp): Promise<void>;
  /** @param name the task's `name` in the status */
  taskOp(projectUrl: string, name: string, op: BoincTaskOp): Promise<void>;
  close(): void;
}

export interface BoincDeps {
  dial(host: string, port: number): Wire;
  readonly timers: Timers;
  /** Asked only when BOINC answers. */
  password(): BoincPassword;
}

/**
 * Connects to BOINC and logs in.
 * @throws AppError `boinc/not-found` when nothing answers, `boinc/no-password` (`context.reason` is `missing` or `unreadable`), `boinc/refused` for a wrong password, `boinc/bad-answer`, `boinc/closed`, `boinc/not-loopback`
 */
export async function openBoinc(deps: BoincDeps, place: { readonly host?: string; readonly port?: number } = {}): Promise<BoincClient> {
  const address = loopbackAddress(place.host ?? '127.0.0.1');
  const connection = new BoincConnection(deps.dial(address, place.port ?? GUI_RPC_PORT), deps.timers);
  try {
    await logIn(connection, deps.password);
    const version = versionOf(await connection.ask(`<exchange_versions>${OWN_VERSION}</exchange_versions>`));
    return new Client(connection, version);
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

async function logIn(connection: BoincConnection, find: () => BoincPassword): Promise<void> {
  const nonce = childOf(await connection.ask('<auth1/>'), 'nonce')?.text ?? '';
  if (nonce === '' || nonce.length > 100) throw new AppError('boinc/bad-answer', 'BOINC gave nothing to log in with');
  const found = find();
  if (found.state === 'missing') throw new AppError('boinc/no-password', "BOINC's password was not found", { context: { reason: 'missing' } });
  if (found.state === 'unreadable') throw new AppError('boinc/no-password', "BOINC's password may not be read by this user", { context: { reason: 'unreadable', path: found.path } });
  const hash = createHash('md5').update(nonce + found.password).digest('hex');
  const answer = await connection.ask(`<auth2><nonce_hash>${hash}</nonce_hash></auth2>`);
  if (!childOf(answer, 'authorized')) throw new AppError('boinc/bad-answer', 'BOINC neither accepts nor refuses the password');
}

class Client implements BoincClient {
  constructor(private readonly connection: BoincConnection, private readonly version: string) {}

  async status(): Promise<BoincStatus> {
    const [modes, projectList, results] = await Promise.all([
      this.connection.ask('<get_cc_status/>'),
      this.connection.ask('<get_project_status/>'),
      this.connection.ask('<get_results><active_only>0</active_only></get_results>'),
    ]);
    const projects = projectsOf(projectList);
    return { version: this.version, ...activitiesOf(modes), projects, tasks: tasksOf(results, projects) };
  }

  async host(): Promise<BoincHost> {
    return hostOf(await this.connection.ask('<get_host_info/>'));
  }

  setRunMode(mode: BoincMode, seconds = 0): Promise<void> {
    return this.#setMode('set_run_mode', mode, seconds);
  }

  setGpuMode(mode: BoincMode, seconds = 0): Promise<void> {
    return this.#setMode('set_gpu_mode', mode, seconds);
  }

  async projectOp(url: string, op: BoincProjectOp): Promise<void> {
    await this.#order(`<project_${op}><project_url>${safe(url)}</project_url></project_${op}>`);
  }

  async taskOp(projectUrl: string, name: string, op: BoincTaskOp): Promise<void> {
    await this.#order(`<${op}_result><project_url>${safe(projectUrl)}</project_url><name>${safe(name)}</name></${op}_result>`);
  }

  close(): void {
    this.connection.close();
  }

  #setMode(what: 'set_run_mode' | 'set_gpu_mode', mode: BoincMode, seconds: number): Promise<void> {
    if (!Number.isFinite(seconds) || seconds < 0 || seconds > MOST_SECONDS) return Promise.reject(new AppError('boinc/refused', 'no time that a mode can have', { context: { reason: 'request' } }));
    return this.#order(`<${what}><${mode}/><duration>${seconds.toFixed(3)}</duration></${what}>`);
  }

  async #order(request: string): Promise<void> {
    if (!childOf(await this.connection.ask(request), 'success')) throw new AppError('boinc/bad-answer', 'BOINC does not say whether it did it');
  }
}

/** A name or address inside a request; a control character could end it early. */
function safe(text: string): string {
  if (text === '' || text.length > 2000 || /[\x00-\x1f\x7f]/.test(text)) throw new AppError('boinc/refused', 'not a name that BOINC gave', { context: { reason: 'request' } });
  return escapeXml(text);
}
