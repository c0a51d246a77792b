// What a compiler writes is admitted and runs: a sum of square roots, in floats and in vectors, with and without the names of its functions.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { attempt } from '../../../../pouw/corpus/attempt';
import { judge } from '../../../../pouw/corpus/judge';

jest.setTimeout(60_000);

const SOURCE = `
const INPUT: i32 = 4096;
const OUTPUT: i32 = 32768;
const UNITS: i32 = 50;
export let done: i32 = 0;
export let sum: f64 = 0;
export function abi(): i32 { return 1; }
export function buf(size: i32): i32 { return size <= 16384 ? INPUT : 0; }
export function init(at: i32, size: i32): i32 {
  if (size < 16) return -1;
  sum = f64(load<u32>(at + 4));
  memory.fill(OUTPUT, 0, 16);
  return 0;
}
export function units(): i32 { return UNITS; }
export function step(count: i32): i32 {
  for (let left = count; left > 0 && done < UNITS; left--) {
    sum += Math.sqrt(f64(done));
    v128.store(OUTPUT, f64x2.add(v128.load(OUTPUT), f64x2.splat(sum)));
    done++;
  }
  return done == UNITS ? 1 : 0;
}
export function progress(): i32 { return done * (1000000 / UNITS); }
export function out(): i32 { return OUTPUT; }
export function out_len(): i32 { return 16; }
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fluxkeep-asc-'));
  writeFileSync(join(folder, 'job.ts'), SOURCE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compile(...options: string[]): Uint8Array {
  const file = join(folder, 'job.wasm');
  const always = ['--runtime', 'stub', '--noAssert', '--enable', 'simd,bulk-memory', '--initialMemory', '1', '--maximumMemory', '1', '--outFile', file];
  execFileSync(process.execPath, [resolve('node_modules/assemblyscript/bin/asc.js'), join(folder, 'job.ts'), ...always, ...options]);
  return Uint8Array.from(readFileSync(file));
}

function expected(): number[] {
  let [sum, all] = [7, 0];
  for (let done = 0; done < 50; done += 1) {
    sum += Math.sqrt(done);
    all += sum;
  }
  return [all, all];
}

it.each([['optimised', '-O3'], ['small', '-Oz', '--converge'], ['with names', '--debug']])('admits and runs it: %s', async (_, ...options) => {
  const bytes = compile(...options);
  expect(judge(bytes)).toBe('admitted');
  for (const resume of [false, true]) {
    const output = await attempt(bytes, { output: 'f64', slice: 7, resume });
    expect([...new Float64Array(output.buffer)]).toEqual(expected());
  }
});

it('refuses it when its memory may grow', () => {
  expect(judge(compile('-O3', '--maximumMemory', '2'))).toBe('pouw/module-memory');
});
