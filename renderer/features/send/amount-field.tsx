// How much: in the coin, in money at the known price, or everything.

import { plainAmount, unitsFromText, valueInCents } from '../../../shared/money/units';
import { useCurrency } from '../../app/amount';
import { formatMoney, formatUnits, separators } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { TextButton } from '../../ui/button';
import { TextField } from '../../ui/field';
import { hasWords, wordsFor } from '../../i18n/use-t';
import { typedUnits } from './draft';
import { problemOf, type SendField } from './field';

export function AmountField(field: SendField) {
  const t = useT();
  const currency = useCurrency();
  const { form, edit, row, preview, tried, locked } = field;
  const { price } = row;
  const decimals = row.decimals ?? 0;
  const typed = typedUnits(form, row, separators());
  const local = typed && !typed.ok ? `send.problems.${typed.code}` : null;
  const problem = local ? (hasWords(local) ? wordsFor(local, { decimals: form.unit === 'coin' ? decimals : 2 }) : null) : form.amount.trim() !== '' || form.all || tried ? problemOf(t, field, 'amount') : null;
  const units = form.all ? (preview?.amount ? unitsFromText(preview.amount) : null) : typed?.ok ? typed.units : null;
  const money = units !== null && price.state === 'known' ? formatMoney(plainAmount(valueInCents(units, decimals, price.value), 2), currency) : null;
  const other = units === null ? null : form.unit === 'money' ? `${formatUnits(units, decimals)} ${row.symbol}` : money;
  return (
    <TextField
      large label={t('send.amount')} inputMode="decimal" maxLength={60} disabled={form.all || locked}
      value={form.all ? (preview?.amount ? formatUnits(unitsFromText(preview.amount), decimals) : '') : form.amount} placeholder={form.all ? t('send.allChosen') : ''}
      onValue={(amount) => edit({ amount })} problem={problem}
      hint={form.all ? t('send.allChosen') : other !== null ? t('send.about', { amount: other }) : price.state === 'unknown' ? t('send.noPrice', { symbol: row.symbol }) : undefined}
      suffix={<span className="text-xs text-muted">{form.unit === 'money' && !form.all ? currency : row.symbol}</span>}
      aside={
        <span className="flex gap-4">
          {price.state === 'known' && !form.all && <TextButton disabled={locked} onClick={() => edit({ unit: form.unit === 'coin' ? 'money' : 'coin', amount: '' })}>{form.unit === 'coin' ? t('send.inMoney', { currency }) : t('send.inCoin', { symbol: row.symbol })}</TextButton>}
          <TextButton aria-pressed={form.all} disabled={locked} className={form.all ? 'font-bold text-accent-ink!' : undefined} onClick={() => edit({ all: !form.all, unit: 'coin', amount: '' })}>{t('send.all')}</TextButton>
        </span>
      }
    />
  );
}
