// Runs a program with a time limit and keeps what it printed, so that a step can say why it failed.
import { spawn } from 'node:child_process';

const posix = process.platform !== 'win32';

/**
 * @typedef {object} CommandResult
 * @property {number | null} code exit code, null when it was ended by a signal or never started
 * @property {boolean} timedOut
 * @property {string} output standard output
 * @property {string} errors standard error
 */

/**
 * Never rejects: a program that cannot be started is a result with `code` null and the reason in `errors`.
 * When the time is over or this process is interrupted, the program ends with everything that it started.
 * @param {string} program
 * @param {string[]} args
 * @param {{ seconds: number, cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} options `show` passes the output on as it comes
 * @returns {Promise<CommandResult>}
 */
export function command(program, args, options) {
  return new Promise((done) => {
    const output = options.show ? 'inherit' : 'pipe';
    const child = spawn(program, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: ['ignore', output, output], detached: posix });
    let printed = '';
    let errors = '';
    let timedOut = false;
    child.stdout?.setEncoding('utf8').on('data', (text) => (printed += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text));
    const timer = setTimeout(() => {
      timedOut = true;
      end(child);
    }, options.seconds * 1000);
    const interrupted = () => {
      end(child);
      process.exit(130);
    };
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    child.on('error', (error) => (errors += error.message));
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      done({ code, timedOut, output: printed, errors });
    });
  });
}

/**
 * A detached child leads a process group of its own, which has the child's number; Windows has no such groups.
 * @param {import('node:child_process').ChildProcess} child
 */
function end(child) {
  if (child.pid === undefined) return;
  if (!posix) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * The last lines of what a failed program said, for an error message.
 * @param {CommandResult} result
 */
export function reason(result) {
  if (result.timedOut) return 'took too long and was stopped';
  const lines = `${result.output}\n${result.errors}`.trim().split('\n');
  return lines.slice(-20).join('\n') || `exit code ${result.code}`;
}
