// Runs the `sandbox` tests as an ordinary user, so that Chromium's own sandbox is on.
import { jestRun } from './jest-run.mjs';
import { ordinaryUser } from './ordinary-user.mjs';

const needed = ['package.json', 'jest.config.cjs', 'tsconfig.json', 'out', 'shared', 'build', 'tests', 'node_modules', 'node-core'];

/**
 * @param {string} electron the runtime's binary
 * @param {number} seconds
 * @returns {Promise<import('./jest-run.mjs').Count>}
 */
export async function sandboxLane(electron, seconds) {
  if (process.getuid?.() !== 0) return jestRun({ projects: ['sandbox'], seconds, workers: 1 });
  const user = await ordinaryUser(electron, needed);
  if ('obstacle' in user) return { passed: 0, failed: 0, note: `NOT RUN: ${user.obstacle}` };
  try {
    const { env, through, root, reports } = user;
    return await jestRun({ projects: ['sandbox'], seconds, workers: 1, env, through, cwd: root, reports });
  } finally {
    user.end();
  }
}
