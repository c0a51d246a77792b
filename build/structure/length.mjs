// One concern per file: none over 400 lines.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles } from './source-files.mjs';

const most = 400;

/**
 * @param {string} root
 * @returns {import('./finding.mjs').Finding[]}
 */
export function checkLength(root) {
  return sourceFiles(root).flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
    return lines > most ? [{ rule: 'no-long-file', file, detail: `${lines} lines, ${most} are allowed` }] : [];
  });
}
