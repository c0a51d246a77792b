// One app: how many of its instances run and where, when it ends, and what another term costs.

import { Box } from 'lucide-react';
import type { Reading } from '../../../../shared/contract/base';
import type { CloudApp } from '../../../../shared/contract/cloud';
import { Unknown } from '../../../app/amount';
import { formatDate, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Pill } from '../../../ui/pill';
import { fluxText, termText, timeOfBlock } from '../figures';
import { useCloudForm } from '../form-store';

/** Blocks of three days: time enough to renew. */
const SOON_BLOCKS = 8_640;
const SHOWN_NODES = 6;

export function AppCard({ app, height, now }: { app: CloudApp; height: Reading<number>; now: number }) {
  const t = useT();
  const openChange = useCloudForm((state) => state.openChange);
  const { wish, expires, renewal, nodes } = app;
  const left = height.state === 'known' ? expires - height.value : null;
  const term = expires - app.height;
  const isSoon = left !== null && left > 0 && left <= SOON_BLOCKS;
  return (
    <li data-testid="cloud-app" data-app={app.name} className="flex min-w-0 flex-col rounded-lg border border-line bg-surface-1">
      <div className="flex items-start gap-3 px-5 pt-4.5">
        <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-md bg-accent-tint text-accent-ink"><Icon of={Box} className="size-4.5" /></span>
        <div className="min-w-0 flex-1">
          <h3 className="text-base font-bold wrap-anywhere">{app.name}</h3>
          <p className="text-xs text-muted wrap-anywhere">{app.description}</p>
        </div>
        {isSoon && <Pill tone="warn">{t('cloud.apps.soon')}</Pill>}
      </div>
      <div className="px-5 pt-4"><Running app={app} nodes={nodes} /></div>
      <dl className="mt-4 grid flex-1 content-start gap-x-5 gap-y-3 border-t border-line px-5 py-4 @2xl/main:grid-cols-2">
        <div>
          <dt className="text-2xs text-muted">{t('cloud.apps.expires')}</dt>
          <dd className="text-sm tabular">
            {left === null ? (height.state === 'unknown' ? <Unknown reason={height.reason} /> : '…') : left <= 0 ? t('cloud.apps.ended') : t('cloud.apps.blocksLeft', { count: left, blocks: formatNumber(left) })}
            <span className="block text-2xs text-muted">{height.state === 'known' && t('cloud.apps.expiresAbout', { date: formatDate(timeOfBlock(expires, height.value, now)), height: formatNumber(expires) })}</span>
          </dd>
        </div>
        {renewal !== null && (
          <div>
            <dt className="text-2xs text-muted">{t('cloud.apps.renewal', { duration: termText(t, term) })}</dt>
            <dd className="text-sm tabular" data-testid="cloud-renewal">{renewal.state === 'known' ? t('cloud.apps.renewalText', { flux: fluxText(t, renewal.value.pay) }) : renewal.state === 'unknown' ? <Unknown reason={renewal.reason} /> : '…'}</dd>
          </div>
        )}
      </dl>
      {wish === null
        ? <Notice className="mx-5 mb-5">{t('cloud.apps.old', { version: app.version })}</Notice>
        : (
          <div className="flex flex-wrap gap-2 px-5 pb-5">
            <Button size="sm" look={isSoon ? 'primary' : 'secondary'} onClick={() => openChange(wish)}>{t('cloud.apps.renew')}</Button>
            <Button size="sm" look="quiet" onClick={() => openChange(wish)}>{t('cloud.apps.change')}</Button>
          </div>
        )}
    </li>
  );
}

function Running({ app, nodes }: { app: CloudApp; nodes: CloudApp['nodes'] }) {
  const t = useT();
  if (nodes.state === 'unknown') return <p className="text-xs"><Unknown reason={nodes.reason} /></p>;
  if (nodes.state === 'loading') return <p className="text-xs text-muted">{t('cloud.apps.asking')}</p>;
  const running = nodes.value.length;
  const share = Math.min(100, Math.round((running / Math.max(1, app.instances)) * 100));
  return (
    <>
      <div className="flex items-baseline justify-between gap-3 text-sm"><span className="font-medium tabular" data-testid="cloud-running">{t('cloud.apps.running', { running, of: app.instances })}</span></div>
      <div className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-surface-3" aria-hidden="true"><div className={running >= app.instances ? 'h-full bg-good' : 'h-full bg-accent'} style={{ width: `${share}%` }} /></div>
      {running === 0 ? <p className="mt-2 text-xs text-muted">{t('cloud.apps.starting')}</p> : (
        <p className="mt-2 text-2xs text-muted">
          {t('cloud.apps.where')} <span data-selectable className="font-mono wrap-anywhere">{nodes.value.slice(0, SHOWN_NODES).join(', ')}</span>{running > SHOWN_NODES && <> {t('cloud.apps.more', { count: running - SHOWN_NODES })}</>}
        </p>
      )}
    </>
  );
}
