// Numbers, money, dates and ages. Numbers follow the system's locale; words in dates follow the window's language.

import i18next from 'i18next';
import { plainAmount } from '../../shared/money/units';

let system = typeof navigator === 'undefined' ? 'en-US' : navigator.language;
/** Called once at start with the system's locale. */
export function setLocale(locale: string): void {
  try {
    system = Intl.getCanonicalLocales(locale)[0] ?? system;
  } catch {
    // A name that is no locale leaves the browser's own.
  }
}

/** Formatters are dear to make and are asked for in every row of a list: each is made once. */
const made = new Map<string, unknown>();
function once<T>(kind: string, locale: string, options: object, make: () => T): T {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  const known = made.get(key) as T | undefined;
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}
const numberFormat = (locale: string, options: Intl.NumberFormatOptions) => once('number', locale, options, () => new Intl.NumberFormat(locale, options));

/** The window's language in the system's region: German words, but the region's order of day and month. */
function wordLocale(): string {
  const language = i18next.language || 'en';
  if (system.toLowerCase().startsWith(language)) return system;
  const region = new Intl.Locale(system).region;
  return region ? `${language}-${region}` : language;
}

export function separators(): { decimal: string; group: string } {
  return once('separators', system, {}, findSeparators);
}

function findSeparators(): { decimal: string; group: string } {
  const parts = numberFormat(system, {}).formatToParts(1234567.5);
  const find = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  return { decimal: find('decimal', '.'), group: find('group', ',') };
}

export function formatNumber(value: number | bigint, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(system, options).format(value);
}

/** Votes: multiples of one half. */
export const formatVotes = (votes: number): string => formatNumber(votes, { maximumFractionDigits: 1 });

export function formatPercent(percent: number): string {
  return formatNumber(percent / 100, { style: 'percent', maximumFractionDigits: 1 });
}

/**
 * An amount of base units. Exact by default; with `places` it is cut (never rounded up) to a fixed number of decimals,
 * so that a column aligns, and anything lost that would leave zero is said as "less than".
 */
export function formatUnits(units: bigint, decimals: number, options: { places?: number; min?: number; sign?: boolean } = {}): string {
  const negative = units < 0n;
  const [whole = '0', fraction = ''] = plainAmount(negative ? -units : units, decimals).split('.');
  const { decimal } = separators();
  // A bare zero says more than a row of them.
  const places = options.places === undefined || units === 0n ? undefined : Math.min(options.places, decimals);
  let shown = places === undefined ? fraction.padEnd(Math.min(options.min ?? 0, decimals), '0') : fraction.slice(0, places).padEnd(places, '0');
  let less = '';
  if (places !== undefined && places > 0 && units !== 0n && whole === '0' && /^0*$/.test(shown)) {
    less = '<';
    shown = `${'0'.repeat(places - 1)}1`;
  }
  const sign = negative ? '−' : options.sign && units > 0n ? '+' : '';
  return `${less}${sign}${formatNumber(BigInt(whole))}${shown ? decimal + shown : ''}`;
}

/** Decimals that a list shows for an asset: enough to be true, few enough to scan. */
export function listPlaces(decimals: number, symbol: string): number {
  return symbol === 'BTC' ? 8 : Math.min(decimals, symbol === 'FLUX' ? 4 : 6);
}

/** @param value decimal text of whole currency units */
export function formatMoney(value: string, currency: string, options: { sign?: boolean } = {}): string {
  return numberFormat(system, { style: 'currency', currency, signDisplay: options.sign ? 'exceptZero' : 'auto' }).format(Number(value)).replace('-', '−');
}

/** The same in parts, so that the fraction of a large total can be dimmed. */
export function moneyParts(value: string, currency: string): { before: string; fraction: string; after: string } {
  const parts = numberFormat(system, { style: 'currency', currency }).formatToParts(Number(value));
  const at = parts.findIndex((part) => part.type === 'fraction');
  const join = (list: Intl.NumberFormatPart[]) => list.map((part) => part.value).join('');
  return at < 0 ? { before: join(parts), fraction: '', after: '' } : { before: join(parts.slice(0, at)), fraction: parts[at]?.value ?? '', after: join(parts.slice(at + 1)) };
}

const date = (at: number, options: Intl.DateTimeFormatOptions) => {
  const locale = wordLocale();
  return once('date', locale, options, () => new Intl.DateTimeFormat(locale, options)).format(at);
};
export const formatTime = (at: number) => date(at, { hour: '2-digit', minute: '2-digit' });
export const formatDay = (at: number) => date(at, { month: 'short', day: 'numeric' });
export const formatDate = (at: number) => date(at, { dateStyle: 'medium' });
export const formatMoment = (at: number) => date(at, { dateStyle: 'medium', timeStyle: 'medium' });

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]];

/** "2 minutes ago", in the window's language. */
export function formatAgo(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  const [unit, size] = STEPS.find(([, length]) => passed >= length) ?? ['second', 1000];
  const locale = wordLocale();
  return once('ago', locale, {}, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(-Math.floor(passed / size), unit);
}

/** A length of time in its largest unit, for estimates: "about 20 minutes" without the "about". */
export function formatDuration(seconds: number): string {
  const [unit, size] = seconds >= 172_800 ? (['day', 86_400] as const) : seconds >= 7200 ? (['hour', 3600] as const) : seconds >= 60 ? (['minute', 60] as const) : (['second', 1] as const);
  return numberFormat(wordLocale(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(Math.max(1, Math.round(seconds / size)));
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A number of bytes in the unit that keeps it short: "12 MB", "1.4 GB". */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** power;
  return numberFormat(wordLocale(), { style: 'unit', unit: SIZES[power], unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: size < 10 && power > 1 ? 1 : 0 }).format(size);
}

/** Midnight of the day in the system's time zone; two times on one day give the same. */
export function dayStart(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
