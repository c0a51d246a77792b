// Before the end-to-end tests: a virtual screen for each worker, only where there is no real one. Two apps on one screen would take the focus from each other.
import type { Config } from 'jest';
import { hasDisplay, startDisplay, type Display } from '../../../build/setup/display.mjs';

declare global {
  // Jest hands nothing else from its set-up to its tear-down than the global object.
  var fluxkeepScreens: Display[] | undefined;
}

export default async function startScreens({ maxWorkers }: Config & { readonly maxWorkers: number }): Promise<void> {
  if (hasDisplay()) return;
  const screens = await Promise.all(Array.from({ length: maxWorkers }, () => startDisplay()));
  globalThis.fluxkeepScreens = screens;
  process.env.FLUXKEEP_SCREENS = screens.map(({ name }) => name).join(' ');
}
