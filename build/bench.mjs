// `npm run bench [-- --only PREFIX --json FILE]`: bundles the benches as the shipped programs are bundled, and runs them.
import { copyFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { companions } from './bundling/entries.mjs';
import { forNode } from './bundling/programs.mjs';
import { command } from './setup/command.mjs';
import { hasDisplay, startDisplay } from './setup/display.mjs';
import { setUp } from './setup/index.mjs';
import { inProject } from './setup/paths.mjs';
import { runScript, step } from './setup/report.mjs';

const target = inProject('out/bench/bench.cjs');

await runScript(async () => {
  const chosen = await setUp({ virtualScreen: !hasDisplay() });
  await step('bench bundle', bundleBenches);
  const display = hasDisplay() ? undefined : await startDisplay();
  const env = { ...process.env, FLUXKEEP_ELECTRON: chosen.program, ...(display ? { DISPLAY: display.name } : {}) };
  try {
    const result = await command(process.execPath, [target, ...process.argv.slice(2)], { seconds: 3600, env, show: true });
    return result.code ?? 1;
  } finally {
    await display?.stop();
  }
});

async function bundleBenches() {
  const files = readdirSync(inProject('tests/bench')).filter((name) => name.endsWith('.bench.ts')).sort();
  const imports = files.map((file, index) => `import { benches as b${index} } from './tests/bench/${file}';`);
  const contents = `${imports.join('\n')}
    import { runBenches } from './tests/bench/run';
    void runBenches([${files.map((_, index) => `...b${index}`).join(', ')}], process.argv.slice(2)).then((code) => { process.exitCode = code; });`;
  const shared = forNode();
  await build({
    ...shared,
    stdin: { contents, resolveDir: inProject(), sourcefile: 'bench-entry.ts', loader: 'ts' },
    outfile: target,
    bundle: true,
    format: 'cjs',
    logLevel: 'warning',
    external: [...(shared.external ?? []), 'playwright-core'],
  });
  for (const { source } of companions.filter((companion) => companion.source.endsWith('.wasm'))) {
    copyFileSync(inProject(source), inProject('out/bench', basename(source)));
  }
  return { source: `${files.length} files` };
}
