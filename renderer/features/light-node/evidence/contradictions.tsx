// A server says one thing of a coin, the light node saw another: both are shown, side by side.

import { ShieldAlert } from 'lucide-react';
import type { Contradiction } from '../../../../shared/contract/evidence';
import { chainInfo } from '../../../../shared/chains/registry';
import { unitsFromText } from '../../../../shared/money/units';
import { useHidden } from '../../../app/amount';
import { formatNumber, formatUnits } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Card } from '../../../ui/card';
import { Icon } from '../../../ui/icon';

const { decimals, symbol } = chainInfo('flux').native;

function useSides() {
  const t = useT();
  const hidden = useHidden();
  const amount = (units: string) => (hidden ? '••••' : `${formatUnits(unitsFromText(units), decimals)} ${symbol}`);
  return {
    told: (told: Contradiction['told']) => (told === null ? t('lightNode.evidence.contradiction.noCoin') : told.height === null ? t('lightNode.evidence.contradiction.coinPending', { amount: amount(told.value) }) : t('lightNode.evidence.contradiction.coinAt', { amount: amount(told.value), height: formatNumber(told.height) })),
    saw: (node: Contradiction['node']) => (node === null ? t('lightNode.evidence.contradiction.noCoin') : node.spentAt === null ? t('lightNode.evidence.contradiction.coinAt', { amount: amount(node.value), height: formatNumber(node.height) }) : t('lightNode.evidence.contradiction.spentAt', { amount: amount(node.value), height: formatNumber(node.height), spent: formatNumber(node.spentAt) })),
  };
}

/** One card per server: what it says of each coin, and what was seen. */
export function Contradictions({ contradictions }: { contradictions: readonly Contradiction[] }) {
  const t = useT();
  const sides = useSides();
  const servers = [...new Set(contradictions.map(({ server }) => server))];
  return (
    <>
      {servers.map((server) => (
        <Card key={server} label={t('lightNode.evidence.contradiction.title', { server })} className="overflow-hidden border-bad!">
          <div role="alert" data-testid="contradiction" className="flex items-start gap-3 bg-bad-tint px-5 py-3.5">
            <Icon of={ShieldAlert} className="mt-0.5 size-4 text-bad-ink" />
            <div className="min-w-0">
              <h2 className="text-sm font-bold break-all text-bad-ink">{t('lightNode.evidence.contradiction.title', { server })}</h2>
              <p className="text-xs text-bad-ink">{t('lightNode.evidence.contradiction.todo')}</p>
            </div>
          </div>
          <ul>
            {contradictions.filter((one) => one.server === server).map((one) => (
              <li key={`${one.kind} ${one.txid}:${one.vout}`} className="border-line px-5 py-3.5 text-xs not-first:border-t">
                <p className="font-bold">{t(`lightNode.evidence.contradiction.kinds.${one.kind}`)}</p>
                <p data-selectable className="mt-0.5 font-mono text-2xs break-all text-muted">{one.txid}:{one.vout}</p>
                <dl className="mt-2.5 grid gap-3 @3xl/main:grid-cols-2">
                  <div className="rounded-md bg-surface-2 px-3 py-2"><dt className="text-2xs text-muted">{t('lightNode.evidence.contradiction.server')}</dt><dd data-selectable className="mt-0.5 tabular">{sides.told(one.told)}</dd></div>
                  <div className="rounded-md bg-surface-2 px-3 py-2"><dt className="text-2xs text-muted">{t('lightNode.evidence.contradiction.node')}</dt><dd data-selectable className="mt-0.5 tabular">{sides.saw(one.node)}</dd></div>
                </dl>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}
