// Building blocks of the contract: every message between processes is described here and parsed on arrival.

import { z } from 'zod';
import { CHAINS, NETWORKS, type AssetId } from '../chains/ids';

// Schemas are checked as they stand: compiling code for each one takes longer than it saves here, at every start of every process, and needs eval.
z.config({ jitless: true });

/** Integer base units in decimal digits. */
export const zUnits = z.string().regex(/^-?(0|[1-9]\d{0,77})$/);
export const zNetwork = z.enum(NETWORKS);
export const zChain = z.enum(CHAINS);
export const zAsset = z.string().max(80).regex(/^[a-z]+\/(native|0x[0-9a-f]{40})$/).refine((text) => (CHAINS as readonly string[]).includes(text.slice(0, text.indexOf('/')))) as z.ZodType<AssetId, string>;
export const zHash = z.string().regex(/^[0-9a-f]{64}$/);
export const zTxid = z.string().regex(/^(0x)?[0-9a-f]{64}$/);
export const zAddress = z.string().min(1).max(128);
/** Text that came from a server or a person: plain, short, never rendered as anything but text. */
export const zText = z.string().max(200);
export const zBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
export const zTime = z.number().int().nonnegative();
export const zWalletId = z.string().regex(/^[0-9a-f]{32}$/);
export const zNothing = z.undefined();

export const zError = z.object({
  code: z.string().max(80),
  message: z.string().max(400),
  context: z.record(z.string(), z.union([z.string().max(400), z.number(), z.boolean()])),
});

/** A process that main starts and watches. */
export const zProcessState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('restarting'), attempt: z.number().int(), reason: zError }),
  z.object({ state: z.literal('stopped'), reason: zError }),
]);

/** A reading of the outside world. "Unknown" is a state with a reason; it never looks like zero. */
export const zReading = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('known'), value, source: z.enum(['proven', 'agreed', 'reported']), at: zTime }),
    z.object({ state: z.literal('loading') }),
    z.object({ state: z.literal('unknown'), reason: zError, at: zTime }),
  ]);
export type Reading<T> =
  | { state: 'known'; value: T; source: 'proven' | 'agreed' | 'reported'; at: number }
  | { state: 'loading' }
  | { state: 'unknown'; reason: z.infer<typeof zError>; at: number };

/** Windows and processes that may call. */
export type Caller = 'main-window' | 'approval' | 'secrets' | 'main';
export type Owner = 'main' | 'wallet' | 'signer' | 'node' | 'work' | 'boinc';

export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly owner: Owner;
  readonly callers: readonly Caller[];
  readonly in: I;
  readonly out: O;
}

/** Declares a call: who answers it, who may make it, and the schemas of both directions. */
export function call<I extends z.ZodType, O extends z.ZodType>(owner: Owner, callers: readonly Caller[], input: I, output: O): CallSpec<I, O> {
  return { owner, callers, in: input, out: output };
}

export type Calls = Record<string, CallSpec>;
export type CallInput<C extends CallSpec> = z.input<C['in']>;
export type CallOutput<C extends CallSpec> = z.output<C['out']>;

/** A handler's answer; calls without one may return nothing. */
type Answer<T> = [T] extends [undefined] ? void | Promise<void> : T | Promise<T>;

/** Handlers of all calls of a map: parsed input in, output to be parsed. */
export type Handlers<M extends Calls> = { [K in keyof M]: (input: z.output<M[K]['in']>) => Answer<z.input<M[K]['out']>> };

/** A caller's view of a map. */
export type Client<M extends Calls> = { [K in keyof M]: (input: z.input<M[K]['in']>) => Promise<z.output<M[K]['out']>> };
