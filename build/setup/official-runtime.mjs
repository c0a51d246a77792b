// The Electron that is shipped: downloaded by its own npm package, which checks it against the checksums it carries.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, reason } from './command.mjs';
import { cacheFolder, inProject } from './paths.mjs';

const secondsToTry = 120;
const rememberFailureMs = 24 * 60 * 60 * 1000;

/**
 * @returns {Promise<{ kind: 'found', program: string, version: string, source: string } | { kind: 'missing', source: string }>}
 */
export async function officialRuntime() {
  const version = pinnedVersion();
  const present = installedProgram();
  if (present) return { kind: 'found', program: present, version, source: 'node_modules/electron/dist' };

  const stamp = join(cacheFolder(), `official-runtime-${version}.failed`);
  if (failedLately(stamp)) return { kind: 'missing', source: `download of ${version} failed today; delete ${stamp} to retry` };

  const result = await command(process.execPath, [inProject('node_modules/electron/install.js')], { seconds: secondsToTry });
  const program = installedProgram();
  if (result.code === 0 && program) {
    rmSync(stamp, { force: true });
    return { kind: 'found', program, version, source: 'install-electron' };
  }
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(stamp, reason(result));
  return { kind: 'missing', source: `download of ${version} failed (${shortReason(result)})` };
}

/** @param {import('./command.mjs').CommandResult} result */
function shortReason(result) {
  if (result.timedOut) return `no answer within ${secondsToTry} s`;
  const line = result.errors.split('\n').find((text) => /Error/.test(text));
  return (line ?? `exit code ${result.code}`).trim().slice(0, 60);
}

/**
 * The binary of the pinned version, when it has been downloaded.
 * @returns {string | undefined}
 */
export function installedProgram() {
  const folder = inProject('node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  const versionFile = join(folder, 'dist/version');
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined;
  if (readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== pinnedVersion()) return undefined;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : undefined;
}

/** @returns {string} the Electron version that package.json pins and npm installed */
function pinnedVersion() {
  return JSON.parse(readFileSync(inProject('node_modules/electron/package.json'), 'utf8')).version;
}

/** @param {string} stamp */
function failedLately(stamp) {
  return existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < rememberFailureMs;
}
