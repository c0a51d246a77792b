// Signed requests: who asks, when, for what, and never the same request twice.

import { createHash, verify, type KeyObject } from 'node:crypto';
import { AppError } from '../../../shared/errors/app-error';
import { publicKeyOf, randomHex, type NodeKey } from './node-key';

export interface RequestParts {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: Uint8Array;
}

const HEADERS = { node: 'pouw-node', time: 'pouw-time', nonce: 'pouw-nonce', signature: 'pouw-signature' } as const;

/** Milliseconds that the clocks of a worker and a coordinator may differ. */
const WINDOW_MS = 120_000;

const textOf = ({ method, path, body }: RequestParts, time: string, nonce: string): string =>
  [method, path, createHash('sha256').update(body).digest('hex'), time, nonce].join('\n');

/** Headers that make a request the worker's own. @param now milliseconds */
export function signRequest(key: NodeKey, request: RequestParts, now: number): Record<string, string> {
  const [time, nonce] = [String(now), randomHex(16)];
  return { [HEADERS.node]: key.id, [HEADERS.time]: time, [HEADERS.nonce]: nonce, [HEADERS.signature]: key.sign(textOf(request, time, nonce)) };
}

/** Public keys that are kept parsed: making one costs as much as checking a signature with it. */
const MOST_KEYS = 20_000;

/** Checks requests, and remembers their nonces for as long as they could come again. */
export class RequestGuard {
  /** By nonce and node: when it can be forgotten. */
  private readonly seen = new Map<string, number>();
  private readonly keys = new Map<string, KeyObject>();

  constructor(private readonly now: () => number) {}

  /**
   * @returns the worker's id
   * @throws AppError pouw/not-signed | pouw/clock-off | pouw/repeated
   */
  check(headers: Readonly<Record<string, string | string[] | undefined>>, request: RequestParts): string {
    const [node, time, nonce, signature] = [HEADERS.node, HEADERS.time, HEADERS.nonce, HEADERS.signature].map((name) => headers[name]);
    if (typeof node !== 'string' || typeof time !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string' || !/^[0-9a-f]{64}$/.test(node) || !/^\d{1,15}$/.test(time) || !/^[0-9a-f]{32}$/.test(nonce) || !/^[0-9a-f]{128}$/.test(signature)) {
      throw new AppError('pouw/not-signed', 'this request has to be signed by a worker');
    }
    const now = this.now();
    if (Math.abs(now - Number(time)) > WINDOW_MS) throw new AppError('pouw/clock-off', 'the clocks of worker and coordinator differ by more than two minutes', { context: { coordinator: now } });
    const key = this.keys.get(node) ?? publicKeyOf(node);
    if (!verify(null, Buffer.from(textOf(request, time, nonce)), key, Buffer.from(signature, 'hex'))) throw new AppError('pouw/not-signed', 'the signature of this request is not right');
    this.keep(node, key);
    const name = `${node}${nonce}`;
    if (this.seen.has(name)) throw new AppError('pouw/repeated', 'this request came before');
    this.forget(now);
    this.seen.set(name, now + 2 * WINDOW_MS);
    return node;
  }

  /** Only keys that signed something: made-up ones must not push the others out. */
  private keep(node: string, key: KeyObject): void {
    if (this.keys.has(node)) return;
    const [oldest] = this.keys.keys();
    if (oldest !== undefined && this.keys.size >= MOST_KEYS) this.keys.delete(oldest);
    this.keys.set(node, key);
  }

  /** A map keeps its order, and all are kept equally long: the old ones stand in front. */
  private forget(now: number): void {
    for (const [name, until] of this.seen) {
      if (until > now) return;
      this.seen.delete(name);
    }
  }
}
