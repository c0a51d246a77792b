// The three tiers side by side.

import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading } from '../../../ui/skeleton';
import { TierCard } from './tier-card';

const PLACES = ['cumulus', 'nimbus', 'stratus'] as const;

export function Tiers() {
  const t = useT();
  const { data, error, refetch } = useCall('staking.tiers', undefined);
  if (error && !data) return <ErrorNotice error={error} action={<Button size="sm" onClick={() => void refetch()}>{t('common.retry')}</Button>} />;
  return (
    <div className="grid gap-4.5 @2xl/main:grid-cols-3">
      {data ? data.map((facts) => <TierCard key={facts.tier} facts={facts} />) : PLACES.map((tier) => <Card key={tier} className="min-h-44"><Loading waitingFor={t('staking.tiers.loading')} rows={4} /></Card>)}
    </div>
  );
}
