// What a light node is put together from.
import type { Ecc } from '../../shared/crypto/ecc';
import type { Timers } from '../p2p/connection';
import type { PeerSource } from '../p2p/peer-source';
import type { LightNetwork } from './networks';
import type { SignatureThreads } from './signature-threads';
import type { Saved } from './state-file';
import type { LightStore } from './store';
import type { TableSource } from './table-source';

export interface LightNodeDeps extends Timers {
  readonly network: LightNetwork;
  readonly peers: PeerSource & { start(): void; stop(): void; readonly traffic: { readonly received: number; readonly sent: number } };
  readonly store: LightStore;
  readonly tables: TableSource;
  /** Where an empty store begins; without it the sources are asked. */
  readonly releaseTable?: Saved;
  /** Goes no further than this height. */
  readonly stopAt?: number;
  readonly ecc: Ecc;
  readonly emergencyKeys?: readonly Uint8Array[];
  /** Verify signatures ahead when there is much to catch up with; without them each is verified in its block's turn. */
  readonly threads?: SignatureThreads;
  /** Network time, Unix seconds. */
  networkSeconds(): number;
  /** Milliseconds by this computer's clock, for what is shown. */
  wallMs(): number;
  readonly diskBytes: number;
  /** Blocks between two checkpoints; the usual number when left out. */
  readonly checkpointEvery?: number;
  onStatus(): void;
  onWatched(height: number): void;
  log(line: string): void;
}
