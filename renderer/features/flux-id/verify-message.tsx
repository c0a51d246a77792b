// Check a signature: valid, not fitting, or not checkable, each in words and with a shape of its own.

import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import { call, type Output } from '../../app/client';
import { hasWords, useT, wordsFor } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { Choices } from '../../ui/choice';
import { ErrorNotice } from '../../ui/error-notice';
import { TextArea, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';
import { schemeOf, type SignedText } from './signed-text';

type Missing = 'address' | 'message' | 'signature';

/** @param text what is typed; the sign form fills it too */
export function VerifyMessage({ text, onText }: { text: SignedText; onText(text: SignedText): void }) {
  const t = useT();
  const [missing, setMissing] = useState<Missing | null>(null);
  const [checked, setChecked] = useState<{ text: SignedText; answer: Output<'message.verify'> } | null>(null);
  const check = useAct(async () => {
    setChecked(null);
    const absent = (['address', 'message', 'signature'] as const).find((field) => (field === 'message' ? text.message : text[field].trim()) === '') ?? null;
    setMissing(absent);
    if (absent !== null) return;
    setChecked({ text, answer: await call('message.verify', { ...text, address: text.address.trim(), signature: text.signature.trim() }) });
  });
  const edit = (patch: Partial<SignedText>) => {
    setMissing(null);
    onText({ ...text, ...patch });
  };
  // An answer belongs to the text that was checked and to no other.
  const answer = checked?.text === text ? checked.answer : null;
  const problem = answer?.problem == null ? null : `fluxId.verify.problems.${answer.problem}`;
  return (
    <Card className="p-5" label={t('fluxId.verify.title')}>
      <CardTitle>{t('fluxId.verify.title')}</CardTitle>
      <p className="mt-2 text-xs text-muted">{t('fluxId.verify.text')}</p>
      <form className="mt-4 flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void check.run(); }}>
        <TextField mono label={t('fluxId.verify.address')} value={text.address} maxLength={128} problem={missing === 'address' ? t('fluxId.verify.needAddress') : null} onValue={(address) => edit({ address, ...(address.trim() ? { scheme: schemeOf(address) } : {}) })} />
        <Choices<SignedText['scheme']> legend={t('fluxId.verify.scheme')} value={text.scheme} onChoose={(scheme) => edit({ scheme })} choices={(['bitcoin', 'flux'] as const).map((scheme) => ({ value: scheme, label: t(`fluxId.verify.${scheme}`) }))} />
        <TextArea label={t('fluxId.verify.message')} value={text.message} maxLength={4096} rows={3} hint={t('fluxId.verify.messageHint')} problem={missing === 'message' ? t('fluxId.verify.needMessage') : null} onValue={(message) => edit({ message })} />
        <TextArea mono label={t('fluxId.verify.signature')} value={text.signature} maxLength={200} rows={2} problem={missing === 'signature' ? t('fluxId.verify.needSignature') : null} onValue={(signature) => edit({ signature })} />
        <Button type="submit" busy={check.busy} className="self-start">{t('fluxId.verify.submit')}</Button>
      </form>
      <div role="status" aria-live="polite">
        {answer !== null && problem === null && answer.valid && <Notice tone="good" icon={CircleCheck} className="mt-4" title={t('fluxId.verify.valid')}>{t('fluxId.verify.validText')}</Notice>}
        {answer !== null && problem === null && !answer.valid && <Notice tone="bad" icon={CircleX} className="mt-4" title={t('fluxId.verify.invalid')}>{t('fluxId.verify.invalidText')}</Notice>}
        {problem !== null && <Notice tone="warn" icon={CircleAlert} className="mt-4" title={t('fluxId.verify.unchecked')}>{hasWords(problem) ? wordsFor(problem, {}) : t('fluxId.verify.problems.fallback')}</Notice>}
      </div>
      {check.error && <ErrorNotice error={check.error} className="mt-4" />}
    </Card>
  );
}
