// Own voting power by node, and for each own node that does not count the reason.

import type { VotingPower } from '../../../shared/contract/governance';
import { useCall } from '../../app/queries';
import { formatVotes } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';

const TIERS = ['cumulus', 'nimbus', 'stratus'] as const;

function Counting({ nodes }: Pick<VotingPower, 'nodes'>) {
  const t = useT();
  return (
    <dl className="mt-3 flex flex-col gap-3 text-xs">
      {TIERS.flatMap((tier) => {
        const its = nodes.filter((node) => node.tier === tier);
        if (its.length === 0) return [];
        const names = its.flatMap(({ name }) => name ?? []);
        return [
          <div key={tier} className="flex items-baseline justify-between gap-3">
            <dt className="text-muted">{t(`governance.power.tier.${tier}`, { count: its.length })}{names.length > 0 && <span className="block text-2xs">{names.join(', ')}</span>}</dt>
            <dd className="font-medium tabular">{formatVotes(its.reduce((sum, { power }) => sum + power, 0))}</dd>
          </div>,
        ];
      })}
    </dl>
  );
}

/** @param hash power for this proposal; null: now */
export function PowerCard({ hash }: { hash: string | null }) {
  const t = useT();
  const reading = useCall('governance.power', { hash }).data;
  const body = () => {
    if (reading === undefined || reading.state === 'loading') return <Loading waitingFor={t('common.loading')} rows={2} />;
    if (reading.state === 'unknown') return <ErrorNotice tone="warn" error={reading.reason} className="mt-3" />;
    const { power, nodes, missing } = reading.value;
    return (
      <>
        <p className="mt-3 text-2xl font-bold tabular" data-testid="voting-power">{t('governance.power.votes', { count: power, votes: formatVotes(power) })}</p>
        <p className="mt-2 text-xs text-muted">{t(power === 0 && nodes.length === 0 ? 'governance.power.none' : hash === null ? 'governance.power.text' : 'governance.power.then')}</p>
        <Counting nodes={nodes} />
        {missing.length > 0 && (
          <ul className="mt-3 flex flex-col gap-2 border-t border-line pt-3" aria-label={t('governance.power.missing')}>
            {missing.map((node) => (
              <li key={node.outpoint ?? node.name} className="text-xs"><span className="font-medium">{node.name}</span> <span className="text-muted">{t(`governance.power.why.${node.reason}`)}</span></li>
            ))}
          </ul>
        )}
      </>
    );
  };
  return <Card className="px-5 py-4.5" label={t('governance.power.title')}><CardTitle>{t(hash === null ? 'governance.power.title' : 'governance.power.titleThen')}</CardTitle>{body()}</Card>;
}
