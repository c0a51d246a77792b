// Everything out of this wallet, when its keys may be known to others: where to, a typed word, then step by step.

import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { toAppError } from '../../../../shared/errors/app-error';
import { call, type Input } from '../../../app/client';
import { useNavigation, type EvacuateForm } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { useAct } from '../../../ui/use-act';
import { StepsCard } from './steps-card';
import { useSteps } from './use-steps';

/** The same in every language: the wallet compares it. */
const WORD = 'EVACUATE';
const PLACES = ['flux', 'bitcoin', 'evm'] as const;

function targetsOf(form: EvacuateForm): Input<'staking.evacuate'>['to'] {
  return Object.fromEntries(PLACES.map((place) => [place, form[place].trim()] as const).filter(([, address]) => address !== ''));
}

export function Evacuate() {
  const t = useT();
  const { evacuate: form, editEvacuate, openStaking } = useNavigation();
  const title = useRef<HTMLHeadingElement>(null);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState<'no-address' | 'wrong-word' | null>(null);
  const steps = useSteps();
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const plan = useAct(async () => {
    const to = targetsOf(form);
    const problem = Object.keys(to).length === 0 ? 'no-address' : typed.trim() !== WORD ? 'wrong-word' : null;
    setTried(problem);
    if (problem) return;
    try {
      steps.set((await call('staking.evacuate', { to, typed: typed.trim() })).steps);
    } catch (thrown) {
      if (toAppError(thrown).code !== 'staking/typed-wrong') throw thrown;
      setTried('wrong-word');
    }
  });
  const edit = (patch: Partial<EvacuateForm>) => {
    // Steps are for the addresses that were typed; with others they would lie.
    steps.clear();
    setTried(null);
    editEvacuate(patch);
  };
  return (
    <div className="flex flex-col gap-4 px-7 py-5">
      <Button size="sm" look="quiet" icon={ArrowLeft} disabled={steps.running} className="-ml-2.5 self-start" onClick={() => openStaking('nodes')}>{t('staking.tools.evacuate.back')}</Button>
      <Card label={t('staking.tools.evacuate.title')} className="max-w-190">
        <form className="flex flex-col gap-4 p-5" onSubmit={(event) => { event.preventDefault(); if (!steps.running) void plan.run(); }}>
          <h2 ref={title} tabIndex={-1} className="text-sm font-bold">{t('staking.tools.evacuate.title')}</h2>
          <Notice tone="bad" title={t('staking.tools.evacuate.warn')}>{t('staking.tools.evacuate.warnText')}</Notice>
          <fieldset disabled={plan.busy || steps.running} className="flex min-w-0 flex-col gap-4">
            <legend className="sr-only">{t('staking.tools.evacuate.to')}</legend>
            {PLACES.map((place) => (
              <TextField
                key={place} mono label={t(`staking.tools.evacuate.${place}`)} value={form[place]} maxLength={200} onValue={(address) => edit({ [place]: address })}
                hint={place === 'evm' ? t('staking.tools.evacuate.evmHint') : undefined} problem={tried === 'no-address' && place === 'flux' ? t('staking.tools.evacuate.needOne') : null}
              />
            ))}
            <p className="text-2xs text-muted">{t('staking.tools.evacuate.leave')}</p>
            <TextField label={t('staking.tools.evacuate.type', { word: WORD })} value={typed} maxLength={60} onValue={(text) => { setTyped(text); setTried(null); }} problem={tried === 'wrong-word' ? t('staking.tools.evacuate.wrong', { word: WORD }) : null} />
          </fieldset>
          {plan.error && <ErrorNotice error={plan.error} />}
          <Button type="submit" look={steps.list ? 'secondary' : 'danger'} className="self-start" busy={plan.busy} disabled={steps.running || typed.trim() === ''}>{t(steps.list ? 'staking.tools.evacuate.anew' : 'staking.tools.evacuate.show')}</Button>
        </form>
      </Card>
      {steps.list && <StepsCard steps={steps} list={steps.list} />}
    </div>
  );
}
