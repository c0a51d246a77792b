// Runs some of the jest projects and counts what happened from jest's own JSON report.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { command } from '../setup/command.mjs';
import { inProject } from '../setup/paths.mjs';

/**
 * @typedef {{ passed: number, failed: number, note?: string }} Count
 */

/**
 * @typedef {{ projects: string[], seconds: number, workers: number, files?: string[], env?: NodeJS.ProcessEnv, through?: string[], cwd?: string, reports?: string }} Options
 *   `files` only these; `through` is a program with arguments that starts node (setpriv); `reports` is the folder for the report
 */

/**
 * Runs files that failed while others ran beside them once more, alone: a window that waits for the processor fails there for want of time.
 * What fails twice is a failure; what passes alone is counted as passed, and named in the note and above it.
 * @param {Options} options
 * @returns {Promise<Count>}
 */
export async function jestRunTwice(options) {
  const first = await jestRun(options);
  const files = first.failedFiles ?? [];
  // A failure that no file answers for cannot be looked at again; many at once are no want of time.
  if (files.length === 0 || files.length > MOST_AGAIN || first.failed > (first.failedIn ?? 0)) return first;
  console.log(`\n${files.length} files failed beside others and run once more, alone: ${files.join(', ')}`);
  const second = await jestRun({ ...options, files, workers: 1 });
  const passed = first.passed - (first.passedIn ?? 0) + second.passed;
  return { passed, failed: second.failed, note: `${first.failed} failed beside others; alone ${second.failed} did (${files.join(', ')})` };
}

const MOST_AGAIN = 3;

/**
 * @param {Options} options
 * @returns {Promise<Count & { failedFiles?: string[], failedIn?: number, passedIn?: number }>} `failedFiles`: those with failures; `failedIn` and `passedIn`: tests in them
 */
export async function jestRun(options) {
  const root = options.cwd ?? inProject();
  const report = join(options.reports ?? tmpdir(), `fluxkeep-jest-${process.pid}-${options.projects.join('-')}.json`);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const workers = options.workers === 1 ? ['--runInBand'] : [`--maxWorkers=${options.workers}`];
  const args = [jest, '--selectProjects', ...options.projects, '--passWithNoTests', ...workers, '--json', `--outputFile=${report}`, ...(options.files ? ['--runTestsByPath', ...options.files] : [])];
  const [program = process.execPath, ...before] = [...(options.through ?? []), process.execPath];
  const result = await command(program, [...before, ...args], { seconds: options.seconds, cwd: root, env: options.env, show: true });
  if (result.timedOut) return { passed: 0, failed: 1, note: `stopped after ${options.seconds} s` };
  // Without any test jest writes no report.
  if (!existsSync(report)) return { passed: 0, failed: result.code === 0 ? 0 : 1, note: result.code === 0 ? 'no tests' : 'jest ended without a report' };
  const outcome = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  /** @type {{ name: string, status: string, assertionResults: { status: string }[] }[]} */
  const bad = outcome.testResults.filter((/** @type {{ status: string }} */ file) => file.status === 'failed');
  /** @param {string} status */
  const within = (status) => bad.reduce((sum, file) => sum + file.assertionResults.filter((result) => result.status === status).length, 0);
  // A file that fails without a failed test (it could not be loaded, its end failed) counts as one.
  const broken = bad.filter((file) => file.assertionResults.every((result) => result.status !== 'failed')).length;
  const skipped = outcome.numPendingTests + outcome.numTodoTests;
  const counted = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites + skipped;
  // A failing tear-down, or a leak, shows in the exit code alone.
  return {
    passed: outcome.numPassedTests, failed: counted === 0 && result.code !== 0 ? 1 : counted, note: skipped > 0 ? `${skipped} skipped, counted as failed` : undefined,
    failedFiles: bad.map((file) => relative(root, file.name)), failedIn: within('failed') + broken, passedIn: within('passed'),
  };
}
