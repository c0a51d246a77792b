// The lanes themselves: a line a chain in its colour, dashed where nothing moves now; dots where a swap may start and end.

import clsx from 'clsx';
import type { ChainId } from '../../../../shared/chains/ids';
import { CHAIN_COLOURS } from '../../../ui/chain-mark';

export interface Line {
  readonly chain: ChainId | null;
  readonly paused: boolean;
}

export function LaneLines({ lines }: { lines: readonly Line[] }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 flex flex-col">
      {lines.map(({ chain, paused }, place) => (
        <span key={chain ?? place} className="flex flex-1 items-center">
          {chain === null || paused
            ? <span className={clsx('h-0 flex-1 border-t-2 border-dashed', chain === null ? 'border-line-strong opacity-35' : 'border-line-strong opacity-50')} />
            : <span className={clsx('h-0.5 flex-1 rounded-full opacity-45', CHAIN_COLOURS[chain])} />}
        </span>
      ))}
    </div>
  );
}
