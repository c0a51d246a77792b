// One line per step of the set-up: what it is, where it comes from, its version, and how long it took.

/** A problem that the person can act on; printed without a stack. */
export class SetupError extends Error {}

/**
 * @typedef {{ source: string, version?: string }} StepOutcome
 */

/**
 * Runs one step and prints its line.
 * @template {StepOutcome} T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const start = process.hrtime.bigint();
  try {
    const outcome = await work();
    print(name, outcome.source, outcome.version ?? '', seconds(start));
    return outcome;
  } catch (error) {
    print(name, 'failed', '', seconds(start));
    throw error;
  }
}

/** @param {bigint} start from process.hrtime.bigint() */
export function seconds(start) {
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/**
 * @param {string} name
 * @param {string} source
 * @param {string} version
 * @param {number} took in seconds
 */
function print(name, source, version, took) {
  console.log(`${name.padEnd(18)} ${source.padEnd(54)} ${version.padEnd(12)} ${took.toFixed(1).padStart(6)} s`);
}

/**
 * Runs a script's whole work; an error ends it with exit code 1 and, when the person can act on it, without a stack.
 * @param {() => Promise<number | void>} main resolves to the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
