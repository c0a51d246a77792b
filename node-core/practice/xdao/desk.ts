// The vote service's desk: takes proposals and votes, tells what it knows. Its words and its order of checks follow flux-services 4.1 to 4.4.
import { Buffer } from 'node:buffer';
import * as ecc from 'tiny-secp256k1';
import { decodeAddress } from '../../../shared/bitcoin/address';
import { BITCOIN_MAINNET } from '../../../shared/bitcoin/params';
import { toHex } from '../../../shared/crypto/bytes';
import { sha256 } from '../../../shared/crypto/hashes';
import { verifyMessage } from '../../../shared/flux/message';
import { PAY_WITHIN_MS, VOTE_WEIGHT, VOTING_MS, votesRequired } from '../../../shared/governance/proposal';
import { tierName } from '../../../shared/flux/tiers';
import type { CrawledNode, ProposalRecord, VoteRecord } from './records';
import type { XdaoStore } from './store';
import type { XdaoSwitches } from './switches';

/** What the service refuses, in its words. */
export class XdaoRefusal extends Error {}

interface DeskParts {
  readonly store: XdaoStore;
  readonly switches: XdaoSwitches;
  /** Where fees go; the second is named while the service lies. */
  readonly address: string;
  readonly otherAddress: string;
  nowMs(): number;
  random(size: number): Uint8Array;
  /** Confirmed nodes of each tier. */
  counts(): Readonly<Record<'cumulus' | 'nimbus' | 'stratus', number>>;
}

/** FLUX; the price of this time (2026), read by clients from /proposals/price. */
const PRICE = 200;
const PHRASE_LIFE_MS = 15 * 60_000;
/** Characters of base 36 after the 13 digits of the time. */
const PHRASE_TAIL = 43;

export interface Submission {
  readonly topic: string;
  readonly description: string;
  readonly grantValue: number | string;
  readonly grantAddress: string;
  readonly nickName: string;
}

interface Ballot {
  readonly hash: string;
  readonly zelid: string;
  readonly message: string;
  readonly signature: string;
  readonly vote: boolean;
}

export class XdaoDesk {
  constructor(private readonly parts: DeskParts) {}

  price(): number {
    return this.parts.switches.take('price') ?? PRICE;
  }

  /** A phrase that can be signed once, for a quarter of an hour. */
  phrase(): string {
    const { store, switches, nowMs, random } = this.parts;
    const madeMs = nowMs();
    const phrase = switches.take('phrase') ?? madeMs.toString().padStart(13, '0') + Array.from(random(PHRASE_TAIL), (byte) => (byte % 36).toString(36)).join('');
    store.write({ t: 'phrase', phrase, madeMs });
    return phrase;
  }

  /** @param submitDate practice milliseconds */
  submit(text: Submission, submitDate = this.parts.nowMs()): ProposalRecord {
    const { store, switches, counts } = this.parts;
    const { topic, description, grantValue, grantAddress, nickName } = text;
    const hash = toHex(sha256(new TextEncoder().encode(`1${topic}${description}${grantValue}${grantAddress}${nickName}${submitDate}`)));
    const proposal: ProposalRecord = {
      topic, description, grantValue, grantAddress, nickName, submitDate,
      hash: switches.take('otherHash') === null ? hash : toHex(sha256(new TextEncoder().encode(hash))),
      votesRequired: votesRequired(counts()), status: 'Unpaid', txid: null, votesYes: 0, votesNo: 0, crawl: store.lastCrawl?.at ?? 0,
    };
    store.write({ t: 'proposal', proposal });
    return proposal;
  }

  /** What a submitter is told to pay. */
  bill(proposal: ProposalRecord): { address: string; amount: number; hash: string; submitDate: number; paidTillDate: number } {
    const { switches, address, otherAddress } = this.parts;
    return { address: switches.take('otherAddress') === null ? address : otherAddress, amount: this.price(), hash: proposal.hash, submitDate: proposal.submitDate, paidTillDate: proposal.submitDate + PAY_WITHIN_MS };
  }

  /** @throws XdaoRefusal with the service's words */
  vote(ballot: Ballot): void {
    if (this.parts.switches.take('busy') !== null) throw new XdaoRefusal('Another user is currently voting, try again later');
    this.record(ballot, this.parts.nowMs());
    this.parts.store.sync();
  }

