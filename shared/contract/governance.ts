// Governance: proposals of the xDAO, votes with the Flux ID, own proposals. What the main window asks of the wallet.
// The service counts centrally and a vote's signature covers a one-time phrase alone; docs/governance.md says what that means.

import { z } from 'zod';
import { MOST_DESCRIPTION, MOST_NICKNAME } from '../governance/proposal';
import { call, zAddress, zError, zHash, zReading, zText, zTime, zTxid, zUnits } from './base';
import { zIntent, zSigned, zTier } from './money-path';

const window = ['main-window'] as const;
const main = ['main'] as const;
/** Multiples of one half. */
const zVotes = z.number().nonnegative();

/** `other`: a word of the service that is not known; it is shown as it is. */
const zProposalState = z.enum(['unpaid', 'open', 'passed', 'rejected', 'rejected-few', 'rejected-unpaid', 'other']);
export type ProposalState = z.infer<typeof zProposalState>;
export const PROPOSAL_TABS = ['open', 'passed', 'rejected', 'unpaid'] as const;
export type ProposalTab = (typeof PROPOSAL_TABS)[number];
const zTab = z.enum(PROPOSAL_TABS);

/** How this wallet's Flux ID voted. `recorded`: the service lists the vote. `unknown`: it was sent, and no answer came. */
const zOwnVote = z.object({ yes: z.boolean(), state: z.enum(['recorded', 'unknown']), at: zTime, votes: zVotes.nullable() });

const zProposalRow = z.object({
  hash: zHash,
  /** A stranger's text: one line, nothing invisible in it. */
  topic: z.string().max(300),
  state: zProposalState,
  said: z.string().max(60),
  yes: zVotes, no: zVotes, required: zVotes,
  submittedAt: zTime, endsAt: zTime,
  nickName: zText,
  /** FLUX as the submitter wrote it, and where it would be paid; null without a grant. */
  grant: z.object({ amount: z.string().max(60), address: z.string().max(128) }).nullable(),
  own: zOwnVote.nullable(),
});
export type ProposalRow = z.infer<typeof zProposalRow>;

const zProposals = z.object({
  /** In this tab; and of every tab. */
  total: z.number().int(),
  counts: z.record(zTab, z.number().int()),
  rows: z.array(zProposalRow),
  /** Entries of the service's list that are not understood. */
  left: z.number().int(),
  /** Whether own votes could be asked for. */
  ownKnown: z.boolean(),
});

const zDifference = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['yes', 'no', 'total']), said: zVotes, counted: zVotes }),
  z.object({ kind: z.enum(['twice', 'late']), votes: zVotes, nodes: z.number().int(), example: zText }),
  z.object({ kind: z.literal('weight'), said: zVotes, due: zVotes, nodes: z.number().int(), example: zText }),
]);
/** The wallet's own count of the single votes that the service publishes. */
const zRecount = z.object({
  yes: zVotes, no: zVotes, nodes: z.number().int(), confirmed: z.number().int(), unlisted: z.number().int(), fresh: zVotes,
  /** Whether the list of nodes was at hand; without it tiers are not compared. */
  listed: z.boolean(),
  differences: z.array(zDifference),
});
export type Recount = z.infer<typeof zRecount>;

const zProposalDetail = zProposalRow.extend({
  /** A stranger's text; shown as text. */
  description: z.string().max(200_000),
  txid: zTxid.nullable(),
  /** The hash of the text as the wallet computes it is the proposal's. */
  hashFits: z.boolean(),
});
export type ProposalDetail = z.infer<typeof zProposalDetail>;

const zPower = z.object({
  fluxId: zAddress,
  power: zVotes,
  nodes: z.array(z.object({ outpoint: z.string().max(80), tier: zTier, power: zVotes, ip: z.string().max(80), /** The wallet's own name for it. */ name: zText.nullable() })),
  /** Own nodes that do not count, and why: `not-confirmed` on the chain; `not-seen`: confirmed, and not in the service's last look under this Flux ID; `later`: it counts now, and did not when the proposal was made. */
  missing: z.array(z.object({ outpoint: z.string().max(80).nullable(), tier: zTier, name: zText, reason: z.enum(['not-confirmed', 'not-seen', 'later']) })),
});
export type VotingPower = z.infer<typeof zPower>;

const zText160 = z.string().max(200);
export const zProposalText = z.object({ topic: zText160, description: z.string().max(MOST_DESCRIPTION + 1_000), grantValue: z.number(), grantAddress: z.string().max(128), nickName: z.string().max(MOST_NICKNAME + 20) });
const zProposalFault = z.object({ field: z.enum(['topic', 'description', 'grantValue', 'grantAddress', 'nickName']), code: z.string().max(60) });

/** A proposal that this wallet submitted. */
const zOwnProposal = z.object({
  hash: zHash,
  topic: z.string().max(300),
  submittedAt: zTime,
  /** 10⁻⁸ FLUX, where to, and until when. */
  fee: zUnits, address: zAddress, payUntil: zTime,
  state: z.discriminatedUnion('kind', [
    /** To be paid. `late`: too little time is left for a block. */
    z.object({ kind: z.literal('unpaid'), late: z.boolean() }),
    /** The hour is over and nothing was paid. */
    z.object({ kind: z.literal('lapsed') }),
    /** Paid by this transaction; the service has not taken it yet. `overdue`: and its hour is over. */
    z.object({ kind: z.literal('paying'), txid: zTxid, overdue: z.boolean() }),
    /** In the service's list. */
    z.object({ kind: z.literal('listed'), txid: zTxid.nullable(), proposal: zProposalState }),
  ]),
});
export type OwnProposal = z.infer<typeof zOwnProposal>;

export const governanceWindowCalls = {
  'governance.list': call('wallet', window, z.object({ tab: zTab, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(100) }), zReading(zProposals)),
  'governance.get': call('wallet', window, z.object({ hash: zHash }), zReading(zProposalDetail.nullable())),
  'governance.recount': call('wallet', window, z.object({ hash: zHash }), zReading(zRecount)),
  /** `hash`: for one proposal; null: now. */
  'governance.power': call('wallet', window, z.object({ hash: zHash.nullable() }), zReading(zPower)),
  /** Asks the service for a phrase; the intent signs it. Paths of money carry the signature to the service: no window sees it. */
  'governance.vote': call('wallet', window, z.object({ hash: zHash, yes: z.boolean() }), z.object({ intent: zIntent })),
  /** 10⁻⁸ FLUX that a proposal costs now. */
  'governance.price': call('wallet', window, z.undefined(), zReading(zUnits)),
  'governance.check': call('wallet', window, zProposalText, z.array(zProposalFault)),
  /** Submits the text; nothing is paid by it. `fee` is what was shown. */
  'governance.submit': call('wallet', window, z.object({ text: zProposalText, fee: zUnits }), z.object({ hash: zHash })),
  /** The payment of a submitted proposal's fee. */
  'governance.payment': call('wallet', window, z.object({ hash: zHash }), z.object({ intent: zIntent.nullable(), problem: zError.nullable() })),
  'governance.own': call('wallet', window, z.undefined(), z.array(zOwnProposal)),
  /** Reads everything anew. */
  'governance.look': call('wallet', window, z.undefined(), z.undefined()),
} as const;

export const governanceMainCalls = {
  /** Hands a signed phrase to the vote service. */
  'governance.carryOut': call('wallet', main, z.object({ intent: zIntent, signed: zSigned }), z.object({ yes: z.boolean(), votes: zVotes.nullable() })),
} as const;
export type GovernanceCalls = typeof governanceWindowCalls & typeof governanceMainCalls;
