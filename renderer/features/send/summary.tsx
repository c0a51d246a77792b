// What will happen, in the wallet's exact figures, before the approval window is opened.

import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import { plainAmount, unitsFromText, valueInCents } from '../../../shared/money/units';
import { Amount, Money } from '../../app/amount';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';
import { ChainDot } from '../../ui/chain-mark';
import type { SendField } from './field';
import type { ReactNode } from 'react';

function Line({ name, children, strong }: { name: string; children: ReactNode; strong?: boolean }) {
  return (
    <div className="flex items-baseline justify-between gap-3 py-1.5 text-xs">
      <dt className="text-muted">{name}</dt>
      <dd className={strong ? 'text-base font-bold' : 'font-medium'}>{children}</dd>
    </div>
  );
}

export function Summary({ row, preview, checking }: SendField & { checking: boolean }) {
  const t = useT();
  const dash = <span className="text-muted" aria-label={t('common.unknown')}>—</span>;
  const fee = preview ? builtInAsset(preview.feeAsset) : null;
  const amount = preview?.amount ?? null;
  const together = preview?.fee && amount && preview.feeAsset === row.asset ? (unitsFromText(amount) + unitsFromText(preview.fee)).toString() : null;
  const coin = (units: string) => <Amount units={units} decimals={row.decimals} symbol={row.symbol} />;
  return (
    <Card className="p-5" label={t('send.summary')}>
      <CardTitle aside={<span role="status" className="text-2xs text-muted">{checking ? t('send.checking') : ''}</span>}>{t('send.summary')}</CardTitle>
      <p className="mt-2 flex items-center gap-2 text-xs text-muted"><ChainDot chain={row.chain} />{chainInfo(row.chain).name}</p>
      <dl className="mt-2">
        <Line name={t('send.youSend')} strong>{amount === null ? dash : coin(amount)}</Line>
        <Line name={t('send.fee')}>{preview?.fee && fee ? <Amount units={preview.fee} decimals={fee.decimals} symbol={fee.symbol} /> : dash}</Line>
        {together !== null && <Line name={t('send.total')}>{coin(together)}</Line>}
        {amount !== null && row.price.state === 'known' && <Line name=""><Money value={plainAmount(valueInCents(unitsFromText(amount), row.decimals ?? 0, row.price.value), 2)} className="text-muted" /></Line>}
        <div className="my-1.5 border-t border-line" />
        <Line name={t('send.remaining')}>{preview?.remaining == null ? dash : coin(preview.remaining)}</Line>
      </dl>
    </Card>
  );
}
