import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PidList, processStarted } from '../../../../main/processes/pid-list';

const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-pids-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

// Only Linux tells when a process started; elsewhere the list stays empty and children end by their pipe alone.
const linux = process.platform === 'linux';

describe('the list of children', () => {
  it('ends a child that outlived its app', async () => {
    const file = join(dir, 'outlived.json');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const gone = once(child, 'exit');
    new PidList(file).write({ signer: child.pid ?? null, wallet: null });
    expect(new PidList(file).endLeftovers()).toBe(linux ? 1 : 0);
    if (!linux) child.kill();
    await gone;
    expect(existsSync(file)).toBe(false);
  });
  it('leaves a process alone that only has the same number', () => {
    const file = join(dir, 'reused.json');
    expect(processStarted(process.pid) !== null).toBe(linux);
    writeFileSync(file, JSON.stringify([{ name: 'signer', pid: process.pid, started: '1' }]));
    expect(new PidList(file).endLeftovers()).toBe(0);
  });
  it('replaces the list in one step, so that a kill in between leaves a whole one', () => {
    const file = join(dir, 'replaced.json');
    const list = new PidList(file);
    list.write({ signer: process.pid });
    const before = readFileSync(file, 'utf8');
    const handle = openSync(file, 'r');
    list.write({ other: process.pid });
    // Who had the old file open still reads all of it: it was not written over.
    expect(readFileSync(handle, 'utf8')).toBe(before);
    closeSync(handle);
    expect(readFileSync(file, 'utf8')).not.toBe(before);
  });
  it('keeps the old list, and the app, when the disk takes nothing', () => {
    const file = join(dir, 'full.json');
    const list = new PidList(file);
    list.write({ signer: process.pid });
    const before = readFileSync(file, 'utf8');
    mkdirSync(`${file}.new`);
    expect(() => list.write({ wallet: process.pid })).not.toThrow();
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
  it('takes a damaged list for an empty one', () => {
    const file = join(dir, 'damaged.json');
    writeFileSync(file, '[{"pid":');
    expect(new PidList(file).endLeftovers()).toBe(0);
  });
});
