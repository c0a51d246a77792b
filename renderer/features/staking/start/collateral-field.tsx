// Which coin the node stands on: a new one of exactly the amount, or one that lies ready.

import type { CollateralCandidate } from '../../../../shared/contract/staking';
import type { StartForm } from '../../../app/navigation';
import { Unknown } from '../../../app/amount';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { ShortAddress } from '../../../ui/address';
import { Choices, type Choice } from '../../../ui/choice';
import { Pill } from '../../../ui/pill';
import { Loading } from '../../../ui/skeleton';
import { outpointText, problemWords, shortOutpoint } from '../outpoint';

function Candidate({ coin }: { coin: CollateralCandidate }) {
  const t = useT();
  const why = coin.problem !== null ? problemWords(coin.problem) : coin.node !== null ? t('staking.start.used') : null;
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="min-w-0">
        <span className="block font-mono text-xs" title={outpointText(coin.outpoint)}>{shortOutpoint(coin.outpoint)}</span>
        <span className="block text-2xs text-muted"><ShortAddress value={coin.address} className="text-2xs" />, {t('staking.start.confirmations', { count: coin.confirmations })}</span>
        {why !== null && <span className="block text-2xs text-warn-ink">{why}</span>}
      </span>
      <span className="flex flex-wrap gap-1.5">
        {coin.imported !== null && <Pill>{t('staking.start.imported', { name: coin.imported })}</Pill>}
        {coin.multisig && <Pill>{t('staking.start.multisig')}</Pill>}
      </span>
    </span>
  );
}

export function CollateralField({ form, edit, amount, problem }: { form: StartForm; edit(patch: Partial<StartForm>): void; amount: string; problem: string | null }) {
  const t = useT();
  const reading = useCall('staking.candidates', { tier: form.tier });
  const coins = reading.data?.state === 'known' ? reading.data.value : [];
  const choices: Choice<string>[] = [
    { value: 'new', label: <span className="min-w-0"><span className="block font-medium">{t('staking.start.new')}</span><span className="block text-2xs text-muted">{t('staking.start.newText', { amount })}</span></span> },
    ...coins.map((coin) => ({ value: outpointText(coin.outpoint), label: <Candidate coin={coin} />, disabled: coin.problem !== null || coin.node !== null })),
  ];
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-xs text-muted">{t('staking.start.collateral')}</h3>
      <div className="-m-1 max-h-72 overflow-y-auto p-1"><Choices look="card" legend={t('staking.start.collateral')} value={form.collateral} choices={choices} onChoose={(collateral) => edit({ collateral })} /></div>
      {reading.data?.state === 'known' && coins.length === 0 && <p className="text-2xs text-muted">{t('staking.start.noCandidates')}</p>}
      {(reading.isLoading || reading.data?.state === 'loading') && <Loading waitingFor={t('staking.start.candidatesLoading')} rows={1} />}
      {reading.data?.state === 'unknown' && <p className="text-2xs"><Unknown reason={reading.data.reason} /> <span className="text-muted">{problemWords(reading.data.reason.code, reading.data.reason.context)}</span></p>}
      {reading.error && <p className="text-2xs text-warn-ink">{problemWords(reading.error.code, reading.error.context)}</p>}
      <p className="text-2xs text-muted">{t('staking.start.collateralHint', { amount })}</p>
      <p aria-live="polite" data-testid="collateral-problem" className="text-xs text-bad-ink empty:hidden">{problem}</p>
    </div>
  );
}
