// Wallets on disk: previous generation, password change, damage, locks, several wallets, index.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WalletLibrary } from '../../../../../main/signer/vault/library';
import { takeLock } from '../../../../../main/signer/vault/lock-file';
import { nodeProcesses } from '../../../../../main/signer/vault/node-processes';
import { decodeEnvelope, encodeEnvelope } from '../../../../../main/signer/vault/envelope';
import { Vault } from '../../../../../main/signer/vault/vault';
import { MemoryDisk } from '../support/memory-disk';
import { fillVault, libraryOn, libraryTools, PASSWORD, processesNamed, ROOT, WEAK_KDF } from '../support/vault-tools';

const code = (expected: string, context?: object) => expect.objectContaining(context ? { code: expected, context: expect.objectContaining(context) } : { code: expected });
const accept = () => undefined;
const book = (at: number) => ({ meta: { contacts: [], paid: [{ chain: 'flux' as const, address: 't1abc', at }] }, secret: new Uint8Array(0) });

async function made(disk = new MemoryDisk()): Promise<{ disk: MemoryDisk; library: WalletLibrary; id: string; file: string; previous: string }> {
  const library = libraryOn(disk);
  const { vault } = await library.create(PASSWORD, 'Savings', false, fillVault);
  await library.update((open) => open.putSingle('book', book(1)));
  await library.close();
  return { disk, library, id: vault.id, file: join(ROOT, vault.id, 'vault.json'), previous: join(ROOT, vault.id, 'vault.json.prev') };
}
const bytesAt = async (disk: MemoryDisk, path: string): Promise<Uint8Array> => {
  const bytes = await disk.read(path, 1 << 20);
  if (!bytes) throw new Error(`nothing at ${path}`);
  return bytes;
};

test('creates, lists, opens again, and keeps the generation before', async () => {
  const { disk, library, id, file, previous } = await made();
  expect(await library.list()).toEqual([{ id, name: 'Savings', network: 'practice', createdAt: expect.any(Number), passphrase: false, state: 'ready', previousReadable: false }]);
  expect(decodeEnvelope(await bytesAt(disk, file)).gen).toBe(2);
  expect(decodeEnvelope(await bytesAt(disk, previous)).gen).toBe(1);
  const opened = await library.unlock(id, PASSWORD, false, accept);
  expect(opened.warnings).toEqual([]);
  expect(opened.vault.readSingle('book')?.meta.paid).toHaveLength(1);
});

test('one wallet is open at a time, and a closed one answers nothing', async () => {
  const { library, id } = await made();
  expect(() => library.open).toThrow(code('vault/locked'));
  await expect(library.update(() => undefined)).rejects.toEqual(code('vault/locked'));
  await library.unlock(id, PASSWORD, false, accept);
  const first = library.open.vault;
  await library.unlock(id, PASSWORD, false, accept);
  expect(() => first.readSingle('seed')).toThrow(code('vault/locked'));
  const second = await library.create(PASSWORD, 'Second', false, fillVault);
  expect(library.open.vault.id).toBe(second.vault.id);
  await library.close();
  await expect(library.unlock('0'.repeat(32), PASSWORD, false, accept)).rejects.toEqual(code('vault/no-wallet'));
  await expect(library.unlock('../../etc/passwd', PASSWORD, false, accept)).rejects.toEqual(code('vault/no-wallet'));
});

test('a damaged file is named, the generation before is offered, and nothing is deleted', async () => {
  const { disk, library, id, file } = await made();
  const damaged = (await bytesAt(disk, file)).subarray(0, 100);
  disk.plant(file, damaged);
  expect((await library.list())[0]).toMatchObject({ state: 'damaged', previousReadable: true });
  await expect(library.unlock(id, PASSWORD, false, accept)).rejects.toEqual(code('vault/damaged', { previous: true }));
  await expect(library.unlock(id, 'wrong', true, accept)).rejects.toEqual(code('vault/wrong-password'));
  expect(await bytesAt(disk, file)).toEqual(damaged);
  const opened = await library.unlock(id, PASSWORD, true, accept);
  expect(opened.warnings).toEqual(['previous-generation-used']);
  expect(opened.vault.generation).toBe(3);
  expect(await bytesAt(disk, `${file}.damaged-1`)).toEqual(damaged);
  await library.close();
  expect((await library.unlock(id, PASSWORD, false, accept)).vault.generation).toBe(3);
});

