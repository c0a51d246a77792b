// Governance of an open wallet, put together: what the main window asks, and the vote that main hands over.

import type { z } from 'zod';
import type { Handlers, Reading } from '../../../shared/contract/base';
import type { GovernanceCalls, ProposalRow, ProposalState, ProposalTab, VotingPower, governanceWindowCalls } from '../../../shared/contract/governance';
import { toHex } from '../../../shared/crypto/bytes';
import { sha256 } from '../../../shared/crypto/hashes';
import { toAppError } from '../../../shared/errors/app-error';
import type { VoteRow } from '../../../shared/governance/votes';
import type { GovernanceDeps } from './deps';
import { GovernanceReadings, stateOf } from './readings';
import type { ServiceProposal } from './shapes';
import type { OwnVoteRecord } from './store';
import { SubmitDesk } from './submit';
import { VoteDesk } from './vote';

const TAB_OF: Readonly<Record<ProposalState, ProposalTab>> = { open: 'open', passed: 'passed', rejected: 'rejected', 'rejected-few': 'rejected', 'rejected-unpaid': 'unpaid', unpaid: 'unpaid', other: 'rejected' };
type OwnVotes = { readonly listed: ReadonlyMap<string, readonly VoteRow[]> | null; readonly kept: ReadonlyMap<string, OwnVoteRecord> };
type Listed = z.output<(typeof governanceWindowCalls)['governance.list']['out']>;

export class Governance {
  readonly handlers: Handlers<GovernanceCalls>;
  readonly #readings: GovernanceReadings;

  constructor(private readonly deps: GovernanceDeps) {
    this.#readings = new GovernanceReadings(deps);
    const votes = new VoteDesk(deps, this.#readings);
    const desk = new SubmitDesk(deps, this.#readings);
    this.handlers = {
      'governance.list': ({ tab, offset, limit }) => this.#reading(() => this.#list(tab, offset, limit)),
      'governance.get': ({ hash }) => this.#reading(() => this.#get(hash)),
      'governance.recount': ({ hash }) => this.#reading(async () => {
        const { value, at } = await this.#readings.recount(hash);
        return { value: { ...value, differences: [...value.differences] }, at };
      }),
      'governance.power': ({ hash }) => this.#reading(async () => ({ value: await this.#power(hash), at: deps.clock() })),
      'governance.vote': async ({ hash, yes }) => ({ intent: await votes.begin(hash, yes) }),
      'governance.price': () => this.#reading(async () => ({ value: (await desk.price()).toString(), at: deps.clock() })),
      'governance.check': (text) => desk.faults(text),
      'governance.submit': ({ text, fee }) => desk.submit(text, BigInt(fee)),
      'governance.payment': async ({ hash }) => {
        const { intent, problem } = await desk.payment(hash);
        return { intent, problem: problem && { ...problem, context: { ...problem.context } } };
      },
      'governance.own': () => desk.own(),
      'governance.look': () => {
        this.#readings.forget();
        deps.changed();
        return undefined;
      },
      'governance.carryOut': ({ intent, signed }) => votes.carryOut(intent, signed),
    };
  }

  /** The service or the network's time is another one now. */
  renew(): void {
    this.#readings.forget();
  }

  async #reading<T>(work: () => Promise<{ readonly value: T; readonly at: number }>): Promise<Reading<T>> {
    try {
      const { value, at } = await work();
      return { state: 'known', source: 'reported', value, at };
    } catch (thrown) {
      const { code, message, context } = toAppError(thrown);
      return { state: 'unknown', reason: { code, message, context: { ...context } }, at: this.deps.clock() };
    }
  }

  async #list(tab: ProposalTab, offset: number, limit: number): Promise<{ value: Extract<Listed, { state: 'known' }>['value']; at: number }> {
    const [{ value: { rows, left }, at }, own] = await Promise.all([this.#readings.list(), this.#own()]);
    const counts: Record<ProposalTab, number> = { open: 0, passed: 0, rejected: 0, unpaid: 0 };
    const inTab = rows.filter((row) => {
      const its = TAB_OF[stateOf(row)];
      counts[its] += 1;
      return its === tab;
    });
    return { at, value: { total: inTab.length, counts, rows: inTab.slice(offset, offset + limit).map((row) => showRow(row, own)), left, ownKnown: own.listed !== null } };
  }

  async #get(hash: string) {
    const [{ value: proposal, at }, own] = await Promise.all([this.#readings.proposal(hash), this.#own()]);
    if (proposal === null) return { value: null, at };
    const { description, txid, hashed } = proposal;
    const hashFits = toHex(sha256(new TextEncoder().encode(hashed))) === hash;
    return { at, value: { ...showRow(proposal, own), description, txid: txid !== null && /^[0-9a-f]{64}$/.test(txid) ? txid : null, hashFits } };
  }

  /** What the service lists of this Flux ID, and what the wallet kept itself. */
  async #own(): Promise<OwnVotes> {
    const kept = new Map<string, OwnVoteRecord>();
    for (const vote of this.deps.store.votes(this.deps.fluxId.address)) if (!kept.has(vote.hash)) kept.set(vote.hash, vote);
    return { listed: await this.#readings.own().then(({ value }) => value, () => null), kept };
  }

  async #power(hash: string | null): Promise<VotingPower> {
    const { client, fluxId, nodes } = this.deps;
    const [then, now] = await Promise.all([client().power(fluxId.address, hash), hash === null ? null : client().power(fluxId.address, null)]);
    const own = nodes();
    const pointOf = (node: (typeof own)[number]): string | null => (node.collateral === null ? null : `${node.collateral.txid}:${node.collateral.vout}`);
    const counted = new Set(then.nodes.rows.map(({ point }) => point));
    const countsNow = new Set((now ?? then).nodes.rows.map(({ point }) => point));
    const names = new Map(own.map((node) => [pointOf(node), node.name]));
    return {
      fluxId: fluxId.address, power: then.power,
      nodes: then.nodes.rows.map(({ point, tier, power, ip }) => ({ outpoint: point, tier, power, ip, name: names.get(point) ?? null })),
      missing: own.flatMap((node) => {
        const point = pointOf(node);
        if (point !== null && counted.has(point)) return [];
        const reason = node.place?.kind !== 'confirmed' ? 'not-confirmed' as const : point !== null && countsNow.has(point) ? 'later' as const : 'not-seen' as const;
        return [{ outpoint: point, tier: node.tier, name: node.name, reason }];
      }),
    };
  }
}

function showRow(proposal: ServiceProposal, own: OwnVotes): ProposalRow {
  const { hash, topic, said, votesYes, votesNo, votesRequired, submitDate, voteEndDate, nickName, grantValue, grantAddress } = proposal;
  return {
    hash, topic, said, state: stateOf(proposal), yes: votesYes, no: votesNo, required: votesRequired, submittedAt: submitDate, endsAt: voteEndDate, nickName: nickName.slice(0, 200),
    grant: grantValue === '' || grantValue === '0' ? null : { amount: grantValue.slice(0, 60), address: grantAddress.slice(0, 128) },
    own: ownVote(hash, own),
  };
}

function ownVote(hash: string, { listed, kept }: OwnVotes): ProposalRow['own'] {
  const rows = listed?.get(hash) ?? [];
  const [first] = rows;
  if (first !== undefined) return { yes: first.yes, state: 'recorded', at: first.at, votes: rows.reduce((sum, { weight }) => sum + weight, 0) };
  const mine = kept.get(hash);
  return mine === undefined ? null : { yes: mine.yes, state: mine.state === 'recorded' ? 'recorded' : 'unknown', at: mine.at, votes: null };
}

