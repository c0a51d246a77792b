// Power cut after every file step, in memory with unsynced data lost, and on the real disk: the vault always opens with the old or the new content.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VaultDisk } from '../../../../../main/signer/vault/disk';
import { WalletLibrary } from '../../../../../main/signer/vault/library';
import { nodeDisk } from '../../../../../main/signer/vault/node-disk';
import { CUT_KINDS, MemoryDisk, PowerCut } from '../support/memory-disk';
import { fillVault, libraryOn, libraryTools, PASSWORD, processesNamed } from '../support/vault-tools';

const accept = () => undefined;
const book = (at: number) => ({ meta: { contacts: [], paid: [{ chain: 'flux' as const, address: 't1abc', at }] }, secret: new Uint8Array(0) });
const NEXT = 'the next password';

type Change = (library: WalletLibrary) => Promise<unknown>;
const changes: ReadonlyArray<[string, Change, string]> = [
  ['a record is written', (library) => library.update((vault) => vault.putSingle('book', book(2))), PASSWORD],
  ['the password changes', (library) => library.update(async (vault) => { vault.putSingle('book', book(2)); await vault.rewrap(NEXT); }), NEXT],
];

/** Opens with either password, falling back to the previous generation when that is offered. */
async function openSomehow(library: WalletLibrary, id: string, passwords: readonly string[]): Promise<number | undefined> {
  const entry = await library.entry(id);
  expect(entry.state === 'ready' || entry.previousReadable).toBe(true);
  for (const password of passwords) {
    try {
      const { vault } = await library.unlock(id, password, entry.state === 'damaged', accept);
      return vault.readSingle('book')?.meta.paid[0]?.at;
    } catch (error) {
      expect(error).toEqual(expect.objectContaining({ code: 'vault/wrong-password' }));
    }
  }
  throw new Error('no password opens the vault');
}

async function ready(): Promise<{ disk: MemoryDisk; library: WalletLibrary; id: string }> {
  const disk = new MemoryDisk();
  const library = libraryOn(disk);
  const { vault } = await library.create(PASSWORD, 'Savings', false, fillVault);
  await library.update((open) => open.putSingle('book', book(1)));
  disk.resetSteps();
  return { disk, library, id: vault.id };
}

const restarted = (disk: VaultDisk) => libraryOn(disk, { processes: processesNamed({ pid: 77, start: 'later' }) });

describe.each(changes)('when %s', (_name, change, after) => {
  test('a cut after any step leaves the old or the new content, and the next write works', async () => {
    const counting = await ready();
    await change(counting.library);
    const steps = counting.disk.stepsTaken;
    expect(steps).toBeGreaterThan(8);
    const seen = new Set<number | undefined>();
    for (let cut = 0; cut <= steps; cut += 1) {
      const { disk, library, id } = await ready();
      disk.cutPowerAfter(cut);
      const finished = await change(library).then(() => true, (error: unknown) => {
        expect(error).toEqual(expect.objectContaining({ cause: expect.any(PowerCut) }));
        return false;
      });
      for (const kind of CUT_KINDS) {
        const next = disk.afterCut(kind);
        const again = restarted(next);
        const found = await openSomehow(again, id, [PASSWORD, after]);
        seen.add(found);
        expect([1, 2]).toContain(found);
        if (finished) expect(found).toBe(2);
        expect((await next.list(`/profile/wallets/${id}`)).filter((name) => name.includes('.tmp-'))).toEqual([]);
        await again.update((vault) => vault.putSingle('book', book(3)));
        expect(again.open.vault.readSingle('book')?.meta.paid[0]?.at).toBe(3);
      }
    }
    expect(seen).toEqual(new Set([1, 2]));
  });
});

test('a cut while a wallet is made leaves either no wallet or a whole one', async () => {
  const whole = new MemoryDisk();
  await libraryOn(whole).create(PASSWORD, 'First', false, fillVault);
  for (let cut = 0; cut <= whole.stepsTaken; cut += 1) {
    const disk = new MemoryDisk();
    disk.cutPowerAfter(cut);
    await libraryOn(disk).create(PASSWORD, 'First', false, fillVault).catch(() => undefined);
    for (const kind of CUT_KINDS) {
      const again = restarted(disk.afterCut(kind));
      for (const { id, state } of await again.list()) {
        expect(state).toBe('ready');
        expect((await again.unlock(id, PASSWORD, false, accept)).vault.list('seed')).toHaveLength(1);
        await again.close();
      }
      await again.create(PASSWORD, 'Second', false, fillVault);
    }
  }
});

