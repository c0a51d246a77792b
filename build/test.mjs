// `npm test`: everything that proves the app, in order; a failed step does not stop the next. The last line is the sum.
import { rmSync } from 'node:fs';
import { command } from './setup/command.mjs';
import { setUp } from './setup/index.mjs';
import { hasDisplay } from './setup/display.mjs';
import { inProject } from './setup/paths.mjs';
import { runScript, seconds } from './setup/report.mjs';
import { jestRun, jestRunTwice } from './testing/jest-run.mjs';
import { sandboxLane } from './testing/sandbox-lane.mjs';

/**
 * @typedef {import('./testing/jest-run.mjs').Count} Count
 * @typedef {{ name: string, count: Count, took: number }} Row
 */

/** @type {Row[]} */
const rows = [];

await runScript(async () => {
  const start = process.hrtime.bigint();
  rmSync(inProject('test-results'), { recursive: true, force: true });
  let electron = '';
  await run('set-up and bundle', async () => {
    electron = (await setUp({ virtualScreen: !hasDisplay(), tests: true })).program;
    return { passed: 1, failed: 0 };
  });
  const env = { ...process.env, FLUXKEEP_ELECTRON: electron };
  // A third of a component test's time is its window waiting: three workers keep two processors busy.
  await run('unit and component', () => jestRun({ projects: ['unit', 'component'], seconds: 900, workers: 3, env }));
  // Integration tests wait for nodes most of the time; what only reads files takes the processor meanwhile.
  await Promise.all([
    run('integration', () => jestRunTwice({ projects: ['integration'], seconds: 600, workers: 3, env })),
    run('structure', structure).then(() => run('types', types)),
  ]);
  // A window waits for nodes, for servers and for a person's pace: four of them keep two processors busy.
  await run('end to end', () => jestRunTwice({ projects: ['e2e'], seconds: 1500, workers: hasDisplay() ? 1 : 4, env }));
  await run('end to end, Chromium sandbox on', () => sandboxLane(electron, 300));
  return conclude(seconds(start));
});

/**
 * @param {string} name
 * @param {() => Promise<Count>} work
 */
async function run(name, work) {
  console.log(`\n== ${name}`);
  const start = process.hrtime.bigint();
  /** @type {Count} */
  let count;
  try {
    count = await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    count = { passed: 0, failed: 1 };
  }
  rows.push({ name, count, took: seconds(start) });
}

/** Each rule of the structure counts as one check. */
async function structure() {
  const result = await command(process.execPath, [inProject('build/check-structure.mjs'), '--json'], { seconds: 180, cwd: inProject() });
  /** @type {{ passed: number, failed: number, findings: import('./structure/finding.mjs').Finding[] }} */
  const { passed, failed, findings } = JSON.parse(result.output);
  for (const { rule, file, detail } of findings) console.log(`${rule} ${file}: ${detail}`);
  return { passed, failed };
}

async function types() {
  const result = await command(process.execPath, [inProject('build/check-types.mjs')], { seconds: 300, cwd: inProject(), show: true });
  return { passed: result.code === 0 ? 1 : 0, failed: result.code === 0 ? 0 : 1 };
}

/** @param {number} took */
function conclude(took) {
  console.log('');
  for (const { name, count, took: part } of rows) {
    console.log(`${name.padEnd(34)} ${String(count.passed).padStart(5)} passed ${String(count.failed).padStart(4)} failed ${part.toFixed(1).padStart(7)} s  ${count.note ?? ''}`);
  }
  console.log(`${'all'.padEnd(60)}${took.toFixed(1).padStart(6)} s`);
  const passed = rows.reduce((sum, { count }) => sum + count.passed, 0);
  const failed = rows.reduce((sum, { count }) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
