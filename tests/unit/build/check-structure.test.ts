// The structure check passes a clean small tree, and a planted breach of each rule turns it red at the right file.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { command } from '../../../build/setup/command.mjs';
import { inProject } from '../../../build/setup/paths.mjs';

type Tree = Record<string, string>;
interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly findings: readonly { readonly rule: string; readonly file: string; readonly detail: string }[];
}

const clean: Tree = {
  'shared/sum.ts': 'export const sum = (a: number, b: number): number => a + b;\n',
  'main/index.ts': "import { sum } from '../shared/sum';\nexport { sum };\n",
  'main/signer/index.ts': "import type { MessagePortMain } from 'electron';\nimport { createHash } from 'node:crypto';\nimport { sum } from '../../shared/sum';\ncreateHash('sha256').update(String(sum(1, 2)));\nexport type Port = MessagePortMain;\n",
  'main/wallet/index.ts': "import { request } from 'node:https';\nrequest('https://example.org');\n",
  'main/preload/main-window.ts': "import { contextBridge } from 'electron';\ncontextBridge.exposeInMainWorld('x', 1);\n",
  'renderer/app/main.tsx': "import { sum } from '../../shared/sum';\ndocument.title = String(sum(1, 2));\n",
  'renderer/secrets/main.tsx': "import { createElement } from 'react';\ncreateElement('p');\n",
  'node-core/practice/cli.ts': "import { createServer } from 'node:net';\nimport { sum } from '../../shared/sum';\ncreateServer().listen(sum(0, 0));\n",
};

/** What each planted file breaks, and the text that breaks it. */
const planted: readonly { rule: string; file: string; text: string }[] = [
  { rule: 'no-circular-import', file: 'shared/ring-a.ts', text: "import { b } from './ring-b';\nexport const a = (): number => b;\n" },
  { rule: 'every-import-resolves', file: 'shared/lost.ts', text: "export { gone } from './nowhere';\n" },
  { rule: 'shared-imports-nothing-of-ours', file: 'shared/up.ts', text: "export { sum as up } from '../main/index';\n" },
  { rule: 'shared-is-pure', file: 'shared/disk.ts', text: "export { readFileSync } from 'node:fs';\n" },
  { rule: 'shared-is-pure', file: 'shared/buffer.ts', text: 'export const bytes = Buffer.alloc(1);\n' },
  { rule: 'shared-is-pure', file: 'shared/dom.ts', text: 'export const title = (): string => globalThis.document.title;\n' },
  { rule: 'renderer-imports-shared-only', file: 'renderer/reach.ts', text: "export { sum as reach } from '../main/index';\n" },
  { rule: 'renderer-imports-shared-only', file: 'renderer/electron.ts', text: "export { ipcRenderer } from 'electron';\n" },
  { rule: 'renderer-imports-shared-only', file: 'renderer/disk.ts', text: "export { readFileSync } from 'node:fs';\n" },
  { rule: 'node-core-imports-shared-only', file: 'node-core/reach.ts', text: "export { sum as reach } from '../main/index';\n" },
  { rule: 'node-core-imports-shared-only', file: 'node-core/electron.ts', text: "export { app } from 'electron';\n" },
  { rule: 'main-imports-shared-only', file: 'main/reach.ts', text: "export * from '../renderer/reach';\n" },
  { rule: 'signer-and-wallet-apart', file: 'main/signer/wallet.ts', text: "export * from '../go-between';\n" },
  { rule: 'signer-and-wallet-apart', file: 'main/wallet/signer.ts', text: "export * from '../signer/hash';\n" },
  { rule: 'signer-has-no-network', file: 'main/signer/direct.ts', text: "export { connect } from 'node:tls';\n" },
  { rule: 'signer-has-no-network', file: 'main/signer/indirect.ts', text: "export * from '../socket';\n" },
  { rule: 'signer-has-no-network', file: 'main/signer/electron.ts', text: "export { net } from 'electron';\n" },
  { rule: 'signer-has-no-network', file: 'main/signer/type.ts', text: "import type { Socket } from 'node:net';\nexport type Line = Socket;\n" },
  { rule: 'signer-has-no-network', file: 'main/signer/global.ts', text: "export const get = (): Promise<Response> => fetch('https://example.org');\n" },
  { rule: 'signer-has-no-network', file: 'main/signer/socket.ts', text: "export const line = (): WebSocket => new globalThis.WebSocket('wss://example.org');\n" },
  { rule: 'small-windows-inject-no-styles', file: 'renderer/secrets/dialog.tsx', text: "export { Dialog } from 'radix-ui';\n" },
  { rule: 'small-windows-inject-no-styles', file: 'renderer/approval/toast.tsx', text: "export * from '../toast';\n" },
  { rule: 'preload-without-zod', file: 'main/preload/schema.ts', text: "export { z } from 'zod';\n" },
  { rule: 'no-long-file', file: 'tests/long.test.ts', text: `${'// one more line\n'.repeat(401)}` },
  { rule: 'no-dead-export', file: 'shared/sum.ts', text: `${clean['shared/sum.ts']}export const unused = 1;\n` },
  { rule: 'no-dead-file', file: 'shared/alone.ts', text: 'export const alone = 1;\n' },
];

/** Files that only lead to a breach. */
const bystanders: Tree = {
  'shared/ring-b.ts': "import { a } from './ring-a';\nexport const b = a.length;\n",
  'main/go-between.ts': "export * from './wallet/coins';\n",
  'main/wallet/coins.ts': 'export const coins = 1;\n',
  'main/signer/hash.ts': 'export const hash = 1;\n',
  'main/socket.ts': "export { Socket } from 'node:net';\n",
  'renderer/toast.tsx': "export { Command as toast } from 'cmdk';\n",
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function plant(tree: Tree): string {
  const folder = mkdtempSync(join(tmpdir(), 'structure-'));
  folders.push(folder);
  for (const file of ['knip.json', 'tsconfig.json', 'package.json']) copyFileSync(inProject(file), join(folder, file));
  symlinkSync(inProject('node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

async function check(tree: Tree): Promise<Outcome> {
  const result = await command(process.execPath, [inProject('build/check-structure.mjs'), '--root', plant(tree), '--json'], { seconds: 100 });
  expect(result.errors).toBe('');
  return JSON.parse(result.output) as Outcome;
}

it('passes a tree that keeps every rule', async () => {
  const outcome = await check(clean);
  expect(outcome.findings).toEqual([]);
  expect(outcome.failed).toBe(0);
}, 120_000);

describe('with one breach of each rule planted', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await check({ ...clean, ...bystanders, ...Object.fromEntries(planted.map(({ file, text }) => [file, text])) });
  }, 120_000);

  it.each(planted)('$rule is red at $file', ({ rule, file }) => {
    expect(outcome.findings.filter((finding) => finding.rule === rule).map((finding) => finding.file)).toContain(file);
  });

  it('no rule is left without a planted breach', () => {
    expect(outcome.passed).toBe(0);
    expect(outcome.failed).toBe(new Set(planted.map(({ rule }) => rule)).size);
  });

  it('a package with a socket in it is seen through the bundle', async () => {
    const tree = { ...clean, 'main/signer/index.ts': "import { JsonRpcProvider } from 'ethers';\nnew JsonRpcProvider();\n" };
    const { findings } = await check(tree);
    expect(findings.filter(({ rule, file }) => rule === 'signer-has-no-network' && /node_modules\/ethers\//.test(file))).not.toEqual([]);
  }, 120_000);
});
