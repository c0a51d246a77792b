// `npx tsx tests/pouw/corpus/build.ts FOLDER` writes the malice corpus as files, with corpus.json beside them, for other hosts and engines.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from './corpus';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: build.ts FOLDER');
mkdirSync(folder, { recursive: true });
const entries = corpus().map(({ bytes, ...entry }) => {
  const file = `${entry.name}.wasm`;
  writeFileSync(join(folder, file), bytes);
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), ...entry };
});
writeFileSync(join(folder, 'corpus.json'), `${JSON.stringify(entries, null, 2)}\n`);
console.log(`${entries.length} modules`);
