// The app is killed 200 times at random moments: nothing is forgotten, nothing is paid twice.
import { MOMENTS } from '../e2e/drive/kill-moments';
import { soak } from './soak-run';

jest.setTimeout(2 * 3_600_000);

it('survives every kill of the app', async () => {
  await soak('app', MOMENTS, (run, moment) => run.killApp(moment));
});
