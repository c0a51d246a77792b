// What a person waits for and what the app takes of the machine, against the least that the same runtime can do.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rounds, type Round } from './app/rounds';
import { shippedApp } from './app/shipped-app';
import { median, type Bench, type Measured } from './bench-type';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const milliseconds = (ms: number): string => `${ms.toFixed(0)} ms`;

/** Median of the ratios, and the medians of both sides in words. */
async function ratio(subject: (round: Round) => number, anchor: (round: Round) => number, unit: (value: number) => string): Promise<Measured & { rounds: readonly Round[] }> {
  const all = await rounds();
  const value = median(all.map((round) => subject(round) / anchor(round)));
  return { value, note: `${unit(median(all.map(subject)))} against ${unit(median(all.map(anchor)))}`, rounds: all };
}

async function memory(): Promise<Measured> {
  const { value, note, rounds: all } = await ratio((round) => round.memory.app, (round) => round.memory.bare, megabytes);
  return { value, note: `${note}; practice network apart: ${megabytes(median(all.map((round) => round.memory.practice)))}` };
}

/** Kilobytes of all script, each file compressed by itself as a server would; preloads are script that is loaded too. */
async function script(): Promise<Measured> {
  const folder = join(await shippedApp(), 'out');
  const names = new Set((await rounds()).flatMap((round) => round.scripts).map((address) => new URL(address).pathname));
  const files = [...[...names].map((name) => join(folder, 'renderer', name)), ...['secrets', 'main-window'].map((name) => join(folder, 'preload', `${name}.cjs`))];
  const absent = files.filter((file) => !existsSync(file));
  if (names.size === 0 || absent.length > 0) throw new Error(`no script was seen, or not these: ${absent.join(', ')}`);
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
  return { value: bytes / 1000, note: `${files.length} files` };
}

export const benches: Bench[] = [
  { id: 'app/password-accepted', issue: 2, anchor: 'a bare Electron window with one field, spawn to the first letter', bar: 1.5, unit: 'ratio', run: () => ratio((round) => round.accepted.app, (round) => round.accepted.bare, milliseconds) },
  { id: 'app/enter-to-portfolio', issue: 2, anchor: 'one bare argon2id call with the vault’s parameters', bar: 1.5, unit: 'ratio', run: () => ratio((round) => round.shown.portfolio, (round) => round.shown.hash, milliseconds) },
  { id: 'app/memory', issue: 2, anchor: 'the bare Electron window, proportional set size', bar: 2.2, unit: 'ratio', run: memory },
  { id: 'app/script', issue: 2, anchor: 'nothing: gzipped script of both windows until the portfolio stands', bar: 260, unit: 'kB', run: script },
];
