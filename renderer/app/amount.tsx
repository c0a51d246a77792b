// Amounts and readings on screen: always with their unit, masked when asked to, a dash with its reason when unknown.

import clsx from 'clsx';
import { ShieldCheck } from 'lucide-react';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Reading } from '../../shared/contract/base';
import { unitsFromText } from '../../shared/money/units';
import { formatAgo, formatMoney, formatUnits, listPlaces } from '../i18n/format';
import { useT } from '../i18n/use-t';
import { errorLine } from '../ui/error-notice';
import { Pill } from '../ui/pill';
import { Skeleton } from '../ui/skeleton';
import { useCall } from './queries';
import { useNow } from './use-now';

const MASK = '••••';

/** Read once for the whole window: hundreds of amounts stand on a screen. */
const Display = createContext({ hidden: false, currency: 'USD' });

export function DisplayProvider({ children }: { children: ReactNode }) {
  const settings = useCall('settings.get', undefined).data;
  const hidden = settings?.hideAmounts ?? false;
  const currency = settings?.currency ?? 'USD';
  return <Display.Provider value={useMemo(() => ({ hidden, currency }), [hidden, currency])}>{children}</Display.Provider>;
}

/** Whether amounts are hidden on every screen. */
export const useHidden = (): boolean => useContext(Display).hidden;
export const useCurrency = (): string => useContext(Display).currency;

export interface AmountProps {
  units: string;
  decimals: number | null;
  symbol: string;
  /** Fixed decimals so that a column aligns; exact otherwise. */
  list?: boolean;
  sign?: boolean;
  /** The unit stands elsewhere in the row; readers still hear it. */
  bare?: boolean;
  className?: string;
}

export function Amount({ units, decimals, symbol, list, sign, bare, className }: AmountProps) {
  const hidden = useHidden();
  const places = decimals === null ? 0 : decimals;
  const exact = formatUnits(unitsFromText(units), places, { sign });
  const shown = hidden ? MASK : list ? formatUnits(unitsFromText(units), places, { places: listPlaces(places, symbol), sign }) : exact;
  return (
    <span data-selectable className={clsx('tabular whitespace-nowrap', className)} title={hidden ? undefined : `${exact} ${symbol}`}>
      {shown}<span className={clsx(bare && 'sr-only')}> {symbol}</span>
    </span>
  );
}

export function Money({ value, sign, className }: { value: string; sign?: boolean; className?: string }) {
  const hidden = useHidden();
  const currency = useCurrency();
  return <span data-selectable className={clsx('tabular whitespace-nowrap', className)}>{hidden ? MASK : formatMoney(value, currency, { sign })}</span>;
}

/** A dash that says why there is no figure. */
export function Unknown({ reason, className }: { reason: { code: string; message: string; context: Record<string, string | number | boolean> }; className?: string }) {
  const t = useT();
  const why = errorLine(reason);
  return <span className={clsx('text-muted', className)} title={why}><span aria-hidden="true">—</span><span className="sr-only">{t('common.unknown')}: {why}</span></span>;
}

export function MoneyReading({ reading, sign, className }: { reading: Reading<string>; sign?: boolean; className?: string }) {
  switch (reading.state) {
    case 'known': return <Money value={reading.value} sign={sign} className={className} />;
    case 'loading': return <Skeleton className="inline-block h-4 w-16" />;
    case 'unknown': return <Unknown reason={reading.reason} className={className} />;
  }
}

/** Where a figure comes from and how old it is. */
export function Provenance({ reading }: { reading: Reading<unknown> }) {
  const t = useT();
  const now = useNow();
  switch (reading.state) {
    case 'known': {
      const age = t(`figures.${reading.source}Title`, { ago: formatAgo(reading.at, now) });
      return <Pill tone={reading.source === 'proven' ? 'good' : 'neutral'} icon={reading.source === 'proven' ? ShieldCheck : undefined} title={age}>{t(`figures.${reading.source}`)}<span className="sr-only">. {age}</span></Pill>;
    }
    case 'loading': return <Pill>{t('figures.asking')}</Pill>;
    case 'unknown': return <Pill tone="warn" title={errorLine(reading.reason)}>{t('figures.unknown')}<span className="sr-only">. {errorLine(reading.reason)}</span></Pill>;
  }
}
