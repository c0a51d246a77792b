// `npm run practice [-- arguments]`: the practice network alone, without the window and without Electron.
import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { bundleStep } from './setup/bundle-step.mjs';
import { npmPackages } from './setup/npm-packages.mjs';
import { inProject } from './setup/paths.mjs';
import { runScript, SetupError, step } from './setup/report.mjs';

await runScript(async () => {
  await step('npm packages', npmPackages);
  await step('bundle', bundleStep);
  const program = inProject('out/practice/practice.cjs');
  if (!existsSync(program)) throw new SetupError('There is no bundle of the practice network: node-core/practice/cli.ts is missing.');
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  /** @type {NodeJS.Signals[]} */
  const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  return new Promise((done, failed) => child.on('error', failed).on('exit', (code) => done(code ?? 1)));
});
