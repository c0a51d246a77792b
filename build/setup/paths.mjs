// Where the set-up finds the project and keeps what must not stand inside it (XDG Base Directory specification).
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * The user's cache folder of this project; may not exist yet.
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheFolder(env = process.env) {
  const base = env.XDG_CACHE_HOME;
  // The specification says that a relative path is to be ignored.
  return join(base && base.startsWith('/') ? base : join(homedir(), '.cache'), 'fluxkeep');
}

/** @param {...string} parts */
export const inProject = (...parts) => join(projectRoot, ...parts);
