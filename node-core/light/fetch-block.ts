// Gets a block whole: asked of another peer for as long as a copy is not what its header stands over. Its hash is never blamed for a bad copy.
import { AppError, toAppError } from '../../shared/errors/app-error';
import { parseBlock, type Block } from '../../shared/flux/block';
import type { Ahead } from '../follow/follower';
import type { PeerId, PeerSource } from '../p2p/peer-source';

/** Blocks that are asked for ahead of the one that is checked. */
export const AHEAD = 16;

export interface FetchedBlock {
  readonly raw: Uint8Array;
  readonly block: Block;
  readonly peer: PeerId;
  /** Signatures that were verified meanwhile. */
  readonly ahead?: Ahead;
}

/** Faults of a copy: bytes after a right header that do not belong under it. */
const isBadCopy = ({ code }: AppError): boolean => /^(block|bytes|merkle|fluxnode|transaction|tx)\//.test(code);

/** @param avoid peers whose copies were altered; grows. @throws AppError `peer/none`, `peer/timeout` */
export async function fetchBlock(peers: PeerSource, hash: string, avoid: Set<PeerId>, signal: AbortSignal): Promise<FetchedBlock> {
  for (;;) {
    const { peer, raw } = await peers.block(hash, { avoid, signal });
    try {
      return { raw, block: parseBlock(raw), peer };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!isBadCopy(error)) throw thrown;
      avoid.add(peer);
      peers.fault(peer, 'altered-block');
    }
  }
}
