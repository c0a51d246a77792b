// The application menu: hidden on Linux and Windows, yet its shortcuts hold. Locking is always one key away.

import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  lock(): void;
  quit(): void;
  go(screen: string): void;
}

export function installMenu(actions: MenuActions, options: { developer: boolean; mac: boolean }): void {
  const wallet: MenuItemConstructorOptions[] = [
    { label: 'Lock', accelerator: 'CmdOrCtrl+L', click: actions.lock },
    { label: 'Settings', accelerator: 'CmdOrCtrl+,', click: () => actions.go('settings') },
    { type: 'separator' },
    { label: 'Quit', accelerator: 'CmdOrCtrl+Q', click: actions.quit },
  ];
  const template: MenuItemConstructorOptions[] = [
    ...(options.mac ? [{ role: 'appMenu' } as const] : []),
    { label: 'Fluxkeep', submenu: wallet },
    { role: 'editMenu' },
    { label: 'View', submenu: options.developer ? [{ role: 'toggleDevTools' }, { role: 'togglefullscreen' }] : [{ role: 'togglefullscreen' }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
