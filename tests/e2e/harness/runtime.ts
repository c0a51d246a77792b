// Which Electron the end-to-end tests start, and with which flags: what the set-up prepared, never a download of its own.
import { existsSync } from 'node:fs';
import { fallbackFolder } from '../../../build/setup/fallback-runtime.mjs';
import { installedProgram } from '../../../build/setup/official-runtime.mjs';
import { inProject } from '../../../build/setup/paths.mjs';
import { sandboxFlags } from '../../../build/setup/runtime.mjs';

/**
 * The Electron binary: FLUXKEEP_ELECTRON when set, else the shipped one, else the development runtime.
 * @throws Error when none is there yet
 */
export function electronProgram(): string {
  const fallback = `${fallbackFolder()}/electron`;
  const found = [process.env.FLUXKEEP_ELECTRON, installedProgram(), fallback].find((path) => path && existsSync(path));
  if (!found) throw new Error('No Electron is set up: run `npm start` or `npm test` once.');
  return found;
}

/** The folder whose package.json names the app: FLUXKEEP_APP when set (a packaged or copied tree), else the project. */
export function appFolder(): string {
  return process.env.FLUXKEEP_APP ?? inProject();
}

/** Flags that this user needs; empty means that Chromium's own sandbox is on. */
export { sandboxFlags };
