// `npm run check:types`: the whole tree against the shipped Electron's types, and main against the development runtime's.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, reason } from './setup/command.mjs';
import { fallbackVersion } from './setup/fallback-runtime.mjs';
import { cacheFolder, inProject } from './setup/paths.mjs';
import { runScript, SetupError } from './setup/report.mjs';

const olderTypesSha256 = '3674d410e040682d8c5843b1ce7fdca2e1189184c29791e4a6cad23bd38cd511';

await runScript(async () => {
  const results = [await check('shipped Electron', inProject('tsconfig.json'))];
  const types = await olderTypes();
  const folder = mkdtempSync(join(cacheFolder(), 'types-'));
  try {
    const config = join(folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify(olderConfig(types)));
    results.push(await check(`Electron ${fallbackVersion}`, config));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return results.every(Boolean) ? 0 : 1;
});

/**
 * @param {string} name
 * @param {string} config
 */
async function check(name, config) {
  const notes = inProject('node_modules/.cache/types', `${name.replaceAll(' ', '-')}.tsbuildinfo`);
  const tsc = [inProject('node_modules/typescript/bin/tsc'), '--noEmit', '--incremental', '--tsBuildInfoFile', notes, '-p', config];
  const result = await command(process.execPath, tsc, { seconds: 300, cwd: inProject() });
  console.log(`types against ${name}: ${result.code === 0 ? 'no error' : 'errors'}`);
  if (result.code !== 0) console.log(result.output.trim() || reason(result));
  return result.code === 0;
}

/** @param {string} types */
function olderConfig(types) {
  return {
    extends: inProject('tsconfig.json'),
    compilerOptions: { paths: { electron: [types] }, typeRoots: [inProject('node_modules/@types')], types: ['node'] },
    include: [inProject('main')],
  };
}

/** The older type file, from its npm package, kept in the cache; checked each time. */
async function olderTypes() {
  const folder = join(cacheFolder(), `electron-types-${fallbackVersion}`);
  const file = join(folder, 'electron.d.ts');
  if (!existsSync(file)) await fetchTypes(folder);
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found !== olderTypesSha256) throw new SetupError(`${file} has the checksum ${found}, expected ${olderTypesSha256}`);
  return file;
}

/** @param {string} folder */
async function fetchTypes(folder) {
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'unpack-'));
  try {
    const pack = await command('npm', ['pack', `electron@${fallbackVersion}`, '--silent', '--pack-destination', work], { seconds: 120, cwd: work });
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (pack.code !== 0 || !archive) throw new SetupError(`The types of Electron ${fallbackVersion} could not be fetched:\n${reason(pack)}`);
    const unpack = await command('tar', ['-xzf', join(work, archive), '-C', work, 'package/electron.d.ts'], { seconds: 60 });
    if (unpack.code !== 0) throw new SetupError(`Could not unpack ${archive}:\n${reason(unpack)}`);
    if (!existsSync(folder)) renameSync(join(work, 'package'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
