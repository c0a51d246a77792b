// What was typed on the send screen as the wallet's draft: parsed here, judged there.

import type { Draft } from '../../../shared/contract/wallet';
import type { AssetRow } from '../../../shared/contract/wallet';
import { parseAmount, type ParsedAmount } from '../../../shared/money/units';
import type { SendForm } from '../../app/navigation';

type Separators = { decimal: string; group: string };
/** Decimals that a price may have on the wire. */
const PRICE_PLACES = 12;
const MONEY_PLACES = 2;

/** Units of the coin that a sum of money buys at a price, rounded down. @returns null for a price of zero */
export function unitsForMoney(cents: bigint, price: string, decimals: number): bigint | null {
  const [whole = '0', fraction = ''] = price.split('.');
  const scaled = BigInt(whole + fraction.padEnd(PRICE_PLACES, '0'));
  if (scaled <= 0n) return null;
  return (cents * 10n ** BigInt(decimals + PRICE_PLACES)) / (scaled * 10n ** BigInt(MONEY_PLACES));
}

/** What the amount field stands for; `null` while it is empty. */
export function typedUnits(form: SendForm, row: AssetRow, separators: Separators): ParsedAmount | null {
  if (form.amount.trim() === '') return null;
  if (form.unit === 'coin') return parseAmount(form.amount, row.decimals ?? 0, separators);
  const money = parseAmount(form.amount, MONEY_PLACES, separators);
  if (!money.ok) return money;
  const units = row.price.state === 'known' ? unitsForMoney(money.units, row.price.value, row.decimals ?? 0) : null;
  return units === null ? { ok: false, code: 'money/not-a-number' } : { ok: true, units };
}

/** A rate as decimal text with a point, or null when it is not one. */
export function typedRate(text: string, separators: Separators): string | null {
  const plain = text.trim().replace(separators.decimal, '.');
  return /^\d{1,12}(\.\d{1,9})?$/.test(plain) && Number(plain) > 0 ? plain : null;
}

export function draftOf(form: SendForm, row: AssetRow, separators: Separators): Draft {
  const typed = typedUnits(form, row, separators);
  const rate = typedRate(form.ownRate, separators);
  return {
    asset: form.asset,
    to: form.to.trim(),
    amount: form.all ? { kind: 'all' } : typed?.ok ? { kind: 'units', units: typed.units.toString() } : { kind: 'none' },
    fee: form.fee === 'own' ? (rate === null ? { kind: 'preset', preset: 'normal' } : { kind: 'own', rate }) : { kind: 'preset', preset: form.fee },
    note: row.asset === 'flux/native' ? form.note.trim() : '',
  };
}
