// Payouts of a coordinator that is funded: credits that are final are settled in FLUX by ordinary transactions, each of which names the
// ledger it pays by its Merkle root. A payout is in the log before it is broadcast, so it is never made twice.

import { createHash } from 'node:crypto';
import { merkleRoot } from '../../../shared/flux/merkle';
import { toAppError } from '../../../shared/errors/app-error';
import type { Coordinator } from './coordinator';
import { creditsOf, type CoordinatorState, type NodeState } from './state';

/** Whoever holds the coins. Amounts in zatoshi. */
export interface Payer {
  /** Signs, without giving it to anybody. @param earlier raw transactions whose coins are taken @throws AppError when there is not enough */
  sign(order: { readonly to: string; readonly sat: bigint; readonly memo: Uint8Array }, earlier: readonly string[]): Promise<{ readonly txid: string; readonly raw: string }>;
  /** Broadcasts unless the chain knows it. */
  send(raw: string): Promise<void>;
}

export interface PayoutTerms {
  readonly satPerCredit: number;
  /** What is owed stays owed until it is worth a transaction. */
  readonly leastSat: bigint;
}

/** Root over what a node earned: one leaf a job, its id and its credits, in the order of the ids. */
function ledgerRoot(state: CoordinatorState, node: NodeState): string {
  const leaves = node.leases.flatMap((id) => {
    const { job, standing } = state.lease(id);
    const record = state.job(job);
    return standing === 'valid' && record.state === 'final' ? [`${job} ${creditsOf(record.job)}`] : [];
  });
  return merkleRoot([...new Set(leaves)].sort().map((leaf) => createHash('sha256').update(leaf).digest('hex')));
}

/** The output that names the ledger: the protocol's name and the root. */
const memoOf = (root: string): Uint8Array => Buffer.concat([Buffer.from('pouw/1 '), Buffer.from(root, 'hex')]);

export class Payouts {
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly coordinator: Coordinator, private readonly payer: Payer, private readonly terms: PayoutTerms, private readonly now: () => number, private readonly report: (line: string) => void) {}

  /** Sends again what was signed before, then pays what is due. Never rejects. */
  run(): Promise<void> {
    this.turn = this.turn.then(() => this.pay()).catch((thrown: unknown) => this.report(`payout: ${toAppError(thrown).code}`));
    return this.turn;
  }

  private async pay(): Promise<void> {
    const { state } = this.coordinator;
    for (const { raw } of state.payouts) await this.payer.send(raw).catch((thrown: unknown) => this.report(`payout not sent: ${toAppError(thrown).code}`));
    for (const node of state.nodes.values()) {
      const { delegation } = node.registration;
      const credits = node.credits - node.settled;
      const sat = BigInt(credits) * BigInt(this.terms.satPerCredit);
      if (!delegation || delegation.until <= this.now() || credits <= 0 || sat < this.terms.leastSat) continue;
      const signed = await this.payer.sign({ to: delegation.payout, sat, memo: memoOf(ledgerRoot(state, node)) }, state.payouts.map(({ raw }) => raw));
      await this.coordinator.write([{ t: 'payout', node: node.key, txid: signed.txid, raw: signed.raw, sat: sat.toString(), credits, at: this.now() }]);
      await this.payer.send(signed.raw);
    }
  }
}

