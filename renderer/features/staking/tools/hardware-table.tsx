// What a computer has beside what each tier wants. Every mark is a word, too.

import { Check, Minus, X } from 'lucide-react';
import type { Output } from '../../../app/client';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Icon } from '../../../ui/icon';
import { Pill } from '../../../ui/pill';

type Tiers = Output<'staking.hardware'>['tiers'];
type Checks = Tiers[number]['checks'];

const MARKS = { enough: { icon: Check, tone: 'text-good-ink' }, short: { icon: X, tone: 'text-bad-ink' }, unmeasured: { icon: Minus, tone: 'text-muted' } } as const;
const markOf = (ok: boolean | null): keyof typeof MARKS => (ok === null ? 'unmeasured' : ok ? 'enough' : 'short');
const fitOf = (checks: Checks) => (checks.some(({ ok }) => ok === false) ? 'fitsNot' : checks.some(({ ok }) => ok === null) ? 'fitsPart' : 'fits');

export function HardwareTable({ tiers }: { tiers: Tiers }) {
  const t = useT();
  const rows = tiers[0]?.checks ?? [];
  const value = (what: Checks[number]['what'], amount: number) => t(`staking.tools.hardware.units.${what}`, { value: formatNumber(amount, { maximumFractionDigits: 1 }) });
  return (
    <>
      <ul className="flex flex-wrap gap-2">
        {tiers.map(({ tier, checks }) => {
          const fit = fitOf(checks);
          return <li key={tier}><Pill tone={fit === 'fits' ? 'good' : fit === 'fitsPart' ? 'neutral' : 'bad'}>{t(`staking.tools.hardware.${fit}`, { tier: t(`staking.tier.${tier}`) })}</Pill></li>;
        })}
      </ul>
      {/* Wider than a small window with large text: who scrolls with keys has to reach it. */}
      <div className="overflow-x-auto rounded-sm" tabIndex={0} role="group" aria-label={t('staking.tools.hardware.name')}>
        <table className="w-full text-xs">
          <thead>
            <tr className="text-left text-2xs text-muted">
              <th scope="col" className="py-1.5 pr-3 font-normal">{t('staking.tools.hardware.what')}</th>
              <th scope="col" className="py-1.5 pr-3 text-right font-normal">{t('staking.tools.hardware.have')}</th>
              {tiers.map(({ tier }) => <th key={tier} scope="col" className="py-1.5 pl-3 text-right font-normal">{t(`staking.tier.${tier}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ what, have }) => (
              <tr key={what} className="h-9 border-t border-line">
                <th scope="row" className="pr-3 text-left font-normal">{t(`staking.tools.hardware.rows.${what}`)}</th>
                <td className="pr-3 text-right tabular">{have === null ? <span className="text-muted" title={t('staking.tools.hardware.notMeasured')}><span aria-hidden="true">—</span><span className="sr-only">{t('staking.tools.hardware.notMeasured')}</span></span> : value(what, have)}</td>
                {tiers.map(({ tier, checks }) => {
                  const check = checks.find((one) => one.what === what);
                  if (!check) return <td key={tier} />;
                  const mark = markOf(check.ok);
                  return <td key={tier} className="pl-3 text-right whitespace-nowrap tabular"><span className="inline-flex items-center gap-1.5">{value(what, check.want)}<Icon of={MARKS[mark].icon} className={`size-3.5 ${MARKS[mark].tone}`} /><span className="sr-only">{t(`staking.tools.hardware.${mark}`)}</span></span></td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
