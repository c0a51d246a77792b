// One swap in the list: between which chains, how it stands, what left and what arrives.

import clsx from 'clsx';
import { ArrowLeftRight } from 'lucide-react';
import type { Swap } from '../../../../shared/contract/bridge';
import { chainInfo } from '../../../../shared/chains/registry';
import { Amount } from '../../../app/amount';
import { formatAgo } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Icon } from '../../../ui/icon';
import { Pill } from '../../../ui/pill';
import { arrivesOf, chainName, FLUX_DECIMALS, untouched } from '../flux';
import { useStanding } from '../swap/standing';

export function SwapRow({ swap, now, selected, onOpen }: { swap: Swap; now: number; selected: boolean; onOpen(id: string): void }) {
  const t = useT();
  const standing = useStanding()(swap);
  const { state } = swap;
  const gone = untouched(swap);
  const arrives = arrivesOf(swap);
  return (
    <button
      type="button" onClick={() => onOpen(swap.id)} aria-current={selected || undefined} data-testid="swap-row"
      className={clsx('grid h-14.75 w-full grid-cols-[1rem_minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1.1fr)] items-center gap-3 border-t border-line px-5 text-left -outline-offset-2 hover:bg-surface-2', selected && 'bg-surface-2')}
    >
      <Icon of={ArrowLeftRight} className="size-4 text-muted" />
      <span className="min-w-0">
        <span className="block truncate text-base font-medium">{t('bridge.lanes.route', { from: chainInfo(swap.from).name, to: chainName(swap.to) })}</span>
        <span className="block truncate text-2xs text-muted">{formatAgo(swap.createdAt, now)}</span>
      </span>
      <span className="flex min-w-0 [&>*]:min-w-0"><Pill tone={standing.tone} title={standing.word}><span className="truncate">{standing.word}</span></Pill></span>
      <span className="text-right">
        <Amount units={gone ? swap.amount : `-${swap.amount}`} decimals={FLUX_DECIMALS} symbol="FLUX" className={clsx('block text-base font-medium', gone && 'text-muted')} />
        {!gone && arrives !== null && <Amount units={arrives} decimals={FLUX_DECIMALS} symbol="FLUX" sign className={clsx('block text-2xs', state.kind === 'arrived' ? 'text-good-ink' : 'text-muted')} />}
      </span>
    </button>
  );
}