test('a planted file that asks for absurd work is set aside like a damaged one, and the good generation is never overwritten', async () => {
  const { disk, library, id, file, previous } = await made();
  const good = await bytesAt(disk, previous);
  const { mac, sum: _sum, ...body } = decodeEnvelope(await bytesAt(disk, file));
  disk.plant(file, encodeEnvelope({ ...body, kdf: { ...body.kdf, m: 4_000_000 } }, mac));
  expect((await library.list())[0]).toMatchObject({ state: 'damaged', previousReadable: true });
  await expect(library.unlock(id, PASSWORD, false, accept)).rejects.toEqual(code('vault/kdf-refused', { previous: true }));
  expect((await library.unlock(id, PASSWORD, true, accept)).warnings).toEqual(['previous-generation-used']);
  expect(await bytesAt(disk, previous)).toEqual(good);
  await library.close();
  disk.plant(file, encodeEnvelope({ ...body, gen: 90 }, mac));
  await expect(library.unlock(id, PASSWORD, false, accept)).rejects.toEqual(code('vault/damaged', { what: 'mac', previous: true }));
  expect((await library.unlock(id, PASSWORD, true, accept)).vault.generation).toBe(4);
});

test('a lost file counts as damaged; without a previous generation that is said too', async () => {
  const { disk, library, id, file, previous } = await made();
  await disk.remove(file);
  expect((await library.list())[0]).toMatchObject({ state: 'damaged', previousReadable: true });
  await disk.remove(previous);
  expect((await library.list())[0]).toMatchObject({ state: 'damaged', previousReadable: false });
  await expect(library.unlock(id, PASSWORD, true, accept)).rejects.toEqual(code('vault/damaged', { previous: false, what: 'missing' }));
});

test('the previous generation is no way back behind a good file', async () => {
  const { library, id } = await made();
  const opened = await library.unlock(id, PASSWORD, true, accept);
  expect(opened.vault.generation).toBe(2);
  expect(opened.warnings).toEqual([]);
});

test('after a password change the old one opens nothing, once the new one has been used', async () => {
  const { disk, library, id, file, previous } = await made();
  await library.unlock(id, PASSWORD, false, accept);
  await library.update((vault) => vault.rewrap('another sentence of words'));
  await library.close();
  const tools = libraryTools(disk);
  expect((await Vault.open(tools, await bytesAt(disk, previous), PASSWORD)).generation).toBe(2);
  await expect(library.unlock(id, PASSWORD, false, accept)).rejects.toEqual(code('vault/wrong-password'));
  expect((await Vault.open(tools, await bytesAt(disk, previous), PASSWORD)).generation).toBe(2);
  await library.unlock(id, 'another sentence of words', false, accept);
  for (const path of [file, previous]) {
    await expect(Vault.open(tools, await bytesAt(disk, path), PASSWORD)).rejects.toEqual(code('vault/wrong-password'));
    expect((await Vault.open(tools, await bytesAt(disk, path), 'another sentence of words')).id).toBe(id);
  }
});

test('a vault with yesterday\'s derivation is rewrapped at unlock, records untouched', async () => {
  const { disk, id, file } = await made();
  const before = decodeEnvelope(await bytesAt(disk, file));
  const stronger = { ...WEAK_KDF, make: { m: 128, t: 2, p: 1 } };
  const library = libraryOn(disk, { kdf: stronger });
  await library.unlock(id, PASSWORD, false, accept);
  const after = decodeEnvelope(await bytesAt(disk, file));
  expect(after.kdf).toMatchObject({ m: 128, t: 2 });
  expect(after.records).toEqual(before.records);
  await library.close();
  await library.unlock(id, PASSWORD, false, accept);
  expect(decodeEnvelope(await bytesAt(disk, file)).gen).toBe(after.gen);
});

