// `npm run bundle [-- --production] [--out DIR]`: all programs and pages into out/.
import { mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePages } from './bundling/pages.mjs';
import { bundlePrograms } from './bundling/programs.mjs';
import { projectRoot } from './setup/paths.mjs';
import { runScript, seconds, SetupError } from './setup/report.mjs';

await runScript(async () => {
  const { values } = parseArgs({ options: { production: { type: 'boolean' }, out: { type: 'string' } } });
  const target = resolve(values.out ?? join(projectRoot, 'out'));
  // Built beside the target and renamed at the end: a run that starts meanwhile sees the old bundle or the new one whole.
  const fresh = join(dirname(target), `.out-${process.pid}`);
  const start = process.hrtime.bigint();
  const options = { root: projectRoot, out: fresh, development: values.production !== true };
  try {
    await mkdir(fresh, { recursive: true });
    const absent = [...(await bundlePrograms(options)), ...(await bundlePages(options))];
    for (const source of absent) console.log(`skipped ${source}: it does not exist`);
    await replace(target, fresh);
    console.log(`bundled into ${target} in ${seconds(start).toFixed(1)} s`);
  } catch (error) {
    // Both bundlers put everything that matters into the message.
    throw new SetupError(error instanceof Error ? error.message : String(error));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
});

/**
 * @param {string} target
 * @param {string} fresh
 */
async function replace(target, fresh) {
  const old = `${fresh}-old`;
  if (existsSync(target)) await rename(target, old);
  await rename(fresh, target);
  await rm(old, { recursive: true, force: true });
}
