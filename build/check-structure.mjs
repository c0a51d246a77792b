// `npm run check:structure [-- --root DIR] [--json]`: the rules of docs/architecture.md, checked on the whole tree.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from './setup/paths.mjs';
import { runScript } from './setup/report.mjs';
import { checkDeadCode } from './structure/dead-code.mjs';
import { sorted } from './structure/finding.mjs';
import { checkGlobals } from './structure/globals.mjs';
import { checkImports, importRules } from './structure/imports.mjs';
import { checkLength } from './structure/length.mjs';
import { checkSignerBundle } from './structure/signer-bundle.mjs';

const rules = [...importRules, 'no-long-file', 'no-dead-file', 'no-dead-export'];

await runScript(async () => {
  const { values } = parseArgs({ options: { root: { type: 'string' }, json: { type: 'boolean' } } });
  const root = resolve(values.root ?? projectRoot);
  const checks = await Promise.all([checkImports(root), checkGlobals(root), checkSignerBundle(root), checkLength(root), checkDeadCode(root)]);
  const findings = sorted(checks.flat());
  const broken = new Set(findings.map((finding) => finding.rule));
  const outcome = { passed: rules.filter((rule) => !broken.has(rule)).length, failed: broken.size, findings };
  if (values.json) console.log(JSON.stringify(outcome));
  else {
    for (const { rule, file, detail } of findings) console.log(`${rule.padEnd(32)} ${file}: ${detail}`);
    console.log(`structure: ${outcome.passed} rules hold, ${outcome.failed} do not`);
  }
  return findings.length === 0 ? 0 : 1;
});
