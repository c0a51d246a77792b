// Boot list of Fluxkeep, first half: the profile, and the first window. The rest is loaded while that window loads in a process of its own.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { profileArgument, profilePaths } from './settings/paths';
import { LinkInbox, linkArgument } from './links/inbox';
import { openFirstWindow } from './windows/first-window';
import { hardenAllContents } from './windows/hardening';
import { registerScheme } from './windows/protocol';

const developer = !app.isPackaged;
const log = (line: string): void => console.error(`fluxkeep: ${line}`);

/** Links of the system come at any time, the first of them before there is a window. */
const links = new LinkInbox();

useProfile();
if (!app.requestSingleInstanceLock()) {
  log('Fluxkeep is already running with this profile');
  app.exit(0);
} else {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerScheme();
  hardenAllContents();
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.arrive(url);
  });
  links.arrive(linkArgument(process.argv));
  void app.whenReady().then(start);
}

/** `--profile DIR` or FLUXKEEP_PROFILE choose the profile folder; Electron's default is used without them. */
function useProfile(): void {
  const chosen = profileArgument(process.argv) ?? process.env['FLUXKEEP_PROFILE'];
  const profile = chosen ? resolve(chosen) : app.getPath('userData');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  app.setPath('sessionData', join(profile, 'session'));
}

async function start(): Promise<void> {
  const paths = profilePaths(app.getPath('userData'));
  const window = { outDir: resolve(__dirname, '..'), developer };
  const firstWindow = openFirstWindow(window, paths.settings);
  const { boot } = await import('./boot');
  boot({ paths, window, firstWindow, links, log });
}
