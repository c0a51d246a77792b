// The kernels as native code: built by the compilers that are here, for the processor that is here, and run when asked.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inProject } from '../../../build/setup/paths.mjs';
import type { KernelJob, KernelName } from './kernel-jobs';

export interface NativeRun {
  readonly ms: number;
  readonly sha256: string;
}

export interface NativeKernel {
  readonly name: string;
  /** Whether no multiplication is joined with an addition: then its bits are those of WebAssembly. */
  readonly exact: boolean;
  run(): Promise<NativeRun>;
  end(): void;
}

const here = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
/** The newest clang of those that have a name of their own, where there is none without. */
const clangs = ['clang', ...Array.from({ length: 12 }, (_, at) => `clang-${25 - at}`)];

function compilers(): { name: string; program: string; flags: readonly string[]; exact: boolean }[] {
  const clang = clangs.find(here);
  const fast = ['-O3', '-march=native'];
  return [
    ...(clang ? [{ name: `${clang} with FMA`, program: clang, flags: fast, exact: false }, { name: `${clang} without FMA`, program: clang, flags: [...fast, '-ffp-contract=off'], exact: true }] : []),
    ...(here('gcc') ? [{ name: 'gcc with FMA', program: 'gcc', flags: fast, exact: false }, { name: 'gcc without FMA', program: 'gcc', flags: [...fast, '-ffp-contract=off'], exact: true }] : []),
  ];
}

/** The builds of one kernel, each waiting for its turn. @param from first unit that is measured @throws Error where no compiler is */
export function nativeKernels(name: KernelName, job: KernelJob, from: number): NativeKernel[] {
  const found = compilers();
  if (found.length === 0) throw new Error('there is no C compiler here (clang or gcc) to make the anchor with');
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-native-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const frame = join(folder, 'frame');
  writeFileSync(frame, job.frame);
  return found.map(({ name: compiler, program, flags, exact }, at) => {
    const binary = join(folder, `${name}-${at}`);
    const made = spawnSync(program, [...flags, '-std=gnu11', '-o', binary, ...['main', name].map((file) => inProject(`tests/bench/native/${file}.c`)), '-lm'], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`${compiler} does not take ${name}.c:\n${made.stderr}`);
    const child = spawn(binary, [frame, String(from)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      name: compiler, exact,
      run: async () => {
        child.stdin.write('\n');
        const { value } = (await lines.next()) as { value?: string };
        const [ms = '', hex = ''] = (value ?? '').split(' ');
        if (hex === '') throw new Error(`${compiler}'s ${name} ended`);
        return { ms: Number(ms), sha256: createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex') };
      },
      end: () => void child.kill(),
    };
  });
}
