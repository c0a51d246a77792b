// The commands of `fluxkeep-node`, each from its options to an exit code. Events are lines of JSON on standard output, words for people go to standard error.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as ecc from 'tiny-secp256k1';
import type { LightNodeStart } from '../../shared/contract/light-node';
import { fromHex, toHex } from '../../shared/crypto/bytes';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { scriptOfAddress } from '../../shared/flux/address';
import { anyTransactionId, parseAnyTransaction } from '../../shared/flux/any-transaction';
import { PinnedRun } from '../headers/pinned-run';
import { HeaderChain } from '../headers/chain';
import { assemble, type Assembled, type AssembleHooks } from '../light/assemble';
import { exportProof } from '../light/export-proof';
import { fetchOldHeaders } from '../light/old-headers';
import { releaseTable, tableChecksum } from '../light/release-table';
import { HeaderSync } from '../light/header-sync';
import { readProof } from '../proofs/format';
import { verifyProof } from '../proofs/verify';
import type { Options } from './options';

export interface Terminal {
  /** A line of JSON on standard output. */
  event(value: unknown): void;
  /** Bytes on standard output. */
  write(bytes: Uint8Array): void;
  /** A line for people on standard error. */
  say(line: string): void;
  readInput(): string;
  /** Resolves when the person or the system wants an end. */
  readonly ended: Promise<void>;
  /** File of the program that verifies signatures on other threads. */
  readonly threadProgram?: string;
}

export const EXIT = { done: 0, failed: 1, usage: 2, refuted: 3 } as const;

function startOf({ network, peers, sources, folder }: Options): LightNodeStart {
  return {
    network: network.name === 'practice' ? 'practice' : 'mainnet', folder: folder ?? join(homedir(), '.fluxkeep-node'), peers: [...peers], tableSources: [...sources],
    limits: { diskMegabytes: 1_000, kilobytesPerSecond: null }, clockOffset: 0, paused: false,
  };
}

/** Runs a light node until `act` is done or the person ends it. */
async function withNode(options: Options, hooks: Partial<AssembleHooks>, act: (node: Assembled, changed: (holds: () => boolean) => Promise<void>) => Promise<number>, { say, ended, threadProgram }: Terminal): Promise<number> {
  const waiting = new Set<() => void>();
  const look = (): void => waiting.forEach((each) => each());
  const assembled = assemble(startOf(options), {
    onStatus: () => { hooks.onStatus?.(); look(); }, onWatched: (height) => { hooks.onWatched?.(height); look(); }, log: hooks.log ?? say, threadProgram, stopAt: hooks.stopAt, ...(options.tableFile === null ? {} : { releaseTable: readFileSync(options.tableFile, 'utf8') }),
  }, options.network);
  assembled.node.watch(options.watch.map((address) => toHex(scriptOfAddress(address, options.network.params))));
  assembled.node.start();
  const changed = (holds: () => boolean): Promise<void> => new Promise((resolve) => {
    const each = (): void => {
      if (!holds()) return;
      waiting.delete(each);
      resolve();
    };
    waiting.add(each);
    each();
  });
  try {
    return await Promise.race([act(assembled, changed), ended.then(() => EXIT.done)]);
  } finally {
    await assembled.node.stop();
  }
}

async function follow(options: Options, terminal: Terminal): Promise<number> {
  let last = '';
  let node: Assembled | null = null;
  const tell = (): void => {
    if (node === null) return;
    const { traffic: _traffic, disk: _disk, rate: _rate, secondsLeft: _left, ...status } = node.node.status();
    const line = JSON.stringify(status);
    if (line !== last) terminal.event({ event: 'status', ...status });
    last = line;
  };
  const tellWatched = (): void => {
    if (node !== null && options.watch.length > 0) terminal.event({ event: 'watched', ...node.node.watched() });
  };
  return withNode(options, { onStatus: tell, onWatched: tellWatched }, async (assembled, changed) => {
    node = assembled;
    const { until } = options;
    await changed(() => {
      const { phase: now, tip: checked } = assembled.node.status();
      return now.kind === 'halted' || (now.kind === 'following' && until !== null && (checked?.height ?? 0) >= until);
    });
    const { phase, tip } = assembled.node.status();
    tell();
    // Coins that lie in blocks of an earlier run were found before anybody listened.
    tellWatched();
    // The end is the last word.
    node = null;
    terminal.event({ event: 'end', tip, ...(phase.kind === 'halted' ? { reason: phase.reason } : {}) });
    return phase.kind === 'halted' ? EXIT.failed : EXIT.done;
  }, terminal);
}

/** The table of nodes of one block, as a release ships it. */
async function table(options: Options, terminal: Terminal): Promise<number> {
  const { until, network } = options;
  if (until === null) throw new AppError('cli/bad-option', 'table needs --until with the height that it is of');
  return withNode(options, { stopAt: until }, async ({ node }, changed) => {
    await changed(() => ['following', 'halted'].includes(node.status().phase.kind));
    if (node.follower?.tip.height !== until) throw new AppError('table/not-enough', node.status().lastError?.message ?? 'the chain could not be followed to there');
    const text = releaseTable(node.savedOf(node.follower), network);
    terminal.write(new TextEncoder().encode(text));
    terminal.say(`sha256 ${tableChecksum(text)}`);
    return EXIT.done;
  }, terminal);
}

