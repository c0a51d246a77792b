// Children that cannot outlive their starter, and one owner per folder.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderClaim } from '../../../../node-core/practice/process/folder-claim';
import { startGuarded } from '../../../../node-core/practice/process/guarded-child';
import { identityOf, isAlive, startTimeOf } from '../../../../node-core/practice/process/identity';
import { anvilPackage, findAnvil } from '../../../../node-core/practice/evm/anvil-binary';
import { temporaryFolder } from './temporary';

/** A program that lives until it is ended, says one line first, and ignores a polite request when asked to. */
const lives = ['-e', 'console.log("up"); setInterval(() => undefined, 1000)'];
const stubborn = ['-e', 'process.on("SIGTERM", () => undefined); console.log("up"); setInterval(() => undefined, 1000)'];

async function started(args: readonly string[]): Promise<Awaited<ReturnType<typeof startGuarded>>> {
  let up: () => void = () => undefined;
  const isUp = new Promise<void>((resolve) => (up = resolve));
  const child = await startGuarded(process.execPath, args, (line) => {
    if (line === 'up') up();
  });
  await isUp;
  return child;
}

test.each([['that ends when asked', lives], ['that does not', stubborn]] as const)('stop ends a program %s', async (_, args) => {
  const child = await started(args);
  expect(startTimeOf(child.pid)).not.toBeNull();
  await child.stop(200);
  expect(startTimeOf(child.pid)).toBeNull();
});
test('kill ends it at once', async () => {
  const child = await started(lives);
  await child.kill();
  expect(startTimeOf(child.pid)).toBeNull();
});
test('a program that ends by itself is noticed', async () => {
  const child = await startGuarded(process.execPath, ['-e', ''], () => undefined);
  await child.ended;
  expect(startTimeOf(child.pid)).toBeNull();
});
test('a program that was killed from outside is noticed', async () => {
  const child = await started(lives);
  process.kill(child.pid, 'SIGKILL');
  await child.ended;
});
test('a program that does not exist ends at once', async () => {
  const child = await startGuarded('/no/such/program', [], () => undefined);
  await child.ended;
});

describe('folder claim', () => {
  test('a living owner keeps the folder', () => {
    const folder = temporaryFolder();
    const other = identityOf(process.ppid);
    writeFileSync(join(folder, 'processes.json'), JSON.stringify({ owner: other, children: [] }));
    expect(() => FolderClaim.take(folder)).toThrow(expect.objectContaining({ code: 'practice/folder-in-use' }));
  });
  test('what a dead owner left running is ended; a pid that another process has now is not', async () => {
    const folder = temporaryFolder();
    const left = spawn(process.execPath, [...lives]);
    const innocent = spawn(process.execPath, [...lives]);
    const gone = new Promise((resolve) => left.once('exit', resolve));
    await Promise.all([left, innocent].map((child) => new Promise((resolve) => child.stdout.once('data', resolve))));
    const children = [identityOf(left.pid ?? 0), { pid: innocent.pid, started: 'another time' }];
    writeFileSync(join(folder, 'processes.json'), JSON.stringify({ owner: { pid: 1, started: 'long ago' }, children }));
    const claim = FolderClaim.take(folder);
    await gone;
    const survivor = identityOf(innocent.pid ?? 0);
    expect(survivor !== null && isAlive(survivor)).toBe(true);
    innocent.kill('SIGKILL');
    claim.release();
  });
  test('a damaged list is replaced', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'processes.json'), '{');
    FolderClaim.take(folder).release();
  });
});

describe('Anvil', () => {
  test('is found for this platform, and its absence has a name', () => {
    expect(anvilPackage('linux', 'x64')).toBe('@foundry-rs/anvil-linux-amd64');
    expect(anvilPackage('darwin', 'arm64')).toBe('@foundry-rs/anvil-darwin-arm64');
    expect(findAnvil(__dirname, 'linux', 'x64')).toMatch(/anvil-linux-amd64\/bin\/anvil$/);
    expect(() => findAnvil('/', 'linux', 'x64')).toThrow(expect.objectContaining({ code: 'practice/anvil-missing' }));
  });
});
