// Bundles the main process, its utility processes, the practice network and the preloads, one CommonJS file each (esbuild).
import { copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { inProject } from '../setup/paths.mjs';
import { companions, programs, testCompanions, testPrograms } from './entries.mjs';

/**
 * @param {{ root: string, out: string, development: boolean }} options absolute folders
 * @returns {Promise<string[]>} sources that do not exist
 */
export async function bundlePrograms({ root, out, development }) {
  const wanted = development ? [...programs, ...testPrograms] : programs;
  const present = wanted.filter((entry) => existsSync(join(root, entry.source)));
  await Promise.all(present.map((entry) => bundleOne(root, out, entry, development)));
  for (const companion of companions) {
    const source = join(root, companion.source);
    if (!existsSync(source)) continue;
    for (const folder of [...companion.folders, ...(development && companion.folders.includes('main') ? ['test'] : [])]) {
      await mkdir(join(out, folder), { recursive: true });
      await copyFile(source, join(out, folder, companion.name ?? basename(source)));
    }
  }
  for (const { source, target } of development ? testCompanions : []) if (existsSync(join(root, source))) await copyFile(join(root, source), join(out, target));
  return wanted.filter((entry) => !present.includes(entry)).map((entry) => entry.source);
}

/**
 * @param {string} root
 * @param {string} out
 * @param {import('./entries.mjs').Entry} entry
 * @param {boolean} development
 */
async function bundleOne(root, out, entry, development) {
  await mkdir(dirname(join(out, entry.target)), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [entry.source],
    outfile: join(out, entry.target),
    bundle: true,
    format: entry.engine === 'page' ? 'iife' : 'cjs',
    charset: 'utf8',
    legalComments: 'none',
    // A page's script is put into the page: there is nothing beside it to link to.
    sourcemap: development && entry.engine !== 'page' ? 'linked' : false,
    minifySyntax: !development,
    minifyWhitespace: !development,
    logLevel: 'warning',
    ...(entry.engine === 'node' ? forNode() : { ...forPreload(), ...(entry.engine === 'page' ? forPage() : {}) }),
  });
}

/**
 * Options for what runs in the main and the utility processes.
 * @returns {import('esbuild').BuildOptions}
 */
export function forNode() {
  return {
    platform: 'node',
    target: 'node18',
    // Native modules cannot be bundled; the package lists them beside the bundles.
    external: ['electron', '@node-rs/argon2', '@node-rs/argon2-*', '@foundry-rs/*'],
    inject: [inProject('build/bundling/web-crypto.ts')],
    plugins: [oneLanguageOfZod],
    // ES modules that look for a file beside themselves (secp256k1.wasm) find it beside the bundle.
    define: { 'import.meta.url': 'bundleAddress' },
    banner: { js: 'const bundleAddress = require("node:url").pathToFileURL(__filename).href;' },
  };
}

/**
 * zod carries its error texts in some fifty languages and esbuild cannot see that they are unused: half of each bundle.
 * No text of zod's is ever shown; English, its default, stays.
 * @type {import('esbuild').Plugin}
 */
const oneLanguageOfZod = {
  name: 'one-language-of-zod',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export { default as en } from './en.js';", loader: 'js' }));
  },
};

/** @returns {import('esbuild').BuildOptions} */
function forPage() {
  // A worker from a blob has no address that another could be found by; onnxruntime-web works one out all the same and never asks for it.
  return { plugins: [oneLanguageOfZod], define: { 'import.meta.url': '"app://work/"' } };
}

/** @returns {import('esbuild').BuildOptions} */
function forPreload() {
  // A sandboxed preload has no Node; it can require electron and little else.
  return { platform: 'browser', target: 'chrome114', external: ['electron'] };
}
