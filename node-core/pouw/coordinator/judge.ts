// Comparing the results of a job. Equal ones are right when enough of them are equal; different ones are told apart by the
// first slice about which their trails differ, which the coordinator does again itself. Equal ones can be equally wrong where
// workers conspire or one works alone: by chance the coordinator does the beginning of such a job again before it counts.

import type { CoordinatorEvent } from './events';
import type { CoordinatorPolicy } from './policy';
import { CAUGHT_OUT, live, type CoordinatorState, type JobRecord, type LeaseRecord, type NodeState } from './state';

/** Two results are the same when every state and the output are. */
const answerOf = ({ result }: LeaseRecord): string => (result ? `${result.trail.join('')}${result.output.sha256}` : '');

/** Confirmed results in a row that a node needs before its word counts: twice as many after each time it was caught. */
export const rowFor = ({ invalid }: NodeState, { trustAfter }: CoordinatorPolicy): number => trustAfter * 2 ** invalid;

/** Checks that confirm what a node did before them: who was never wrong for long needs one only, and less is done again when it begins to cheat. */
const checksFor = ({ invalid, valid }: NodeState, { checks, provenAfter }: CoordinatorPolicy): number => (invalid === 0 && valid >= provenAfter ? Math.min(1, checks) : checks);

/**
 * Last slice that a look at a trusted node's result does again. Always from the beginning: a state that a worker hands in could be made up, with slices
 * after it that follow from it. A forgery that begins with slice `j` is seen with a chance of 1 in j + 1, and what a look
 * costs is about the logarithm of the number of slices in slices. The number of slices stands for the output.
 * @param random in [0, 1)
 */
const depthOf = (random: number, slices: number): number => Math.min(slices, Math.floor(1 / (1 - random)) - 1);

/** Whether a node's row is long enough for its word to count. */
const isTrusted = (node: NodeState, policy: CoordinatorPolicy): boolean => node.streak >= rowFor(node, policy);

/**
 * Slice up to which a result that nobody contradicts is done again, or null. Newcomers who agree could be one person: half of what they
 * say is done again whole, which costs little while rows are short and ends those who conspire before they are trusted.
 */
function lookAt(trusted: boolean, slices: number, policy: CoordinatorPolicy, random: () => number): number | null {
  if (random() >= (trusted ? policy.looks : policy.agreedLooks)) return null;
  return trusted ? depthOf(random(), slices) : slices;
}

/** Verdict, look, dispute, or nothing while results are missing. */
export function judge(state: CoordinatorState, record: JobRecord, policy: CoordinatorPolicy, at: number, random: () => number): CoordinatorEvent[] {
  const here = live(record);
  if (here.length < record.wanted || here.some(({ state: each }) => each !== 'submitted')) return [];
  const [first, ...others] = here;
  if (first === undefined) return [];
  if (others.every((each) => answerOf(each) === answerOf(first))) {
    const slice = lookAt(here.every(({ node }) => isTrusted(state.node(node), policy)), record.job.slices, policy, random);
    return slice === null ? agreed(state, record, policy, at) : [{ t: 'look', job: record.job.id, slice, at }];
  }
  return [{ t: 'dispute', job: record.job.id, slice: firstDifference(here), at }];
}

/** Index of the first slice whose states differ; the number of slices when only the outputs do. */
function firstDifference(leases: readonly LeaseRecord[]): number {
  const trails = leases.flatMap(({ result }) => (result ? [result.trail] : []));
  const [first = []] = trails;
  const at = first.findIndex((hash, index) => trails.some((trail) => trail[index] !== hash));
  return at < 0 ? first.length : at;
}

/** The verdict where all agree and nobody looked. */
export function agreed(state: CoordinatorState, record: JobRecord, policy: CoordinatorPolicy, at: number): CoordinatorEvent[] {
  return verdict(state, record, { valid: live(record), invalid: [], slice: null }, policy, at);
}

/**
 * What is true about the slice in dispute, or the one looked at, tells who is wrong. Those that are left may still differ later on.
 * @param truth hash of the state after slice `slice`, or of the output when `slice` is the number of slices
 */
export function settle(state: CoordinatorState, record: JobRecord, slice: number, truth: string, policy: CoordinatorPolicy, at: number): CoordinatorEvent[] {
  const here = live(record).filter(({ result }) => result !== null);
  const says = ({ result }: LeaseRecord): string | undefined => (slice === record.job.slices ? result?.output.sha256 : result?.trail[slice]);
  const right = here.filter((lease) => says(lease) === truth);
  const wrong = here.filter((lease) => says(lease) !== truth);
  const [first, ...others] = right;
  if (first && !others.every((each) => answerOf(each) === answerOf(first))) return [{ t: 'dispute', job: record.job.id, slice: firstDifference(right), at }];
  return verdict(state, record, { valid: right, invalid: wrong, slice }, policy, at);
}

/** A result is final when two agree and one of them is trusted; else it stands on the word of those who gave it until they have proven themselves. */
function verdict(state: CoordinatorState, record: JobRecord, { valid, invalid, slice }: { valid: readonly LeaseRecord[]; invalid: readonly LeaseRecord[]; slice: number | null }, policy: CoordinatorPolicy, at: number): CoordinatorEvent[] {
  const agree = valid.length > 1;
  const trusted = valid.map(({ node }) => state.node(node)).filter((node) => node.streak + (agree ? 1 : 0) >= rowFor(node, policy));
  // Alone after a dispute, it was right where it was looked at; the rest of it rests on its word.
  const final = valid.length >= Math.min(2, record.job.replication.minQuorum) && trusted.length > 0;
  /** Jobs on the word of these nodes that have passed so many checks, the one of now among them. */
  const unproven = (nodes: readonly NodeState[], checks: (node: NodeState) => number): string[] => [...new Set(nodes.flatMap((node) => [...node.unproven].filter(([, passed]) => passed + 1 >= checks(node)).map(([job]) => job)))];
  const caught = [...new Set(invalid.map(({ node }) => node))].map((key) => state.node(key));
  const voids = unproven(caught, () => 0);
  // A check that was passed speaks for what a trusted node did before it.
  const confirms = agree ? unproven(trusted, (node) => checksFor(node, policy)).filter((job) => !voids.includes(job)) : [];
  const out = caught.filter((node) => node.invalid + 1 >= CAUGHT_OUT).flatMap((node) => undecided(state, node, record));
  return [
    { t: 'verdict', job: record.job.id, at, verdict: { valid: valid.map(({ id }) => id), invalid: invalid.map(({ id }) => id), slice, final, confirms, voids } },
    ...out.map((lease) => ({ t: 'lapsed' as const, lease, at })),
  ];
}

/** What a node that is out has begun and nobody has judged: others do it. */
function undecided(state: CoordinatorState, node: NodeState, except: JobRecord): string[] {
  return node.leases.filter((id) => {
    const lease = state.lease(id);
    const record = state.job(lease.job);
    return record !== except && record.state === 'open' && record.dispute === null && record.look === null && lease.state !== 'lapsed' && lease.standing === 'waiting';
  });
}
