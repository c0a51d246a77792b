// What a worker wrote down about its jobs, and what follows from it after a restart: nothing acknowledged is lost, at most one
// checkpoint interval of work is done again.

import { z } from 'zod';
import { zError } from '../../../shared/contract/base';
import type { Job } from '../../../shared/pouw/protocol';
import { foreignOf } from '../job/frame';
import { checked } from '../openapi/checks';

const zHash = z.string().regex(/^[0-9a-f]{64}$/);
const zId = z.string().regex(/^[0-9a-f]{32}$/);
const zTime = z.number().int().nonnegative();
const zTrail = z.array(zHash).max(1024);
const zJob = z.unknown().transform((value): Job => checked('Job', value));

/** How an attempt ended. `validated`, `refused`, `cancelled` and `lapsed` are the coordinator's words. */
export const ENDS = ['validated', 'refused', 'cancelled', 'lapsed', 'failed'] as const;

export const zRecord = z.discriminatedUnion('t', [
  z.object({ t: z.literal('leased'), lease: zId, coordinator: z.string().max(300), job: zJob, at: zTime }),
  /** A state to go on from is on the disk. */
  z.object({ t: z.literal('kept'), lease: zId, done: z.number().int().nonnegative(), state: zHash, trail: zTrail }),
  z.object({ t: z.literal('finished'), lease: zId, output: z.object({ sha256: zHash, size: z.number().int().nonnegative() }), trail: zTrail, salt: zHash, busyMs: z.number().nonnegative(), wallMs: z.number().nonnegative(), at: zTime }),
  z.object({ t: z.literal('committed'), lease: zId }),
  z.object({ t: z.literal('submitted'), lease: zId }),
  z.object({ t: z.literal('ended'), lease: zId, end: z.enum(ENDS), error: zError.nullable(), at: zTime }),
]);
export type AttemptEvent = z.infer<typeof zRecord>;

/** One attempt at a job, as the journal tells it. */
export interface AttemptRecord {
  readonly lease: string;
  readonly coordinator: string;
  readonly job: Job;
  readonly at: number;
  state: 'leased' | 'finished' | 'committed' | 'submitted' | 'ended';
  kept: { readonly done: number; readonly state: string; readonly trail: readonly string[] } | null;
  finished: Extract<AttemptEvent, { t: 'finished' }> | null;
  end: { readonly how: (typeof ENDS)[number]; readonly error: z.infer<typeof zError> | null; readonly at: number } | null;
}

/** Attempts that stay in the history. */
const REMEMBERED = 500;

export class Attempts {
  private readonly all = new Map<string, AttemptRecord>();

  apply(event: AttemptEvent): void {
    if (event.t === 'leased') {
      const { lease, coordinator, job, at } = event;
      this.all.set(lease, { lease, coordinator, job, at, state: 'leased', kept: null, finished: null, end: null });
      return;
    }
    const attempt = this.all.get(event.lease);
    // The beginning may have been compacted away with its end.
    if (!attempt || attempt.end) return;
    switch (event.t) {
      case 'kept': return void (attempt.kept = { done: event.done, state: event.state, trail: event.trail });
      case 'finished': return void Object.assign(attempt, { state: 'finished', finished: event });
      case 'committed': return void (attempt.state = 'committed');
      case 'submitted': return void (attempt.state = 'submitted');
      case 'ended': return void Object.assign(attempt, { state: 'ended', kept: null, end: { how: event.end, error: event.error, at: event.at } });
    }
  }

  get(lease: string): AttemptRecord | null {
    return this.all.get(lease) ?? null;
  }

  /** Attempts that go on, oldest first. */
  open(): AttemptRecord[] {
    return [...this.all.values()].filter(({ end }) => end === null);
  }

  /** Attempts that ended, newest first. */
  ended(): AttemptRecord[] {
    return [...this.all.values()].filter(({ end }) => end !== null).sort((left, right) => (right.end?.at ?? 0) - (left.end?.at ?? 0));
  }

  /** How often a module or a model failed here lately by itself; a coordinator that is away or a full disk is not its fault. */
  failures(foreign: string): number {
    return this.ended().filter(({ job, end }) => foreignOf(job) === foreign && end?.how === 'failed' && /^pouw\/(job|module|model)-/.test(end.error?.code ?? '')).length;
  }

  /** The shortest journal that tells the same, without what nobody asks for any more. */
  records(): AttemptEvent[] {
    const kept = [...this.open(), ...this.ended().slice(0, REMEMBERED)].sort((left, right) => left.at - right.at);
    return kept.flatMap((attempt): AttemptEvent[] => {
      const { lease, coordinator, job, at, state, kept: state_, finished, end } = attempt;
      return [
        { t: 'leased', lease, coordinator, job, at },
        ...(state_ ? [{ t: 'kept' as const, lease, ...state_, trail: [...state_.trail] }] : []),
        ...(finished ? [finished] : []),
        ...(state === 'committed' || state === 'submitted' ? [{ t: 'committed' as const, lease }] : []),
        ...(state === 'submitted' ? [{ t: 'submitted' as const, lease }] : []),
        ...(end ? [{ t: 'ended' as const, lease, end: end.how, error: end.error, at: end.at }] : []),
      ];
    });
  }
}
