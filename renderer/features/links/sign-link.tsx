// A link that asks for a signature: what the text is, all of it, who gets the signature, and what that one could do with it.

import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Outcome } from '../../../shared/contract/app';
import type { Unlocked } from '../../../shared/contract/signer';
import { hostLine } from '../../../shared/links/callback';
import { meaningOf } from '../../../shared/links/meaning';
import type { SignLink } from '../../../shared/links/parse';
import { linkWarnings } from '../../../shared/links/warnings';
import { call } from '../../app/client';
import { useCopy } from '../../app/copy';
import { useNavigation } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';
import { Exact, Host, Part, Rest, StrangersText, Told } from './parts';

type Signed = Extract<Outcome, { kind: 'link-signed' }>;

export function SignLinkView({ link, fluxId }: { link: SignLink; fluxId: Unlocked['fluxId'] }) {
  const t = useT();
  const { closeLink } = useNavigation();
  const { callback } = link;
  const [text, setText] = useState(link.message.kind === 'text' ? link.message.text : null);
  const [result, setResult] = useState<Signed | 'cancelled' | null>(null);
  const fetching = useAct(async () => {
    if (link.message.kind === 'stored') setText((await call('links.text', { url: link.message.url })).text);
  });
  const submit = useAct(async () => {
    if (text === null) return;
    setResult(null);
    const outcome = await call('money.submit', { intent: { kind: 'sign-message', scheme: 'bitcoin', key: fluxId.key, address: fluxId.address, message: text, purpose: { kind: 'link', callback: callback?.url ?? null } } });
    setResult(outcome.kind === 'link-signed' ? outcome : 'cancelled');
  });
  const done = result !== null && result !== 'cancelled' ? result : null;
  const host = callback === null ? '' : hostLine(callback);
  const failure = submit.error ?? fetching.error;
  return (
    <>
      {text !== null && <p className="text-sm font-bold" data-testid="link-meaning">{t(`links.meaning.${meaningOf(text)}`)}</p>}
      <dl className="flex flex-col gap-3">
        <Part name={t('links.parts.callback')}>{callback === null ? t('links.parts.noCallback') : <Host callback={callback} />}</Part>
        {link.message.kind === 'stored' && <Part name={t('links.parts.storage')}><Exact text={link.message.url} className="text-2xs" /></Part>}
        {text !== null && <Part name={t('links.parts.message')}><StrangersText text={text} testId="link-text" /></Part>}
        <Part name={t('links.parts.signer')}><Address value={fluxId.address} className="text-sm" /></Part>
        <Rest link={link} />
      </dl>
      {text !== null && done === null && linkWarnings(text, callback).map(({ id, level }) => (
        <Notice key={id} tone={level === 'danger' ? 'bad' : 'warn'}><span data-testid={`link-warning-${id}`}>{t(`links.warnings.${id}`, { host })}</span></Notice>
      ))}
      {text === null && <Notice>{t('links.fetchHint')}</Notice>}
      <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
        {submit.busy && <Notice>{t('links.waiting')}</Notice>}
        {result === 'cancelled' && <Notice>{t('links.cancelled')}</Notice>}
        {done && <Done result={done} host={host} />}
      </div>
      {failure && <ErrorNotice error={failure} />}
      <div className="flex justify-end gap-2">
        <Button onClick={closeLink}>{t(done ? 'links.close' : 'links.cancel')}</Button>
        {text === null && <Button look="primary" busy={fetching.busy} onClick={() => void fetching.run()}>{t('links.fetch')}</Button>}
        {text !== null && !done && <Button look="primary" busy={submit.busy} onClick={() => void submit.run()}>{t(submit.busy ? 'links.waiting' : 'links.sign')}</Button>}
      </div>
    </>
  );
}

function Done({ result, host }: { result: Signed; host: string }) {
  const t = useT();
  const copy = useCopy();
  const { signature, delivery } = result;
  if (delivery !== null) return <Told delivery={delivery} host={host} />;
  return (
    <Notice tone="good" title={t('links.signed')} action={signature !== null && <Button size="sm" icon={Copy} onClick={() => void copy(signature)}>{t('links.copySignature')}</Button>}>
      <span data-selectable data-testid="link-signature" className="font-mono text-xs break-all text-text">{signature}</span>
    </Notice>
  );
}
