// The signer's whole import graph, packages included: bundles it without writing and reads what the bundle would require.
import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { forNode } from '../bundling/programs.mjs';

const entry = 'main/signer/index.ts';
const network = new Set(['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'child_process', 'worker_threads', 'cluster', 'inspector', 'ws', 'undici', 'electron']);

/**
 * @param {string} root
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function checkSignerBundle(root) {
  if (!existsSync(join(root, entry))) return [{ rule: 'signer-has-no-network', file: entry, detail: 'is missing' }];
  /** @type {import('esbuild').BuildOptions & { metafile: true }} */
  const options = { ...forNode(), absWorkingDir: root, entryPoints: [entry], bundle: true, write: false, metafile: true, format: 'cjs', logLevel: 'silent' };
  const { metafile } = await build(options);
  return Object.entries(metafile.inputs).flatMap(([file, input]) =>
    input.imports
      .filter((imported) => network.has(plain(imported.path)) || /node_modules\/(ws|undici)\//.test(imported.path))
      .map((imported) => ({ rule: 'signer-has-no-network', file, detail: `the signer's bundle would contain ${imported.path}` })),
  );
}

/** @param {string} path */
function plain(path) {
  const name = path.replace(/^node:/, '');
  return builtinModules.includes(name) ? name : path;
}
