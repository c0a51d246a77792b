// Compiles the practice network's two tokens with npm's solc and keeps bytecode, ABI, compiler version and checksums in one JSON file.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const CONTRACTS = { FluxToken: 'FluxToken.sol', PracticeDollar: 'PracticeDollar.sol' } as const;

const solcOutputSchema = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).optional(),
  contracts: z.record(z.string(), z.record(z.string(), z.object({ abi: z.array(z.unknown()), evm: z.object({ bytecode: z.object({ object: z.string() }) }) }))).optional(),
});

interface Solc {
  version(): string;
  compile(input: string, callbacks: { import: (path: string) => { contents: string } | { error: string } }): string;
}

export interface CompiledToken {
  readonly abi: readonly unknown[];
  /** Creation code, hex without 0x. */
  readonly bytecode: string;
  /** SHA-256 of the creation code's bytes, hex. */
  readonly sha256: string;
}

export interface CompiledTokens {
  readonly compiler: string;
  readonly openzeppelin: string;
  readonly tokens: Record<keyof typeof CONTRACTS, CompiledToken>;
}

/** Compiles from the sources of `root` (the repository); throws with the compiler's words when it cannot. */
export function compileTokens(root: string): CompiledTokens {
  const load = createRequire(join(root, 'package.json'));
  const solc: Solc = load('solc');
  const folder = join(root, 'node-core/practice/evm/contracts');
  const sources = Object.fromEntries(Object.values(CONTRACTS).map((file) => [file, { content: readFileSync(join(folder, file), 'utf8') }]));
  const settings = { optimizer: { enabled: true, runs: 200 }, evmVersion: 'paris', metadata: { bytecodeHash: 'none' }, outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } };
  const answer: unknown = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings }), {
    import: (path) => {
      if (!path.startsWith('@openzeppelin/contracts/') || path.includes('..')) return { error: `not allowed: ${path}` };
      return { contents: readFileSync(join(root, 'node_modules', path), 'utf8') };
    },
  }));
  const output = solcOutputSchema.parse(answer);
  const fatal = (output.errors ?? []).filter((error) => error.severity === 'error');
  if (fatal.length > 0) throw new Error(fatal.map((error) => error.formattedMessage).join('\n'));
  const token = (name: keyof typeof CONTRACTS): CompiledToken => {
    const contract = output.contracts?.[CONTRACTS[name]]?.[name];
    if (!contract) throw new Error(`the compiler gave no ${name}`);
    const bytecode = contract.evm.bytecode.object;
    return { abi: contract.abi, bytecode, sha256: createHash('sha256').update(Buffer.from(bytecode, 'hex')).digest('hex') };
  };
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'node_modules/@openzeppelin/contracts/package.json'), 'utf8')));
  return { compiler: solc.version(), openzeppelin: version, tokens: { FluxToken: token('FluxToken'), PracticeDollar: token('PracticeDollar') } };
}

/** Written this way so that the file is the same on every machine. */
export function renderTokens(compiled: CompiledTokens): string {
  return `${JSON.stringify(compiled, null, 1)}\n`;
}

if (process.argv[1] !== undefined && /compile-flux-token\.[cm]?[jt]s$/.test(process.argv[1])) {
  const root = resolve(process.argv[2] ?? process.cwd());
  writeFileSync(join(root, 'node-core/practice/evm/flux-token.json'), renderTokens(compileTokens(root)));
}