test('an older file in place of a newer one is reported', async () => {
  const { disk, library, id, file } = await made();
  const old = await bytesAt(disk, file);
  await library.unlock(id, PASSWORD, false, accept);
  await library.update((vault) => vault.putSingle('book', book(2)));
  await library.close();
  disk.plant(file, old);
  const opened = await library.unlock(id, PASSWORD, false, accept);
  expect(opened.warnings).toEqual(['rolled-back']);
  await library.update((vault) => vault.putSingle('book', book(3)));
  expect(library.open.vault.generation).toBe(4);
});

test('a wallet copied into another folder, or of the other network, does not open', async () => {
  const { disk, library, id, file } = await made();
  const other = await library.create(PASSWORD, 'Second', false, fillVault);
  await library.close();
  disk.plant(join(ROOT, other.vault.id, 'vault.json'), await bytesAt(disk, file));
  await expect(library.unlock(other.vault.id, PASSWORD, false, accept)).rejects.toEqual(code('vault/damaged', { what: 'identity' }));
  const mainnet = new WalletLibrary(libraryTools(disk), ROOT, 'mainnet');
  expect((await mainnet.list()).map((entry) => entry.id)).not.toContain(id);
  await expect(mainnet.unlock(id, PASSWORD, false, accept)).rejects.toEqual(code('vault/no-wallet'));
});

test('a refused passphrase leaves everything as it was', async () => {
  const { disk, library, id, file } = await made();
  const before = await bytesAt(disk, file);
  await expect(library.unlock(id, PASSWORD, false, () => { throw Object.assign(new Error('no'), { code: 'phrase/wrong-passphrase' }); })).rejects.toThrow('no');
  expect(library.isOpen).toBe(false);
  expect(await bytesAt(disk, file)).toEqual(before);
  await library.unlock(id, PASSWORD, false, accept);
});

test('a change that fails changes neither memory nor disk', async () => {
  const { disk, library, id, file } = await made();
  await library.unlock(id, PASSWORD, false, accept);
  const before = await bytesAt(disk, file);
  await expect(library.update((vault) => { vault.putSingle('book', book(9)); throw new Error('stop'); })).rejects.toThrow('stop');
  expect(library.open.vault.readSingle('book')?.meta.paid[0]?.at).toBe(1);
  expect(await bytesAt(disk, file)).toEqual(before);
});

test('a file that another process changed is not overwritten', async () => {
  const { disk, library, id, file } = await made();
  await library.unlock(id, PASSWORD, false, accept);
  const elsewhere = libraryOn(disk, { processes: processesNamed({ pid: 2, start: 'b' }) });
  await elsewhere.unlock(id, PASSWORD, false, accept);
  await elsewhere.update((vault) => vault.putSingle('book', book(5)));
  await elsewhere.close();
  const theirs = await bytesAt(disk, file);
  await expect(library.update((vault) => vault.putSingle('book', book(6)))).rejects.toEqual(code('vault/changed-on-disk'));
  expect(await bytesAt(disk, file)).toEqual(theirs);
});

test('a full disk at any write loses nothing and is named', async () => {
  const { disk, library, id } = await made();
  await library.unlock(id, PASSWORD, false, accept);
  disk.resetSteps();
  await library.update((vault) => vault.putSingle('book', book(2)));
  const steps = disk.stepsTaken;
  expect(steps).toBeGreaterThan(8);
  for (let failing = 0; failing < steps; failing += 1) {
    disk.resetSteps();
    const at = 100 + failing;
    let failed = '';
    disk.before = (step, operation) => {
      if (step === failing && failed === '') {
        failed = operation;
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      }
    };
    const outcome = await library.update((vault) => vault.putSingle('book', book(at))).then(() => 'written', (error: unknown) => error);
    disk.before = () => undefined;
    if (outcome !== 'written') expect(outcome).toEqual(code('vault/disk-full'));
    const inMemory = library.open.vault.readSingle('book')?.meta.paid[0]?.at;
    const onDisk = await libraryOn(disk).peek(id, PASSWORD, (vault) => vault.readSingle('book')?.meta.paid[0]?.at);
    expect(onDisk).toBe(inMemory);
    if (outcome === 'written') expect(onDisk).toBe(at);
  }
  await library.update((vault) => vault.putSingle('book', book(3)));
});

