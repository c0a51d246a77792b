// FLUX in all its places: one bar, and one row per chain with amount, share and how well it is known.

import clsx from 'clsx';
import type { AssetRow } from '../../../shared/contract/wallet';
import { chainInfo, fluxAssets } from '../../../shared/chains/registry';
import { unitsFromText } from '../../../shared/money/units';
import { Amount, Money, Provenance, Unknown } from '../../app/amount';
import { EvidenceMark } from '../../app/evidence-mark';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { formatPercent, formatUnits } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { CHAIN_COLOURS, ChainDot } from '../../ui/chain-mark';
import { Skeleton } from '../../ui/skeleton';
import { addDecimals } from './decimals';

const FLUX: ReadonlySet<string> = new Set(fluxAssets().map((asset) => asset.id));
/** FLUX has 8 decimals on every chain. */
const DECIMALS = 8;
export const isFlux = (row: AssetRow): boolean => FLUX.has(row.asset);

/** A part of a whole in percent with one decimal; zero of zero is zero. */
export function share(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 100;
}

export function FluxAcross({ assets }: { assets: readonly AssetRow[] }) {
  const t = useT();
  const { openReceive } = useNavigation();
  const practice = useCall('settings.get', undefined).data?.network === 'practice';
  const rows = assets.filter(isFlux);
  const units = (row: AssetRow) => (row.balance.state === 'known' ? unitsFromText(row.balance.value.total) : 0n);
  const total = rows.reduce((sum, row) => sum + units(row), 0n);
  const incomplete = rows.some((row) => row.balance.state !== 'known');
  const values = rows.map((row) => (row.value.state === 'known' ? row.value.value : null)).filter((value) => value !== null);
  return (
    <Card label={t('portfolio.flux')} className="overflow-hidden">
      <div className="px-5 pt-5">
        <div className="flex flex-wrap items-baseline justify-between gap-2">
          <h2 className="text-sm font-bold">{t('portfolio.flux')} <Amount units={total.toString()} decimals={DECIMALS} symbol="FLUX" className="font-normal text-muted" /></h2>
          {values.length > 0 && <Money value={addDecimals(values)} className="text-xs text-muted" />}
        </div>
        {incomplete && <p className="mt-0.5 text-2xs text-muted">{t('portfolio.incomplete')}</p>}
        <div className="mt-3 flex h-2.5 gap-0.75" role="img" aria-label={total === 0n ? t('portfolio.share') : `${t('portfolio.share')}. ${rows.filter((row) => units(row) > 0n).map((row) => t('portfolio.part', { chain: chainInfo(row.chain).name, percent: formatPercent(share(units(row), total)) })).join(', ')}`}>
          {total === 0n ? <span className="flex-1 rounded-xs bg-surface-3" /> : rows.filter((row) => units(row) > 0n).map((row) => (
            <span key={row.asset} className={clsx('min-w-1 rounded-xs', CHAIN_COLOURS[row.chain])} style={{ flexGrow: share(units(row), total), flexBasis: 0 }} />
          ))}
        </div>
      </div>
      {total === 0n && !incomplete ? (
        <div className="flex flex-wrap items-center justify-between gap-3 px-5 py-5">
          <div><div className="text-base font-bold">{t('portfolio.empty')}</div><div className="text-xs text-muted">{t('portfolio.emptyText')}</div></div>
          <Button look="primary" onClick={() => openReceive('flux')}>{t(practice ? 'portfolio.getCoins' : 'portfolio.emptyAction')}</Button>
        </div>
      ) : (
        <table className="mt-1.5 w-full table-fixed text-sm">
          <thead className="sr-only"><tr><th scope="col">{t('portfolio.chain')}</th><th scope="col">{t('portfolio.source')}</th><th scope="col">{t('portfolio.balance')}</th><th scope="col">{t('portfolio.share')}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.asset} className="h-11 border-line not-first:border-t">
                <th scope="row" className="pl-5 text-left font-normal"><span className="flex items-center gap-2.5 text-base"><ChainDot chain={row.chain} />{chainInfo(row.chain).name}</span></th>
                <td className="w-[18%]">{row.chain === 'flux' ? <EvidenceMark reading={row.balance} /> : <Provenance reading={row.balance} />}</td>
                <td className="w-[28%] text-right text-base"><Balance row={row} /></td>
                <td className="w-[18%] pr-5 text-right text-muted tabular">{row.balance.state === 'known' ? formatPercent(share(units(row), total)) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** The amount of a row, with what of it is on its way or bound. */
export function Balance({ row }: { row: AssetRow }) {
  const t = useT();
  const { balance, decimals, symbol } = row;
  switch (balance.state) {
    case 'loading': return <Skeleton className="ml-auto h-4 w-24" />;
    case 'unknown': return <Unknown reason={balance.reason} />;
    case 'known': {
      const places = decimals ?? 0;
      const extra = (text: 'pending' | 'lockedAmount', units: string) => (unitsFromText(units) === 0n ? null : <div className="text-2xs text-muted">{t(`portfolio.${text}`, { amount: `${formatUnits(unitsFromText(units), places)} ${symbol}` })}</div>);
      return (
        <div data-testid={`balance-${row.asset}`}>
          <Amount units={balance.value.total} decimals={decimals} symbol={symbol} list bare={isFlux(row)} />
          {extra('pending', balance.value.pending)}
          {extra('lockedAmount', balance.value.locked)}
        </div>
      );
    }
  }
}
