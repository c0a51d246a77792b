// Runs some of the jest projects and counts what happened from jest's own JSON report.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../setup/command.mjs';
import { inProject } from '../setup/paths.mjs';

/**
 * @typedef {{ passed: number, failed: number, note?: string }} Count
 */

/**
 * @param {{ projects: string[], seconds: number, workers: number, env?: NodeJS.ProcessEnv, through?: string[], cwd?: string, reports?: string }} options
 *   `through` is a program with arguments that starts node (setpriv); `reports` is the folder for the report
 * @returns {Promise<Count>}
 */
export async function jestRun(options) {
  const root = options.cwd ?? inProject();
  const report = join(options.reports ?? tmpdir(), `fluxkeep-jest-${process.pid}-${options.projects.join('-')}.json`);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const workers = options.workers === 1 ? ['--runInBand'] : [`--maxWorkers=${options.workers}`];
  const args = [jest, '--selectProjects', ...options.projects, '--passWithNoTests', ...workers, '--json', `--outputFile=${report}`];
  const [program = process.execPath, ...before] = [...(options.through ?? []), process.execPath];
  const result = await command(program, [...before, ...args], { seconds: options.seconds, cwd: root, env: options.env, show: true });
  if (result.timedOut) return { passed: 0, failed: 1, note: `stopped after ${options.seconds} s` };
  // Without any test jest writes no report.
  if (!existsSync(report)) return { passed: 0, failed: result.code === 0 ? 0 : 1, note: result.code === 0 ? 'no tests' : 'jest ended without a report' };
  const outcome = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  const skipped = outcome.numPendingTests + outcome.numTodoTests;
  const counted = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites + skipped;
  // A failing tear-down, or a leak, shows in the exit code alone.
  return { passed: outcome.numPassedTests, failed: counted === 0 && result.code !== 0 ? 1 : counted, note: skipped > 0 ? `${skipped} skipped, counted as failed` : undefined };
}