test('a wallet whose creation meets a full disk leaves nothing behind', async () => {
  const disk = new MemoryDisk();
  const library = libraryOn(disk);
  await library.create(PASSWORD, 'First', false, fillVault);
  const steps = disk.stepsTaken;
  for (let failing = 1; failing < steps; failing += 1) {
    const fresh = new MemoryDisk();
    let done = false;
    fresh.before = (step) => {
      if (step === failing && !done) { done = true; throw Object.assign(new Error('no space'), { code: 'ENOSPC' }); }
    };
    const own = libraryOn(fresh);
    await expect(own.create(PASSWORD, 'Second', false, fillVault)).rejects.toEqual(code('vault/disk-full'));
    expect(await own.list()).toEqual([]);
    expect((await own.create(PASSWORD, 'Third', false, fillVault)).vault.generation).toBe(1);
  }
});

test('a running owner keeps others out; a dead one does not', async () => {
  const disk = new MemoryDisk();
  await disk.makeFolder(ROOT);
  const path = join(ROOT, 'vault.lock');
  const first = { pid: 10, start: 'x' };
  const lock = await takeLock(disk, processesNamed(first), path);
  await expect(takeLock(disk, processesNamed({ pid: 11, start: 'y' }, [first]), path)).rejects.toEqual(code('vault/in-use', { pid: 10 }));
  const second = await takeLock(disk, processesNamed({ pid: 11, start: 'y' }, [{ pid: 10, start: 'later' }]), path);
  await lock.release();
  expect(await disk.read(path, 100)).not.toBeNull();
  await second.release();
  expect(await disk.read(path, 100)).toBeNull();
  disk.plant(path, new Uint8Array(0));
  await takeLock(disk, processesNamed(first), path);
});

test('the real process table knows this process, and no other by its number alone', async () => {
  const self = await nodeProcesses.self();
  expect(await nodeProcesses.runs(self)).toBe(true);
  expect(await nodeProcesses.runs({ ...self, start: 'linux:another-boot:1' })).toBe(false);
  expect(await nodeProcesses.runs({ pid: 2 ** 22 + 1, start: self.start })).toBe(false);
  expect(await nodeProcesses.runs({ pid: process.pid, start: 'boot:5' })).toBe(false);
  expect(await nodeProcesses.runs({ pid: process.pid, start: 'nonsense' })).toBe(false);
});

// Elsewhere a process cannot be told from its number and the time of boot alone.
if (process.platform === 'linux') test('a process that was killed and that nobody collects runs no more', async () => {
  // The outer shell becomes a sleep, which never asks for its child's end.
  const parent = spawn('sh', ['-c', 'sh -c "read line" <&3 & echo $!; exec 3<&-; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
  try {
    const pid = Number(await new Promise<string>((resolve) => parent.stdout?.once('data', (data: Buffer) => resolve(data.toString()))));
    const fields = (): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const { start } = await nodeProcesses.self();
    const owner = { pid, start: `${start.slice(0, start.lastIndexOf(':'))}:${fields()[19] ?? ''}` };
    expect(await nodeProcesses.runs(owner)).toBe(true);
    process.kill(pid, 'SIGKILL');
    while (fields()[0] !== 'Z') await new Promise((resolve) => setImmediate(resolve));
    expect(await nodeProcesses.runs(owner)).toBe(false);
  } finally {
    parent.kill('SIGKILL');
  }
});

test('a lost or damaged list is rebuilt from the folders, and a removed wallet is gone', async () => {
  const { disk, library, id } = await made();
  disk.plant(join(ROOT, 'index.json'), Buffer.from('{'));
  expect(await library.list()).toEqual([expect.objectContaining({ id, name: `Wallet ${id.slice(0, 4)}`, state: 'ready' })]);
  await library.describe(id, { name: 'Renamed' });
  expect((await library.entry(id)).name).toBe('Renamed');
  await library.unlock(id, PASSWORD, false, accept);
  await library.remove(id);
  expect(library.isOpen).toBe(false);
  expect(await library.list()).toEqual([]);
  await expect(library.describe(id, { name: 'x' })).rejects.toEqual(code('vault/no-wallet'));
  expect(await disk.list(join(ROOT, id))).toEqual([]);
});
