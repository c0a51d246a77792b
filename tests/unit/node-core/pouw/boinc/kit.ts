// A BOINC on a wire of this process: it answers what a test says, and time passes when a test lets it.
import { createHash } from 'node:crypto';
import type { Timers, Wire } from '../../../../../node-core/p2p/connection';
import { openBoinc, type BoincClient, type BoincDeps } from '../../../../../node-core/pouw/boinc/client';

const encoder = new TextEncoder();
const PASSWORD = 'secret';
export const reply = (inside: string): string => `<boinc_gui_rpc_reply>\n${inside}\n</boinc_gui_rpc_reply>\n\x03`;

/** A clock that stands still until `pass` is called. */
export class TestTimers implements Timers {
  #now = 0;
  readonly #due = new Set<{ at: number; act: () => void }>();
  now(): number {
    return this.#now;
  }
  after(ms: number, act: () => void): () => void {
    const entry = { at: this.#now + ms, act };
    this.#due.add(entry);
    return () => void this.#due.delete(entry);
  }
  pass(ms: number): void {
    this.#now += ms;
    for (const entry of [...this.#due]) if (entry.at <= this.#now && this.#due.delete(entry)) entry.act();
  }
  get count(): number {
    return this.#due.size;
  }
}

export class TestWire implements Wire {
  readonly asked: string[] = [];
  destroyed = false;
  #data: (bytes: Uint8Array) => void = () => undefined;
  #closed: (error: Error | null) => void = () => undefined;
  /** @param answer gives what to send back, or null for silence */
  constructor(public answer: (request: string) => string | Uint8Array | null) {}
  write(bytes: Uint8Array): void {
    const request = new TextDecoder().decode(bytes);
    this.asked.push(request);
    const answer = this.answer(request);
    if (answer !== null) queueMicrotask(() => this.say(answer));
  }
  say(answer: string | Uint8Array): void {
    this.#data(typeof answer === 'string' ? encoder.encode(answer) : answer);
  }
  hangUp(error: Error | null = null): void {
    this.#closed(error);
  }
  unsent = (): number => 0;
  pause = (): void => undefined;
  resume = (): void => undefined;
  destroy(): void {
    this.destroyed = true;
  }
  onData(listener: (bytes: Uint8Array) => void): void {
    this.#data = listener;
  }
  onClose(listener: (error: Error | null) => void): void {
    this.#closed = listener;
  }
}

const VERSIONS = '<server_version><major>7</major><minor>20</minor><release>5</release></server_version>';

/** Logs in as BOINC does, then answers with `rest`. */
export function boincAnswers(rest: (request: string) => string | Uint8Array | null): (request: string) => string | Uint8Array | null {
  return (request) => {
    if (request.includes('<auth1/>')) return reply('<nonce>1795741219.819162</nonce>');
    if (request.includes('<auth2>')) return reply(request.includes(createHash('md5').update(`1795741219.819162${PASSWORD}`).digest('hex')) ? '<authorized/>' : '<unauthorized/>');
    if (request.includes('<exchange_versions>')) return reply(VERSIONS);
    return rest(request);
  };
}

export interface Opened {
  readonly client: BoincClient;
  readonly wire: TestWire;
  readonly timers: TestTimers;
}

export const depsOf = (wire: Wire, timers: Timers): BoincDeps => ({ dial: () => wire, timers, password: () => ({ state: 'found', path: '/x', password: PASSWORD }) });

export async function opened(rest: (request: string) => string | Uint8Array | null): Promise<Opened> {
  const [wire, timers] = [new TestWire(boincAnswers(rest)), new TestTimers()];
  return { client: await openBoinc(depsOf(wire, timers)), wire, timers };
}
