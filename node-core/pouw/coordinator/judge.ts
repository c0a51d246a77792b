// Comparing the results of a job. Equal ones are right when enough of them are equal; different ones are told apart by the
// first slice about which their trails differ, which the coordinator does again itself.

import type { CoordinatorEvent, Verdict } from './events';
import type { CoordinatorPolicy } from './policy';
import { live, type CoordinatorState, type JobRecord, type LeaseRecord } from './state';

const NOBODY: Verdict = { valid: [], invalid: [], slice: null, final: false, confirms: [], voids: [] };

/** Two results are the same when every state and the output are. */
const answerOf = ({ result }: LeaseRecord): string => (result ? `${result.trail.join('')}${result.output.sha256}` : '');

/** Verdict, dispute, or nothing while results are missing. */
export function judge(state: CoordinatorState, record: JobRecord, policy: CoordinatorPolicy, at: number): CoordinatorEvent[] {
  const here = live(record);
  if (here.length < record.wanted || here.some(({ state: each }) => each !== 'submitted')) return [];
  const [first, ...others] = here;
  if (first === undefined) return [];
  if (others.every((each) => answerOf(each) === answerOf(first))) return [verdict(state, record, { valid: here, invalid: [], slice: null }, policy, at)];
  return [{ t: 'dispute', job: record.job.id, slice: firstDifference(here), at }];
}

/** Index of the first slice whose states differ; the number of slices when only the outputs do. */
function firstDifference(leases: readonly LeaseRecord[]): number {
  const trails = leases.flatMap(({ result }) => (result ? [result.trail] : []));
  const [first = []] = trails;
  const at = first.findIndex((hash, index) => trails.some((trail) => trail[index] !== hash));
  return at < 0 ? first.length : at;
}

/**
 * What is true about the slice in dispute tells who is wrong. Those that are left may still differ later on.
 * @param truth hash of the state after slice `slice`, or of the output when `slice` is the number of slices
 */
export function settle(state: CoordinatorState, record: JobRecord, slice: number, truth: string, policy: CoordinatorPolicy, at: number): CoordinatorEvent[] {
  const here = live(record).filter(({ result }) => result !== null);
  const says = ({ result }: LeaseRecord): string | undefined => (slice === record.job.slices ? result?.output.sha256 : result?.trail[slice]);
  const right = here.filter((lease) => says(lease) === truth);
  const wrong = here.filter((lease) => says(lease) !== truth);
  const [first, ...others] = right;
  if (first && !others.every((each) => answerOf(each) === answerOf(first))) return [{ t: 'dispute', job: record.job.id, slice: firstDifference(right), at }];
  return [verdict(state, record, { valid: right, invalid: wrong, slice }, policy, at)];
}

/** A result is final when somebody who is trusted stands behind it and was checked, or the coordinator checked it itself. */
function verdict(state: CoordinatorState, record: JobRecord, { valid, invalid, slice }: { valid: readonly LeaseRecord[]; invalid: readonly LeaseRecord[]; slice: number | null }, policy: CoordinatorPolicy, at: number): CoordinatorEvent {
  const checked = valid.filter(({ alone }) => !alone);
  const trusted = (key: string): boolean => state.node(key).streak + 1 >= policy.trustAfter;
  // Alone after a dispute, it was right where it was looked at; the rest of it rests on its word.
  const final = valid.length >= Math.min(2, record.job.replication.minQuorum) && checked.some(({ node }) => trusted(node));
  const unproven = (leases: readonly LeaseRecord[]): string[] => [...new Set(leases.flatMap(({ node }) => [...state.node(node).unproven]))];
  const voids = unproven(invalid);
  // A check that was passed speaks for what a trusted node did before it.
  const confirms = valid.length < 2 ? [] : unproven(checked.filter(({ node }) => trusted(node))).filter((job) => !voids.includes(job));
  return { t: 'verdict', job: record.job.id, at, verdict: { ...NOBODY, valid: valid.map(({ id }) => id), invalid: invalid.map(({ id }) => id), slice, final, confirms, voids } };
}

