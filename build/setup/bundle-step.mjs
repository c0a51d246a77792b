// Bundles only when something that goes into the bundle changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, reason } from './command.mjs';
import { inProject } from './paths.mjs';
import { SetupError } from './report.mjs';

const sourceFolders = ['main', 'renderer', 'shared', 'node-core', 'build'];
const sourceFiles = ['package.json', 'package-lock.json', 'tsconfig.json'];

/** @returns {Promise<import('./report.mjs').StepOutcome>} */
export async function bundleStep() {
  const wanted = hashOfSources();
  const stamp = inProject('out/.sources');
  const version = wanted.slice(0, 8);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { source: 'out is up to date', version };
  const result = await command(process.execPath, [inProject('build/bundle.mjs')], { seconds: 300, cwd: inProject(), env: { ...process.env, NO_COLOR: '1' } });
  if (result.code !== 0) throw new SetupError(`Bundling failed:\n${reason(result)}`);
  for (const line of result.output.split('\n')) if (line.startsWith('skipped')) console.log(line);
  writeFileSync(stamp, wanted);
  return { source: 'esbuild and vite', version };
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of [...sourceFiles, ...sourceFolders.flatMap(filesBelow)].sort()) {
    hash.update(file).update('\0').update(readFileSync(inProject(file))).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder relative to the project
 * @returns {string[]}
 */
function filesBelow(folder) {
  if (!existsSync(inProject(folder))) return [];
  return readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(inProject().length + 1));
}
