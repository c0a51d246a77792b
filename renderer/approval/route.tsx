// Where FLUX starts and where it arrives: the two chains by colour and name, one arrow between them.

import { ArrowRight } from 'lucide-react';
import type { ChainId } from '../../shared/chains/ids';
import { chainInfo } from '../../shared/chains/registry';
import { fusionChainName, heldChain, type FusionChain } from '../../shared/fusion/chains';
import { useT } from '../i18n/use-t';
import { ChainDot } from '../ui/chain-mark';
import { Icon } from '../ui/icon';

export function FusionChainMark({ chain }: { chain: FusionChain }) {
  const held = heldChain(chain);
  return (
    <span className="inline-flex items-center gap-2">
      {held ? <ChainDot chain={held} /> : <span aria-hidden="true" className="inline-block size-2.25 shrink-0 rounded-xs border border-line bg-surface-3" />}
      {fusionChainName(chain)}
    </span>
  );
}

export function Route({ from, to }: { from: ChainId; to: FusionChain }) {
  const t = useT();
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm font-medium text-text" data-testid="approval-route">
      <span className="inline-flex items-center gap-2"><ChainDot chain={from} />{chainInfo(from).name}</span>
      <Icon of={ArrowRight} className="size-4 text-muted" />
      <span className="sr-only">{t('approval.swap.to')} </span>
      <FusionChainMark chain={to} />
    </p>
  );
}
