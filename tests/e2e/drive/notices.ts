// The system's notifications of the running app, watched where they leave Electron: which ones are shown, and the click of a person on one.

import type { RunningApp } from '../harness/app';

declare global {
  // In the app's main process: what was shown since it was watched.
  var shownNotices: { title: string; body: string; emit(event: 'click'): boolean }[] | undefined;
}

export interface Shown {
  readonly title: string;
  readonly body: string;
}

/**
 * Begins to watch. What Electron does is still done; a computer without any service for notifications is taken for one that has it,
 * because this computer's answer to that would decide what the app does.
 */
export async function watchNotices(app: RunningApp): Promise<void> {
  await app.electron.evaluate(({ Notification }) => {
    const shown: NonNullable<typeof globalThis.shownNotices> = [];
    globalThis.shownNotices = shown;
    Notification.isSupported = () => true;
    const show = Notification.prototype.show;
    Notification.prototype.show = function record(this: Electron.Notification) {
      shown.push(this);
      show.call(this);
    };
  });
}

export function shownNotices(app: RunningApp): Promise<Shown[]> {
  return app.electron.evaluate(() => (globalThis.shownNotices ?? []).map(({ title, body }) => ({ title, body })));
}

/** Clicks on the newest one. */
export async function clickNotice(app: RunningApp): Promise<void> {
  await app.electron.evaluate(() => void globalThis.shownNotices?.at(-1)?.emit('click'));
}

/** Gives the focus of the computer to the app's visible window, or takes it away. */
export async function focusApp(app: RunningApp, focused: boolean): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find((open) => open.isVisible());
    if (wanted) window?.focus();
    else window?.blur();
  }, focused);
}

/** Whether any window of the app has the focus. */
export function isFocused(app: RunningApp): Promise<boolean> {
  return app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null);
}
