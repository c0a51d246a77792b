// What an address earned on each chain: available, fee, what arrives and where; an unknown is a dash with its reason.

import type { Claims } from '../../../../shared/contract/bridge';
import type { Reading } from '../../../../shared/contract/base';
import { heldChain, PARALLEL_CHAINS, type ParallelChain } from '../../../../shared/fusion/chains';
import { Amount, Unknown } from '../../../app/amount';
import { useT } from '../../../i18n/use-t';
import { ShortAddress } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { ChainDot } from '../../../ui/chain-mark';
import { Skeleton } from '../../../ui/skeleton';
import { chainName, FLUX_DECIMALS } from '../flux';
import { claimProblem } from './words';

type Row = Claims['chains'][number];
const FIGURES = ['available', 'fee', 'arrives'] as const;

export function ChainsCard({ reading, onClaim }: { reading: Reading<Claims>; onClaim(chain: ParallelChain): void }) {
  const t = useT();
  const rows = reading.state === 'known' ? reading.value.chains : null;
  return (
    <Card label={t('bridge.claims.perChain')} className="overflow-hidden">
      <div className="px-5 pt-4.5 pb-1"><CardTitle>{t('bridge.claims.perChain')}</CardTitle></div>
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 text-2xs text-muted">
            <th scope="col" className="pl-5 text-left font-normal">{t('bridge.claims.chain')}</th>
            {FIGURES.map((name) => <th key={name} scope="col" className="px-2 text-right font-normal">{t('bridge.claims.inFlux', { name: t(`bridge.claims.${name}`) })}</th>)}
            <th scope="col" className="pr-5 text-right font-normal"><span className="sr-only">{t('bridge.claims.claim')}</span></th>
          </tr>
        </thead>
        <tbody>
          {(rows?.map((row) => row.chain) ?? PARALLEL_CHAINS).map((chain) => {
            const row = rows?.find((entry) => entry.chain === chain);
            return (
              <tr key={chain} className="h-12 border-t border-line">
                <th scope="row" className="py-1 pl-5 text-left font-normal"><ChainCell chain={chain} row={row} /></th>
                {FIGURES.map((name) => <td key={name} className="px-2 text-right"><Figure units={row?.[name]} reading={reading} /></td>)}
                <td className="py-1 pr-5 pl-2 text-right">{row && <Way row={row} onClaim={onClaim} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

function ChainCell({ chain, row }: { chain: ParallelChain; row: Row | undefined }) {
  const t = useT();
  const held = heldChain(chain);
  return (
    <span className="flex items-center gap-2.5">
      {held ? <ChainDot chain={held} /> : <span aria-hidden="true" className="size-2.25 shrink-0 rounded-xs border border-line-strong" />}
      <span className="min-w-0">
        <span className="block">{chainName(chain)}</span>
        {row && <span className="block text-2xs text-muted">{row.receiver === null ? t('bridge.claims.typed') : <><span className="sr-only">{t('bridge.claims.to')} </span><ShortAddress value={row.receiver} className="text-2xs" /></>}</span>}
      </span>
    </span>
  );
}

function Figure({ units, reading }: { units: string | undefined; reading: Reading<Claims> }) {
  if (units !== undefined) return <Amount units={units} decimals={FLUX_DECIMALS} symbol="FLUX" list bare />;
  return reading.state === 'unknown' ? <Unknown reason={reading.reason} /> : <Skeleton className="ml-auto h-4 w-16" />;
}

function Way({ row, onClaim }: { row: Row; onClaim(chain: ParallelChain): void }) {
  const t = useT();
  if (row.problem !== null) return <span className="text-2xs text-muted">{claimProblem(t, row.problem)}</span>;
  return <Button size="sm" aria-label={t('bridge.claims.claimOn', { chain: chainName(row.chain) })} onClick={() => onClaim(row.chain)}>{t('bridge.claims.claim')}</Button>;
}
