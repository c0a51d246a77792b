// What the service said last, for a short while: the list of proposals, own votes, recounts. A failed reading is never an empty one.

import type { ProposalState } from '../../../shared/contract/governance';
import { AppError } from '../../../shared/errors/app-error';
import type { ProposalStatus } from '../../../shared/governance/proposal';
import { recount, voteTable, type Recount, type VoteRow } from '../../../shared/governance/votes';
import type { GovernanceDeps } from './deps';
import type { ServiceProposal } from './shapes';

/** Milliseconds for which an answer is good: the service itself counts anew every four minutes. */
const GOOD_MS = 30_000;
/** Votes of the last minutes may be missing in the sums: counted every four minutes, and answered from a cache for one. */
const FRESH_MS = 6 * 60_000;

const STATES: Readonly<Record<ProposalStatus, ProposalState>> = { Unpaid: 'unpaid', Open: 'open', Passed: 'passed', Rejected: 'rejected', 'Rejected Unpaid': 'rejected-unpaid', 'Rejected Not Enough Votes': 'rejected-few' };
export const stateOf = ({ status }: ServiceProposal): ProposalState => (status === null ? 'other' : STATES[status]);

type OwnVotes = ReadonlyMap<string, readonly VoteRow[]>;
interface Answer<T> {
  readonly value: T;
  readonly at: number;
}

export class GovernanceReadings {
  #list: Answer<{ readonly rows: readonly ServiceProposal[]; readonly byHash: ReadonlyMap<string, ServiceProposal>; readonly left: number }> | null = null;
  #own: Answer<OwnVotes> | null = null;
  readonly #recounts = new Map<string, Answer<Recount & { readonly listed: boolean }>>();
  #listing: ReturnType<GovernanceReadings['readList']> | null = null;

  constructor(private readonly deps: GovernanceDeps) {}

  /** Everything is asked for anew. */
  forget(): void {
    this.#list = null;
    this.#own = null;
    this.#recounts.clear();
  }

  /** Newest first. One question at a time, whoever asks. @throws AppError xdao/… */
  list(): ReturnType<GovernanceReadings['readList']> {
    if (this.#list !== null && this.#isGood(this.#list)) return Promise.resolve(this.#list);
    this.#listing ??= this.readList().finally(() => {
      this.#listing = null;
    });
    return this.#listing;
  }

  private async readList() {
    const { rows, left } = await this.deps.client().proposals();
    const sorted = [...rows].sort((one, other) => other.submitDate - one.submitDate);
    this.#list = { value: { rows: sorted, byHash: new Map(sorted.map((row) => [row.hash, row])), left }, at: this.deps.clock() };
    return this.#list;
  }

  /** One proposal, of the list or by itself; null when the service knows none. */
  async proposal(hash: string): Promise<Answer<ServiceProposal | null>> {
    const { value, at } = await this.list();
    const found = value.byHash.get(hash);
    if (found !== undefined) return { value: found, at };
    return { value: await this.deps.client().proposal(hash), at: this.deps.clock() };
  }

  /** Single votes of the wallet's Flux ID by proposal. */
  async own(): Promise<Answer<OwnVotes>> {
    if (this.#own !== null && this.#isGood(this.#own)) return this.#own;
    const { client, fluxId, clock } = this.deps;
    const rows = await client().votesOf(fluxId.address, null);
    const byHash = new Map<string, VoteRow[]>();
    for (const row of rows) byHash.set(row.hash, [...(byHash.get(row.hash) ?? []), row]);
    this.#own = { value: byHash, at: clock() };
    return this.#own;
  }

  /** The wallet's own count of a proposal's votes. @throws AppError xdao/… */
  async recount(hash: string): Promise<Answer<Recount & { readonly listed: boolean }>> {
    const before = this.#recounts.get(hash);
    if (before !== undefined && this.#isGood(before)) return before;
    const { client, clock } = this.deps;
    const [{ value: proposal }, { rows, left }, tiers] = await Promise.all([this.proposal(hash), client().votesOn(hash), this.#tiers()]);
    if (proposal === null) throw new AppError('governance/unknown-proposal', 'the service knows no such proposal');
    // A count of some of the votes would look like a fraud.
    if (left > 0) throw new AppError('xdao/malformed', 'some of the votes are not understood', { context: { at: `${left}` } });
    const claimed = { yes: proposal.votesYes, no: proposal.votesNo, total: proposal.votesTotal, voteEnd: proposal.voteEndDate, freshFrom: proposal.status === 'Open' ? clock() - FRESH_MS : Number.POSITIVE_INFINITY };
    const counted = { value: { ...recount(voteTable(rows, tiers === null ? null : (node) => tiers.get(node) ?? null), claimed), listed: tiers !== null }, at: clock() };
    this.#recounts.set(hash, counted);
    return counted;
  }

  /** Null when no list of nodes can be had: sums are compared all the same. */
  async #tiers(): Promise<Awaited<ReturnType<GovernanceDeps['tiers']>> | null> {
    try {
      return await this.deps.tiers();
    } catch (thrown) {
      if (thrown instanceof AppError) return null;
      throw thrown;
    }
  }

  #isGood({ at }: { readonly at: number }): boolean {
    const age = this.deps.clock() - at;
    return age >= 0 && age < GOOD_MS;
  }
}
