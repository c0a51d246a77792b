// Practice or mainnet. Where mainnet is refused, the reason stands where the choice would be.

import clsx from 'clsx';
import type { NetworkId } from '../../../shared/chains/ids';
import { useT } from '../../i18n/use-t';
import { Choices } from '../../ui/choice';
import { ErrorNotice } from '../../ui/error-notice';
import { useAct } from '../../ui/use-act';
import { Title } from '../layout';
import type { StepProps } from './step-props';
import { StepActions } from './step-actions';

export function NetworkStep({ open, draft, change, next, back, onNetwork }: StepProps & { onNetwork(network: NetworkId): Promise<void> }) {
  const t = useT();
  const goOn = useAct(async () => {
    await onNetwork(draft.network);
    next();
  });
  const card = (name: string, text: string, reason: string | null) => (
    <span className="block">
      <span className={clsx('block text-md font-bold', reason === null ? 'text-text' : 'text-muted')}>{name}</span>
      <span className="mt-1 block text-sm text-muted">{text}</span>
      {reason && <span className="mt-1.5 block text-sm text-warn-ink">{reason}</span>}
    </span>
  );
  const refused = open.mainnetRefusal !== null || !open.mainnetAllowed;
  return (
    <form onSubmit={(event) => { event.preventDefault(); void goOn.run(); }}>
      <Title lead={t('secrets.network.lead')}>{t('secrets.network.title')}</Title>
      <Choices
        className="mt-8" look="card" legend={t('secrets.network.choose')} value={draft.network} onChoose={(network) => change({ network })}
        choices={[
          { value: 'practice', label: card(t('secrets.network.practice'), t('secrets.network.practiceText'), null) },
          { value: 'mainnet', disabled: refused, label: card(t('secrets.network.mainnet'), t('secrets.network.mainnetText'), open.mainnetRefusal === null ? null : t(`secrets.network.refused.${open.mainnetRefusal}`)) },
        ]}
      />
      {goOn.error && <ErrorNotice error={goOn.error} className="mt-4" />}
      <StepActions back={back} label={t('common.continue')} busy={goOn.busy} />
    </form>
  );
}
