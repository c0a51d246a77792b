// The pool's sockets, timers and names by Node: the only file of the client that touches the network.
import { randomBytes } from 'node:crypto';
import { resolve4 } from 'node:dns/promises';
import { connect } from 'node:net';
import type { Timers, Wire } from './connection';

const CONNECT_MS = 10_000;

export function dial(host: string, port: number): Wire {
  const socket = connect({ host, port });
  socket.setNoDelay(true);
  socket.setTimeout(CONNECT_MS, () => {
    if (socket.connecting) socket.destroy();
  });
  let failed: Error | null = null;
  socket.on('error', (error) => {
    failed = error;
  });
  return {
    write: (bytes) => void socket.write(bytes),
    unsent: () => socket.writableLength,
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    destroy: () => void socket.destroy(),
    onData: (listener) => void socket.on('data', listener),
    onClose: (listener) => void socket.on('close', () => listener(failed)),
  };
}

export const timers: Timers = {
  now: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

export const randomNonce = (): bigint => randomBytes(8).readBigUInt64LE();

/** Addresses behind the seeds' names; a seed that does not answer is left out. */
export async function seedAddresses(names: readonly string[], port: number): Promise<readonly string[]> {
  const found = await Promise.allSettled(names.map((name) => resolve4(name)));
  return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.map((ip) => `${ip}:${port}`) : []));
}
