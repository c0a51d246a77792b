// Installs exactly what package-lock.json names, with install scripts off, and only when that changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { command, reason } from './command.mjs';
import { inProject } from './paths.mjs';
import { SetupError } from './report.mjs';

/** @returns {Promise<import('./report.mjs').StepOutcome>} */
export async function npmPackages() {
  const lock = createHash('sha256').update(readFileSync(inProject('package-lock.json'))).digest('hex');
  const stamp = inProject('node_modules', '.fluxkeep-lock');
  const version = `lock ${lock.slice(0, 7)}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return { source: 'node_modules is up to date', version };
  if (!existsSync(stamp) && (await matchesLock())) {
    writeFileSync(stamp, lock);
    return { source: 'node_modules matches the lock', version };
  }
  const result = await command('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { seconds: 900, cwd: inProject() });
  if (result.code !== 0) throw new SetupError(`npm ci failed:\n${reason(result)}`);
  writeFileSync(stamp, lock);
  return { source: 'npm ci --ignore-scripts', version };
}

/**
 * A node_modules that someone else installed is kept when its own list (npm writes it) names the lock's versions.
 * Packages for other platforms stand in the lock but not in the folder.
 */
async function matchesLock() {
  const installedList = inProject('node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return false;
  const wanted = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) return true;
    return installed[path]?.version === entry.version && existsSync(inProject(path));
  });
}
