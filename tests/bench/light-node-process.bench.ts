// The light node's own process at the tip of a chain, with a table as large as the network's: its memory, and the processor time that it takes.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { readState, writeState } from '../../node-core/light/state-file';
import { writeFileAtomic } from '../../node-core/files/atomic-file';
import { processTree, proportionalMemory, usedTicks } from '../e2e/harness/processes';
import { getJson, PracticeProcess, temporaryFolder } from '../integration/practice/practice-process';
import type { Bench, Measured } from './bench-type';

const NODES = 10_000;
const IDLE_SECONDS = 60;
const TICKS_A_SECOND = 100;

interface Figures {
  readonly bytes: number;
  readonly percent: number;
  readonly blocks: number;
}

interface Event {
  readonly event: string;
  readonly phase?: { readonly kind: string };
  readonly tip?: { readonly height: number } | null;
}

/** Adds confirmed nodes to a saved table that are never paid and never end while this lasts. */
function fillTable(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith('state-'))) {
    const path = join(folder, name);
    const saved = readState(readFileSync(path, 'utf8'));
    const { table, tip } = saved.state;
    for (let at = 0; at < NODES; at += 1) {
      const txid = createHash('sha256').update(`bench ${at}`).digest('hex');
      table.set({
        state: 'confirmed', collateral: { txid, index: 0 }, tier: 'cumulus', payee: createHash('sha256').update(txid).digest().subarray(0, 25), publicKey: Buffer.concat([Buffer.of(2), createHash('sha256').update(`key ${at}`).digest()]),
        ip: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}:16127`, addedHeight: 1, confirmedHeight: 2, lastConfirmedHeight: tip.height, lastPaidHeight: tip.height + 100_000,
      });
    }
    writeFileAtomic(path, writeState(saved));
  }
}

async function measure(): Promise<Figures> {
  const [data, nodeFolder] = [temporaryFolder(), temporaryFolder()];
  const network = await PracticeProcess.start(data, '--seed', 'light node bench');
  const { p2p, flux } = network.ready.endpoints;
  const follow = (...more: string[]): ReturnType<typeof spawn> => spawn(process.execPath, [
    'out/node/fluxkeep-node.cjs', 'follow', '--network', 'practice', ...p2p.flatMap((peer) => ['--peer', peer]), '--table', `insight=${flux.a}`, '--table', `insight=${flux.b}`, '--folder', nodeFolder, ...more,
  ], { stdio: ['ignore', 'pipe', 'ignore'] });
  const height = async (): Promise<number> => ((await getJson(`${flux.a}/status?q=getInfo`)) as { info: { blocks: number } }).info.blocks;
  try {
    const first = follow('--until', String(await height()));
    first.stdout?.resume();
    await new Promise((resolve) => first.on('exit', resolve));
    fillTable(join(nodeFolder, 'practice'));
    const child = follow();
    try {
      const lines = createInterface({ input: child.stdout ?? process.stdin });
      const reached = async (wanted: number): Promise<void> => {
        for await (const line of lines) {
          const { event, phase, tip } = JSON.parse(line) as Event;
          if (event === 'status' && phase?.kind === 'following' && (tip?.height ?? 0) >= wanted) return;
        }
        throw new Error('the light node ended');
      };
      const before = await height();
      await reached(before);
      child.stdout?.resume();
      const tree = processTree(child.pid ?? 0);
      const ticks = usedTicks(tree);
      await delay(IDLE_SECONDS * 1_000);
      const percent = ((usedTicks(tree) - ticks) / TICKS_A_SECOND / IDLE_SECONDS) * 100;
      return { bytes: proportionalMemory(tree), percent, blocks: (await height()) - before };
    } finally {
      child.kill('SIGKILL');
    }
  } finally {
    await network.stop();
    for (const folder of [data, nodeFolder]) rmSync(folder, { recursive: true, force: true });
  }
}

let figures: Promise<Figures> | null = null;
const once = (): Promise<Figures> => (figures ??= measure());
const of = (value: (figures: Figures) => number, note: (figures: Figures) => string) => async (): Promise<Measured> => {
  const measured = await once();
  return { value: value(measured), note: note(measured) };
};

export const benches: Bench[] = [
  { id: 'light-node/memory', issue: 5, anchor: 'nothing: megabytes, proportional', bar: 150, unit: 'MB', run: of(({ bytes }) => bytes / 1_000_000, () => `fluxkeep-node at the tip, a table of ${NODES} nodes more than the practice network's`) },
  { id: 'light-node/idle-cpu', issue: 5, anchor: 'one core', bar: 1, unit: '%', run: of(({ percent }) => percent, ({ blocks }) => `${IDLE_SECONDS} s at the tip, in which ${blocks} blocks came`) },
];
