// `npm run package [-- --release] [--target dir|AppImage|deb|nsis|dmg]`: without --release a `dir` package for tests.
// --output DIR puts it elsewhere than dist/, --as-is takes the bundle that stands in out/.
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { pinnedElectron, releaseObstacles } from './packaging/release-checks.mjs';
import { command, reason } from './setup/command.mjs';
import { npmPackages } from './setup/npm-packages.mjs';
import { inProject } from './setup/paths.mjs';
import { runScript, SetupError, step } from './setup/report.mjs';
import { announce, runtime } from './setup/runtime.mjs';

await runScript(async () => {
  const { values } = parseArgs({ options: { release: { type: 'boolean' }, target: { type: 'string' }, output: { type: 'string' }, 'as-is': { type: 'boolean' } } });
  await step('npm packages', npmPackages);
  const chosen = await runtime();
  announce(chosen);
  if (values.release) await refuseUnfit(chosen);
  if (values.release || !values['as-is']) await must('bundle', process.execPath, [inProject('build/bundle.mjs'), '--production']);
  const target = values.target ?? (values.release ? [] : ['dir']);
  const args = [inProject('node_modules/electron-builder/cli.js'), platformFlag(), ...[target].flat(), '--publish', 'never'];
  args.push(`-c.electronVersion=${chosen.version}`);
  if (values.output) args.push(`-c.directories.output=${values.output}`);
  // For a foreign platform electron-builder must fetch that platform's Electron itself.
  if (!values.release || target.includes('dir')) args.push(`-c.electronDist=${dirname(chosen.program)}`);
  await must('electron-builder', process.execPath, args, { FLUXKEEP_RELEASE: values.release ? '1' : '0' });
});

/** @param {import('./setup/runtime.mjs').Runtime} chosen */
async function refuseUnfit(chosen) {
  const status = await command('git', ['status', '--porcelain'], { seconds: 30, cwd: inProject() });
  if (status.code !== 0) throw new SetupError(`git status failed, so the state of the tree is not known:\n${reason(status)}`);
  const obstacles = releaseObstacles(chosen, { electron: pinnedElectron(), changes: status.output });
  if (obstacles.length > 0) throw new SetupError(`No release can be packaged here:\n- ${obstacles.join('\n- ')}`);
}

function platformFlag() {
  if (process.platform === 'darwin') return '--mac';
  return process.platform === 'win32' ? '--win' : '--linux';
}

/**
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function must(name, program, args, env = {}) {
  await step(name, async () => {
    const result = await command(program, args, { seconds: 1200, cwd: inProject(), env: { ...process.env, ...env } });
    if (result.code !== 0) throw new SetupError(`${name} failed:\n${reason(result)}`);
    return { source: args.slice(1).join(' ').slice(0, 54) };
  });
}
