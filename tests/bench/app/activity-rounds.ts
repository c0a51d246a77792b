// Activity with many and with few entries in turn: opening, searching, scrolling, each timed inside the page that a person sees.
import { median } from '../bench-type';
import { inPage, numberInPage } from './in-page';
import type { MeasuredApp } from './measured-app';
import { profileWithEntries, WORDS } from './seeded-profile';
import { profileWithWallet } from './shipped-app';
import { inUnlocked } from './unlocked';

export interface ActivityTimes {
  /** Milliseconds from the click on Activity until its rows are drawn, nothing cached. */
  readonly opening: number;
  /** Milliseconds from a typed word until its entries are drawn; the pause after typing is part of it. */
  readonly filtering: number;
  /** Mean milliseconds of a frame while the first screens are scrolled up and down. */
  readonly scrolling: number;
  /** The longest frame, in milliseconds, while as far as there is was scrolled, with leaps. */
  readonly longest: number;
}

const ROUNDS = 5;
const [MANY, FEW] = [50_000, 50];

let measured: Promise<readonly { many: ActivityTimes; few: ActivityTimes }[]> | undefined;

/** The rounds of this run. */
export function activityRounds(): Promise<readonly { many: ActivityTimes; few: ActivityTimes }[]> {
  measured ??= measure();
  return measured;
}

async function measure(): Promise<readonly { many: ActivityTimes; few: ActivityTimes }[]> {
  const original = await profileWithWallet();
  const profiles = { many: profileWithEntries(original, MANY), few: profileWithEntries(original, FEW) };
  const found = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    const few = await times(profiles.few, FEW);
    found.push({ many: await times(profiles.many, MANY), few });
  }
  return found;
}

const LIST = `
  const box = () => document.querySelector('[data-testid=activity-list]');
  const count = () => box()?.firstElementChild?.getAttribute('aria-label') ?? '';
  const rows = () => document.querySelectorAll('[data-testid=activity-row]').length;
`;

const times = (profile: string, entries: number): Promise<ActivityTimes> => inUnlocked(profile, (app) => timesIn(app, entries));

async function timesIn(app: MeasuredApp, entries: number): Promise<ActivityTimes> {
  const opening = await numberInPage(app, `${LIST}
    const start = performance.now();
    document.querySelector('nav button[aria-label=Activity]').click();
    await until(() => rows() >= 8);
    await frame();
    const took = performance.now() - start;
    const shown = Number(count().replace(/\\D/g, ''));
    if (shown < ${entries}) throw new Error('the list has ' + count());
    return took;
  `);
  const filtering = median(await searches(app));
  const { mean, longest } = await scroll(app);
  return { opening, filtering, scrolling: mean, longest };
}

/** One search after another, each from the whole list. */
async function searches(app: MeasuredApp): Promise<number[]> {
  const found: number[] = [];
  for (const word of WORDS) {
    found.push(await numberInPage(app, `${LIST}
      const field = document.querySelector('[role=search] input');
      const write = (text) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      };
      const whole = count();
      const start = performance.now();
      write('${word}');
      await until(() => count() !== whole && rows() >= 8);
      await frame();
      const took = performance.now() - start;
      write('');
      await until(() => count() === whole && rows() >= 8);
      return took;
    `));
  }
  return found;
}

async function scroll(app: MeasuredApp): Promise<{ mean: number; longest: number }> {
  const script = (place: string, frames: number) => `${LIST}
    const deltas = [];
    const view = box();
    let last = await frame();
    for (let at = 0; at < ${frames}; at += 1) {
      view.scrollTop = ${place};
      const now = await frame();
      deltas.push(now - last);
      last = now;
    }
    return deltas;
  `;
  // Up and down over 1,500 pixels, which both lists have.
  const same = await inPage(app, script('1500 * Math.abs(Math.sin(at / 20))', 240));
  // On through the list, and every half second a leap as with the scroll bar.
  const far = await inPage(app, script('at % 30 === 29 ? (view.scrollHeight * ((at * 7919) % 240)) / 240 : view.scrollTop + 90', 240));
  const all = [...numbers(same), ...numbers(far)];
  return { mean: numbers(same).reduce((sum, delta) => sum + delta, 0) / numbers(same).length, longest: Math.max(...all) };
}

function numbers(value: unknown): number[] {
  if (!Array.isArray(value)) throw new Error('the page gave no list of frames');
  return value.map(Number);
}
