// A person without a pointer: Tab until the wanted control has the focus, and every stop on the way shows where it is.

import type { Page } from 'playwright-core';

/** More stops than any screen has. */
const STOPS = 90;

interface Stop {
  readonly name: string;
  readonly outlined: boolean;
}

/** What has the focus, as a screen reader would name it, and whether the eye can see it. */
function stop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return { name: '', outlined: true };
    const labels = at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement ? [...(at.labels ?? [])].map((label) => label.textContent ?? '') : [];
    const name = (at.getAttribute('aria-label') ?? labels.join(' ')) || (at.textContent ?? '');
    // A field's frame or a radio's label may carry the outline of the control inside it.
    let outlined = false;
    for (let box: HTMLElement | null = at, up = 0; box && up < 4; box = box.parentElement, up += 1) {
      const style = getComputedStyle(box);
      outlined ||= style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    }
    return { name: name.replace(/\s+/g, ' ').trim(), outlined };
  });
}

/**
 * Presses Tab until a control whose name begins so has the focus.
 * @throws Error naming the stops when it is never reached, or the stop whose focus cannot be seen
 */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = (text: string) => (typeof name === 'string' ? text.startsWith(name) : name.test(text));
  const seen: string[] = [];
  if (wanted((await stop(page)).name)) return;
  for (let at = 0; at < STOPS; at += 1) {
    await page.keyboard.press('Tab');
    const here = await stop(page);
    if (!here.outlined) throw new Error(`the focus on "${here.name}" cannot be seen`);
    if (wanted(here.name)) return;
    seen.push(here.name.slice(0, 40));
  }
  throw new Error(`the keyboard does not reach ${String(name)}; it stops at: ${seen.slice(0, 40).join(' | ')}`);
}

/** Reaches a control and types into it. */
export async function tabAndType(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Reaches a button and presses it. */
export async function tabAndPress(page: Page, name: string | RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

/** Opens the palette and runs the first command that a search finds. */
export async function command(page: Page, search: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type(search);
  await page.getByRole('option', { name: search }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
