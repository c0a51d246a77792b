// The path of money: intent, plan, review, approval, signature, broadcast. Main carries each piece between processes that never meet.

import type { Outcome } from '../../shared/contract/app';
import type { Client } from '../../shared/contract/base';
import type { Intent, MessagePurpose, Review, Signed } from '../../shared/contract/money-path';
import type { signerCalls } from '../../shared/contract/signer';
import type { walletCalls } from '../../shared/contract/wallet';
import { AppError, toAppError } from '../../shared/errors/app-error';

export interface MoneyDeps {
  signer(): Client<typeof signerCalls>;
  wallet(): Client<typeof walletCalls>;
  /** Resolves when the wallet's database is open, also after its process was started afresh. */
  walletOpen(): Promise<void>;
  /** Asks the person in the approval window. */
  approve(review: Review): Promise<boolean>;
  /** @throws AppError session/locked */
  requireUnlocked(): void;
  pause(milliseconds: number): Promise<void>;
  log(line: string): void;
}

/** Tries to hand a signed transaction to the wallet process while that is being restarted. */
const HAND_OVER_TRIES = 6;

export class PathOfMoney {
  private busy = false;

  constructor(private readonly deps: MoneyDeps) {}

  /** One intent at a time. @throws AppError money/busy, session/locked, or what the wallet or the signer refused */
  async submit(intent: Intent): Promise<Outcome> {
    this.deps.requireUnlocked();
    if (this.busy) throw new AppError('money/busy', 'another transaction is waiting for approval');
    this.busy = true;
    try {
      return await this.carry(intent);
    } finally {
      this.busy = false;
    }
  }

  private async carry(intent: Intent): Promise<Outcome> {
    await this.deps.walletOpen();
    const signed = await this.signedOrNot(intent);
    if (!signed) return { kind: 'cancelled' };
    if (signed.kind === 'message') {
      // A signature with a purpose goes where it is meant to go, and to no window.
      if (intent.kind !== 'sign-message' || intent.purpose === null) return this.ownMessage(intent, signed);
      return this.carryOutMessage(intent, intent.purpose, signed);
    }
    if (signed.kind === 'starts') {
      const { nodes, txid, sent, reason } = await this.handOver(() => this.deps.wallet()['staking.carryOut']({ intent, signed }));
      return { kind: 'nodes-started', nodes, txid, reason: sent ? null : reason };
    }
    const result = await this.handOver(() => this.deps.wallet()['plan.carryOut']({ intent, signed }));
    return result.sent || !result.reason
      ? { kind: 'sent', id: result.id, txid: result.txid }
      : { kind: 'kept', id: result.id, txid: result.txid, reason: result.reason };
  }

  private async carryOutMessage(intent: Intent, purpose: MessagePurpose, signed: Extract<Signed, { kind: 'message' }>): Promise<Outcome> {
    switch (purpose.kind) {
      case 'mining-claim': return { kind: 'claimed', ...(await this.handOver(() => this.deps.wallet()['claims.carryOut']({ intent, signed }))) };
      case 'xdao-vote': return { kind: 'voted', ...(await this.handOver(() => this.deps.wallet()['governance.carryOut']({ intent, signed }))) };
      case 'fluxos-login':
      case 'app-register':
      case 'app-update': return this.handOver(() => this.deps.wallet()['cloud.carryOut']({ intent, signed }));
      case 'link': return { kind: 'link-signed', address: signed.address, ...(await this.handOver(() => this.deps.wallet()['links.carryOut']({ intent, signed }))) };
    }
  }

  /** The person's own text goes back to the window. That no record of it could be kept does not take the signature away. */
  private async ownMessage(intent: Intent, signed: Extract<Signed, { kind: 'message' }>): Promise<Outcome> {
    try {
      await this.deps.wallet()['links.carryOut']({ intent, signed });
    } catch (thrown) {
      this.deps.log(`signed text not recorded: ${toAppError(thrown).code}`);
    }
    return { kind: 'signed-message', signature: signed.signature, address: signed.address };
  }

  /** Null: not approved. A swap or a node that ends here, by a no or by an error, has nothing signed: the wallet is told. */
  private async signedOrNot(intent: Intent): Promise<Signed | null> {
    try {
      const signed = await this.askAndSign(intent);
      if (!signed) await this.giveUp(intent);
      return signed;
    } catch (thrown) {
      await this.giveUp(intent);
      throw thrown;
    }
  }

  private async askAndSign(intent: Intent): Promise<Signed | null> {
    const { deps } = this;
    const plan = intent.kind === 'sign-message' ? { kind: 'message' as const } : await deps.wallet()['plan.make']({ intent });
    const review = await deps.signer()['signer.review']({ intent, plan });
    const approved = await deps.approve(review);
    // Locking closes the approval window and takes the review with the signer process.
    if (!approved) {
      await deps.signer()['signer.forget']({ hash: review.hash }).catch((thrown: unknown) => this.ignoreGone(thrown));
      return null;
    }
    deps.requireUnlocked();
    return deps.signer()['signer.sign']({ hash: review.hash });
  }

  private async giveUp(intent: Intent): Promise<void> {
    try {
      if (intent.kind === 'swap') await this.deps.wallet()['bridge.abandon']({ swap: intent.swap });
      if (intent.kind === 'start-nodes') await this.deps.wallet()['staking.abandon']({ nodes: intent.starts.map(({ node }) => node) });
    } catch {
      // The wallet gives up what has nothing signed when it is opened next.
    }
  }

  /** The wallet stores before anything leaves it; if its process dies under the call, the same signature is handed to the next one. */
  private async handOver<T>(work: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      try {
        await this.deps.walletOpen();
        return await work();
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'process/gone' || tried >= HAND_OVER_TRIES) throw error;
        await this.deps.pause(500 * tried);
      }
    }
  }

  private ignoreGone(thrown: unknown): void {
    const { code } = toAppError(thrown);
    if (code !== 'process/gone' && code !== 'session/locked') throw toAppError(thrown);
  }
}
