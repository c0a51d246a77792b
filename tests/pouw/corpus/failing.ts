// Modules that are admitted, because their form is sound, and that fail or never come back when they run.
import { encode, I32, u32, type Func, type Module } from './encode';
import type { Entry } from './entry';
import { FUNCTIONS, indexOf, jobModule, op, PLACE, UNITS, type FunctionName } from './job-module';

const PAGE = 65_536;

type Changes = Partial<Record<FunctionName, Partial<Func>>>;
const failed = (name: string, code: string, what: string, changes: Changes, output?: Entry['output'], parts: Partial<Module> = {}): Entry => ({ name, bytes: encode(jobModule(changes, parts)), expect: 'failed', code: `pouw/job-${code}`, what, ...(output && { output }) });
const runaway = (name: string, what: string, changes: Changes, parts: Partial<Module> = {}): Entry => ({ name, bytes: encode(jobModule(changes, parts)), expect: 'runaway', what });

const answers = (value: number): Partial<Func> => ({ code: op.i32(value) });
const forever = [...op.loop, ...op.branch(0), ...op.end, ...op.unreachable];
/** Every word of 64 MiB, again and again; the parameter is the address. */
const fillForever = [...op.loop, ...op.get(0), ...op.i32(0x03ff_fffc), ...op.and, ...op.get(0), ...op.store(), ...op.get(0), ...op.i32(4), ...op.add, ...op.set(0), ...op.branch(0), ...op.end, ...op.unreachable];
/** Bodies almost as large as they may be, of steps that an engine cannot leave out; 2 MiB in all. */
const longBody = [...op.i32(0), ...Array.from({ length: 20_000 }, () => [...op.load(), ...op.i32(4), ...op.add]).flat()];
const longToTranslate = (): Partial<Module> => {
  const { functions } = jobModule({ step: { code: [...longBody, ...op.drop, ...op.unreachable] } });
  return { functions: [...functions, ...Array.from({ length: 16 }, (): Func => ({ params: [], results: [I32], code: longBody }))] };
};
/** As the good module, and at its end the given instructions instead of its status. */
const afterStep = (code: readonly number[]): Partial<Func> => ({ code: [...FUNCTIONS.step.code, ...op.drop, ...code] });
const lateInTheJob = (code: readonly number[]): Partial<Func> => ({ code: [...op.getGlobal(0), ...op.i32(UNITS / 2), ...op.geU, ...op.ifEmpty, ...code, ...op.end, ...FUNCTIONS.step.code] });
/** The good output, with a double in its place. */
const givesDouble = (bytes: readonly number[]): Partial<Func> => ({ code: [...op.i32(PLACE.output), 0x44, ...bytes, ...op.storeF64(), ...op.i32(PLACE.output)] });

export const failing = (): Entry[] => [
  runaway('loop-in-step', 'step never comes back', { step: { code: forever } }),
  runaway('loop-in-init', 'init never comes back', { init: { code: forever } }),
  runaway('loop-in-abi', 'abi never comes back', { abi: { code: forever } }),
  runaway('loop-in-out', 'out never comes back, after all the work', { out: { code: forever } }),
  runaway('loop-in-buf', 'buf never comes back', { buf: { code: forever } }),
  runaway('loop-in-units', 'units never comes back', { units: { code: forever } }),
  runaway('loop-in-progress', 'progress never comes back', { progress: { code: forever } }),
  runaway('fills-memory', 'step writes all over a memory of 64 MiB and never comes back', { step: { code: fillForever } }, { memory: [1, ...u32(1_024), ...u32(1_024)] }),
  runaway('loop-in-middle', 'step never comes back, half way', { step: lateInTheJob([...op.loop, ...op.branch(0), ...op.end]) }),
  failed('deep-recursion', 'trap', 'step calls itself until the stack is full', { step: { code: [...op.get(0), ...op.call(indexOf('step')), ...op.i32(1), ...op.add] } }),
  failed('long-to-translate', 'trap', 'the engine has much to translate before step stops', {}, 'bytes', longToTranslate()),
  failed('out-of-bounds', 'trap', 'step reads behind its memory', { step: { code: [...op.i32(-4), ...op.load()] } }),
  failed('trap-in-init', 'trap', 'init stops', { init: { code: op.unreachable } }),
  failed('trap-in-middle', 'trap', 'step stops half way', { step: lateInTheJob(op.unreachable) }),
  failed('trap-in-out', 'trap', 'out stops, after all the work', { out: { code: op.unreachable } }),
  failed('other-abi', 'abi', 'another number of the ABI', { abi: answers(2) }),
  failed('no-room', 'input', 'the input is too large for the module', { buf: answers(0) }),
  failed('input-refused', 'input', 'init does not accept the input', { init: answers(-1) }),
  failed('init-garbage', 'status', 'init answers something that is not in the ABI', { init: answers(3) }),
  failed('buffer-outside', 'pointer', 'the room for the input lies behind the memory', { buf: answers(PAGE) }),
  failed('buffer-negative', 'pointer', 'the room for the input lies at a pointer below zero', { buf: answers(-8) }),
  failed('buffer-misaligned', 'pointer', 'the room for the input is not at a multiple of 8', { buf: answers(PLACE.input + 4) }),
  failed('no-units', 'units', 'there is nothing to do', { units: answers(0) }),
  failed('negative-units', 'units', 'there is less than nothing to do', { units: answers(-1) }),
  failed('never-done', 'count', 'step says that there is more when all units are done', { step: afterStep(op.i32(0)) }),
  failed('done-early', 'count', 'step says done when there are units left', { step: afterStep(op.i32(1)) }),
  failed('status-garbage', 'status', 'step answers something that is not in the ABI', { step: afterStep(op.i32(7)) }),
  failed('gives-up', 'error', 'step answers with an error', { step: afterStep(op.i32(-5)) }),
  failed('progress-backwards', 'progress', 'progress falls while the work goes on', { progress: { code: [...op.i32(1_000_000), ...op.getGlobal(0), ...op.sub] } }),
  failed('progress-beyond', 'progress', 'progress is more than all', { progress: answers(1_000_001) }),
  failed('progress-negative', 'progress', 'progress is below zero', { progress: answers(-1) }),
  failed('nan-f64', 'output-nan', 'the output holds a NaN with a payload', { out: givesDouble([1, 2, 3, 4, 5, 6, 0xf7, 0x7f]) }, 'f64'),
  failed('nan-f32', 'output-nan', 'the output holds a negative NaN of 32 bits', { out: givesDouble([0, 0, 0, 0, 0, 0, 0xc0, 0xff]) }, 'f32'),
  failed('output-too-large', 'output-limit', 'the output is larger than the job may give', { out_len: answers(8_192) }),
  failed('output-beyond', 'output', 'the output is said to go on behind the memory', { out_len: answers(PAGE) }),
  failed('output-longest', 'output', 'the output is said to be of 2 GiB', { out_len: answers(0x7fff_ffff) }),
  failed('output-negative-length', 'output', 'the output is said to be shorter than nothing', { out_len: answers(-8) }),
  failed('output-negative', 'output', 'the output lies at a pointer below zero', { out: answers(-8) }),
  failed('output-misaligned', 'output', 'the output is not at a multiple of 8', { out: answers(PLACE.output + 1) }),
  failed('output-broken-float', 'output', 'the output is not a whole number of doubles', { out_len: answers(12) }, 'f64'),
];
