// BOINC's GUI RPC on the wire: one request at a time in XML, each message ended by the byte 3. Never to another computer: it is not encrypted.
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { Timers, Wire } from '../../p2p/connection';
import { childOf, parseXml, type XmlElement } from './xml';

const END = 3;
const ANSWER_MS = 10_000;
const MOST_BYTES = 4 * 1024 * 1024;

interface Pending {
  readonly request: string;
  resolve(answer: XmlElement): void;
  reject(reason: AppError): void;
}

/**
 * The address to connect to for `host`.
 * @throws AppError `boinc/not-loopback`
 */
export function loopbackAddress(host: string): string {
  // A name could lead anywhere.
  if (host === 'localhost') return '127.0.0.1';
  if (host === '::1' || /^127(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(host)) return host;
  throw new AppError('boinc/not-loopback', 'BOINC is only spoken to on this computer');
}

export class BoincConnection {
  readonly #waiting: Pending[] = [];
  #current: Pending | null = null;
  #cancelTimer: () => void = () => undefined;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #heard = false;
  #closed: AppError | null = null;

  constructor(private readonly wire: Wire, private readonly timers: Timers) {
    wire.onData((bytes) => this.#take(bytes));
    wire.onClose((error) => {
      const reason = this.#heard ? new AppError('boinc/closed', 'BOINC closed the connection') : new AppError('boinc/not-found', 'no BOINC answers', error === null ? {} : { cause: error });
      this.#end(reason);
    });
  }

  /**
   * Sends what stands inside the request and gives the answer's element.
   * @throws AppError `boinc/not-found` | `boinc/closed` | `boinc/refused` | `boinc/bad-answer`
   */
  ask(request: string): Promise<XmlElement> {
    if (this.#closed !== null) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#next();
    });
  }

  close(): void {
    this.#end(new AppError('boinc/closed', 'the connection was closed'));
  }

  #next(): void {
    if (this.#current !== null || this.#closed !== null) return;
    const pending = this.#waiting.shift();
    if (pending === undefined) return;
    this.#current = pending;
    this.#cancelTimer = this.timers.after(ANSWER_MS, () => {
      // The answer could still come, and would then be taken for that of the next request.
      this.#end(new AppError(this.#heard ? 'boinc/closed' : 'boinc/not-found', 'BOINC did not answer in time'));
    });
    this.wire.write(new TextEncoder().encode(`<boinc_gui_rpc_request>\n${pending.request}\n</boinc_gui_rpc_request>\n\x03`));
  }

  #end(reason: AppError): void {
    if (this.#closed !== null) return;
    this.#closed = reason;
    this.#cancelTimer();
    this.#parts = [];
    this.wire.destroy();
    const left = this.#current === null ? this.#waiting : [this.#current, ...this.#waiting];
    this.#current = null;
    for (const { reject } of left) reject(reason);
  }

  #take(bytes: Uint8Array): void {
    if (this.#closed !== null || bytes.length === 0) return;
    this.#heard = true;
    if (this.#current === null) return this.#end(new AppError('boinc/bad-answer', 'an answer to nothing'));
    this.#bytes += bytes.length;
    if (this.#bytes > MOST_BYTES) return this.#end(new AppError('boinc/bad-answer', 'the answer is too long'));
    const end = bytes.indexOf(END);
    this.#parts.push(end < 0 ? bytes : bytes.subarray(0, end));
    if (end < 0) return;
    if (end !== bytes.length - 1) return this.#end(new AppError('boinc/bad-answer', 'more than one answer'));
    // Some names are in whatever encoding a project used; a replacement character is better than no status.
    const text = new TextDecoder().decode(Buffer.concat(this.#parts));
    [this.#parts, this.#bytes] = [[], 0];
    this.#answer(text);
  }

  #answer(text: string): void {
    const pending = this.#current;
    if (pending === null) return;
    let answer: XmlElement;
    try {
      answer = parseXml(text);
      if (answer.name !== 'boinc_gui_rpc_reply') throw new AppError('boinc/bad-answer', 'not an answer of BOINC');
    } catch (thrown) {
      // Whoever speaks like this is not BOINC.
      return this.#end(toAppError(thrown));
    }
    this.#cancelTimer();
    this.#current = null;
    const error = childOf(answer, 'error');
    if (childOf(answer, 'unauthorized')) pending.reject(new AppError('boinc/refused', 'BOINC does not accept the password', { context: { reason: 'password' } }));
    else if (error) pending.reject(new AppError('boinc/refused', 'BOINC refuses the request', { context: { reason: 'request', said: lineOf(error.text) } }));
    else pending.resolve(answer);
    this.#next();
  }
}

/** Foreign text as an error may carry it. */
const lineOf = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 160);
