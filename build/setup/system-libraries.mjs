// The shared libraries and programs that Chromium needs on a bare Debian or Ubuntu, and the servers that tests speak to; installs them only when they are missing.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { command, reason } from './command.mjs';
import { SetupError } from './report.mjs';

// The dependency closure of these few covers every library that the Electron binary links.
const libraries = [
  { file: 'libgtk-3.so.0', pack: 'libgtk-3-0' },
  { file: 'libnss3.so', pack: 'libnss3' },
  { file: 'libasound.so.2', pack: 'libasound2' },
  { file: 'libgbm.so.1', pack: 'libgbm1' },
];

// Tests run against the real ones. Each test starts its own in a temporary folder; what a package's installer starts is left alone.
const testPrograms = [
  { program: 'boinc', pack: 'boinc-client' },
  { program: 'nats-server', pack: 'nats-server' },
];

/**
 * @param {{ display: boolean, tests: boolean }} needs `display` asks for a virtual screen too, `tests` for the programs that tests start
 * @returns {Promise<import('./report.mjs').StepOutcome>}
 */
export async function systemLibraries(needs) {
  if (process.platform !== 'linux') return { source: 'nothing needed on this system' };
  const missing = await missingPackages(needs);
  if (missing.length === 0) return { source: 'already installed' };
  if (!onPath('apt-get')) {
    throw new SetupError(`These libraries or programs are missing; install your system's packages for them: ${missing.join(', ')}`);
  }
  const names = await Promise.all(missing.map(availableName));
  if (process.getuid?.() !== 0) {
    throw new SetupError(`Some system packages are missing. Run this once, then start again:\n\n  sudo apt-get install --no-install-recommends ${names.join(' ')}\n`);
  }
  await install(names);
  const still = await missingPackages(needs);
  if (still.length > 0) throw new SetupError(`apt-get ran, but these are still missing: ${still.join(', ')}`);
  return { source: `apt-get install ${names.join(' ')}` };
}

/** @param {{ display: boolean, tests: boolean }} needs */
async function missingPackages(needs) {
  const cache = await libraryCache();
  const missing = libraries.filter((library) => !cache.includes(library.file)).map((library) => library.pack);
  if (needs.display && !onPath('Xvfb')) missing.push('xvfb', 'xauth');
  if (needs.tests) missing.push(...testPrograms.filter(({ program }) => !isProgram(program)).map(({ pack }) => pack));
  if (!hasFont('/usr/share/fonts') && !hasFont('/usr/local/share/fonts')) missing.push('fonts-dejavu-core');
  return missing;
}

/** The dynamic linker's list; ldconfig is often outside an ordinary user's PATH. */
async function libraryCache() {
  for (const program of ['ldconfig', '/sbin/ldconfig', '/usr/sbin/ldconfig']) {
    const result = await command(program, ['-p'], { seconds: 20 });
    if (result.code === 0) return result.output;
  }
  throw new SetupError('Could not list the installed libraries: ldconfig did not run.');
}

/** @param {string[]} names */
async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lists = await command('apt-get', ['update', '-qq'], { seconds: 180, env });
  if (lists.code !== 0) console.log(`apt-get update did not succeed, going on with the lists at hand: ${reason(lists)}`);
  const result = await command('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { seconds: 600, env });
  if (result.code !== 0) throw new SetupError(`apt-get install ${names.join(' ')} failed:\n${reason(result)}`);
}

/**
 * Newer releases renamed some packages for 64-bit time (libasound2 became libasound2t64).
 * @param {string} name
 */
async function availableName(name) {
  const policy = await command('apt-cache', ['policy', name], { seconds: 30 });
  const none = !/Candidate: (?!\(none\))/.test(policy.output);
  if (!none) return name;
  const renamed = await command('apt-cache', ['policy', `${name}t64`], { seconds: 30 });
  return /Candidate: (?!\(none\))/.test(renamed.output) ? `${name}t64` : name;
}

/**
 * Servers are in /usr/sbin, which is often outside an ordinary user's PATH.
 * @param {string} program
 */
function isProgram(program) {
  return onPath(program) || existsSync(join('/usr/sbin', program));
}

/** @param {string} program */
export function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
function hasFont(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|pfb)$/i.test(String(name)));
}
