// A new node: tier, name, coin and identity, what it costs while it is typed, and one way to the approval window.

import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigation, type StartForm } from '../../../app/navigation';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Choices } from '../../../ui/choice';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { DelegateKeys } from '../delegate-keys';
import { problemWords } from '../outpoint';
import { useCollateralOf } from '../use-collateral-of';
import { CollateralField } from './collateral-field';
import { IdentityField } from './identity-field';
import { Summary } from './summary';
import { useBeginStart } from './use-begin-start';
import { suggestedName, useStartPreview, wishOf, type StartPreview } from './use-wish';

const TIERS = ['cumulus', 'nimbus', 'stratus'] as const;

export function StartPage() {
  const t = useT();
  const { start: typed, editStart, openStaking } = useNavigation();
  const session = useCall('app.session', undefined).data;
  const ownKeys = session?.state !== 'unlocked' || session.unlocked.nodeKeys !== null;
  const form = ownKeys ? typed : { ...typed, identity: 'other' as const };
  const title = useRef<HTMLHeadingElement>(null);
  const [advanced, setAdvanced] = useState(form.delegates.length > 0);
  const nodes = useCall('staking.nodes', undefined).data?.nodes ?? [];
  const facts = useCall('staking.tiers', undefined).data?.find((one) => one.tier === form.tier);
  const amount = useCollateralOf(form.tier) ?? '—';
  const suggested = suggestedName(form.tier, nodes);
  const wish = wishOf(form, form.name?.trim() || suggested);
  const { preview, current, error, again } = useStartPreview(wish);
  const begin = useBeginStart();
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const now = current ? preview : undefined;
  const busy = begin.act.busy;
  const edit = (patch: Partial<StartForm>) => {
    if (begin.cancelled || begin.act.error) begin.forget();
    editStart(patch);
  };
  const problem = (field: StartPreview['problems'][number]['field']): string | null => {
    const found = now?.problems.find((one) => one.field === field);
    return found ? problemWords(found.code, found.context) : null;
  };
  const ready = wish !== null && now?.ready === true;
  const network = problem('network');
  return (
    <div className="flex flex-col gap-4 px-7 py-5">
      <Button size="sm" look="quiet" icon={ArrowLeft} className="-ml-2.5 self-start" onClick={() => openStaking('nodes')}>{t('staking.start.back')}</Button>
      <form className="grid items-start gap-4.5 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]" onSubmit={(event) => { event.preventDefault(); if (ready && !busy) void begin.act.run(wish); }}>
        <Card label={t('staking.start.title')}>
          <fieldset disabled={busy} className="flex min-w-0 flex-col gap-5 px-5 pt-5">
            <h2 ref={title} tabIndex={-1} className="text-sm font-bold">{t('staking.start.title')}</h2>
            <div className="grid gap-x-5 gap-y-4 @2xl/main:grid-cols-2">
              <div className="flex flex-col gap-1.5">
                <h3 className="text-xs text-muted">{t('staking.start.tier')}</h3>
                <Choices<StartForm['tier']> legend={t('staking.start.tier')} value={form.tier} onChoose={(tier) => edit({ tier, collateral: 'new' })} choices={TIERS.map((tier) => ({ value: tier, label: t(`staking.tier.${tier}`) }))} />
              </div>
              <TextField label={t('staking.start.name')} hint={t('staking.start.nameHint')} value={form.name ?? suggested} maxLength={60} onValue={(name) => edit({ name })} />
            </div>
            <CollateralField form={form} edit={edit} amount={amount} problem={problem('collateral')} />
            <IdentityField form={form} ownKeys={ownKeys} edit={edit} problem={problem('identity')} />
            <details open={advanced} onToggle={(event) => setAdvanced(event.currentTarget.open)}>
              <summary className="w-fit rounded-sm text-xs text-muted hover:text-text">{t('staking.start.advanced')}</summary>
              <div className="mt-3"><DelegateKeys keys={form.delegates} onKeys={(delegates) => edit({ delegates })} problem={problem('delegates')} /></div>
            </details>
          </fieldset>
          <div className="flex flex-col gap-4 p-5">
            {network !== null && <Notice tone="warn" urgent action={<Button size="sm" onClick={again}>{t('common.retry')}</Button>}>{network}</Notice>}
            {error && <ErrorNotice error={error} tone="warn" action={<Button size="sm" onClick={again}>{t('common.retry')}</Button>} />}
            {begin.cancelled && <Notice>{t('staking.start.cancelled')}</Notice>}
            {begin.act.error && <ErrorNotice error={begin.act.error} />}
            {busy && <Notice title={t('staking.start.waiting')} urgent>{t('staking.start.waitingText')}</Notice>}
            <Button look="primary" size="lg" type="submit" busy={busy} disabled={!ready}>{t(busy ? 'staking.start.waiting' : 'staking.start.go')}</Button>
          </div>
        </Card>
        <Summary facts={facts} preview={now} existing={form.collateral !== 'new'} />
      </form>
    </div>
  );
}
