// Which coin, on which chain, and how much of it can be spent.

import type { AssetId } from '../../../shared/chains/ids';
import { chainInfo } from '../../../shared/chains/registry';
import type { AssetRow } from '../../../shared/contract/wallet';
import { unitsFromText } from '../../../shared/money/units';
import { useHidden } from '../../app/amount';
import { EvidenceMark } from '../../app/evidence-mark';
import { formatUnits } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { ChainDot } from '../../ui/chain-mark';
import { SelectField } from '../../ui/field';
import { errorLine } from '../../ui/error-notice';
import { problemOf, type SendField } from './field';

export function AssetField({ assets, ...field }: SendField & { assets: readonly AssetRow[] }) {
  const t = useT();
  const hidden = useHidden();
  const { row, edit } = field;
  const spendable = row.balance.state === 'known' ? formatUnits(unitsFromText(row.balance.value.spendable), row.decimals ?? 0) : null;
  return (
    <SelectField<AssetId>
      label={t('send.asset')} value={row.asset} icon={<ChainDot chain={row.chain} />} problem={problemOf(t, field, 'asset')}
      aside={row.asset === 'flux/native' && row.balance.state === 'known' ? <EvidenceMark reading={row.balance} /> : undefined}
      options={assets.map((entry) => ({ value: entry.asset, label: t('send.assetOn', { symbol: entry.symbol || entry.asset.slice(-8), chain: chainInfo(entry.chain).name }) }))}
      onValue={(asset) => edit({ asset, unit: 'coin', ...(asset === row.asset ? {} : { all: false, fee: 'normal', ownRate: '' }) })}
      hint={spendable === null ? (row.balance.state === 'unknown' ? errorLine(row.balance.reason) : t('common.loading')) : t('send.available', { amount: hidden ? '••••' : `${spendable} ${row.symbol}` })}
    />
  );
}
