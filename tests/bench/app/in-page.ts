// Scripts that run inside the measured page: what they share is a wait for a condition and then for the frame that shows it.
import type { MeasuredApp } from './measured-app';

export const PAGE = 'app://wallet/';

const TOOLS = `
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  const until = (condition) => new Promise((resolve) => {
    const look = () => { if (condition()) { observer.disconnect(); resolve(); } };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
  });
`;

/** @param script the body of an async function, with `frame` and `until` at hand */
export function inPage(app: MeasuredApp, script: string): Promise<unknown> {
  return app.ask('evaluate', { address: PAGE, script: `(async () => { ${TOOLS} ${script} })()` });
}

/** @throws Error when the script answers something else than a number */
export async function numberInPage(app: MeasuredApp, script: string): Promise<number> {
  const value = await inPage(app, script);
  if (typeof value !== 'number') throw new Error(`the page answered ${String(value)}`);
  return value;
}
