// What is said between the host of a job and the sandbox that runs it. Both sides parse what comes: a module that broke out
// of its memory could say anything here, and still finds only these words.

import { z } from 'zod';
import { zError } from '../contract/base';
import { OUTPUT_TYPES } from './abi';
import { RUNTIME_PAGES } from './onnx/runtime';

const zBytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const zCount = z.number().int().nonnegative().max(0x7fff_ffff);
const zHash = z.string().regex(/^[0-9a-f]{64}$/);

export const zToSandbox = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    program: z.discriminatedUnion('kind', [
      /** A module; its pages and globals as admission found them. */
      z.object({ kind: z.literal('wasm'), module: zBytes, pages: z.number().int().min(1).max(1024), globals: z.array(z.string().max(100)).max(256) }),
      /** The runtime for models, and the pages that its memory may have. */
      z.object({ kind: z.literal('onnx'), runtime: zBytes, pages: z.number().int().min(1).max(RUNTIME_PAGES) }),
    ]),
    /** The job's beginning, and a state that was kept where it goes on from one. A module has its input in its state already: its frame is empty then. */
    from: z.object({ frame: zBytes, state: zBytes.nullable() }),
    units: zCount.min(1),
    slices: z.number().int().min(1).max(1024),
    output: z.enum(OUTPUT_TYPES),
    outputBytes: z.number().int().min(1).max(1_048_576),
    /** Milliseconds between two states that are handed out to be kept; null: none. */
    keepEvery: z.number().int().min(50).nullable(),
    /** Stops after so many slices instead of at the end, and hands out the state there. */
    stopAfter: z.number().int().min(0).max(1024).nullable(),
  }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  /** Hand out the state now. */
  z.object({ kind: z.literal('keep') }),
]);
export type ToSandbox = z.infer<typeof zToSandbox>;
/** What a sandbox is made for: modules, or models in the runtime. */
export const zSandboxProgram = z.enum(['wasm', 'onnx']);
export type SandboxProgram = z.infer<typeof zSandboxProgram>;
export type StartMessage = Extract<ToSandbox, { kind: 'start' }>;

export const zFromSandbox = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('progress'), done: zCount }),
  /** Hash of the state after slice `index`. */
  z.object({ kind: z.literal('slice'), index: z.number().int().min(0).max(1023), hash: zHash }),
  z.object({ kind: z.literal('state'), done: zCount, state: zBytes }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('done'), output: zBytes, sha256: zHash, busyMs: z.number().nonnegative() }),
  z.object({ kind: z.literal('failed'), error: zError }),
]);
export type FromSandbox = z.infer<typeof zFromSandbox>;

/** Units after slice `index` (0 is the first): the same on every computer, so that trails can be compared. */
export function sliceEnd(units: number, slices: number, index: number): number {
  return Number((BigInt(units) * BigInt(index + 1)) / BigInt(slices));
}
