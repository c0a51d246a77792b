// Everything that is not FLUX: native coins and tokens, those with nothing on them left out unless they are unknown.

import type { AssetRow } from '../../../shared/contract/wallet';
import { chainInfo } from '../../../shared/chains/registry';
import { MoneyReading, Provenance } from '../../app/amount';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';
import { ChainDot } from '../../ui/chain-mark';
import { Pill } from '../../ui/pill';
import { Balance, isFlux } from './flux-across';

const shown = (row: AssetRow): boolean => !isFlux(row) && (row.balance.state !== 'known' || row.balance.value.total !== '0' || row.balance.value.pending !== '0');

export function OtherAssets({ assets }: { assets: readonly AssetRow[] }) {
  const t = useT();
  const rows = assets.filter(shown);
  if (rows.length === 0) return null;
  return (
    <Card label={t('portfolio.assets')} className="overflow-hidden">
      <div className="px-5 pt-5"><CardTitle>{t('portfolio.assets')}</CardTitle></div>
      <table className="mt-2 w-full table-fixed text-sm">
        <thead className="sr-only"><tr><th scope="col">{t('portfolio.asset')}</th><th scope="col">{t('portfolio.source')}</th><th scope="col">{t('portfolio.balance')}</th><th scope="col">{t('portfolio.value')}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.asset} className="h-12 border-line not-first:border-t">
              <th scope="row" className="pl-5 text-left font-normal">
                <span className="flex items-center gap-2.5">
                  <ChainDot chain={row.chain} />
                  <span>
                    <span className="block text-base">{row.name || row.symbol}</span>
                    <span className="block text-2xs text-muted">{chainInfo(row.chain).name}</span>
                  </span>
                  {!row.builtIn && <Pill tone="warn">{t('portfolio.unverified')}</Pill>}
                </span>
              </th>
              <td className="w-[18%]"><Provenance reading={row.balance} /></td>
              <td className="w-[28%] text-right text-base"><Balance row={row} /></td>
              <td className="w-[18%] pr-5 text-right text-muted"><MoneyReading reading={row.value} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
