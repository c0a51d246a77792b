// pouw-abi/1: what a useful-work module is. A module is WebAssembly without a single import: a pure function over
// its own linear memory, so it has no clock, no randomness, no network and no files. The host calls `step` again and
// again; between two calls the whole state is the memory and the exported mutable globals, so a job can be paused,
// written to disk, moved to another host and gone on with, to the same bits. docs/pouw-protocol.md is the long form.

/** Bytes of a page of linear memory (WebAssembly core specification, 4.2.8). */
export const PAGE_BYTES = 65_536;

/** What `init` and `step` answer. Anything below zero is an error of the module; it is never a result. */
export const STATUS = { more: 0, done: 1 } as const;

/** The functions that a module must export, with parameters and results in WebAssembly's value types. */
export const REQUIRED_EXPORTS = {
  /** → 1, the number of this ABI. */
  abi: { params: [], results: ['i32'] },
  /** (bytes) → where the host may write the input frame, a multiple of 8; 0 when it is too large. */
  buf: { params: ['i32'], results: ['i32'] },
  /** (pointer, bytes) → 0, or below zero when the input makes no sense. */
  init: { params: ['i32', 'i32'], results: ['i32'] },
  /** → units of work of this job in all, above zero, known after `init`. One unit is the same work on every computer. */
  units: { params: [], results: ['i32'] },
  /** (units) → does exactly so many units, or what is left of them. step(a) then step(b) leaves the same bits as step(a + b). */
  step: { params: ['i32'], results: ['i32'] },
  /** → done so far, in millionths. */
  progress: { params: [], results: ['i32'] },
  /** → where the output starts, a multiple of 8; valid once `step` said done. */
  out: { params: [], results: ['i32'] },
  /** → bytes of the output. */
  out_len: { params: [], results: ['i32'] },
} as const;

/** What the bytes of an output are. The host refuses NaN in floats: its bits differ between processors. */
export const OUTPUT_TYPES = ['bytes', 'f32', 'f64'] as const;
export type OutputType = (typeof OUTPUT_TYPES)[number];

/** Input frame: header and every part start at a multiple of 8; all numbers are little-endian u32. */
const FRAME_VERSION = 1;

/** What the host writes into `buf` before `init`. */
export interface Frame {
  /** 64 bits, as two halves. */
  readonly seed: bigint;
  /** At most 4 KiB; their meaning belongs to the kind of job. */
  readonly params: Uint8Array;
  readonly inputs: readonly Uint8Array[];
}

const padded = (bytes: number): number => (bytes + 7) & ~7;

/**
 * The input frame of a job: `version | seed low | seed high | bytes of params | params | number of inputs | 0 |` and for
 * each input `bytes | 0 | the input`, params and inputs padded with zeros to a multiple of 8.
 */
export function encodeFrame({ seed, params, inputs }: Frame): Uint8Array {
  const size = 16 + padded(params.length) + 8 + inputs.reduce((sum, input) => sum + 8 + padded(input.length), 0);
  const frame = new Uint8Array(size);
  const view = new DataView(frame.buffer);
  view.setUint32(0, FRAME_VERSION, true);
  view.setBigUint64(4, BigInt.asUintN(64, seed), true);
  view.setUint32(12, params.length, true);
  frame.set(params, 16);
  let at = 16 + padded(params.length);
  view.setUint32(at, inputs.length, true);
  at += 8;
  for (const input of inputs) {
    view.setUint32(at, input.length, true);
    frame.set(input, at + 8);
    at += 8 + padded(input.length);
  }
  return frame;
}

/** Reads a frame back, for jobs that are not a module. Null when it is none, to the last byte. */
export function decodeFrame(frame: Uint8Array): Frame | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  let at = 16;
  const part = (bytes: number): Uint8Array | null => {
    const from = at;
    at += padded(bytes);
    return at <= frame.length ? frame.subarray(from, from + bytes) : null;
  };
  if (frame.length < at || view.getUint32(0, true) !== FRAME_VERSION) return null;
  const params = part(view.getUint32(12, true));
  if (!params || at + 8 > frame.length) return null;
  const count = view.getUint32(at, true);
  const inputs: Uint8Array[] = [];
  for (at += 8; inputs.length < count; ) {
    if (at + 8 > frame.length) return null;
    at += 8;
    const input = part(view.getUint32(at - 8, true));
    if (!input) return null;
    inputs.push(input);
  }
  return at === frame.length ? { seed: view.getBigUint64(4, true), params, inputs } : null;
}
