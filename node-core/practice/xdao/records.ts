// What the vote service keeps, one line of its journal each.
import { z } from 'zod';
import { PROPOSAL_STATUSES } from '../../../shared/governance/proposal';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const tier = z.enum(['cumulus', 'nimbus', 'stratus']);

/** A node in the service's last look at all of them: counted for the Flux ID that its own settings name. */
const crawledSchema = z.object({ txid: hash, index: z.number().int(), tier, address: z.string(), ip: z.string(), fluxId: z.string() });
export type CrawledNode = z.infer<typeof crawledSchema>;
const crawlSchema = z.object({ at: z.number().int(), nodes: z.array(crawledSchema) });
export type Crawl = z.infer<typeof crawlSchema>;

const textSchema = z.object({ topic: z.string(), description: z.string(), grantValue: z.union([z.number(), z.string()]), grantAddress: z.string(), nickName: z.string() });
const proposalSchema = textSchema.extend({
  hash,
  /** Practice milliseconds. */
  submitDate: z.number().int(),
  votesRequired: z.number(),
  status: z.enum(PROPOSAL_STATUSES),
  txid: z.string().nullable(),
  votesYes: z.number(),
  votesNo: z.number(),
  /** The look at the nodes that its votes are weighed by. */
  crawl: z.number().int(),
});
export type ProposalRecord = z.infer<typeof proposalSchema>;

const voteSchema = z.object({ hash, fluxId: z.string(), yes: z.boolean(), at: z.number().int() });
export type VoteRecord = z.infer<typeof voteSchema>;

export const xdaoRecordSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('proposal'), proposal: proposalSchema }),
  /** A vote, and the phrase that it spent. */
  z.object({ t: z.literal('vote'), vote: voteSchema, phrase: z.string() }),
  z.object({ t: z.literal('phrase'), phrase: z.string(), madeMs: z.number().int() }),
  z.object({ t: z.literal('crawl'), crawl: crawlSchema }),
]);
export type XdaoRecord = z.infer<typeof xdaoRecordSchema>;
