// Onboarding: network, then create, restore or import, one thing at a time.

import { useEffect, useState } from 'react';
import { useT } from '../../i18n/use-t';
import type { T } from '../../i18n/keys';
import { callMain, secrets } from '../client';
import { StepLayout, type Step } from '../layout';
import type { Task } from '../task';
import { CheckStep } from './check-step';
import { emptyDraft, STEPS, withoutSecrets, type Draft, type Path, type StepId } from './flow';
import { KeyStep } from './key-step';
import { NetworkStep } from './network-step';
import { PasswordStep } from './password-step';
import { PhraseStep } from './phrase-step';
import { ReadyStep } from './ready-step';
import { StartStep } from './start-step';
import type { StepProps } from './step-props';
import { WordsStep } from './words-step';

function describe(t: T, id: StepId, draft: Draft): Step {
  const name = (): string => {
    if (id === 'words') return t('secrets.steps.phrase');
    return t(`secrets.steps.${id}`);
  };
  const note = (): string => {
    switch (id) {
      case 'network': return t(draft.network === 'practice' ? 'secrets.network.practice' : 'secrets.network.mainnet');
      case 'start': return draft.path === 'create' ? t('secrets.steps.newWallet') : draft.path === null ? '' : t(`secrets.steps.${draft.path}`);
      case 'password': return draft.password ? t('secrets.steps.characters', { count: draft.password.length }) : '';
      case 'phrase': return t('secrets.steps.writeDown');
      case 'words': return t('secrets.steps.typeIn');
      case 'check': return t('secrets.steps.words', { count: draft.drawn?.ask.length ?? 3 });
      case 'key':
      case 'ready': return '';
    }
  };
  return { id, name: name(), note: note() };
}

export function Onboarding({ open, finish, adding, startPath, onBack }: Task & { adding: boolean; startPath: Path | null; onBack: (() => Promise<void>) | null }) {
  const t = useT();
  const [draft, setDraft] = useState(() => emptyDraft(open.mainnetRefusal === null && open.mainnetAllowed ? open.network : 'practice', startPath, ''));
  const steps = STEPS[draft.path ?? 'create'];
  const [step, setStep] = useState<StepId>(startPath ? (steps[2] ?? 'start') : adding ? 'start' : 'network');
  const change = (patch: Partial<Draft>) => setDraft((old) => ({ ...old, ...patch }));

  useEffect(() => {
    // A name that is not taken yet; a failure here leaves the first one.
    void secrets('secrets.wallets', undefined).then(
      (wallets) => setDraft((old) => (old.name ? old : { ...old, name: wallets.length === 0 ? t('secrets.password.nameDefault') : t('secrets.password.nameOther', { number: wallets.length + 1 }) })),
      () => setDraft((old) => (old.name ? old : { ...old, name: t('secrets.password.nameDefault') })),
    );
  }, [t]);

  const at = steps.indexOf(step);
  const go = (to: number) => {
    const target = steps[to];
    if (target) setStep(target);
  };
  const complete = async () => {
    const { name, password, network } = draft;
    switch (draft.path) {
      case 'restore':
        await secrets('secrets.restore.finish', { words: [...draft.words], passphrase: draft.passphrase, network, name: name.trim(), password });
        break;
      case 'import': {
        const { kind, key, redeemScript, families, asFluxId } = draft.key;
        await secrets('secrets.import.finish', { kind, key: key.trim(), redeemScript: kind === 'ssp' ? redeemScript.trim() : null, network, families: [...families], name: name.trim(), password, into: null, asFluxId });
        break;
      }
      case 'create':
      case null:
        await secrets('secrets.create.finish', { name: name.trim(), password });
        break;
    }
    setDraft(withoutSecrets);
    setStep('ready');
  };
  const leave = onBack && (() => void onBack());
  const props: StepProps = {
    open, finish, draft, change, complete,
    next: () => go(at + 1),
    back: step === 'network' || step === 'ready' ? (step === 'network' ? leave : null) : () => go(at - 1),
  };
  return (
    <StepLayout steps={steps.map((id) => describe(t, id, draft))} current={step}>
      {step === 'network' && <NetworkStep {...props} onNetwork={(network) => callMain('secretsWindow.setNetwork', { network })} />}
      {step === 'start' && <StartStep {...props} onPath={(path) => { change({ path }); setStep(STEPS[path][2] ?? 'start'); }} />}
      {step === 'password' && <PasswordStep {...props} />}
      {step === 'phrase' && <PhraseStep {...props} />}
      {step === 'check' && <CheckStep {...props} />}
      {step === 'words' && <WordsStep {...props} />}
      {step === 'key' && <KeyStep {...props} />}
      {step === 'ready' && <ReadyStep {...props} />}
    </StepLayout>
  );
}
