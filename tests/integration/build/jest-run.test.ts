// What `npm test` makes of files that fail beside others: run once more alone, counted once, failed when they fail again.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fluxkeep-jest-run-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'jest.config.cjs'), "module.exports = { projects: [{ displayName: 'some', rootDir: __dirname, testEnvironment: 'node' }] };");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, body: string) => writeFileSync(join(folder, `${name}.test.js`), body);
/** Passes from the second run on. */
const SECOND_TIME = `const fs = require('fs'); const mark = __filename + '.ran'; const again = fs.existsSync(mark); fs.writeFileSync(mark, '');`;

function run(): { passed: number; failed: number; note?: string } {
  const code = `import { jestRunTwice } from ${JSON.stringify(resolve('build/testing/jest-run.mjs'))};
    console.log('\\nOUTCOME ' + JSON.stringify(await jestRunTwice({ projects: ['some'], seconds: 50, workers: 1, cwd: ${JSON.stringify(folder)}, reports: ${JSON.stringify(folder)} })));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return JSON.parse(/^OUTCOME (.*)$/m.exec(output)?.[1] ?? '');
}

it('counts what passes alone as passed, once, and says so', () => {
  file('calm', "it('a', () => undefined);");
  file('hasty', `${SECOND_TIME} it('b', () => undefined); it('c', () => { if (!again) throw new Error('late'); });`);
  expect(run()).toMatchObject({ passed: 3, failed: 0, note: '1 failed beside others; alone 0 did (hasty.test.js)' });
});

it('counts what fails again as failed, and a failing end of a file too', () => {
  file('broken', "it('a', () => undefined); it('b', () => { throw new Error('wrong'); });");
  file('end', "it('c', () => undefined); afterAll(() => { throw new Error('left open'); });");
  expect(run()).toMatchObject({ passed: 2, failed: 2 });
});
