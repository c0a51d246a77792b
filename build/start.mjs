// `npm start`: sets up whatever is missing and opens the window. Arguments after `--` go to the app.
import { spawn } from 'node:child_process';
import { hasDisplay, startDisplay } from './setup/display.mjs';
import { appFolder, setUp } from './setup/index.mjs';
import { runScript } from './setup/report.mjs';
import { sandboxFlags } from './setup/runtime.mjs';

await runScript(async () => {
  const chosen = await setUp();
  const display = hasDisplay() ? undefined : await startDisplay({ endsWithApp: true });
  if (display) console.log(`There is no screen here: the window opens on a virtual one, display ${display.name} (Xvfb, process ${display.pid}).`);
  const flags = sandboxFlags();
  if (flags.length > 0) console.log('Running as root: Chromium starts with --no-sandbox. Mainnet wallets stay closed in this mode.');
  try {
    return await open(chosen.program, [...flags, appFolder(), ...process.argv.slice(2)], display?.name);
  } finally {
    await display?.stop();
  }
});

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string | undefined} display
 * @returns {Promise<number>} the app's exit code
 */
function open(program, args, display) {
  const env = display ? { ...process.env, DISPLAY: display } : process.env;
  const child = spawn(program, args, { stdio: 'inherit', env });
  /** @type {NodeJS.Signals[]} */
  const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      if (signal) console.error(`The app was ended by ${signal}.`);
      done(code ?? 1);
    });
  });
}