test('a cut during the unlock after a password change never brings the old password back', async () => {
  const prepare = async () => {
    const { disk, library, id } = await ready();
    await library.update((vault) => vault.rewrap(NEXT));
    await library.close();
    disk.resetSteps();
    return { disk, library, id };
  };
  const counting = await prepare();
  await counting.library.unlock(counting.id, NEXT, false, accept);
  for (let cut = 0; cut <= counting.disk.stepsTaken; cut += 1) {
    const { disk, library, id } = await prepare();
    disk.cutPowerAfter(cut);
    await library.unlock(id, NEXT, false, accept).catch(() => undefined);
    for (const kind of CUT_KINDS) {
      const again = restarted(disk.afterCut(kind));
      await expect(again.unlock(id, PASSWORD, false, accept)).rejects.toEqual(expect.objectContaining({ code: 'vault/wrong-password' }));
      await again.unlock(id, NEXT, false, accept);
    }
  }
});

describe('on the real disk', () => {
  const root = mkdtempSync(join(tmpdir(), 'fluxkeep-vault-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** The real disk until the given number of changing steps is done; then nothing works any more. */
  function stopping(steps: number): { disk: VaultDisk; taken: () => number } {
    const real = nodeDisk();
    let taken = 0;
    const guarded = <A extends unknown[]>(run: (...args: A) => Promise<void>) => async (...args: A) => {
      if (taken >= steps) throw new PowerCut('stopped');
      taken += 1;
      await run(...args);
    };
    return {
      taken: () => taken,
      disk: { read: real.read, list: real.list, create: guarded(real.create), sync: guarded(real.sync), rename: guarded(real.rename), syncFolder: guarded(real.syncFolder), remove: guarded(real.remove), removeFolder: guarded(real.removeFolder), makeFolder: guarded(real.makeFolder) },
    };
  }
  const at = (disk: VaultDisk, folder: string, pid: number) => new WalletLibrary(libraryTools(disk, { processes: processesNamed({ pid, start: 'x' }) }), folder, 'practice');

  test('a stop after any step leaves a vault that opens; files are the owner\'s alone', async () => {
    let finished = false;
    for (let cut = 0; !finished; cut += 1) {
      const folder = join(root, `run-${cut}`);
      const first = at(nodeDisk(), folder, 1);
      const { vault } = await first.create(PASSWORD, 'Savings', false, fillVault);
      await first.update((open) => open.putSingle('book', book(1)));
      await first.close();
      const { disk } = stopping(cut);
      const second = at(disk, folder, 2);
      finished = await second.unlock(vault.id, PASSWORD, false, accept).then(() => second.update((open) => open.putSingle('book', book(2)))).then(() => true, () => false);
      const third = at(nodeDisk(), folder, 3);
      const found = await openSomehow(third, vault.id, [PASSWORD]);
      expect(finished ? [2] : [1, 2]).toContain(found);
      if (process.platform !== 'win32') {
        expect(statSync(join(folder, vault.id)).mode & 0o777).toBe(0o700);
        expect(statSync(join(folder, vault.id, 'vault.json')).mode & 0o777).toBe(0o600);
        expect(statSync(join(folder, vault.id, 'vault.json.prev')).mode & 0o777).toBe(0o600);
      }
    }
  });

  test('a busy file on Windows is tried again, and other errors are not', async () => {
    const waits: number[] = [];
    const windows = nodeDisk({ platform: 'win32', wait: async (ms) => { waits.push(ms); } });
    await expect(windows.rename(join(root, 'nothing'), join(root, 'else'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(waits).toEqual([]);
    await windows.syncFolder(join(root, 'no such folder'));
  });

  test('files larger than allowed are refused before they are read', async () => {
    const disk = nodeDisk();
    const path = join(root, 'large');
    await disk.create(path, new Uint8Array(2000));
    await expect(disk.read(path, 1999)).rejects.toMatchObject({ code: 'EFBIG' });
    await expect(disk.create(path, new Uint8Array(1))).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
