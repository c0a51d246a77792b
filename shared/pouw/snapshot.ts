// The state of a job between two steps, as one flat buffer: magic, version, bytes of memory, units in all, units done, progress in
// millionths, number of globals, zero (each a little-endian u32), then each mutable global in 8 bytes, then the memory.
import { failure } from './job-failure';

/** Where the host's own count stands. */
export interface Counts {
  readonly total: number;
  readonly done: number;
  readonly progress: number;
}

/** "FKJS". */
const MAGIC = 0x534a_4b46;
const VERSION = 1;
const HEADER_BYTES = 32;

/**
 * The snapshot of a job.
 * @param globals the mutable ones, in the order of admission
 */
export function writeSnapshot({ total, done, progress }: Counts, globals: readonly WebAssembly.Global[], memory: Uint8Array): Uint8Array {
  const at = HEADER_BYTES + 8 * globals.length;
  const state = new Uint8Array(at + memory.length);
  const view = new DataView(state.buffer);
  [MAGIC, VERSION, memory.length, total, done, progress, globals.length, 0].forEach((value, index) => view.setUint32(4 * index, value, true));
  globals.forEach((global, index) => writeGlobal(view, HEADER_BYTES + 8 * index, global.value));
  state.set(memory, at);
  return state;
}

/** A number of any type fits a double without loss, except the bits of NaN, which JavaScript does not promise to keep. */
function writeGlobal(view: DataView, at: number, value: unknown): void {
  if (typeof value === 'bigint') view.setBigInt64(at, value, true);
  else if (typeof value === 'number' && !Number.isNaN(value)) view.setFloat64(at, value, true);
  else throw failure('global-nan', 'a mutable global holds NaN, whose bits no snapshot can hold');
}

/** Writes a snapshot's state into a fresh instance of the same module and returns the counts; nothing in it is trusted. */
export function readSnapshot(state: Uint8Array, globals: readonly WebAssembly.Global[], memory: Uint8Array): Counts {
  const at = HEADER_BYTES + 8 * globals.length;
  const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
  if (state.length !== at + memory.length) throw broken('size');
  const number = (index: number): number => view.getUint32(4 * index, true);
  const [total, done, progress] = [number(3), number(4), number(5)];
  if (number(0) !== MAGIC || number(1) !== VERSION || number(2) !== memory.length || number(6) !== globals.length || number(7) !== 0) throw broken('header');
  if (total === 0 || total > 0x7fff_ffff || done > total) throw broken('units');
  globals.forEach((global, index) => readGlobal(view, HEADER_BYTES + 8 * index, global));
  memory.set(state.subarray(at));
  return { total, done, progress };
}

function readGlobal(view: DataView, at: number, global: WebAssembly.Global): void {
  const value = typeof global.value === 'bigint' ? view.getBigInt64(at, true) : view.getFloat64(at, true);
  global.value = value;
  // What the type of the global cannot hold comes back changed.
  if (!Object.is(global.value, value)) throw broken('global');
}

const broken = (part: string) => failure('snapshot', 'the snapshot is not one of this module', { part });
