// The source files that the structure rules speak of.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const folders = ['main', 'renderer', 'shared', 'node-core', 'build', 'tests'];
const written = /\.(ts|tsx|mts|mjs|cjs|css)$/;
const given = /(^|\/)(vectors|fixtures|generated)\//;

/**
 * Paths of the files that people write, relative to `root`, with forward slashes.
 * @param {string} root
 * @param {string[]} [below] only these folders
 */
export function sourceFiles(root, below = folders) {
  return below
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && written.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .filter((file) => !given.test(file))
    .sort();
}
