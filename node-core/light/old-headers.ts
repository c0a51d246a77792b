// Fetches old headers forward from one pinned block to the next, 160 at a time.
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { PinnedRun } from '../headers/pinned-run';
import type { PeerId, PeerSource } from '../p2p/peer-source';

/**
 * @param told after each answer that was taken
 * @throws AppError `peer/none` when nobody has what comes next, or nobody is left whose headers lead to the pin
 */
export async function fetchOldHeaders(run: PinnedRun, peers: PeerSource, signal: AbortSignal, told: (run: PinnedRun) => void): Promise<void> {
  const avoid = new Set<PeerId>();
  while (!run.done) {
    signal.throwIfAborted();
    const peer = peers.peers.find(({ id }) => !avoid.has(id))?.id;
    if (peer === undefined) throw new AppError('peer/none', 'no peer has the headers up to the next pinned block');
    try {
      const { headers } = await peers.headers([run.hash], { peer, signal });
      if (headers.length === 0) avoid.add(peer);
      run.accept(headers);
      if (headers.length > 0) told(run);
    } catch (thrown) {
      signal.throwIfAborted();
      avoid.add(peer);
      // Who leads away from the pin lies; who is silent may be busy.
      if (toAppError(thrown).code.startsWith('header/')) peers.fault(peer, 'bad-headers');
    }
  }
}
