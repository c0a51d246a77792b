// Files that survive crashes: atomic replacement, the journal, the world's meta file, Anvil's pending journal.
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PendingJournal } from '../../../../node-core/practice/evm/pending-journal';
import { AppendLog } from '../../../../node-core/practice/store/append-log';
import { readTextIfThere, writeFileAtomic } from '../../../../node-core/files/atomic-file';
import { MetaFile } from '../../../../node-core/practice/store/meta-file';
import { temporaryFolder } from './temporary';

test('a file is replaced whole and leaves no temporary one', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'file');
  expect(readTextIfThere(path)).toBeNull();
  writeFileAtomic(path, 'one');
  writeFileAtomic(path, 'two');
  expect(readTextIfThere(path)).toBe('two');
  expect(readdirSync(folder)).toEqual(['file']);
});
test('a file that cannot be read is not the same as none', () => {
  expect(() => readTextIfThere(temporaryFolder())).toThrow();
});

describe('journal', () => {
  const replayed = (path: string): unknown[] => {
    const records: unknown[] = [];
    AppendLog.open(path, (record) => records.push(record)).close();
    return records;
  };
  test('gives back what was written, and drops a line that was cut short', () => {
    const path = join(temporaryFolder(), 'log');
    const log = AppendLog.open(path, () => undefined);
    log.append({ n: 1 });
    log.append({ n: 2 });
    log.close();
    appendFileSync(path, '{"n":3');
    expect(replayed(path)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(readFileSync(path, 'utf8')).toBe('{"n":1}\n{"n":2}\n');
  });
  test('names damage in a whole line', () => {
    const path = join(temporaryFolder(), 'log');
    writeFileSync(path, '{"n":1}\n???\n{"n":2}\n');
    expect(() => replayed(path)).toThrow(expect.objectContaining({ code: 'practice/state-damaged', context: { offset: 8 } }));
  });
});

describe('meta file', () => {
  const meta = { version: 1, instanceId: 'ab'.repeat(16), seed: 's', followsReal: true, createdMs: 1, nowMs: 2, rate: 1 } as const;
  test('reads what it wrote, null when there is none, an error when it is damaged', () => {
    const path = join(temporaryFolder(), 'meta.json');
    const file = new MetaFile(path);
    expect(file.read()).toBeNull();
    file.write(meta);
    expect(file.read()).toEqual(meta);
    writeFileSync(path, '{"version":2}');
    expect(() => file.read()).toThrow(expect.objectContaining({ code: 'practice/state-damaged' }));
    file.remove();
    expect(file.read()).toBeNull();
  });
});

test('pending transactions are there again after a restart until they are removed', () => {
  const path = join(temporaryFolder(), 'pending.json');
  const journal = new PendingJournal(path);
  journal.add('0x1', '0xaa');
  journal.add('0x2', '0xbb');
  journal.remove('0x1');
  expect(new PendingJournal(path).entries()).toEqual([{ hash: '0x2', raw: '0xbb' }]);
});