async function headers(options: Options, { event, say, ended }: Terminal): Promise<number> {
  const { network, until, from } = options;
  const run = from === null ? null : PinnedRun.around(network.pins, from);
  if (from !== null && run === null) throw new AppError('cli/bad-option', `--from takes a height between two pinned blocks; those of ${network.name} are ${[...network.pins.keys()].join(', ') || 'none'}`);
  const { pool } = assemble(startOf(options), { onStatus: () => undefined, onWatched: () => undefined, log: say }, network);
  const chain = new HeaderChain({ params: network.params, base: network.base, pins: network.pins, now: () => Math.floor(Date.now() / 1_000) });
  const stop = new AbortController();
  void ended.then(() => stop.abort());
  const sync = new HeaderSync({ peers: pool, now: () => performance.now(), log: say, enter: (phase) => event({ event: 'phase', ...phase }) });
  pool.start();
  try {
    for (;;) {
      await new Promise<void>((resolve) => {
        const off = pool.onChange(() => { if (pool.peers.length > 0) { off(); resolve(); } });
        if (pool.peers.length > 0) { off(); resolve(); }
        stop.signal.addEventListener('abort', () => resolve());
      });
      if (stop.signal.aborted) return EXIT.done;
      if (run !== null) {
        await fetchOldHeaders(run, pool, stop.signal, ({ height, hash, done }) => event({ event: 'headers', height, hash, settled: done }));
        return EXIT.done;
      }
      const before = chain.tip.height;
      await sync.fetch(chain, stop.signal);
      event({ event: 'headers', height: chain.tip.height, hash: chain.tip.hash });
      if (until === null ? chain.tip.height === before || chain.tip.height > network.base.height : chain.tip.height >= until) return EXIT.done;
    }
  } finally {
    pool.stop();
  }
}

async function proof(options: Options, terminal: Terminal): Promise<number> {
  const [txid = ''] = options.rest;
  if (!/^[0-9a-f]{64}$/.test(txid)) throw new AppError('cli/bad-option', 'proof takes the id of a transaction: 64 hexadecimal digits');
  if (options.watch.length === 0) throw new AppError('cli/bad-option', 'proof needs --watch with the address that the transaction pays');
  return withNode(options, {}, async (assembled, changed) => {
    await changed(() => assembled.node.status().phase.kind === 'following');
    terminal.write(exportProof(assembled, txid).bytes);
    return EXIT.done;
  }, terminal);
}

function verify(options: Options, { event, readInput }: Terminal): number {
  const [file] = options.rest;
  if (file === undefined) throw new AppError('cli/bad-option', 'verify-proof takes a file');
  const bytes = file === '-' ? new TextEncoder().encode(readInput()) : new Uint8Array(readFileSync(file));
  try {
    const read = readProof(bytes);
    if (read.network !== options.network.name) throw new AppError('proof/other-network', `the proof is of ${read.network}; say so with --network`);
    const { transaction: _transaction, ...statement } = verifyProof(read, { params: options.network.params, ecc, pins: options.network.pins });
    event({ event: 'proof', holds: true, ...statement, trusted: 'the keys of the nodes are the word of this file; inputs were not validated' });
    return EXIT.done;
  } catch (thrown) {
    const error = toAppError(thrown);
    event({ event: 'proof', holds: false, code: error.code, reason: error.message });
    return EXIT.refuted;
  }
}

async function broadcast(options: Options, { event, say, readInput }: Terminal): Promise<number> {
  const [text = ''] = options.rest;
  const raw = fromHex((text === '-' ? readInput() : text).trim());
  const txid = anyTransactionId(parseAnyTransaction(raw));
  const { pool } = assemble(startOf(options), { onStatus: () => undefined, onWatched: () => undefined, log: say }, options.network);
  pool.start();
  try {
    await new Promise<void>((resolve) => {
      const off = pool.onChange(() => { if (pool.peers.length > 0) { off(); resolve(); } });
    });
    const peers = await pool.broadcast(raw, txid);
    event({ event: 'broadcast', txid, peers });
    return peers > 0 ? EXIT.done : EXIT.failed;
  } finally {
    pool.stop();
  }
}

/** @returns the exit code. @throws AppError `cli/…` for what was typed wrong */
export async function run(options: Options, terminal: Terminal): Promise<number> {
  switch (options.command) {
    case 'follow': return follow(options, terminal);
    case 'table': return table(options, terminal);
    case 'headers': return headers(options, terminal);
    case 'proof': return proof(options, terminal);
    case 'verify-proof': return verify(options, terminal);
    case 'broadcast': return broadcast(options, terminal);
    default: throw new AppError('cli/bad-option', options.command === '' ? 'no command; --help names them' : `there is no command "${options.command.slice(0, 40)}"; --help names them`);
  }
}
