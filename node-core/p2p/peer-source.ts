// What the light node asks of its peers. Whoever answers is a stranger: every answer is checked by whoever asked, and faults are told back.
import type { BlockHeader } from '../../shared/flux/block-header';

/** Names one connection; a peer that comes back is another one. */
export type PeerId = number;

export interface PeerView {
  readonly id: PeerId;
  /** host:port */
  readonly address: string;
  readonly agent: string;
  /** Highest block that it announced, null before it said any. */
  readonly height: number | null;
  /** Stays silent when asked for headers: it is itself in initial download. */
  readonly syncing: boolean;
}

/** What a peer did wrong; how much each weighs is the pool's business. */
export type PeerFault =
  /** A message that cannot be read, is too long, or was not asked for. */
  | 'protocol'
  /** Headers that do not start at the locator, do not link, or break a rule. */
  | 'bad-headers'
  /** A block whose contents break a rule that its hash covers. */
  | 'bad-block'
  /** A block whose hash and root are right and whose signatures are not: others may have it whole. */
  | 'altered-block'
  /** It kept a newer block back that others had. */
  | 'stale'
  | 'flood'
  | 'stalled';

export interface PeerSource {
  /** Peers that have shaken hands, best first. */
  readonly peers: readonly PeerView[];
  /** Called when a peer came, went or announced something. @returns takes the listener away */
  onChange(listener: () => void): () => void;
  /** Called with the hash (display form) of a block that a peer announced. @returns takes the listener away */
  onBlock(listener: (peer: PeerId, hash: string) => void): () => void;
  /**
   * Headers after the first known hash of `locator` (display form, newest first), at most 160. An answer that does not
   * start there is refused (a peer that knows none of them restarts at height 1 without saying so), and its peer is faulted.
   * @throws AppError `peer/none`, `peer/timeout`, `peer/gone`
   */
  headers(locator: readonly string[], options?: { readonly peer?: PeerId; readonly stop?: string; readonly signal?: AbortSignal }): Promise<{ readonly peer: PeerId; readonly headers: readonly BlockHeader[] }>;
  /**
   * The raw block; its header's hash is the one that was asked for, nothing else is checked. Silence means "not here":
   * after a while another peer is asked. `avoid`: peers whose copy was altered.
   * @throws AppError `peer/none`, `peer/timeout`
   */
  block(hash: string, options?: { readonly avoid?: ReadonlySet<PeerId>; readonly signal?: AbortSignal }): Promise<{ readonly peer: PeerId; readonly raw: Uint8Array }>;
  /** Announces the transaction to several peers and serves it to those that ask. @returns how many took it */
  broadcast(raw: Uint8Array, txid: string): Promise<number>;
  fault(peer: PeerId, fault: PeerFault): void;
  /** A header or block that it gave stands at this height. */
  reached(peer: PeerId, height: number): void;
}
