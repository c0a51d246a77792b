// Figures that a batch made, as its coordinator put them together: a short JSON of numbers with known names.

import { z } from 'zod';
import { formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';

const zWhole = z.string().regex(/^\d{1,24}$/);
const zPrimes = z.object({ from: zWhole, to: zWhole, primes: zWhole, twins: zWhole, largestGap: zWhole, gapAfter: zWhole });
const zMolecules = z.object({ replicas: z.number().int(), particles: z.number().int(), energyMean: z.number(), energySpread: z.number(), drift: z.number() });

type Name = keyof z.infer<typeof zPrimes> | keyof z.infer<typeof zMolecules>;

/** Names of figures that have words, with how they are written. */
function rowsOf(media: string, bytes: Uint8Array): [Name, string][] {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (media === 'application/x-primes+json') return Object.entries(zPrimes.parse(value)).map(([name, text]) => [name as Name, formatNumber(BigInt(text))]);
    if (media === 'application/x-molecules+json') return Object.entries(zMolecules.parse(value)).map(([name, number]) => [name as Name, formatNumber(number, { maximumSignificantDigits: 6 })]);
  } catch {
    // It is not what it says it is: nothing of it is shown.
  }
  return [];
}

export function Tally({ media, bytes }: { media: string; bytes: Uint8Array }) {
  const t = useT();
  const rows = rowsOf(media, bytes);
  if (rows.length === 0) return <p className="text-xs text-muted">{t('usefulWork.batches.noPicture')}</p>;
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-3 @3xl/main:grid-cols-3" data-testid="tally">
      {rows.map(([name, text]) => (
        <div key={name}><dt className="text-2xs text-muted">{t(`usefulWork.tally.${name}`)}</dt><dd data-selectable className="text-md font-bold tabular">{text}</dd></div>
      ))}
    </dl>
  );
}
