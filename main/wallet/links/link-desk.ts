// What links ask of the wallet process: a long text fetched, a signature sent, an address given, a payment told, and the record of signatures.

import { chainOf, type AssetId, type ChainId, type NetworkId } from '../../../shared/chains/ids';
import type { Delivery, LinkSigned } from '../../../shared/contract/links';
import type { Intent, Signed } from '../../../shared/contract/money-path';
import { AppError } from '../../../shared/errors/app-error';
import { hostLine, judgeCallback } from '../../../shared/links/callback';
import { isStorageUrl, signableText } from '../../../shared/links/parse';
import { visibleText } from '../../../shared/text/visible';
import { verifySigned } from '../messages/verify';
import type { OutboxEntry } from '../plans/ports';
import type { Db } from '../store/database';
import { Caller, type CallerDeps } from './caller';
import { paymentForm } from './payment-form';
import { SignedStore } from './signed-store';

export interface LinkDeskDeps extends CallerDeps {
  readonly network: NetworkId;
  readonly db: Db;
  readonly clock: () => number;
  readonly changed: () => void;
  readonly isOwn: (chain: ChainId, address: string) => boolean;
  readonly payment: (id: string) => OutboxEntry | null;
}
type MessageIntent = Extract<Intent, { kind: 'sign-message' }>;

export class LinkDesk {
  private readonly caller: Caller;
  private readonly store: SignedStore;

  constructor(private readonly deps: LinkDeskDeps) {
    this.caller = new Caller(deps);
    this.store = new SignedStore(deps.db);
  }

  signed(offset: number, limit: number): ReturnType<SignedStore['list']> {
    return this.store.list(offset, limit);
  }

  /** @throws AppError links/foreign-storage | links/storage-failed (status) | links/message-too-long | links/no-message | endpoint/… */
  async text(url: string): Promise<{ text: string }> {
    if (!isStorageUrl(url)) throw new AppError('links/foreign-storage', 'the text lies at a place that is not known');
    const { status, text } = await this.caller.exchange(url, { method: 'GET' });
    if (status !== 200) throw new AppError('links/storage-failed', 'the text could not be fetched', { context: { status } });
    return { text: signableText(text) };
  }

  /** @throws AppError links/not-own: a window asks for an address that is not of this wallet */
  async give({ asset, address, url, by }: { asset: AssetId; address: string; url: string; by: 'post' | 'get' }): Promise<Delivery> {
    if (!this.deps.isOwn(chainOf(asset), address)) throw new AppError('links/not-own', 'not an address of this wallet');
    return this.caller.call(url, by === 'post' ? { form: { address } } : { append: address });
  }

  /** @throws AppError links/no-payment | links/not-sent-yet */
  async paid(id: string, url: string): Promise<Delivery> {
    return this.caller.call(url, { form: paymentForm(this.deps.payment(id)) });
  }

  /**
   * Keeps what was signed, then sends the signature where the approval named it. Called again with the same it sends it again.
   * @throws AppError links/not-a-text | links/bad-signature | links/callback-…
   */
  async carryOut({ intent, signed }: { intent: Intent; signed: Signed }): Promise<LinkSigned> {
    if (intent.kind !== 'sign-message' || signed.kind !== 'message' || (intent.purpose !== null && intent.purpose.kind !== 'link')) throw new AppError('links/not-a-text', 'this is no signed text');
    const { scheme, address, message, purpose } = intent;
    const { signature } = signed;
    if (!verifySigned({ scheme, address, message, signature }, this.deps.network).valid) throw new AppError('links/bad-signature', 'this signature does not fit');
    const url = purpose?.kind === 'link' ? purpose.callback : null;
    return url === null ? this.show(intent, signature) : this.send(intent, signature, url);
  }

  private show(intent: MessageIntent, signature: string): LinkSigned {
    this.keep(intent, null, 'shown');
    return { signature, delivery: null };
  }

  private async send(intent: MessageIntent, signature: string, url: string): Promise<LinkSigned> {
    const id = this.keep(intent, url, 'sending');
    const delivery = await this.caller.call(url, { form: { address: intent.address, message: intent.message, signature } });
    if (delivery.state === 'delivered') this.store.ended(id, 'delivered', delivery.said);
    else this.store.ended(id, 'failed', delivery.reason.code);
    this.deps.changed();
    return { signature: null, delivery };
  }

  private keep({ message, address, scheme }: MessageIntent, url: string | null, state: 'shown' | 'sending'): number {
    const host = url === null ? null : hostLine(judgeCallback(url, this.deps.network));
    const id = this.store.add({ text: visibleText(message), address, scheme, host, url, state, said: '', at: Math.round(this.deps.clock()) });
    this.deps.changed();
    return id;
  }
}
