// What the vote service answers (flux-services 4.1, 4.2), as typed data. Its numbers arrive as numbers or, with decimals, as their own text.

import { z } from 'zod';
import { PROPOSAL_STATUSES, type ProposalStatus } from '../../../shared/governance/proposal';
import { plainText } from '../chains/exact-json';

const zHash = z.string().regex(/^[0-9a-f]{64}$/);
/** Votes: multiples of one half. */
const zVotes = z.union([z.number(), z.string().regex(/^\d{1,9}(\.\d{1,6})?$/).transform(Number)]).refine((votes) => votes >= 0 && votes < 1e9, { message: 'not a number of votes' });
const zTime = z.number().int().min(0).max(8_640_000_000_000_000);
/** A field that clients send empty or leave out: `text` is what it says, `hashed` what the service's hash takes it for. */
const zLoose = z.union([z.string().max(2_000), z.number(), z.null()]).optional().transform((value) => ({ text: value === null || value === undefined || value === 'undefined' ? '' : plainText(String(value)), hashed: String(value) }));
const known = (status: string): ProposalStatus | null => PROPOSAL_STATUSES.find((one) => one === status) ?? null;

/** Entries of a list that are understood, and how many are not. */
const rows = <T extends z.ZodType>(schema: T, most: number) => z.array(z.unknown()).max(most).transform((items) => {
  const good: z.output<T>[] = [];
  for (const item of items) {
    const parsed = schema.safeParse(item);
    if (parsed.success) good.push(parsed.data);
  }
  return { rows: good, left: items.length - good.length };
});

export const zServiceProposal = z.object({
  hash: zHash,
  topic: z.string().max(20_000),
  description: z.string().max(200_000),
  grantAddress: zLoose, grantValue: zLoose, nickName: zLoose,
  submitDate: zTime, voteEndDate: zTime, status: z.string().max(200), txid: z.string().max(100).nullable().optional().transform((txid) => txid ?? null),
  votesRequired: zVotes, votesTotal: zVotes, votesYes: zVotes, votesNo: zVotes,
}).transform(({ status, topic, grantAddress, grantValue, nickName, ...rest }) => ({
  ...rest, topic: plainText(topic, 300), grantAddress: grantAddress.text, grantValue: grantValue.text, nickName: nickName.text, status: known(status), said: plainText(status, 60),
  /** What the proposal's hash covers, as it was sent. */
  hashed: `1${topic}${rest.description}${grantValue.hashed}${grantAddress.hashed}${nickName.hashed}${rest.submitDate}`,
}));
export type ServiceProposal = z.output<typeof zServiceProposal>;
export const zProposals = rows(zServiceProposal, 100_000);

const zServiceVote = z.object({
  hash: zHash, zelid: z.string().max(128), vote: z.boolean(), voteDate: zTime, numberOfVotes: zVotes,
  nodeCollateralOut: zHash, nodeCollateralIndex: z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,10}$/)]),
}).transform((row) => ({ hash: row.hash, fluxId: row.zelid, yes: row.vote, at: row.voteDate, weight: row.numberOfVotes, node: `${row.nodeCollateralOut}:${row.nodeCollateralIndex}` }));
export const zServiceVotes = rows(zServiceVote, 200_000);

const TIERS = { CUMULUS: 'cumulus', NIMBUS: 'nimbus', STRATUS: 'stratus' } as const;
const zPowerNode = z.object({
  tier: z.enum(['CUMULUS', 'NIMBUS', 'STRATUS']).transform((tier) => TIERS[tier]), ip: z.string().transform((text) => plainText(text, 80)),
  txhash: zHash, outidx: z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,10}$/)]), power: zVotes,
}).transform(({ tier, ip, txhash, outidx, power }) => ({ tier, ip, point: `${txhash}:${outidx}`, power }));
export const zVotePower = z.object({ power: zVotes, nodes: rows(zPowerNode, 50_000) });

export const zVotePhrase = z.string().max(200);
/** FLUX: whole, or with decimals as text. */
export const zPrice = z.union([z.number().int().positive().transform(String), z.string().regex(/^\d{1,9}(\.\d{1,8})?$/)]);
export const zBill = z.object({ address: z.string().max(128), amount: zPrice, hash: zHash, submitDate: zTime, paidTillDate: zTime });
export type Bill = z.output<typeof zBill>;
/** An answer of which only its success counts. */
export const zAnything = z.unknown();
