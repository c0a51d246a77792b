// System notifications of swaps and nodes, for a person who looks elsewhere. Nothing is said about other news, and no amount while amounts are hidden.

import type { Swap } from '../../shared/contract/bridge';
import type { FluxNode } from '../../shared/contract/staking';
import type { Notify } from '../../shared/contract/wallet';
import { fusionChainName } from '../../shared/fusion/chains';
import { plainAmount } from '../../shared/money/units';
import { noticeWords, type NoticeWords } from './words';

export interface Notice {
  readonly title: string;
  readonly body: string;
  onClick(): void;
}
type NewsNode = Pick<FluxNode, 'name' | 'status'>;
export interface SystemNoticesDeps {
  show(notice: Notice): void;
  /** Whether a window of the app has the focus: then the window itself shows the news. */
  watched(): boolean;
  hideAmounts(): boolean;
  language(): string;
  swap(id: string): Promise<Swap | null>;
  node(id: string): Promise<NewsNode | null>;
  /** Brings the window to the front, at the swaps or at the nodes. */
  open(screen: 'bridge' | 'staking'): void;
}
type Wording = Pick<Notice, 'title' | 'body'>;

export class SystemNotices {
  constructor(private readonly deps: SystemNoticesDeps) {}

  async tell({ kind, about }: Notify): Promise<void> {
    if (this.deps.watched()) return;
    switch (kind) {
      case 'swap-arrived':
      case 'swap-needs-you': {
        const swap = await this.deps.swap(about);
        if (swap) this.show('bridge', this.ofSwap(kind, swap));
        return;
      }
      case 'node-confirmed':
      case 'node-expiring':
      case 'node-out':
      case 'node-needs-signature': {
        const node = await this.deps.node(about);
        if (node) this.show('staking', ofNode(kind, node, noticeWords(this.deps.language())));
        return;
      }
      case 'received':
      case 'confirmed':
      case 'expired':
      case 'failed':
      case 'replaced':
    }
  }

  private show(screen: 'bridge' | 'staking', wording: Wording): void {
    this.deps.show({ ...wording, onClick: () => this.deps.open(screen) });
  }

  private ofSwap(kind: 'swap-arrived' | 'swap-needs-you', { state, to }: Swap): Wording {
    const words = noticeWords(this.deps.language());
    const chain = fusionChainName(to);
    if (kind === 'swap-needs-you') return { title: words.needsYou, body: words.needsYouText(chain) };
    // Nobody checked a payout on a chain that the wallet does not hold.
    if (state.kind !== 'arrived') return { title: words.paid, body: words.paidText(chain) };
    const amount = this.deps.hideAmounts() ? null : `${plainAmount(BigInt(state.amount), 8)} FLUX`;
    return { title: words.arrived, body: words.arrivedText(amount, chain) };
  }
}

function ofNode(kind: Extract<Notify['kind'], `node-${string}`>, { name, status }: NewsNode, words: NoticeWords): Wording {
  switch (kind) {
    case 'node-confirmed': return { title: words.nodeConfirmed, body: words.nodeConfirmedText(name) };
    case 'node-expiring': return { title: words.nodeExpiring, body: words.nodeExpiringText(name) };
    // One that never confirmed was nowhere that it could fall out of, and cannot start again at once.
    case 'node-out': return { title: words.nodeOut, body: status.kind === 'banned' ? words.nodeBannedText(name) : words.nodeOutText(name) };
    case 'node-needs-signature': return { title: words.nodeNeedsSignature, body: words.nodeNeedsSignatureText(name) };
  }
}
