// The whole set-up, in order; every script that needs the app calls this and nothing else.
import { existsSync } from 'node:fs';
import { bundleStep } from './bundle-step.mjs';
import { hasDisplay } from './display.mjs';
import { npmPackages } from './npm-packages.mjs';
import { inProject } from './paths.mjs';
import { SetupError, step } from './report.mjs';
import { announce, runtime } from './runtime.mjs';
import { systemLibraries } from './system-libraries.mjs';

/**
 * Makes everything ready and says what it did.
 * @param {{ virtualScreen?: boolean, tests?: boolean }} options `virtualScreen` asks for one even where there is a real screen, `tests` for the programs that only tests start
 * @returns {Promise<import('./runtime.mjs').Runtime>}
 */
export async function setUp(options = {}) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new SetupError(`Node.js 20 or newer is needed; this is ${process.versions.node}.`);
  await step('Node.js', () => ({ source: process.execPath, version: process.versions.node }));
  await step('system libraries', () => systemLibraries({ display: options.virtualScreen === true || !hasDisplay(), tests: options.tests === true }));
  await step('npm packages', npmPackages);
  const chosen = await runtime();
  await step('bundle', bundleStep);
  announce(chosen);
  return chosen;
}

/** The folder that Electron is started on. */
export function appFolder() {
  if (!existsSync(inProject('out/main/index.cjs'))) throw new SetupError('There is no bundle of the main process: main/index.ts is missing.');
  return inProject();
}
