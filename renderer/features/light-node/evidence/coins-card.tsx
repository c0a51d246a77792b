// The wallet's coins on the main chain, each with its mark, its block and what stands on it.

import clsx from 'clsx';
import type { CoinMark, Evidence } from '../../../../shared/contract/evidence';
import { chainInfo } from '../../../../shared/chains/registry';
import { unitsFromText } from '../../../../shared/money/units';
import { Amount } from '../../../app/amount';
import { MarkPill } from '../../../app/mark-pill';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Card, CardTitle } from '../../../ui/card';
import { useMarkWords } from './mark-words';
import { partsOf } from './parts';
import { Standpoint } from './standpoint';

const { decimals, symbol } = chainInfo('flux').native;
const COLOURS: Record<CoinMark, string> = { proven: 'bg-good', 'proven-as-of': 'bg-warn', included: 'bg-chain-flux', agreed: 'bg-muted', reported: 'bg-line-strong', contradicted: 'bg-bad' };

export function CoinsCard({ evidence }: { evidence: Evidence }) {
  const t = useT();
  const words = useMarkWords(evidence.asOf);
  const parts = partsOf(evidence);
  return (
    <Card label={t('lightNode.evidence.title')} className="overflow-hidden">
      <div className="px-5 pt-5 pb-3">
        <CardTitle>{t('lightNode.evidence.title')}</CardTitle>
        <Standpoint evidence={evidence} className="mt-0.5 text-2xs text-muted" />
        {parts.length > 0 && (
          <>
            <div className="mt-3 flex h-2 gap-0.75" aria-hidden="true">
              {parts.map(({ mark, units }) => <span key={mark} className={clsx('min-w-1 rounded-xs', COLOURS[mark])} style={{ flexGrow: Number(unitsFromText(units)), flexBasis: 0 }} />)}
            </div>
            <dl className="mt-2.5 flex flex-wrap gap-x-5 gap-y-1 text-2xs">
              {parts.map(({ mark, units }) => (
                <div key={mark} className="flex items-center gap-1.5">
                  <span aria-hidden="true" className={clsx('size-2 rounded-xs', COLOURS[mark])} />
                  <dt className="text-muted">{t(`lightNode.evidence.short.${mark}`)}</dt>
                  <dd><Amount units={units} decimals={decimals} symbol={symbol} list /></dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
      {evidence.coins.length === 0 ? <p className="px-5 pb-5 text-xs text-muted">{t('lightNode.evidence.none')}</p> : (
        <table className="w-full table-fixed text-xs">
          <thead>
            <tr className="h-9 border-b border-line text-2xs text-muted">
              <th scope="col" className="w-[36%] pl-5 text-left font-normal">{t('lightNode.evidence.mark')}</th>
              <th scope="col" className="w-[16%] text-right font-normal">{t('lightNode.evidence.block')}</th>
              <th scope="col" className="w-[26%] text-right font-normal">{t('lightNode.evidence.depth')}</th>
              <th scope="col" className="pr-5 text-right font-normal">{t('lightNode.evidence.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {evidence.coins.map((coin) => (
              <tr key={`${coin.txid}:${coin.vout}`} data-testid="evidence-coin" data-mark={coin.mark} className="border-line not-first:border-t">
                <td className="py-2.5 pl-5 align-top">
                  <MarkPill mark={coin.mark} title={t(`lightNode.evidence.marksText.${coin.mark}`)} />
                  {coin.why !== null && <div className="mt-1 pr-3 text-2xs text-muted">{words.why(coin.why)}</div>}
                </td>
                <td className="py-2.5 text-right align-top tabular">{coin.height === null ? <span className="text-muted">{t('activity.detail.unconfirmed')}</span> : formatNumber(coin.height)}</td>
                <td className="py-2.5 text-right align-top text-muted tabular">{coin.seen === null ? <><span aria-hidden="true">—</span><span className="sr-only">{words.why(coin.why)}</span></> : words.depth(coin.seen.above)}</td>
                <td className="py-2.5 pr-5 text-right align-top text-sm"><Amount units={coin.value} decimals={decimals} symbol={symbol} list bare /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {evidence.more > 0 && <p className="border-t border-line px-5 py-2.5 text-2xs text-muted">{t('lightNode.evidence.more', { count: evidence.more })}</p>}
      <details className="border-t border-line px-5 py-3 text-xs">
        <summary className="w-fit rounded-sm text-muted hover:text-text">{t('lightNode.evidence.means')}</summary>
        <p className="mt-1.5 max-w-150 text-muted">{t('lightNode.evidence.meansText')}</p>
      </details>
    </Card>
  );
}
