// The log of a coordinator: what was acknowledged is there after a cut at any byte, and damage is never taken for an end.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileEventLog } from '../../../../../node-core/pouw/coordinator/event-log';
import type { CoordinatorEvent } from '../../../../../node-core/pouw/coordinator/events';

jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-events-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const fresh = (): string => join(folder, `events-${(files += 1)}.log`);
const lapsed = (at: number): CoordinatorEvent => ({ t: 'lapsed', lease: at.toString(16).padStart(32, '0'), at });

async function read(path: string): Promise<CoordinatorEvent[]> {
  const log = await FileEventLog.open(path);
  const events: CoordinatorEvent[] = [];
  try {
    await log.replay((event) => events.push(event));
  } finally {
    await log.close();
  }
  return events;
}

async function written(path: string, groups: readonly (readonly CoordinatorEvent[])[]): Promise<void> {
  const log = await FileEventLog.open(path);
  await log.replay(() => undefined);
  await Promise.all(groups.map((group) => log.append(group)));
  await log.close();
}

it('gives back what was appended at once, in the order of the calls', async () => {
  const path = fresh();
  const events = Array.from({ length: 40 }, (_, at) => lapsed(at));
  await written(path, events.map((event, at) => (at % 3 === 0 ? [event, lapsed(1_000 + at)] : [event])));
  expect(await read(path)).toEqual(events.flatMap((event, at) => (at % 3 === 0 ? [event, lapsed(1_000 + at)] : [event])));
});

it('keeps every whole event after a cut at any byte, and goes on from there', async () => {
  const path = fresh();
  const events = [lapsed(1), lapsed(2), lapsed(3)];
  await written(path, events.map((event) => [event]));
  const bytes = readFileSync(path);
  const ends = [...bytes].flatMap((byte, at) => (byte === 10 ? [at + 1] : []));
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    writeFileSync(path, bytes.subarray(0, cut));
    const whole = ends.filter((end) => end <= cut).length;
    expect(await read(path)).toEqual(events.slice(0, whole));
    await written(path, [[lapsed(9)]]);
    expect(await read(path)).toEqual([...events.slice(0, whole), lapsed(9)]);
  }
});

it('what was appended together is there whole or not at all, and a part of it disturbs nothing that follows', async () => {
  const path = fresh();
  const together = [lapsed(1), lapsed(2), lapsed(3)];
  await written(path, [[lapsed(0)], together]);
  const bytes = readFileSync(path);
  // Every cut means several waits for the disk: the ends of the lines and their neighbours, and some in between.
  const ends = [...bytes].flatMap((byte, at) => (byte === 10 ? [at, at + 1, at + 2] : []));
  const cuts = [...new Set([0, ...ends, ...Array.from({ length: 12 }, (_, step) => Math.floor((bytes.length * step) / 12))])].filter((cut) => cut <= bytes.length);
  for (const cut of cuts) {
    writeFileSync(path, bytes.subarray(0, cut));
    const before = await read(path);
    expect([0, 1, 4]).toContain(before.length);
    await written(path, [[lapsed(8), lapsed(9)], together]);
    expect(await read(path)).toEqual([...before, lapsed(8), lapsed(9), ...together]);
  }
});

it('damage before whole events is an error, not an end', async () => {
  const path = fresh();
  await written(path, [[lapsed(1)], [lapsed(2)], [lapsed(3)]]);
  const bytes = readFileSync(path);
  const [first = 0] = [...bytes].flatMap((byte, at) => (byte === 10 ? [at] : []));
  bytes[first - 5] = (bytes[first - 5] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  await expect(read(path)).rejects.toMatchObject({ code: 'pouw/log-damaged' });
});

it('once it cannot write, nothing is acknowledged any more', async () => {
  const log = await FileEventLog.open(fresh());
  await log.replay(() => undefined);
  await log.append([lapsed(1)]);
  // The file is gone under its hands, as a disk that was pulled out.
  await log.close();
  await expect(log.append([lapsed(2)])).rejects.toMatchObject({ code: 'pouw/log-failed' });
  await expect(log.append([lapsed(3)])).rejects.toMatchObject({ code: 'pouw/log-failed' });
});
