// A proposal of the xDAO: the hash that names it and stands in its payment, its quorum, and what its statuses mean (flux-services 4.2, 4.3;
// RunOnFlux/fluxstats proposalService.js, MIT). Everything is counted as the service counts it, in JavaScript numbers: votes are multiples
// of one half and stay exact.

import { toHex } from '../crypto/bytes';
import { sha256 } from '../crypto/hashes';
import { FLUX_TIERS } from '../flux/tiers';
import type { FluxTier } from '../flux/subsidy';

/** Statuses as the service writes them. */
export const PROPOSAL_STATUSES = ['Unpaid', 'Open', 'Passed', 'Rejected', 'Rejected Unpaid', 'Rejected Not Enough Votes'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** Votes of one node, by its tier. */
export const VOTE_WEIGHT: Readonly<Record<FluxTier, number>> = { cumulus: 1, nimbus: 12.5, stratus: 40 };
/** Share of all votes that must be cast for a proposal to count. */
const QUORUM_SHARE = 0.3;
/** Milliseconds in which a proposal can be paid, and voted on; both count from its submission. */
export const PAY_WITHIN_MS = 3_600_000;
export const VOTING_MS = 7 * 86_400_000;
/** Where the fee goes on mainnet (proposalService.js). Another address in the service's answer is refused. */
export const XDAO_ADDRESS = 't1Mzja9iJcEYeW5B4m4s1tJG8M42odFZ16A';

/** What the submitter writes, as it is sent to the service. */
export interface ProposalText {
  readonly topic: string;
  readonly description: string;
  /** Whole FLUX that are asked for; 0 for none. */
  readonly grantValue: number;
  /** Empty without a grant. */
  readonly grantAddress: string;
  readonly nickName: string;
}

/**
 * The text that the proposal's hash covers: a version, then every field without anything between them.
 * @param submitDate milliseconds since 1970, given by the service
 */
export function proposalHashText({ topic, description, grantValue, grantAddress, nickName }: ProposalText, submitDate: number): string {
  return `1${topic}${description}${grantValue}${grantAddress}${nickName}${submitDate}`;
}

/** @returns SHA-256 of that text's UTF-8 form: 64 lower-case hex digits */
export function proposalHash(text: ProposalText, submitDate: number): string {
  return toHex(sha256(new TextEncoder().encode(proposalHashText(text, submitDate))));
}

/** Votes that a proposal needs, from the confirmed nodes of each tier at its submission. */
export function votesRequired(counts: Readonly<Record<FluxTier, number>>): number {
  return Math.round(QUORUM_SHARE * FLUX_TIERS.reduce((sum, tier) => sum + counts[tier] * VOTE_WEIGHT[tier], 0));
}

/** How a paid proposal ends, once its time is over. */
export function outcomeOf(votes: { readonly yes: number; readonly no: number; readonly required: number }): Extract<ProposalStatus, 'Passed' | 'Rejected' | 'Rejected Not Enough Votes'> {
  if (votes.yes + votes.no < votes.required) return 'Rejected Not Enough Votes';
  return votes.yes > votes.no ? 'Passed' : 'Rejected';
}

const LEAST_TOPIC = 3;
const LEAST_DESCRIPTION = 50;

export type ProposalFault = { readonly field: 'topic' | 'description' | 'grantValue' | 'grantAddress' | 'nickName'; readonly code: 'too-short' | 'too-long' | 'not-whole' | 'address-missing' | 'grant-missing' | 'invisible' };
/** Our own limits: what is longer belongs elsewhere, with a link to it here. */
const MOST_TOPIC = 160;
export const MOST_DESCRIPTION = 20_000;
export const MOST_NICKNAME = 60;

/** What is wrong with a text before it is sent: as the service's own form wants it. The grant's address is checked by who knows the network. */
export function proposalFaults({ topic, description, grantValue, grantAddress, nickName }: ProposalText): readonly ProposalFault[] {
  const faults: ProposalFault[] = [];
  if (topic.trim().length < LEAST_TOPIC) faults.push({ field: 'topic', code: 'too-short' });
  if (topic.length > MOST_TOPIC) faults.push({ field: 'topic', code: 'too-long' });
  // In a title what cannot be seen only serves to look like another one.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(topic)) faults.push({ field: 'topic', code: 'invisible' });
  if (description.trim().length < LEAST_DESCRIPTION) faults.push({ field: 'description', code: 'too-short' });
  if (description.length > MOST_DESCRIPTION) faults.push({ field: 'description', code: 'too-long' });
  if (!Number.isSafeInteger(grantValue) || grantValue < 0) faults.push({ field: 'grantValue', code: 'not-whole' });
  else if (grantValue > 0 && grantAddress === '') faults.push({ field: 'grantAddress', code: 'address-missing' });
  else if (grantValue === 0 && grantAddress !== '') faults.push({ field: 'grantValue', code: 'grant-missing' });
  if (nickName.length > MOST_NICKNAME) faults.push({ field: 'nickName', code: 'too-long' });
  return faults;
}
