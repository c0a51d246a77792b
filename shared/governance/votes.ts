// The votes on one proposal, and their recount. The service counts by itself and nobody signs its sums; a wallet can add up the single
// votes that it publishes and hold each against the list of nodes (flux-services 4.5).

import type { FluxTier } from '../flux/subsidy';
import { VOTE_WEIGHT } from './proposal';

/** One node's vote as the service publishes it. */
export interface VoteRow {
  readonly fluxId: string;
  readonly yes: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Votes that the service gave it. */
  readonly weight: number;
  /** The node's collateral, `txid:vout`. */
  readonly node: string;
}

/** Votes in columns: a node is a number, its due weight stands beside its vote, so that a recount neither hashes nor compares text. */
export interface VoteTable {
  readonly size: number;
  readonly yes: Uint8Array;
  readonly weight: Float64Array;
  /** Votes that the node's tier has; NaN for one that the list of nodes does not hold. */
  readonly due: Float64Array;
  /** Place of the vote's node in `names`. */
  readonly node: Int32Array;
  readonly at: Float64Array;
  /** Collaterals of all nodes that voted, each once. */
  readonly names: readonly string[];
}

/**
 * Puts votes into columns, in their order, each beside what the list of nodes says of its node.
 * @param tierOf the tier of a confirmed node (`txid:vout`), null when the list has no such node; null where no list is known
 */
export function voteTable(rows: readonly VoteRow[], tierOf: ((node: string) => FluxTier | null) | null): VoteTable {
  const size = rows.length;
  const table = { size, yes: new Uint8Array(size), weight: new Float64Array(size), due: new Float64Array(size), node: new Int32Array(size), at: new Float64Array(size) };
  const places = new Map<string, number>();
  rows.forEach((row, index) => {
    const place = places.get(row.node) ?? places.size;
    if (place === places.size) places.set(row.node, place);
    const tier = tierOf?.(row.node) ?? null;
    table.yes[index] = row.yes ? 1 : 0;
    table.weight[index] = row.weight;
    table.due[index] = tier === null ? Number.NaN : VOTE_WEIGHT[tier];
    table.node[index] = place;
    table.at[index] = row.at;
  });
  return { ...table, names: [...places.keys()] };
}

/** What the service says of a proposal. */
export interface Claimed {
  readonly yes: number;
  readonly no: number;
  readonly total: number;
  /** Milliseconds since 1970: nothing after it counts. */
  readonly voteEnd: number;
  /** Votes from here on may be missing in the sums, which the service counts anew every few minutes. Infinity for none. */
  readonly freshFrom: number;
}

export type Difference =
  /** The service's sum is not that of its own published votes, with or without the fresh ones. */
  | { readonly kind: 'yes' | 'no' | 'total'; readonly said: number; readonly counted: number }
  /** Votes of a node that voted before: each node has one vote. */
  | { readonly kind: 'twice'; readonly votes: number; readonly nodes: number; readonly example: string }
  /** The list of nodes shows another tier than the votes claim. */
  | { readonly kind: 'weight'; readonly said: number; readonly due: number; readonly nodes: number; readonly example: string }
  /** Votes dated after the end. */
  | { readonly kind: 'late'; readonly votes: number; readonly nodes: number; readonly example: string };

export interface Recount {
  /** What counts: one vote a node, cast in time. */
  readonly yes: number;
  readonly no: number;
  /** Nodes that voted. */
  readonly nodes: number;
  /** Of them: those that the list of nodes confirms with this tier, and those that it does not hold (any more). */
  readonly confirmed: number;
  readonly unlisted: number;
  /** Votes that are published and not in the service's sums yet. */
  readonly fresh: number;
  readonly differences: readonly Difference[];
}

interface Odd {
  votes: number;
  nodes: number;
  example: number;
}
const none = (): Odd => ({ votes: 0, nodes: 0, example: -1 });
function note(odd: Odd, weight: number, place: number): void {
  odd.votes += weight;
  odd.nodes += 1;
  if (odd.example < 0) odd.example = place;
}

/** Adds up again. One pass; only odd votes cost more than additions. */
export function recount({ size, yes, weight, due, node, at, names }: VoteTable, claimed: Claimed): Recount {
  const { voteEnd, freshFrom } = claimed;
  const seen = new Uint8Array(names.length);
  const [twice, late, weights] = [none(), none(), none()];
  let dueVotes = 0;
  // Sums of everything published, of what is fresh in it, and of what counts.
  let [aye, no, freshAye, freshNo, countedAye, countedNo] = [0, 0, 0, 0, 0, 0];
  let [nodes, confirmed] = [0, 0];
  for (let index = 0; index < size; index += 1) {
    const place = node[index] ?? 0;
    const votes = weight[index] ?? 0;
    const cast = at[index] ?? 0;
    const isYes = yes[index] === 1;
    if (isYes) aye += votes;
    else no += votes;
    if (cast >= freshFrom) {
      if (isYes) freshAye += votes;
      else freshNo += votes;
    }
    if (seen[place] === 1) note(twice, votes, place);
    else if (cast > voteEnd) note(late, votes, place);
    else {
      seen[place] = 1;
      nodes += 1;
      if (isYes) countedAye += votes;
      else countedNo += votes;
      const right = due[index] ?? Number.NaN;
      if (right === votes) confirmed += 1;
      else if (!Number.isNaN(right)) {
        note(weights, votes, place);
        dueVotes += right;
      }
    }
  }
  const between = (said: number, most: number, fresh: number): boolean => said <= most && said >= most - fresh;
  const exampleOf = ({ example }: Odd): string => names[example] ?? '';
  return {
    yes: countedAye, no: countedNo, nodes, confirmed, unlisted: nodes - confirmed - weights.nodes, fresh: Math.max(0, aye + no - claimed.yes - claimed.no),
    differences: [
      ...(between(claimed.yes, aye, freshAye) ? [] : [{ kind: 'yes' as const, said: claimed.yes, counted: aye }]),
      ...(between(claimed.no, no, freshNo) ? [] : [{ kind: 'no' as const, said: claimed.no, counted: no }]),
      ...(claimed.total === claimed.yes + claimed.no ? [] : [{ kind: 'total' as const, said: claimed.total, counted: claimed.yes + claimed.no }]),
      ...(twice.nodes > 0 ? [{ kind: 'twice' as const, votes: twice.votes, nodes: twice.nodes, example: exampleOf(twice) }] : []),
      ...(weights.nodes > 0 ? [{ kind: 'weight' as const, said: weights.votes, due: dueVotes, nodes: weights.nodes, example: exampleOf(weights) }] : []),
      ...(late.nodes > 0 ? [{ kind: 'late' as const, votes: late.votes, nodes: late.nodes, example: exampleOf(late) }] : []),
    ],
  };
}
