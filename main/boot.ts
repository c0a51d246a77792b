// Boot list of Fluxkeep, second half: everything behind the first window. Reads like a table of contents.

import { app, powerMonitor, type BrowserWindow } from 'electron';
import { appCalls, approvalCalls, secretsWindowCalls, type AppInfo } from '../shared/contract/app';
import { Core } from './core';
import { LinkHandlers } from './links/handlers';
import { linkArgument, type LinkInbox } from './links/inbox';
import { installMenu } from './menu/menu';
import { appHandlers } from './router/app-handlers';
import { ClipboardKeeper } from './router/clipboard';
import { listen, route, toAnyRoute } from './router/router';
import type { ProfilePaths } from './settings/paths';
import { runtimeFacts, systemSignals } from './settings/runtime';
import { SettingsFile } from './settings/settings-file';
import type { WindowDeps } from './windows/create-window';

export interface BootDeps {
  readonly paths: ProfilePaths;
  readonly window: WindowDeps;
  /** Loads already while this runs. */
  readonly firstWindow: BrowserWindow;
  readonly links: LinkInbox;
  log(line: string): void;
}

/** Wires and starts everything, in the turn in which the first window was made: nothing of that window is missed. */
export function boot({ paths, window, firstWindow, links, log }: BootDeps): void {
  const settings = new SettingsFile(paths.settings);
  const runtime = runtimeFacts();
  const core = new Core({ paths, settings, runtime, window, firstWindow, log });
  const info: AppInfo = {
    version: app.getVersion(), runtime: `Electron ${runtime.electron}`, fallbackRuntime: runtime.fallback, sandboxed: runtime.sandboxed,
    mainnetRefusal: runtime.mainnetRefusal, platform: process.platform, locale: app.getLocale(), profile: paths.profile,
    signals: systemSignals(), screenshotsBlocked: process.platform !== 'linux',
  };

  const clipboard = new ClipboardKeeper();
  const handlers = appHandlers({
    info, settings, session: core.session, practice: core.practice, lightNode: core.lightNode, usefulWork: core.usefulWork, boinc: core.boinc, money: core.money, clipboard, links,
    linkHandlers: new LinkHandlers(app, process),
    signer: () => core.signer.calls, wallet: () => core.wallet.calls, mainWindow: () => core.mainWindow.current,
    processes: () => ({ signer: core.signer.supervisor.state, wallet: core.wallet.supervisor.state, practice: core.practice.processState }),
    lock: () => core.flow.lock(), openSecrets: (task) => core.flow.openSecrets(task), switchWallet: (id) => core.flow.lock(id),
    settingsChanged: () => core.settingsChanged(), contactsChanged: () => core.contactsChanged(),
  });
  listen([
    toAnyRoute(route({ kind: 'main-window', map: appCalls, owns: (id) => core.mainWindow.current?.webContents.id === id, handlers: () => handlers })),
    toAnyRoute(route({
      kind: 'approval', map: approvalCalls, owns: (id) => core.approval.owns(id),
      handlers: (id) => ({
        'approval.get': () => ({ ...core.approval.questionFor(id), language: core.language(), theme: core.theme(), textScale: settings.get().textScale }),
        'approval.answer': ({ hash, approve }) => core.approval.answer(id, hash, approve),
      }),
    })),
    toAnyRoute(route({
      kind: 'secrets', map: secretsWindowCalls, owns: (id) => core.secrets.owns(id),
      handlers: () => ({
        'secretsWindow.shown': () => core.secretsShown(),
        'secretsWindow.port': () => core.flow.portIsMissing(),
        'secretsWindow.link': async () => {
          await links.whenWaiting();
          return { waits: true };
        },
        'secretsWindow.close': ({ done }) => core.secrets.close(done),
        'secretsWindow.setNetwork': ({ network }) => core.setNetwork(network),
        'secretsWindow.copied': ({ hash }) => clipboard.expectSecret(hash),
        'secretsWindow.open': (task) => core.secrets.turnTo(task),
      }),
    })),
  ], log);

  installMenu({ lock: () => void core.flow.lock(), quit: () => app.quit(), go: (screen) => core.mainWindow.emit('go', { screen }) }, { developer: window.developer, mac: process.platform === 'darwin' });
  powerMonitor.on('suspend', () => void core.flow.lock());
  powerMonitor.on('lock-screen', () => void core.flow.lock());
  app.on('second-instance', (_event, argv) => {
    links.arrive(linkArgument(argv));
    core.flow.focus();
  });
  links.onArrival(() => {
    core.mainWindow.emit('links.arrived');
    core.flow.focus();
  });
  app.on('window-all-closed', () => undefined);
  quitInOrder(core, clipboard, log);
  core.start();
}

/** Quitting waits until the database is closed, every child is gone and no copied secret is left behind. */
function quitInOrder(core: Core, clipboard: ClipboardKeeper, log: BootDeps['log']): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void Promise.allSettled([core.stop(), clipboard.dropSecret()]).finally(() => {
      stopped = true;
      log('all closed');
      app.exit(0);
    });
  });
}
