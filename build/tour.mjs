// `npm run tour`: drives the real window through the main job and saves the screenshots that the documents show.
import { existsSync } from 'node:fs';
import { command } from './setup/command.mjs';
import { hasDisplay, startDisplay } from './setup/display.mjs';
import { setUp } from './setup/index.mjs';
import { inProject } from './setup/paths.mjs';
import { runScript, SetupError } from './setup/report.mjs';

const script = inProject('tests/tour/tour.ts');

await runScript(async () => {
  if (!existsSync(script)) throw new SetupError('tests/tour/tour.ts is missing.');
  const chosen = await setUp({ virtualScreen: !hasDisplay() });
  const display = hasDisplay() ? undefined : await startDisplay();
  const env = { ...process.env, FLUXKEEP_ELECTRON: chosen.program, ...(display ? { DISPLAY: display.name } : {}) };
  try {
    const tsx = inProject('node_modules/tsx/dist/cli.mjs');
    const result = await command(process.execPath, [tsx, script, ...process.argv.slice(2)], { seconds: 1800, cwd: inProject(), env, show: true });
    return result.code ?? 1;
  } finally {
    await display?.stop();
  }
});
