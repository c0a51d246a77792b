// The wallet process is killed 200 times at random moments: nothing is forgotten, nothing is paid twice.
import { WALLET_MOMENTS } from '../e2e/drive/kill-moments';
import { soak } from './soak-run';

jest.setTimeout(2 * 3_600_000);

/** After five deaths in two minutes the app lets a person decide; here it is started again before. */
const RESTART_EVERY = 4;

it('survives every kill of the wallet process', async () => {
  await soak('wallet', WALLET_MOMENTS, async (run, moment, before) => {
    if (before > 0 && before % RESTART_EVERY === 0) await run.restart();
    await run.killChild(moment, 'wallet');
  });
});
