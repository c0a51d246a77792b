// Programs as an ordinary user, so that Chromium's own sandbox is on: root cannot have it.
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { command, reason } from '../setup/command.mjs';
import { inProject } from '../setup/paths.mjs';

const nobody = 65534;
const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

/**
 * @typedef {{ runtime: string, root: string, through: string[], env: NodeJS.ProcessEnv, reports: string, end: () => void }} OrdinaryUser
 *   `runtime` and `root`: the binary and the project, or copies that this user may read; `through` starts a program as this user
 */

/**
 * @param {string} electron the runtime's binary
 * @param {string[]} needed what of the project it has to read
 * @returns {Promise<OrdinaryUser | { obstacle: string }>}
 */
export async function ordinaryUser(electron, needed) {
  const obstacle = await whyNot();
  if (obstacle) return { obstacle };
  const home = mkdtempSync(join(tmpdir(), 'fluxkeep-sandbox-'));
  const end = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  try {
    for (const folder of ['home', 'run', 'tmp']) {
      mkdirSync(join(home, folder), { mode: 0o700 });
      chownSync(join(home, folder), nobody, nobody);
    }
    chmodSync(home, 0o755);
    const runtime = join(await readable(dirname(electron), home, ['.']), basename(electron));
    const root = await readable(inProject(), home, needed);
    const env = { PATH: process.env.PATH, HOME: join(home, 'home'), XDG_RUNTIME_DIR: join(home, 'run'), TMPDIR: join(home, 'tmp'), FLUXKEEP_ELECTRON: runtime, NODE_ENV: 'test' };
    return { runtime, root, through: asNobody, env, reports: join(home, 'tmp'), end };
  } catch (error) {
    end();
    throw error;
  }
}

/** Says why an ordinary user cannot run Chromium's sandbox on this machine, or nothing. */
async function whyNot() {
  const [setpriv = '', ...args] = asNobody;
  const node = await command(setpriv, [...args, process.execPath, '--version'], { seconds: 20 });
  if (node.code !== 0) return `an ordinary user cannot run ${process.execPath} (${reason(node)})`;
  const namespace = await command(setpriv, [...args, 'unshare', '--user', 'true'], { seconds: 20 });
  if (namespace.code !== 0) return `this kernel lets no ordinary user make a namespace (${reason(namespace)})`;
  return undefined;
}

/**
 * The folder itself where everybody may read it, else a copy below `home`.
 * @param {string} folder
 * @param {string} home
 * @param {string[]} parts what to copy of it
 */
async function readable(folder, home, parts) {
  const [setpriv = '', ...args] = asNobody;
  const paths = parts.map((part) => join(folder, part));
  const find = ['find', ...paths, '(', '-not', '-readable', '-o', '-type', 'd', '-not', '-executable', ')', '-print', '-quit'];
  const search = await command(setpriv, [...args, ...find], { seconds: 60 });
  if (search.code === 0 && search.output === '') return folder;
  const copy = join(home, basename(folder));
  for (const part of parts) cpSync(join(folder, part), join(copy, part), { recursive: true, verbatimSymlinks: true });
  const opened = await command('chmod', ['-R', 'a+rX', copy], { seconds: 60 });
  if (opened.code !== 0) throw new Error(`could not open ${copy} for reading: ${reason(opened)}`);
  return copy;
}