  /** The same for the network's own people, whom no fault is meant for; on disk with the next sync. @throws XdaoRefusal */
  record(ballot: Ballot, at: number): void {
    const { store, nowMs } = this.parts;
    if (!/^1[1-9A-HJ-NP-Za-km-z]{24,33}$/.test(ballot.zelid)) throw new XdaoRefusal('Invalid zelid');
    const madeMs = store.phrase(ballot.message);
    if (madeMs === null || nowMs() - madeMs > PHRASE_LIFE_MS) throw new XdaoRefusal('Invalid message received');
    if (!isSignedBy(ballot)) throw new XdaoRefusal('Invalid signature');
    const proposal = store.proposal(ballot.hash);
    // The original reads a field of what it did not find.
    if (proposal === null) throw new XdaoRefusal("Cannot read properties of null (reading 'status')");
    if (proposal.status !== 'Open' || at > proposal.submitDate + VOTING_MS) throw new XdaoRefusal('Voting is not active for selected proposal');
    if (store.votesOn(ballot.hash).some(({ fluxId }) => fluxId === ballot.zelid)) throw new XdaoRefusal(`User ${ballot.zelid} already voted on proposal ${ballot.hash}`);
    if (this.nodesOf(ballot.zelid, proposal).length === 0) throw new XdaoRefusal(`No active nodes found for ${ballot.zelid}`);
    store.note({ t: 'vote', phrase: ballot.message, vote: { hash: ballot.hash, fluxId: ballot.zelid, yes: ballot.vote, at } });
  }

  /** Nodes that count for a Flux ID, in the look before a proposal or in the last one. */
  nodesOf(fluxId: string, proposal: ProposalRecord | null): readonly CrawledNode[] {
    const { store } = this.parts;
    const crawl = proposal === null ? store.lastCrawl : store.crawlAt(proposal.crawl);
    return crawl?.nodes.filter((node) => node.fluxId === fluxId) ?? [];
  }

  power(fluxId: string | null, hash: string | null): unknown {
    const { store } = this.parts;
    const proposal = hash === null ? null : store.proposal(hash);
    const crawl = proposal === null ? store.lastCrawl : store.crawlAt(proposal.crawl);
    const nodes = (crawl?.nodes ?? []).filter((node) => fluxId === null || node.fluxId === fluxId);
    return {
      power: nodes.reduce((sum, { tier }) => sum + VOTE_WEIGHT[tier], 0),
      nodes: nodes.map(({ tier, ip, txid, index, address, fluxId: zelid }) => ({ tier: tierName(tier), ip, txhash: txid, outidx: String(index), address, power: VOTE_WEIGHT[tier], zelid })),
    };
  }

  /** One row a node. */
  voteRows(hash: string | null, fluxId: string | null): unknown[] {
    const { store, switches } = this.parts;
    const votes = hash === null ? store.votesOf(fluxId ?? '') : store.votesOn(hash).filter((vote) => fluxId === null || vote.fluxId === fluxId);
    const weight = switches.take('weights');
    const rows = votes.flatMap((vote) => this.#rowsOf(vote, weight));
    return switches.take('twice') === null ? rows : [...rows, ...rows];
  }

  #rowsOf(vote: VoteRecord, weight: number | null): unknown[] {
    return this.nodesOf(vote.fluxId, this.parts.store.proposal(vote.hash)).map(({ txid, index, address, ip, tier }) => ({
      hash: vote.hash, zelid: vote.fluxId, vote: vote.yes, voteDate: vote.at, numberOfVotes: weight ?? VOTE_WEIGHT[tier],
      nodeCollateralOut: txid, nodeCollateralIndex: String(index), nodeAddress: address, nodeIp: ip,
    }));
  }

  /** Sums of a proposal's votes as they are now. */
  tally(proposal: ProposalRecord): { yes: number; no: number } {
    const sums = { yes: 0, no: 0 };
    for (const vote of this.parts.store.votesOn(proposal.hash)) {
      const votes = this.nodesOf(vote.fluxId, proposal).reduce((sum, { tier }) => sum + VOTE_WEIGHT[tier], 0);
      sums[vote.yes ? 'yes' : 'no'] += votes;
    }
    return sums;
  }

  /** A proposal as clients see it. */
  shown(proposal: ProposalRecord): unknown {
    const { crawl: _, votesYes, votesNo, ...rest } = proposal;
    const yes = votesYes + (this.parts.switches.take('miscount') ?? 0);
    return { ...rest, voteEndDate: proposal.submitDate + VOTING_MS, votesTotal: yes + votesNo, votesYes: yes, votesNo };
  }
}

function isSignedBy({ zelid, message, signature }: { readonly zelid: string; readonly message: string; readonly signature: string }): boolean {
  try {
    const destination = decodeAddress(zelid, BITCOIN_MAINNET);
    return destination.kind === 'p2pkh' && verifyMessage(message, 'bitcoin', Uint8Array.from(Buffer.from(signature, 'base64')), destination.hash, ecc);
  } catch {
    // Neither an address nor a signature that can be read.
    return false;
  }
}
