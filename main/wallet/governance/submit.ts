// Own proposals: the text is submitted, its hash computed again, and the exact fee paid with that hash as its note within the hour
// (flux-services 4.3). A payment of any other amount, or too late, is lost without effect: each is refused before it is made.

import { zIntent, type Intent } from '../../../shared/contract/money-path';
import type { OwnProposal } from '../../../shared/contract/governance';
import type { ErrorShape } from '../../../shared/errors/app-error';
import { AppError } from '../../../shared/errors/app-error';
import { decodeAddress } from '../../../shared/flux/address';
import { PAY_WITHIN_MS, XDAO_ADDRESS, proposalFaults, proposalHash, type ProposalText } from '../../../shared/governance/proposal';
import { fluxParams } from '../../../shared/hd/script-of-key';
import { parseAmount } from '../../../shared/money/units';
import type { GovernanceDeps } from './deps';
import { stateOf, type GovernanceReadings } from './readings';
import type { Bill } from './shapes';
import type { Submitted } from './store';

/** A payment has to be seen by the service in time: below this it is not begun. */
const LEAST_LEFT_MS = 10 * 60_000;
/** The service's clock may be this far from ours. */
const CLOCK_SLACK_MS = 10 * 60_000;
const FLUX = 'flux/native';

export class SubmitDesk {
  constructor(private readonly deps: GovernanceDeps, private readonly readings: GovernanceReadings) {}

  /** 10⁻⁸ FLUX. */
  async price(): Promise<bigint> {
    return inUnits(await this.deps.client().price());
  }

  /** What is wrong with a text; the grant's address is checked by its checksum. */
  faults(text: ProposalText): { field: 'topic' | 'description' | 'grantValue' | 'grantAddress' | 'nickName'; code: string }[] {
    const faults: { field: 'topic' | 'description' | 'grantValue' | 'grantAddress' | 'nickName'; code: string }[] = [...proposalFaults(text)];
    if (text.grantAddress !== '' && !faults.some(({ field }) => field === 'grantAddress')) {
      try {
        decodeAddress(text.grantAddress, fluxParams(this.deps.network));
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        faults.push({ field: 'grantAddress', code: thrown.code });
      }
    }
    return faults;
  }

  /** @param shown 10⁻⁸ FLUX that the person saw. @throws AppError governance/… | xdao/… ; nothing is paid by it */
  async submit(text: ProposalText, shown: bigint): Promise<{ hash: string }> {
    const { client, store, changed } = this.deps;
    if (this.faults(text).length > 0) throw new AppError('governance/bad-text', 'the proposal is not complete');
    if ((await this.price()) !== shown) throw new AppError('governance/price-changed', 'the price is another one now');
    const bill = await client().submit(text);
    this.#check(text, bill, shown);
    store.addProposal({ text: { ...text }, hash: bill.hash, submitDate: bill.submitDate, fee: shown.toString(), address: bill.address, payUntil: bill.submitDate + PAY_WITHIN_MS });
    this.readings.forget();
    changed();
    return { hash: bill.hash };
  }

  #check(text: ProposalText, bill: Bill, fee: bigint): void {
    const { network, clock } = this.deps;
    if (Math.abs(bill.submitDate - clock()) > CLOCK_SLACK_MS) throw new AppError('governance/clock-off', 'the clocks of the service and of this computer differ');
    if (proposalHash(text, bill.submitDate) !== bill.hash) throw new AppError('governance/other-hash', 'the service gave the proposal another hash than its text has');
    if (inUnits(bill.amount) !== fee) throw new AppError('governance/price-changed', 'the price is another one now');
    // On mainnet one address is known; a payment to any other could not be told from a theft.
    if (network === 'mainnet' && bill.address !== XDAO_ADDRESS) throw new AppError('governance/other-address', 'the service names an address that is not known', { context: { address: bill.address.slice(0, 128) } });
    decodeAddress(bill.address, fluxParams(network));
  }

  /** The payment of the fee, as an intent like any other; `problem` says why there is none. */
  async payment(hash: string): Promise<{ intent: Intent | null; problem: ErrorShape | null }> {
    const { store, plans, clock, client } = this.deps;
    const record = store.proposal(hash);
    if (record === null) throw new AppError('governance/unknown-proposal', 'no proposal of this wallet has this hash');
    if (this.#paidBy(record) !== null) throw new AppError('governance/paid', 'the fee is on its way already');
    if (record.payUntil - clock() < LEAST_LEFT_MS) throw new AppError('governance/too-late', 'too little of the hour is left');
    // The service knows best whether it waits for this payment: paid for a hash that it does not hold, the coins would be gone.
    const listed = await client().proposal(hash);
    if (listed === null || listed.status !== 'Unpaid') throw new AppError('governance/not-waiting', 'the service does not wait for this payment', { context: { said: listed?.said ?? '' } });
    const preview = await plans.handlers['send.preview']({ asset: FLUX, to: record.address, amount: { kind: 'units', units: record.fee }, fee: { kind: 'preset', preset: 'normal' }, note: hash });
    if (preview.intent !== null) return { intent: zIntent.parse(preview.intent), problem: null };
    const [first] = preview.problems;
    return { intent: null, problem: { code: first?.code ?? 'governance/cannot-pay', message: 'the fee cannot be paid now', context: { ...first?.context } } };
  }

  /** Own proposals and how they stand, newest first. Without the service's list what the wallet knows itself. */
  async own(): Promise<OwnProposal[]> {
    const listed = await this.readings.list().then(({ value }) => value.byHash, () => null);
    return this.deps.store.proposals().map((record) => ({
      hash: record.hash, topic: record.text.topic.slice(0, 300), submittedAt: record.submitDate, fee: record.fee, address: record.address, payUntil: record.payUntil,
      state: this.#stateOf(record, listed?.get(record.hash) ?? null),
    }));
  }

  #stateOf(record: Submitted, listed: Parameters<typeof stateOf>[0] | null): OwnProposal['state'] {
    const now = this.deps.clock();
    const paid = this.#paidBy(record);
    if (listed !== null && listed.status !== 'Unpaid') return { kind: 'listed', txid: paid, proposal: stateOf(listed) };
    if (paid !== null) return { kind: 'paying', txid: paid, overdue: now > record.payUntil };
    return now > record.payUntil ? { kind: 'lapsed' } : { kind: 'unpaid', late: record.payUntil - now < LEAST_LEFT_MS };
  }

  /** The transaction of this wallet that pays it: one that expired or failed pays nothing. */
  #paidBy({ hash }: Submitted): string | null {
    const paying = this.deps.outbox().find(({ intent, state }) => intent.kind === 'pay' && intent.note === hash && !['expired', 'failed', 'replaced'].includes(state.kind));
    return paying?.txid ?? null;
  }
}

/** @throws AppError xdao/malformed */
function inUnits(flux: string): bigint {
  const parsed = parseAmount(flux, 8);
  if (!parsed.ok || parsed.units <= 0n) throw new AppError('xdao/malformed', 'the price is no amount', { context: { at: 'amount' } });
  return parsed.units;
}
