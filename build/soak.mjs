// `npm run soak`: the long tests (hundreds of kills), which are too slow for `npm test`.
import { hasDisplay } from './setup/display.mjs';
import { setUp } from './setup/index.mjs';
import { runScript } from './setup/report.mjs';
import { jestRun } from './testing/jest-run.mjs';

await runScript(async () => {
  const chosen = await setUp({ virtualScreen: !hasDisplay() });
  const env = { ...process.env, FLUXKEEP_ELECTRON: chosen.program };
  const count = await jestRun({ projects: ['soak'], seconds: 4 * 3600, workers: 1, env });
  if (count.note) console.log(count.note);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return count.failed === 0 && count.passed > 0 ? 0 : 1;
});
