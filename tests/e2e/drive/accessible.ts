// What axe and a look at the layout find wrong with a screen, in both themes, in a small window and with large text.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { RunningApp, WindowKind } from '../harness/app';

const HOST: Record<WindowKind, string> = { main: 'app://wallet/', secrets: 'app://secrets/', approval: 'app://approval/' };

interface Look {
  readonly name: string;
  readonly theme: 'dark' | 'light';
  readonly textPercent: number;
  readonly size: { readonly width: number; readonly height: number };
  /** The rules to hold it against; all of them when absent. What a theme or a size cannot change is looked at once. */
  readonly rules?: readonly string[];
}

const USUAL = { width: 1280, height: 860 };
const SMALLEST = { width: 960, height: 640 };
export const LOOKS: readonly Look[] = [
  { name: 'light, 150 % in the smallest window', theme: 'light', textPercent: 150, size: SMALLEST, rules: ['scrollable-region-focusable', 'target-size'] },
  { name: 'light', theme: 'light', textPercent: 100, size: USUAL, rules: ['color-contrast', 'link-in-text-block'] },
  { name: 'dark', theme: 'dark', textPercent: 100, size: USUAL },
];

/** Everything found on this screen in all looks, one line each; the window is left in the last look. */
export async function findings(app: RunningApp, kind: WindowKind, screen: string): Promise<string[]> {
  const page = await app.window(kind);
  const found: string[] = [];
  for (const look of LOOKS) {
    await wear(app, kind, page, look);
    for (const problem of [...(await axeFindings(page, look.rules)), ...(await layoutProblems(page))]) found.push(`${screen} (${look.name}): ${problem}`);
  }
  return found;
}

/** As the settings would do it; the approval window keeps its own size. */
export async function wear(app: RunningApp, kind: WindowKind, page: Page, { theme, textPercent, size }: Look): Promise<void> {
  await page.evaluate((look) => {
    document.documentElement.dataset['theme'] = look.theme;
    document.documentElement.style.fontSize = `${look.textPercent}%`;
  }, { theme, textPercent });
  if (kind === 'approval') return;
  await app.electron.evaluate(({ BrowserWindow }, { host, to }) => {
    BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith(host))?.setContentSize(to.width, to.height);
  }, { host: HOST[kind], to: size });
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // A half-faded dialog has half its contrast: what moves is looked at when it has come to rest.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished)));
  // Only what is wrong is reported, so axe need not describe what is right, nor fetch style sheets that the page has.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], preload: false });
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${(node.failureSummary ?? '').replaceAll('\n', ' ').slice(0, 300)}`));
}

/** Controls that stand outside the window or cut their own words off, and pages that scroll sideways. */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const name = (element: Element) => `<${element.tagName.toLowerCase()}> ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}`;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) problems.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
    for (const box of document.querySelectorAll<HTMLElement>('main, nav, dialog, [role=dialog], [role=tabpanel]')) {
      const style = getComputedStyle(box);
      if (box.scrollWidth > box.clientWidth + 1 && style.overflowX !== 'visible' && style.overflowX !== 'clip') problems.push(`${name(box)} scrolls sideways by ${box.scrollWidth - box.clientWidth} px`);
    }
    for (const control of document.querySelectorAll<HTMLElement>('button, a[href], input:not([type=hidden]), select, textarea, summary, [role=tab], [role=menuitem]')) {
      const place = control.getBoundingClientRect();
      const hidden = place.width <= 1 || place.height <= 1 || control.closest('[inert], [hidden]') !== null || !control.checkVisibility();
      if (hidden) continue;
      if (place.left < -1 || place.right > innerWidth + 1) problems.push(`${name(control)} stands outside the window (${Math.round(place.left)} to ${Math.round(place.right)} of ${innerWidth})`);
      const cut = control.scrollWidth > control.clientWidth + 1 && control instanceof HTMLButtonElement && getComputedStyle(control).overflowX !== 'visible';
      if (cut) problems.push(`${name(control)} cuts its words off`);
    }
    return problems;
  });
}

/** Texts on the screen that are names of words instead of words. */
export function missingWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) for (const attribute of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(attribute) ?? '');
    return texts.filter((text) => /^[a-z][A-Za-z-]*(\.[a-z][A-Za-z0-9-]*){1,5}$/.test(text.trim()) || text.includes('{{'));
  });
}
