// The vote service's interface (flux-services 4.1): one method a call, every answer parsed, every error `xdao/…`. It never retries by itself.

import type { z } from 'zod';
import type { ProposalText } from '../../../shared/governance/proposal';
import type { VoteRow } from '../../../shared/governance/votes';
import type { Http } from '../chains/http';
import { askService } from '../chains/service-envelope';
import { zAnything, zBill, zPrice, zProposals, zServiceProposal, zServiceVotes, zVotePhrase, zVotePower, type Bill, type ServiceProposal } from './shapes';

const READ_MS = 15_000;
const POST_MS = 25_000;
const SMALL = 512_000;
/** A few thousand proposals with their texts, or the votes of all nodes on one. */
const LONG = 24_000_000;

export interface Ballot {
  readonly hash: string;
  readonly fluxId: string;
  /** The one-time phrase, and its signature in base64. */
  readonly phrase: string;
  readonly signature: string;
  readonly yes: boolean;
}

export interface XdaoClient {
  /** `left`: entries that are not understood. */
  proposals(): Promise<{ readonly rows: readonly ServiceProposal[]; readonly left: number }>;
  /** Null: there is no such proposal. */
  proposal(hash: string): Promise<ServiceProposal | null>;
  /** Single votes on a proposal, one a node. */
  votesOn(hash: string): Promise<{ readonly rows: readonly VoteRow[]; readonly left: number }>;
  /** Single votes of a Flux ID, on one proposal or on all. */
  votesOf(fluxId: string, hash: string | null): Promise<readonly (VoteRow & { readonly hash: string })[]>;
  /** Nodes that count for a Flux ID: now, or for a proposal. */
  power(fluxId: string, hash: string | null): Promise<z.output<typeof zVotePower>>;
  /** FLUX, as decimal text. */
  price(): Promise<string>;
  phrase(): Promise<string>;
  submit(text: ProposalText): Promise<Bill>;
  vote(ballot: Ballot): Promise<void>;
}

/**
 * @param base address of the service, with or without a slash at its end
 * @param stamp a number that is new with each question: the service answers the list of proposals from a cache by its address
 */
export function xdaoClient(base: string, http: Http, stamp: () => number): XdaoClient {
  const root = base.replace(/\/+$/, '');
  const get = <T extends z.ZodType>(schema: T, path: string, maxBytes = SMALL) => askService('xdao', http, schema, { url: `${root}${path}`, timeoutMs: READ_MS, maxBytes });
  // Plain text: the service reads the raw body, whatever its type is called.
  const post = <T extends z.ZodType>(schema: T, path: string, body: unknown) =>
    askService('xdao', http, schema, { url: `${root}${path}`, method: 'POST', body: JSON.stringify(body), contentType: 'text/plain', timeoutMs: POST_MS, maxBytes: SMALL });
  const query = (values: Record<string, string | null>) => new URLSearchParams(Object.entries(values).flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]))).toString();
  return {
    proposals: () => get(zProposals, `/proposals/listproposals?${query({ _: String(stamp()) })}`, LONG),
    proposal: (hash) => get(zServiceProposal.nullable(), `/proposals/proposaldetail?${query({ hash, _: String(stamp()) })}`),
    votesOn: (hash) => get(zServiceVotes, `/proposals/voteinformation?${query({ hash, _: String(stamp()) })}`, LONG),
    votesOf: async (fluxId, hash) => (await get(zServiceVotes, `/proposals/voteinformation?${query({ hash, zelid: fluxId, _: String(stamp()) })}`, LONG)).rows,
    power: (fluxId, hash) => get(zVotePower, `/proposals/votepower?${query({ zelid: fluxId, hash, _: String(stamp()) })}`, LONG),
    price: () => get(zPrice, '/proposals/price'),
    phrase: () => get(zVotePhrase, '/general/messagephrase'),
    submit: ({ topic, description, grantValue, grantAddress, nickName }) => post(zBill, '/proposals/submitproposal', { topic, description, grantValue, grantAddress, nickName }),
    async vote({ hash, fluxId, phrase, signature, yes }) {
      await post(zAnything, '/proposals/voteproposal', { hash, zelid: fluxId, message: phrase, signature, vote: yes });
    },
  };
}
