// What must be true before anything is packaged for users. Each refusal says what to do.
import { readFileSync } from 'node:fs';
import { inProject } from '../setup/paths.mjs';

/**
 * @param {{ kind: 'official' | 'fallback', version: string }} runtime the Electron that would be packaged
 * @param {{ electron: string, changes: string }} project the pinned Electron version, and `git status --porcelain`
 * @returns {string[]} reasons against a release; empty when there is none
 */
export function releaseObstacles(runtime, project) {
  const obstacles = [];
  if (runtime.kind !== 'official') {
    obstacles.push(`The development runtime (Electron ${runtime.version}, out of support) is never packaged for users: download the pinned Electron first.`);
  } else if (runtime.version !== project.electron) {
    obstacles.push(`Electron ${runtime.version} is installed, but package.json pins ${project.electron}: run npm ci.`);
  }
  if (!/^\d+\.\d+\.\d+$/.test(project.electron)) obstacles.push(`package.json must pin one exact Electron version, not ${project.electron}.`);
  if (project.changes.trim() !== '') obstacles.push('The working tree has changes that are not committed: a release is built from a commit.');
  return obstacles;
}

/** The Electron version that package.json pins. */
export function pinnedElectron() {
  /** @type {{ devDependencies: Record<string, string> }} */
  const { devDependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  return devDependencies.electron ?? '';
}
