// Sign a message: with the Flux ID under Bitcoin's magic, or with an own Flux address under Flux's. It takes the path of money.

import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Intent } from '../../../shared/contract/money-path';
import type { Unlocked } from '../../../shared/contract/signer';
import { call } from '../../app/client';
import { useCopy } from '../../app/copy';
import { useCall } from '../../app/queries';
import { formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Address, shortAddress } from '../../ui/address';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { SelectField, TextArea } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';
import type { SignedText } from './signed-text';

type SignIntent = Extract<Intent, { kind: 'sign-message' }>;
type Signer = Pick<SignIntent, 'scheme' | 'key' | 'address'> & { label: string };
const LONGEST = 4096;

export function SignMessage({ fluxId, onCheck }: { fluxId: Unlocked['fluxId']; onCheck(text: SignedText): void }) {
  const t = useT();
  const copy = useCopy();
  const [chosen, setChosen] = useState(fluxId.address);
  const [message, setMessage] = useState('');
  const [empty, setEmpty] = useState(false);
  const [result, setResult] = useState<SignedText | 'cancelled' | null>(null);
  const list = useCall('receive.list', { chain: 'flux' });
  const own = (list.data ?? []).filter((entry) => entry.scriptType === 'p2pkh');
  const signers: Signer[] = [
    { scheme: 'bitcoin', key: fluxId.key, address: fluxId.address, label: t('fluxId.sign.fluxId', { address: shortAddress(fluxId.address) }) },
    ...own.map(({ key, address, label }): Signer => ({
      scheme: 'flux', key, address, label: label === null ? t('fluxId.sign.address', { address: shortAddress(address) }) : t('fluxId.sign.labelled', { address: shortAddress(address), label }),
    })),
  ];
  const signer = signers.find((entry) => entry.address === chosen) ?? signers[0];
  const submit = useAct(async () => {
    setResult(null);
    if (!signer) return;
    if (message === '') return setEmpty(true);
    const { scheme, key, address } = signer;
    const outcome = await call('money.submit', { intent: { kind: 'sign-message', scheme, key, address, message, purpose: null } });
    if (outcome.kind !== 'signed-message') return setResult('cancelled');
    setResult({ scheme, address: outcome.address, message, signature: outcome.signature });
  });
  const change = () => {
    setEmpty(false);
    setResult(null);
  };
  return (
    <Card className="p-5" label={t('fluxId.sign.title')}>
      <CardTitle>{t('fluxId.sign.title')}</CardTitle>
      <p className="mt-2 text-xs text-muted">{t('fluxId.sign.text')}</p>
      <form className="mt-4 flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void submit.run(); }}>
        <SelectField
          label={t('fluxId.sign.key')} value={signer?.address ?? ''} disabled={submit.busy} options={signers.map(({ address, label }) => ({ value: address, label }))}
          hint={list.error ? t('fluxId.sign.listFailed') : list.data && own.length === 0 ? t('fluxId.sign.listEmpty') : undefined} onValue={(address) => { change(); setChosen(address); }}
        />
        <TextArea
          label={t('fluxId.sign.message')} value={message} maxLength={LONGEST} rows={5} disabled={submit.busy} problem={empty ? t('fluxId.sign.empty') : null}
          aside={message.length > LONGEST / 2 ? <span className="text-2xs text-muted">{t('fluxId.sign.left', { count: formatNumber(message.length), most: formatNumber(LONGEST) })}</span> : undefined}
          onValue={(text) => { change(); setMessage(text); }}
        />
        <Button look="primary" type="submit" busy={submit.busy} className="self-start">{t(submit.busy ? 'fluxId.sign.waiting' : 'fluxId.sign.submit')}</Button>
      </form>
      <div aria-live="polite">
        {submit.busy && <Notice className="mt-4" title={t('fluxId.sign.waiting')}>{t('fluxId.sign.waitingText')}</Notice>}
        {result === 'cancelled' && <Notice className="mt-4">{t('fluxId.sign.cancelled')}</Notice>}
        {result !== null && result !== 'cancelled' && (
          <Notice tone="good" className="mt-4" title={t('fluxId.sign.done')} action={<><Button size="sm" icon={Copy} onClick={() => void copy(result.signature)}>{t('fluxId.sign.copySignature')}</Button><Button size="sm" onClick={() => onCheck(result)}>{t('fluxId.sign.verify')}</Button></>}>
            {t('fluxId.sign.doneText', { address: '' })}<Address value={result.address} className="text-xs" />
            <div className="mt-2 text-2xs">{t('fluxId.sign.signature')}</div>
            <div data-selectable data-testid="signature" className="font-mono text-xs break-all text-text">{result.signature}</div>
          </Notice>
        )}
      </div>
      {submit.error && <ErrorNotice error={submit.error} className="mt-4" />}
    </Card>
  );
}
