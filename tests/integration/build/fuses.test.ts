// A release's fuses are set in the real binary and read back; the default app is gone from every package.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { command } from '../../../build/setup/command.mjs';
import { inProject } from '../../../build/setup/paths.mjs';
import { electronProgram } from '../../e2e/harness/runtime';

/** How the wire in the binary writes a fuse: one ASCII digit each. */
const [off, on] = ['0', '1'].map((digit) => digit.charCodeAt(0));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fluxkeep-fuses-'));
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'resources/default_app.asar'), '');
  copyFileSync(electronProgram(), join(folder, 'fluxkeep'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** electron-builder loads the hook as a module of its own, which jest's loader would turn into another kind. */
async function afterPack(release: '0' | '1'): Promise<void> {
  const context = { appOutDir: folder, electronPlatformName: 'linux', packager: { appInfo: { productFilename: 'Fluxkeep' } } };
  const script = `import hook from ${JSON.stringify(inProject('build/packaging/after-pack.mjs'))}; await hook(${JSON.stringify(context)});`;
  const env = { ...process.env, FLUXKEEP_RELEASE: release };
  expect(await command(process.execPath, ['--input-type=module', '-e', script], { seconds: 60, env })).toMatchObject({ code: 0, errors: '' });
}

it('sets them for a release', async () => {
  await afterPack('1');
  const wire = await getCurrentFuseWire(join(folder, 'fluxkeep'));
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.EnableCookieEncryption]: on,
  });
  expect(existsSync(join(folder, 'resources/default_app.asar'))).toBe(false);
}, 90_000);

it('leaves them as they are in a package for tests', async () => {
  const before = await getCurrentFuseWire(electronProgram());
  await afterPack('0');
  expect(await getCurrentFuseWire(join(folder, 'fluxkeep'))).toEqual(before);
  expect(existsSync(join(folder, 'resources/default_app.asar'))).toBe(false);
}, 90_000);
