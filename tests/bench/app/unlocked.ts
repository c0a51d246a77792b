// A start of the shipped app on a profile, unlocked and come to rest on the portfolio.
import { practiceAccess } from '../../e2e/drive/practice';
import { PAGE } from './in-page';
import { quiet, startMeasured, type MeasuredApp } from './measured-app';
import { PASSWORD, shippedApp } from './shipped-app';

/** The app is ended whatever comes of the work. */
export async function inUnlocked<T>(profile: string, work: (app: MeasuredApp) => Promise<T>): Promise<T> {
  const app = startMeasured([await shippedApp(), '--profile', profile]);
  try {
    await app.ask('takesLetter', { address: 'app://secrets/' });
    const practicePid = (await practiceAccess(profile, 60_000)).pid;
    await app.ask('type', { address: 'app://secrets/', text: PASSWORD });
    await app.ask('enter', { address: 'app://secrets/', target: PAGE, condition: "document.querySelector('[data-testid=total]') !== null" });
    await quiet(() => app.processes(practicePid).own);
    return await work(app);
  } finally {
    await app.quit();
  }
}
