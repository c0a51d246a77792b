// Makes what the programs use of pouw-v1.yaml: TypeScript types, and the document as JSON. `--check` compares and fails on a difference.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const at = (/** @type {string} */ path) => new URL(path, import.meta.url);
const HEADER = '// Made from node-core/pouw/openapi/pouw-v1.yaml by node-core/pouw/openapi/build.mjs; changed there, not here.\n';

const document = parse(readFileSync(at('pouw-v1.yaml'), 'utf8'));
const made = [
  { file: at('../../../shared/pouw/generated/protocol-types.ts'), text: HEADER + astToString(await openapiTS(document)) },
  { file: at('generated/document.json'), text: `${JSON.stringify(document)}\n` },
];
for (const { file, text } of made) {
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file.pathname} is not what pouw-v1.yaml says: run node node-core/pouw/openapi/build.mjs`);
    process.exitCode = 1;
  }
}
