// The journal after a cut at every byte, after damage anywhere, and after disks that fail.
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { crc32 } from '../../../../../node-core/pouw/store/crc32';
import { Journal } from '../../../../../node-core/pouw/store/journal';
import { lineOf } from '../../../../../node-core/pouw/store/journal-lines';
import { temporaryFolder } from '../../practice/temporary';

const schema = z.strictObject({ n: z.number(), text: z.string().optional() });
type Entry = z.infer<typeof schema>;
const parse = (value: unknown): Entry => schema.parse(value);

let number = 0;
const folder = temporaryFolder();
const fresh = (): string => join(folder, `journal-${(number += 1)}`);
const entries: Entry[] = [{ n: 1 }, { n: 2, text: 'two\nlines and ü, 漢字' }, { n: 3, text: '' }, { n: 4, text: 'x'.repeat(40) }];

/** What the file says, without keeping it open. */
function read(path: string): { records: readonly Entry[]; torn: number; damaged: number } {
  const { journal, records, torn, damaged } = Journal.open(path, parse);
  journal.close();
  return { records, torn, damaged };
}

test('the checksum is the one of zip', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

test('what was appended is there when it is opened again', () => {
  const path = fresh();
  const first = Journal.open(path, parse);
  expect(first).toMatchObject({ records: [], torn: 0, damaged: 0 });
  first.journal.append({ n: 1 });
  first.journal.append(...entries.slice(1));
  first.journal.close();
  expect(read(path)).toEqual({ records: entries, torn: 0, damaged: 0 });
  expect(() => first.journal.append({ n: 5 })).toThrow(expect.objectContaining({ code: 'journal/closed' }));
});

test('a cut at every byte leaves the records before it, and the next append follows them', () => {
  const lines = entries.map((entry) => lineOf(entry));
  const whole = Buffer.concat(lines);
  const ends = lines.map((_, index) => lines.slice(0, index + 1).reduce((sum, line) => sum + line.length, 0));
  const path = fresh();
  for (let cut = 0; cut <= whole.length; cut += 1) {
    writeFileSync(path, whole.subarray(0, cut));
    const left = ends.filter((end) => end <= cut);
    const { journal, records, torn, damaged } = Journal.open(path, parse);
    expect({ records, torn, damaged }).toEqual({ records: entries.slice(0, left.length), torn: cut - (left.at(-1) ?? 0), damaged: 0 });
    journal.append({ n: 9 });
    journal.close();
    expect(read(path)).toEqual({ records: [...entries.slice(0, left.length), { n: 9 }], torn: 0, damaged: 0 });
  }
});

test('zeros after the end, which some file systems leave after a power cut, are a torn tail', () => {
  const path = fresh();
  writeFileSync(path, Buffer.concat([...entries.map(lineOf), new Uint8Array(4096)]));
  expect(read(path)).toEqual({ records: entries, torn: 4096, damaged: 0 });
  expect(read(path).torn).toBe(0);
});

test('damage anywhere never invents or reorders a record, and costs no line that it does not touch', () => {
  const lines = entries.map((entry) => lineOf(entry));
  const whole = Buffer.concat(lines);
  const path = fresh();
  fc.assert(fc.property(fc.array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.oneof(fc.constant(10), fc.nat(255)) }), { minLength: 1, maxLength: 6 }), (changes) => {
    const content = Uint8Array.from(whole);
    for (const { at, byte } of changes) content[at] = byte;
    writeFileSync(path, content);
    let start = 0;
    let lineBreakWhole = true;
    const safe = entries.filter((_, index) => {
      const [from, to] = [start, start + (lines[index]?.length ?? 0)];
      start = to;
      const untouched = Buffer.compare(content.subarray(from, to), whole.subarray(from, to)) === 0;
      const kept = untouched && lineBreakWhole;
      lineBreakWhole = content[to - 1] === 10;
      return kept;
    });
    const { records } = read(path);
    expect(records).toEqual(entries.filter((entry) => records.some(({ n }) => n === entry.n)));
    for (const entry of safe) expect(records).toContainEqual(entry);
  }), { numRuns: 500 });
});

test('damage before the last whole record is counted and stays until it is compacted', () => {
  const path = fresh();
  const content = Buffer.concat(entries.map(lineOf));
  content[14] = (content[14] ?? 0) ^ 1;
  writeFileSync(path, content);
  expect(read(path)).toEqual({ records: entries.slice(1), torn: 0, damaged: 1 });
  const { journal, records, damaged } = Journal.open(path, parse);
  expect(damaged).toBe(1);
  journal.compact(records);
  journal.append({ n: 7 });
  journal.close();
  expect(read(path)).toEqual({ records: [...entries.slice(1), { n: 7 }], torn: 0, damaged: 0 });
});

test('compaction leaves the new records only, and no other file', () => {
  const path = fresh();
  const { journal } = Journal.open(path, parse);
  for (let n = 0; n < 50; n += 1) journal.append({ n });
  const before = journal.bytes;
  journal.compact([{ n: 49 }]);
  expect(journal.bytes).toBeLessThan(before);
  expect(journal.bytes).toBe(statSync(path).size);
  journal.close();
  expect(existsSync(`${path}.new`)).toBe(false);
  expect(read(path).records).toEqual([{ n: 49 }]);
});

test('a crash in the middle of a compaction leaves the old journal', () => {
  const path = fresh();
  const { journal } = Journal.open(path, parse);
  journal.append(...entries);
  journal.close();
  writeFileSync(`${path}.new`, lineOf({ n: 9 }).subarray(0, 5));
  expect(read(path).records).toEqual(entries);
});

test('a compaction that fails leaves the old journal, which goes on', () => {
  const path = fresh();
  const { journal } = Journal.open(path, parse);
  journal.append(...entries);
  mkdirSync(`${path}.new`);
  expect(() => journal.compact([{ n: 9 }])).toThrow(expect.objectContaining({ code: 'journal/write-failed' }));
  journal.append({ n: 5 });
  journal.close();
  expect(read(path).records).toEqual([...entries, { n: 5 }]);
});

test('a whole record of no known kind stops the opening and leaves the file alone', () => {
  const path = fresh();
  writeFileSync(path, Buffer.concat([lineOf({ n: 1 }), lineOf({ future: true })]));
  appendFileSync(path, 'torn');
  const before = readFileSync(path);
  expect(() => Journal.open(path, parse)).toThrow(expect.objectContaining({ code: 'journal/unknown-record', context: { index: 1 } }));
  expect(readFileSync(path)).toEqual(before);
});

test('a record that is too large is refused before anything is written', () => {
  const path = fresh();
  const { journal } = Journal.open(path, parse);
  expect(() => journal.append({ n: 1 }, { n: 2, text: 'x'.repeat(1024 * 1024) })).toThrow(expect.objectContaining({ code: 'journal/too-large' }));
  expect(journal.bytes).toBe(0);
  journal.append({ n: 3 });
  journal.close();
  expect(read(path).records).toEqual([{ n: 3 }]);
});
