// One node in the table. Its name is the button; it is stretched over the row, so that the whole row takes the mouse.

import { TriangleAlert } from 'lucide-react';
import type { FluxNode } from '../../../../shared/contract/staking';
import type { Reading } from '../../../../shared/contract/base';
import { Unknown } from '../../../app/amount';
import { formatDuration, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { errorLine } from '../../../ui/error-notice';
import { Icon } from '../../../ui/icon';
import { Pill } from '../../../ui/pill';
import { shortOutpoint } from '../outpoint';
import { isStarting, standingOf } from './standing';

/** Columns of the table: narrow windows put tier and coin under the name, the address under the status, and very narrow ones leave the coin to the detail. */
export const COLUMNS = 'grid grid-cols-[minmax(0,1.25fr)_minmax(0,1.6fr)_minmax(0,0.9fr)_minmax(0,1.05fr)] items-center gap-x-4 px-5 @4xl/main:grid-cols-[minmax(0,1.35fr)_minmax(0,0.85fr)_minmax(0,1.1fr)_minmax(0,1.55fr)_minmax(0,1.1fr)_minmax(0,1.1fr)_minmax(0,1.55fr)]';

/** A dash with its reason in the words of this screen. */
function Dash({ why }: { why: string }) {
  return <span className="font-sans text-muted" title={why}><span aria-hidden="true">—</span><span className="sr-only">{why}</span></span>;
}

function Confirmed({ node, height }: { node: FluxNode; height: Reading<number> }) {
  const t = useT();
  if (node.status.kind !== 'confirmed') return <Dash why={t('staking.nodes.noServer')} />;
  if (height.state === 'unknown') return <Unknown reason={height.reason} />;
  if (height.state === 'loading') return <Dash why={t('figures.asking')} />;
  const count = Math.max(0, height.value - node.status.lastConfirmed);
  return <>{t('staking.nodes.ago', { count })}</>;
}

export function NextReward({ node }: { node: FluxNode }) {
  const t = useT();
  if (node.status.kind === 'confirmed') return node.nextPayment === null ? <Dash why={t('staking.nodes.notTold')} /> : <>{t('staking.nodes.in', { duration: formatDuration(node.nextPayment) })}</>;
  return isStarting(node) ? <>{t('staking.nodes.afterFirst')}</> : <Dash why={t('staking.nodes.notRunning')} />;
}

export function NodeRow({ node, height, place, onOpen }: { node: FluxNode; height: Reading<number>; /** In the whole table, from 1. */ place: number; onOpen(id: string): void }) {
  const t = useT();
  const standing = standingOf(node);
  const tier = t(`staking.tier.${node.tier}`);
  const coin = node.collateral ? shortOutpoint(node.collateral) : null;
  const ip = node.status.kind === 'confirmed' ? node.status.ip : null;
  return (
    <div role="row" aria-rowindex={place + 1} data-testid="node-row" data-node={node.id} className={`${COLUMNS} relative h-(--row) border-t border-line hover:bg-surface-2`}>
      <div role="cell" className="min-w-0">
        <button type="button" onClick={() => onOpen(node.id)} className="block max-w-full truncate rounded-sm text-left text-base font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent">{node.name}</button>
        <span className="block truncate text-2xs text-muted @4xl/main:hidden">{tier}{coin !== null && <span className="hidden font-mono @2xl/main:inline"> {coin}</span>}</span>
      </div>
      <div role="cell" className="hidden min-w-0 truncate text-sm @4xl/main:block">{tier}</div>
      <div role="cell" className="hidden min-w-0 truncate font-mono text-xs text-muted @4xl/main:block" title={node.collateral ? `${node.collateral.txid}:${node.collateral.vout}` : undefined}>{coin ?? <Dash why={t('staking.nodes.noCollateral')} />}</div>
      <div role="cell" className="hidden min-w-0 truncate font-mono text-xs text-muted @4xl/main:block" title={ip ?? undefined}>{ip ?? <Dash why={t('staking.nodes.noServer')} />}</div>
      <div role="cell" className="min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          <Pill tone={standing.tone}>{t(standing.key)}</Pill>
          {node.trouble && <span title={t('staking.nodes.trouble', { why: errorLine(node.trouble) })} className="text-warn-ink"><Icon of={TriangleAlert} className="size-3.5" /><span className="sr-only">{t('staking.nodes.trouble', { why: errorLine(node.trouble) })}</span></span>}
        </span>
        {ip !== null && <span className="block truncate font-mono text-2xs text-muted @4xl/main:hidden">{ip}</span>}
      </div>
      <div role="cell" className="min-w-0 text-right text-xs text-muted tabular @4xl/main:text-sm"><Confirmed node={node} height={height} /></div>
      <div role="cell" className="min-w-0 text-right text-xs tabular @4xl/main:text-sm"><NextReward node={node} /></div>
    </div>
  );
}
