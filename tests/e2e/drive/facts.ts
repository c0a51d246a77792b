// Facts about the running windows that only Electron's main process knows: where a window stands, how it was made.

import type { RunningApp, WindowKind } from '../harness/app';

const HOST: Record<WindowKind, string> = { main: 'app://wallet/', secrets: 'app://secrets/', approval: 'app://approval/' };

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the open window of this kind stands; null when there is none. */
export function boundsOf(app: RunningApp, kind: WindowKind): Promise<Bounds | null> {
  return app.electron.evaluate(({ BrowserWindow }, host) => BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith(host))?.getBounds() ?? null, HOST[kind]);
}

/** Moves or sizes it as other code of the same process would, and answers with where it was asked to stand. */
export function moveWindow(app: RunningApp, kind: WindowKind, by: Bounds): Promise<Bounds | null> {
  return app.electron.evaluate(({ BrowserWindow }, { host, delta }) => {
    const window = BrowserWindow.getAllWindows().find((candidate) => candidate.webContents.getURL().startsWith(host));
    if (!window) return null;
    const at = window.getBounds();
    const asked = { x: at.x + delta.x, y: at.y + delta.y, width: at.width + delta.width, height: at.height + delta.height };
    window.setResizable(true);
    window.setBounds(asked);
    return asked;
  }, { host: HOST[kind], delta: by });
}

export interface WindowFacts {
  readonly url: string;
  readonly rendererPid: number;
  /** Number of its session: windows that share one share its number. */
  readonly session: number;
  /** False for a session in memory, which has no path on the disk. */
  readonly persistent: boolean;
  readonly storagePath: string | null;
  readonly preferences: Readonly<Record<string, unknown>>;
}

/** How every open window was made, as Electron applied it. */
export function windowFacts(app: RunningApp): Promise<WindowFacts[]> {
  return app.electron.evaluate(({ BrowserWindow }) => {
    const sessions = BrowserWindow.getAllWindows().map(({ webContents }) => webContents.session);
    return BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Not in the public types of every major; the method reports what the renderer really got.
      const last: unknown = Reflect.get(webContents, 'getLastWebPreferences') ?? Reflect.get(webContents, '_getLastWebPreferences');
      const preferences: unknown = typeof last === 'function' ? Reflect.apply(last, webContents, []) : {};
      return {
        url: webContents.getURL(), rendererPid: webContents.getOSProcessId(), session: sessions.indexOf(webContents.session),
        persistent: webContents.session.isPersistent(), storagePath: webContents.session.storagePath,
        preferences: Object.fromEntries(Object.entries(typeof preferences === 'object' && preferences !== null ? preferences : {}).filter(([, value]) => ['boolean', 'string', 'number'].includes(typeof value))),
      };
    });
  });
}
