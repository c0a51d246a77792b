// The practice vote service: a faithful double of the xDAO's. It looks at the practice nodes and at payments on the practice chain, and counts real signatures.
import { addressOfPublicKey, scriptOfAddress } from '../../../shared/flux/address';
import { PAY_WITHIN_MS, VOTING_MS, outcomeOf } from '../../../shared/governance/proposal';
import { COIN } from '../../../shared/flux/params';
import type { XdaoState } from '../../../shared/practice/xdao-control';
import type { PracticeClock } from '../clock';
import { payFlux } from '../flux/faucet';
import type { NodeHosts } from '../flux/hosts/hosts';
import type { NodeTable } from '../flux/nodes/table';
import { PRACTICE_FLUX } from '../flux/parameters';
import { wordsOf } from '../log';
import { seededKey } from '../seed';
import { Ticker } from '../ticker';
import type { UtxoNode } from '../utxo/node';
import { crawl } from './crawler';
import { XdaoDesk, type Submission } from './desk';
import { feePayments } from './payments';
import type { ProposalRecord } from './records';
import { EARLIER, LATER, leanOf, residentFluxId, residentSignature, residentVotes } from './residents';
import { XdaoStore } from './store';
import { XdaoSwitches } from './switches';

interface XdaoParts {
  readonly folder: string;
  readonly seed: string;
  readonly clock: PracticeClock;
  readonly flux: UtxoNode;
  readonly nodes: NodeTable;
  readonly hosts: NodeHosts;
  random(size: number): Uint8Array;
  warn(message: string): void;
}

/** Practice milliseconds: between two looks at payments, at the nodes, and between two counts of votes. */
const PAYMENTS_MS = 30_000;
const CRAWL_MS = 5 * 60_000;
const TALLY_MS = 4 * 60_000;
const LEAST_REAL_PACE_MS = 250;
/** A resident proposes something new after so many practice hours without a new proposal. */
const QUIET_HOURS = 60;
const HOUR = 3_600_000;

export class XdaoService {
  readonly switches = new XdaoSwitches();
  readonly desk: XdaoDesk;
  readonly store: XdaoStore;
  readonly address: string;
  readonly #parts: XdaoParts;
  readonly #ticker: Ticker;
  readonly #stopListening: () => void;
  #tallied = 0;

  /** Takes up its work where it was left, on a chain that runs already. @throws AppError `practice/state-damaged` */
  constructor(parts: XdaoParts) {
    const { seed, clock, nodes, random } = parts;
    this.#parts = parts;
    const addressOf = (name: string): string => addressOfPublicKey(seededKey(seed, name).publicKey, PRACTICE_FLUX);
    this.address = addressOf('xdao fees');
    this.store = new XdaoStore(parts.folder);
    const counts = () => ({ cumulus: nodes.queue('cumulus').length, nimbus: nodes.queue('nimbus').length, stratus: nodes.queue('stratus').length });
    this.desk = new XdaoDesk({ store: this.store, switches: this.switches, address: this.address, otherAddress: addressOf('xdao other fees'), nowMs: () => clock.nowMs(), random, counts });
    if (this.store.lastCrawl === null) this.#begin();
    this.#ticker = new Ticker(clock, () => this.#look(), (thrown) => parts.warn(`xdao: ${wordsOf(thrown)}`));
    this.#stopListening = parts.flux.onBlock(() => this.#ticker.wake());
  }

