// Addresses that were given out before, with what came in.

import type { ChainId } from '../../../shared/chains/ids';
import { chainInfo } from '../../../shared/chains/registry';
import { Amount, Unknown } from '../../app/amount';
import { useCopy } from '../../app/copy';
import { useCall } from '../../app/queries';
import { useNow } from '../../app/use-now';
import { formatAgo, formatDay } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { IconButton } from '../../ui/button';
import { ShortAddress } from '../../ui/address';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading, Skeleton } from '../../ui/skeleton';
import { Copy } from 'lucide-react';

const DAY = 86_400_000;

export function Earlier({ chain }: { chain: ChainId }) {
  const t = useT();
  const now = useNow();
  const copy = useCopy();
  const list = useCall('receive.list', { chain });
  const coin = chainInfo(chain).native;
  return (
    <Card label={t('receive.earlier')} className="overflow-hidden">
      <div className="px-5 pt-5 pb-1"><CardTitle>{t('receive.earlier')}</CardTitle></div>
      {list.error && <ErrorNotice error={list.error} className="m-5" />}
      {!list.data && !list.error && <Loading waitingFor={t('common.loading')} />}
      {list.data?.length === 0 && <p className="px-5 pt-1 pb-5 text-xs text-muted">{t('receive.none')}</p>}
      {list.data && list.data.length > 0 && (
        <table className="w-full text-sm">
          <thead>
            <tr className="h-9 text-2xs text-muted">
              <th scope="col" className="pl-5 text-left font-normal">{t('receive.columns.address')}</th>
              <th scope="col" className="text-left font-normal">{t('receive.columns.label')}</th>
              <th scope="col" className="text-left font-normal">{t('receive.columns.received')}</th>
              <th scope="col" className="pr-5 text-right font-normal">{t('receive.columns.last')}</th>
            </tr>
          </thead>
          <tbody>
            {list.data.map((entry) => (
              <tr key={entry.address} className="h-11 border-t border-line">
                <td className="pl-5"><span className="flex items-center gap-1"><ShortAddress value={entry.address} /><IconButton icon={Copy} label={`${t('common.copy')}: ${entry.address}`} onClick={() => void copy(entry.address)} /></span></td>
                <td>{entry.label ?? <span className="text-muted" aria-hidden="true">—</span>}</td>
                <td>{entry.received.state === 'known' ? <Amount units={entry.received.value} decimals={coin.decimals} symbol={coin.symbol} /> : entry.received.state === 'loading' ? <Skeleton /> : <Unknown reason={entry.received.reason} />}</td>
                <td className="pr-5 text-right text-muted">{entry.lastUsed === null ? t('receive.never') : now - entry.lastUsed < DAY ? formatAgo(entry.lastUsed, now) : formatDay(entry.lastUsed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
