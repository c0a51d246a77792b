// Exports and files that nothing uses: runs knip with knip.json.
import { command, reason } from '../setup/command.mjs';
import { inProject } from '../setup/paths.mjs';

const knip = inProject('node_modules/knip/bin/knip.js');

/**
 * @typedef {{ name: string, line?: number }} Item
 * @typedef {{ file: string, files: Item[], exports: Item[], types: Item[], duplicates: Item[][] }} KnipIssue
 */

/**
 * @param {string} root
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function checkDeadCode(root) {
  const args = [knip, '--include', 'files,exports,types,duplicates', '--reporter', 'json', '--no-exit-code', '--no-config-hints'];
  const result = await command(process.execPath, args, { seconds: 120, cwd: root });
  if (result.code !== 0) throw new Error(`knip failed:\n${reason(result)}`);
  /** @type {{ issues: KnipIssue[] }} */
  const { issues } = JSON.parse(result.output);
  return issues.flatMap(({ file, files, exports, types, duplicates }) => [
    ...files.map(() => ({ rule: 'no-dead-file', file, detail: 'nothing imports it' })),
    ...[...exports, ...types].map(({ name, line }) => ({ rule: 'no-dead-export', file, detail: `${name} in line ${line} is used nowhere` })),
    ...duplicates.map((names) => ({ rule: 'no-dead-export', file, detail: `exported twice: ${names.map(({ name }) => name).join(', ')}` })),
  ]);
}
