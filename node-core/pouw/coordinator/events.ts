// What happened to a coordinator, in order. The log of these is all there is: state is what follows from reading it from the start.

import type { BatchRequest, Blob, Job, Registration, Result } from '../../../shared/pouw/protocol';

/** `at`: milliseconds by the coordinator's clock. Nodes, jobs, leases and batches are named by their hexadecimal ids. */
export type CoordinatorEvent =
  | { readonly t: 'node'; readonly node: string; readonly registration: Registration; readonly at: number }
  | { readonly t: 'batch'; readonly batch: string; readonly publisher: string; readonly request: BatchRequest; readonly at: number }
  | { readonly t: 'job'; readonly job: Job; readonly round: number; readonly at: number }
  /** `alone`: a trusted node does this job without a second one. */
  | { readonly t: 'lease'; readonly lease: string; readonly job: string; readonly node: string; readonly alone: boolean; readonly at: number; readonly until: number }
  | { readonly t: 'lapsed'; readonly lease: string; readonly at: number }
  /** `until`: from then on the worker's place is another's, unless it showed its result. */
  | { readonly t: 'commit'; readonly lease: string; readonly commitment: string; readonly at: number; readonly until: number }
  | { readonly t: 'result'; readonly lease: string; readonly result: Result; readonly at: number }
  /** Results of a job differ from slice `slice` on; somebody has to hand in the state before it. */
  | { readonly t: 'dispute'; readonly job: string; readonly slice: number; readonly at: number }
  /** All agree, or one works alone: the coordinator does the job itself from its beginning up to slice `slice`, before the result counts. */
  | { readonly t: 'look'; readonly job: string; readonly slice: number; readonly at: number }
  | { readonly t: 'verdict'; readonly job: string; readonly verdict: Verdict; readonly at: number }
  | { readonly t: 'failed'; readonly job: string; readonly why: string; readonly at: number }
  /** The results of a batch's round were put together. */
  | { readonly t: 'round'; readonly batch: string; readonly round: number; readonly made: Blob; readonly media: string; readonly loss: number | null; readonly accuracy: number | null; readonly last: boolean; readonly at: number }
  /** Signed and on its way: `credits` of the node are settled by it. */
  | { readonly t: 'payout'; readonly node: string; readonly txid: string; readonly raw: string; readonly sat: string; readonly credits: number; readonly at: number };

/** Who was right about a job, and what follows from it for earlier results. */
export interface Verdict {
  /** Leases whose results agree, or were found right. */
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
  /** Slice that showed who was wrong; null where all agreed. */
  readonly slice: number | null;
  /** Whether this counts for good at once. */
  readonly final: boolean;
  /** Jobs that stood provisionally on a node that passed this check. */
  readonly confirms: readonly string[];
  /** Jobs that stood provisionally on a node that was caught: those that nobody else stands behind are done again. */
  readonly voids: readonly string[];
}
