// An act that closes its own window: the window may be gone before the act is reported as done.

import type { Locator, Page } from 'playwright-core';

/** @throws what the act throws, unless the window is gone by then */
async function actAway(page: Page, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    if (!page.isClosed()) throw thrown;
  }
}

export function clickAway(target: Locator): Promise<void> {
  return actAway(target.page(), () => target.click());
}

/** @param key as Playwright names it, e.g. "Control+l" */
export function pressAway(page: Page, key: string): Promise<void> {
  return actAway(page, () => page.keyboard.press(key));
}
