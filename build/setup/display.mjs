// A virtual screen of our own on a free display number, for machines without one; ended by its process id.
import { spawn } from 'node:child_process';
import { onPath } from './system-libraries.mjs';
import { SetupError } from './report.mjs';

const secondsToStart = 20;

/**
 * @typedef {{ name: string, pid: number | undefined, stop: () => Promise<void> }} Display
 */

/**
 * True when windows can be shown without a virtual screen.
 * @param {NodeJS.ProcessEnv} env
 */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * Starts Xvfb and waits until it has chosen its display.
 * @param {{ endsWithApp?: boolean }} options `endsWithApp`: it also ends by itself with its last window, so that it
 *   stays behind nowhere when this script is killed
 * @returns {Promise<Display>}
 */
export function startDisplay(options = {}) {
  if (!onPath('Xvfb')) return Promise.reject(new SetupError('There is no screen, and Xvfb is not installed.'));
  return new Promise((done, failed) => {
    // Xvfb itself looks for a free number and writes it to the file descriptor that it is told.
    const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', options.endsWithApp ? '-terminate' : '-noreset'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    let number = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new SetupError(`Xvfb did not start within ${secondsToStart} s.\n${errors}`));
    }, secondsToStart * 1000);
    child.stderr?.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-2000)));
    child.on('error', failed);
    const ended = new Promise((end) => child.once('exit', end));
    child.once('exit', () => {
      clearTimeout(timer);
      failed(new SetupError(`Xvfb ended before it was ready.\n${errors}`));
    });
    const chosen = child.stdio[3];
    if (!chosen || !('destroy' in chosen)) throw new Error('no pipe for the display number');
    chosen.on('data', (/** @type {Buffer} */ data) => {
      number += data.toString('latin1');
      if (!number.includes('\n')) return;
      clearTimeout(timer);
      // Neither the screen nor its pipes may keep the script alive; stop() ends it.
      child.unref();
      chosen.destroy();
      child.stderr?.destroy();
      done({
        name: `:${number.trim()}`,
        pid: child.pid,
        stop: async () => {
          child.ref();
          if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
          await ended;
        },
      });
    });
  });
}