  /** A stranger's proposal, paid in full; it opens at the next look at payments. */
  propose(text: Submission): { hash: string; txid: string } {
    this.#crawlNow();
    const { hash } = this.desk.submit(text);
    return { hash, txid: this.#pay(hash) };
  }

  /** Everything that can be done at this moment is done first. */
  state(): XdaoState {
    this.#work();
    const counting = [...new Set((this.store.lastCrawl?.nodes ?? []).map(({ fluxId }) => fluxId))];
    return {
      switches: this.switches.entries(), counting,
      proposals: this.store.proposals().map(({ hash, topic, status, txid, votesYes, votesNo, votesRequired }) => ({ hash, topic, status, txid, yes: votesYes, no: votesNo, required: votesRequired, voters: this.store.votesOn(hash).length })),
    };
  }

  /** Looks at the nodes, at payments and at the votes now. */
  refresh(): void {
    this.#crawlNow();
    this.#work();
    this.#tally();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.#ticker.stop();
    this.store.close();
  }

  /** What the world already had when it began: proposals with real payments, and votes of residents at their times. */
  #begin(): void {
    const { seed, clock } = this.#parts;
    const now = clock.nowMs();
    this.#crawlNow();
    for (const { hoursAgo, paid, lean: _, ...text } of EARLIER) {
      const proposal = this.desk.submit(text, now - hoursAgo * HOUR);
      this.store.write({ t: 'proposal', proposal: { ...proposal, ...(paid ? { status: 'Open', txid: this.#pay(proposal.hash) } : { status: 'Rejected Unpaid' }) } });
    }
    for (const proposal of this.store.proposals()) {
      if (proposal.status === 'Open') this.#residentsVote(proposal, this.#leanOf(proposal, seed), now);
    }
    this.#close(now);
    this.store.sync();
  }

  #leanOf(proposal: ProposalRecord, seed: string): number {
    return [...EARLIER, ...LATER].find(({ topic }) => topic === proposal.topic)?.lean ?? leanOf(seed, proposal.topic);
  }

  #look(): number {
    const { clock } = this.#parts;
    this.#work();
    if (clock.rate === 0) return Number.POSITIVE_INFINITY;
    return clock.nowMs() + Math.max(PAYMENTS_MS, LEAST_REAL_PACE_MS * clock.rate);
  }

  #work(): void {
    const { seed, clock } = this.#parts;
    const now = clock.nowMs();
    if (now - (this.store.lastCrawl?.at ?? 0) >= CRAWL_MS) this.#crawlNow();
    this.#readPayments(now);
    for (const proposal of this.store.proposals()) {
      if (proposal.status === 'Open') this.#residentsVote(proposal, this.#leanOf(proposal, seed), now);
    }
    if (now - this.#tallied >= TALLY_MS) this.#tally();
    this.#close(now);
    this.#residentsPropose(now);
    this.store.sync();
  }

  #crawlNow(): void {
    const { clock, nodes, hosts, seed } = this.#parts;
    const seen = crawl(nodes, hosts, seed);
    const last = this.store.lastCrawl;
    // The same nodes as before are the same look: the journal stays small.
    if (last !== null && JSON.stringify(last.nodes) === JSON.stringify(seen)) return;
    this.store.write({ t: 'crawl', crawl: { at: clock.nowMs(), nodes: seen } });
  }

  #readPayments(now: number): void {
    const waiting = new Map(this.store.proposals().filter(({ status }) => status === 'Unpaid').map((proposal) => [proposal.hash, proposal]));
    if (waiting.size === 0) return;
    for (const payment of feePayments(this.#parts.flux, scriptOfAddress(this.address, PRACTICE_FLUX))) {
      const proposal = waiting.get(payment.note);
      // A different amount is no payment: the money is gone without effect, as with the original.
      if (proposal === undefined || payment.amount !== BigInt(this.desk.price()) * COIN || now > proposal.submitDate + PAY_WITHIN_MS) continue;
      waiting.delete(proposal.hash);
      this.store.write({ t: 'proposal', proposal: { ...proposal, status: 'Open', txid: payment.txid } });
    }
  }

  #tally(): void {
    this.#tallied = this.#parts.clock.nowMs();
    for (const proposal of this.store.proposals()) if (proposal.status === 'Open') this.#count(proposal);
  }

  #count(proposal: ProposalRecord): ProposalRecord {
    const { yes, no } = this.desk.tally(proposal);
    if (yes === proposal.votesYes && no === proposal.votesNo) return proposal;
    const counted = { ...proposal, votesYes: yes, votesNo: no };
    this.store.write({ t: 'proposal', proposal: counted });
    return counted;
  }

  /** Proposals whose time is over. */
  #close(now: number): void {
    for (const proposal of this.store.proposals()) {
      if (proposal.status === 'Unpaid' && now > proposal.submitDate + PAY_WITHIN_MS) this.store.write({ t: 'proposal', proposal: { ...proposal, status: 'Rejected Unpaid' } });
      if (proposal.status !== 'Open' || now <= proposal.submitDate + VOTING_MS) continue;
      const counted = this.#count(proposal);
      this.store.write({ t: 'proposal', proposal: { ...counted, status: outcomeOf({ yes: counted.votesYes, no: counted.votesNo, required: counted.votesRequired }) } });
    }
  }

  /** Votes that are due, each with a phrase and a signature of its own. */
  #residentsVote(proposal: ProposalRecord, lean: number, now: number): void {
    const { seed } = this.#parts;
    const voted = new Set(this.store.votesOn(proposal.hash).map(({ fluxId }) => fluxId));
    for (const { resident, yes, at } of residentVotes(seed, proposal.hash, proposal.submitDate, lean)) {
      const zelid = residentFluxId(seed, resident);
      if (at > now || voted.has(zelid) || this.desk.nodesOf(zelid, proposal).length === 0) continue;
      const message = this.#ownPhrase();
      this.desk.record({ hash: proposal.hash, zelid, message, signature: residentSignature(seed, resident, message), vote: yes }, at);
    }
  }

  /** A phrase for a resident: faults that are meant for clients do not reach it. */
  #ownPhrase(): string {
    const { clock, random } = this.#parts;
    const madeMs = clock.nowMs();
    const phrase = madeMs.toString().padStart(13, '0') + Array.from(random(43), (byte) => (byte % 36).toString(36)).join('');
    this.store.note({ t: 'phrase', phrase, madeMs });
    return phrase;
  }

  /** One of the later drafts, when it has been quiet for long. */
  #residentsPropose(now: number): void {
    const all = this.store.proposals();
    const newest = Math.max(...all.map(({ submitDate }) => submitDate));
    const next = LATER.find(({ topic }) => !all.some((proposal) => proposal.topic === topic));
    if (next === undefined || now - newest < QUIET_HOURS * HOUR) return;
    const { lean: _, ...text } = next;
    this.#pay(this.desk.submit(text).hash);
  }

  #pay(hash: string): string {
    const { flux, seed } = this.#parts;
    return payFlux(flux, seed, this.address, BigInt(this.desk.price()) * COIN, hash);
  }
}

