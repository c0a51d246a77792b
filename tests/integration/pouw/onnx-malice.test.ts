// A coordinator that means harm with models: whatever it sends, a worker runs its own runtime on what it understood, and works on.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kindsOf } from '../../../node-core/pouw/host/onnx-package';
import { ThreadHost } from '../../../node-core/pouw/host/thread-host';
import { Worker } from '../../../node-core/pouw/worker/worker';
import { encodeOnnx } from '../../../shared/pouw/kinds/onnx';
import { digitModel } from '../../../shared/pouw/kinds/digit-model';
import { firstWeights } from '../../../shared/pouw/kinds/train';
import { ONNX_RUNTIME } from '../../../shared/pouw/onnx/runtime';
import { writeModel } from '../../../shared/pouw/onnx/write-model';
import { until } from '../../e2e/harness/until';
import { scriptedCoordinator, type ScriptedCoordinator, type ScriptedJob } from '../../pouw/scripted-coordinator';
import { PROGRAMS } from './local-network';

jest.setTimeout(120_000);

/** Another network for each seed: what fails is counted by it. */
const model = (seed: number): Uint8Array => writeModel(digitModel(firstWeights(seed)), null);
const rows = new Uint8Array(new Float32Array(196 * 4).fill(0.5).buffer);
let coordinator: ScriptedCoordinator;
let worker: Worker;
let folder: string;

const job = (title: string, more: Partial<ScriptedJob> = {}): ScriptedJob => ({
  title, kind: 'onnx', module: ONNX_RUNTIME, params: encodeOnnx({ rows: 4, perUnit: 2 }), inputs: [model(0), rows], seed: 1n, output: 'f32', units: 2, slices: 2, limits: { memPages: 2_048, wallSeconds: 60, outputBytes: 4_096 }, ...more,
});
const end = (title: string) => worker.view().history.find(({ job: { title: each } }) => each === title)?.end ?? null;
const verdict = async (title: string): Promise<string | undefined> => {
  await until(`the verdict about ${title}`, () => end(title) !== null, 60_000);
  return end(title)?.error?.code ?? end(title)?.how;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fluxkeep-onnx-'));
  coordinator = await scriptedCoordinator();
  worker = await Worker.open({ folder, host: new ThreadHost(PROGRAMS), kinds: kindsOf(PROGRAMS), now: Date.now, changed: () => undefined, log: () => undefined, hostClass: { runtime: 'test', cores: 1, memoryMegabytes: 100 } });
  // Modules by anybody are allowed: for the runtime that changes nothing.
  worker.setLimits({ slots: 2, modules: null });
  worker.setCoordinators([coordinator.url]);
});
afterEach(async () => {
  await worker.stop();
  await coordinator.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('models that break a rule, numbers that do not fit, and too little memory end their own job only', async () => {
  coordinator.give(job('cut', { inputs: [model(1).slice(0, -9), rows] }));
  coordinator.give(job('no model', { inputs: [rows, rows] }));
  coordinator.give(job('rows that are missing', { inputs: [model(2), rows.slice(8)] }));
  coordinator.give(job('other units', { inputs: [model(3), rows], units: 3, slices: 3 }));
  coordinator.give(job('bytes instead of numbers', { inputs: [model(4), rows], output: 'bytes' }));
  coordinator.give(job('too little memory', { inputs: [model(5), rows], limits: { memPages: 16, wallSeconds: 60, outputBytes: 4_096 } }));
  coordinator.give(job('too much output', { inputs: [model(6), rows], limits: { memPages: 2_048, wallSeconds: 60, outputBytes: 8 } }));
  coordinator.give(job('a module in the place of a model', { kind: 'primes' }));
  expect(await verdict('cut')).toBe('pouw/model-truncated');
  expect(await verdict('no model')).toMatch(/^pouw\/model-/);
  expect(await verdict('rows that are missing')).toBe('pouw/job-input');
  expect(await verdict('other units')).toBe('pouw/job-units');
  expect(await verdict('bytes instead of numbers')).toBe('pouw/job-output');
  expect(await verdict('too little memory')).toBe('pouw/job-start');
  expect(await verdict('too much output')).toBe('pouw/job-output-limit');
  // The runtime as a module: it is fetched from nobody who has it, and admission would refuse it.
  expect(await verdict('a module in the place of a model')).not.toBe('validated');
});

it('a model that failed three times is left to others, and another one still runs', async () => {
  for (const each of [1, 2, 3]) coordinator.give(job(`bad ${each}`, { inputs: [model(8), rows.slice(4)] }));
  for (const each of [1, 2, 3]) expect(await verdict(`bad ${each}`)).toBe('pouw/job-input');
  coordinator.give(job('good'));
  expect(await verdict('good')).toBe('validated');
  const taken = coordinator.taken.length;
  coordinator.give(job('bad 4', { inputs: [model(8), rows.slice(4)] }));
  await until('the lease', () => coordinator.taken.length > taken, 60_000);
  await until('the refusal', () => worker.view().coordinators.some(({ error }) => error?.code === 'pouw/quarantined'), 60_000);
  expect(end('bad 4')).toBeNull();
});

it('another runtime is never fetched and never run, even where modules by anybody are', async () => {
  const taken = coordinator.taken.length;
  coordinator.give(job('another runtime', { module: new Uint8Array(readFileSync(join(PROGRAMS, 'modules/primes.wasm'))) }));
  await until('the lease', () => coordinator.taken.length > taken, 60_000);
  await until('the refusal', () => worker.view().coordinators.some(({ error }) => error?.code === 'pouw/unlisted'), 60_000);
  expect(end('another runtime')).toBeNull();
  expect(worker.view().jobs).toEqual([]);
});
