// How much FLUX leaves the chain where it starts: typed in coins, or all that one address can send.

import { plainAmount, unitsFromText, valueInCents } from '../../../../shared/money/units';
import { chainInfo } from '../../../../shared/chains/registry';
import type { AssetRow } from '../../../../shared/contract/wallet';
import { useCurrency, useHidden } from '../../../app/amount';
import { formatMoney, formatUnits } from '../../../i18n/format';
import { hasWords, useT, wordsFor } from '../../../i18n/use-t';
import { TextButton } from '../../../ui/button';
import { TextField } from '../../../ui/field';
import { FLUX_DECIMALS, useFluxText } from '../flux';
import type { SwapField } from './field';
import { typedFlux } from './use-quote';

export function SwapAmountField({ form, edit, quote, current, tried, locked, problem, price }: SwapField & { price: AssetRow['price'] }) {
  const t = useT();
  const flux = useFluxText();
  const hidden = useHidden();
  const currency = useCurrency();
  const typed = typedFlux(form);
  const local = typed && !typed.ok ? `send.problems.${typed.code}` : null;
  const said = form.amount.trim() !== '' || form.all || tried ? problem('amount') : null;
  const units = form.all ? (quote?.amount ? unitsFromText(quote.amount) : null) : typed?.ok ? typed.units : null;
  const money = units !== null && price.state === 'known' && !hidden ? formatMoney(plainAmount(valueInCents(units, FLUX_DECIMALS, price.value), 2), currency) : null;
  const sender = quote?.sender;
  const hints = [money !== null && t('send.about', { amount: money }), sender && t('bridge.form.upTo', { amount: flux(sender.spendable) })].filter((text) => typeof text === 'string');
  return (
    <TextField
      large label={t('bridge.form.amount', { chain: chainInfo(form.from).name })} inputMode="decimal" maxLength={60} disabled={form.all || locked}
      value={form.all ? (quote?.amount && current ? formatUnits(unitsFromText(quote.amount), FLUX_DECIMALS) : '') : form.amount} placeholder={form.all ? t('bridge.form.allChosen') : ''}
      onValue={(amount) => edit({ amount })} problem={local !== null && hasWords(local) ? wordsFor(local, { decimals: FLUX_DECIMALS }) : said}
      hint={hints.length > 0 ? hints.join(' · ') : undefined}
      suffix={<span className="text-xs text-muted">FLUX</span>}
      aside={<TextButton aria-pressed={form.all} disabled={locked} className={form.all ? 'font-bold text-accent-ink!' : undefined} onClick={() => edit({ all: !form.all, amount: '' })}>{t('bridge.form.all')}</TextButton>}
    />
  );
}
