// Who imports whom: runs dependency-cruiser with the rules of .dependency-cruiser.cjs.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { folders } from './source-files.mjs';

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

export const importRules = [...new Set(rules.forbidden.map((/** @type {{ name: string }} */ rule) => rule.name))];

/**
 * @param {string} root
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function checkImports(root) {
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const { doNotFollow, tsPreCompilationDeps, enhancedResolveOptions } = rules.options;
  const options = { baseDir: root, validate: true, ruleSet: { forbidden: rules.forbidden }, doNotFollow, tsPreCompilationDeps };
  const { output } = await cruise(present, options, { ...enhancedResolveOptions, bustTheCache: true });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');
  return output.summary.violations.map((violation) => ({ rule: violation.rule.name, file: violation.from, detail: describe(violation) }));
}

/** @param {import('dependency-cruiser').IViolation} violation */
function describe(violation) {
  const path = (violation.cycle ?? violation.via ?? []).map((step) => step.name);
  return path.length > 0 ? path.join(' -> ') : violation.to;
}
