// One entry in full: what it did, where it stands, and what can still be done about it.

import { Copy, ExternalLink, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import type { Activity } from '../../../shared/contract/wallet';
import { unitsFromText } from '../../../shared/money/units';
import { useAnnouncements } from '../../app/announce';
import { Amount, useCurrency, useHidden } from '../../app/amount';
import { call } from '../../app/client';
import { useCopy } from '../../app/copy';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { formatMoment, formatMoney, formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button, IconButton } from '../../ui/button';
import { ChainDot } from '../../ui/chain-mark';
import { ErrorNotice } from '../../ui/error-notice';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Pill } from '../../ui/pill';
import { Loading } from '../../ui/skeleton';
import { useAct } from '../../ui/use-act';
import { ContactDialog } from '../contacts/contact-dialog';
import { STATE_TONES, useEntryWords } from './entry';
import { Proof } from './proof';
import { Replace } from './replace';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div><dt className="text-2xs text-muted">{name}</dt><dd data-selectable className="mt-0.5 text-sm wrap-break-word">{children}</dd></div>;
}

function StateText({ entry }: { entry: Activity }) {
  const t = useT();
  const { state } = entry;
  switch (state.kind) {
    case 'waiting': return <>{t('activity.statesText.waiting')}</>;
    case 'pending': return <>{t('activity.statesText.pending')}</>;
    case 'confirming': return <>{t('activity.statesText.confirming', { confirmations: state.confirmations, of: state.of })}</>;
    case 'confirmed': return <>{t('activity.statesText.confirmed', { confirmations: formatNumber(state.confirmations) })}</>;
    case 'expired': return <>{t('activity.statesText.expired', { height: formatNumber(state.height) })}</>;
    case 'replaced': return <>{t('activity.statesText.replaced')}</>;
    case 'failed': return <>{t('activity.statesText.failed')}</>;
  }
}

export function Detail({ id, onClose }: { id: string; onClose(): void }) {
  const t = useT();
  const panel = useRef<HTMLElement>(null);
  const query = useCall('activity.get', { id });
  useEffect(() => {
    panel.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside ref={panel} tabIndex={-1} aria-label={t('activity.detail.title')} data-testid="activity-detail" className="flex w-96 max-w-[55%] shrink-0 flex-col overflow-y-auto rounded-lg border border-line bg-surface-1 outline-none">
      <div className="flex items-center justify-between px-5 pt-4">
        <h2 className="text-sm font-bold">{query.data ? t(`activity.kinds.${query.data.kind}`) : t('activity.detail.title')}</h2>
        <IconButton icon={X} label={t('activity.detail.close')} onClick={onClose} className="-mr-2" />
      </div>
      {query.error && <ErrorNotice error={query.error} className="m-5" />}
      {query.data === undefined && !query.error && <Loading waitingFor={t('common.loading')} rows={6} />}
      {query.data === null && <p className="p-5 text-sm text-muted">{t('activity.detail.gone')}</p>}
      {query.data && <Body entry={query.data} />}
    </aside>
  );
}

function Body({ entry }: { entry: Activity }) {
  const t = useT();
  const copy = useCopy();
  const words = useEntryWords();
  const say = useAnnouncements((state) => state.say);
  const { openSend, openSwap } = useNavigation();
  const { swap } = entry;
  const hidden = useHidden();
  const currency = useCurrency();
  const mainnet = useCall('settings.get', undefined).data?.network === 'mainnet';
  const [label, setLabel] = useState(entry.label ?? '');
  const [contact, setContact] = useState<string | null>(null);
  const [replacing, setReplacing] = useState<'speed-up' | 'cancel' | null>(null);
  const saveLabel = useAct(async () => {
    await call('activity.label', { id: entry.id, label: label.trim() });
    say(t('activity.detail.labelSaved'));
  });
  const explore = useAct(async () => {
    await call('links.explorer', { chain: entry.chain, txid: entry.txid });
  });
  const { state, fee } = entry;
  const coin = fee && builtInAsset(fee.asset);
  const outgoing = unitsFromText(entry.amount) < 0n;
  const sides = entry.kind === 'received' || entry.kind === 'reward' ? 'activity.detail.from' : entry.kind === 'sent' ? 'activity.detail.to' : 'activity.detail.with';
  const first = entry.counterparties[0];
  return (
    <div className="flex flex-col gap-4 px-5 pt-2 pb-5">
      <div>
        <Amount units={entry.amount} decimals={entry.decimals} symbol={entry.symbol || t('activity.unknownToken')} sign className="text-xl font-bold" />
        {entry.value !== null && <div className="text-xs text-muted">{t('activity.detail.then', { value: hidden ? '••••' : formatMoney(entry.value, currency) })}</div>}
        <div className="mt-2 flex items-center gap-2 text-xs text-muted"><ChainDot chain={entry.chain} />{chainInfo(entry.chain).name}<Pill tone={STATE_TONES[state.kind]}>{words.state(state)}</Pill></div>
        <p role="status" className="mt-2 text-xs text-muted"><StateText entry={entry} /></p>
      </div>
      {entry.suspicious && <Notice tone="warn">{t('activity.suspiciousText')}</Notice>}
      {(state.kind === 'failed' || (state.kind === 'waiting' && state.reason)) && state.reason && <ErrorNotice error={state.reason} tone={state.kind === 'failed' ? 'bad' : 'warn'} />}
      {(entry.can.speedUp || entry.can.cancel) && (
        <div className="flex gap-2">
          {entry.can.speedUp && <Button size="sm" onClick={() => setReplacing('speed-up')}>{t('activity.detail.speedUp')}</Button>}
          {entry.can.cancel && <Button size="sm" onClick={() => setReplacing('cancel')}>{t('activity.detail.cancel')}</Button>}
        </div>
      )}
      <dl className="flex flex-col gap-3">
        {entry.counterparties.map((address) => (
          <Fact key={address} name={t(sides)}>
            {words.contactOf(entry, address) && <span className="block font-bold">{words.contactOf(entry, address)}</span>}
            <Address value={address} className="text-sm" />
          </Fact>
        ))}
        {fee && <Fact name={t('activity.detail.fee')}><Amount units={fee.units} decimals={coin?.decimals ?? null} symbol={coin?.symbol ?? ''} /></Fact>}
        {entry.note !== null && <Fact name={t('activity.detail.note')}>{entry.note}</Fact>}
        <Fact name={t('activity.detail.date')}>{formatMoment(entry.time)}</Fact>
        <Fact name={t('activity.detail.height')}>{entry.height === null ? t('activity.detail.unconfirmed') : formatNumber(entry.height)}</Fact>
        <Fact name={t('activity.detail.txid')}>
          <span className="flex items-start gap-1"><span className="font-mono text-2xs break-all" data-testid="txid">{entry.txid}</span><IconButton icon={Copy} label={t('activity.detail.copyTxid')} onClick={() => void copy(entry.txid)} className="-my-1.5 shrink-0" /></span>
        </Fact>
        {state.kind === 'replaced' && state.by !== null && <Fact name={t('activity.detail.replacedBy')}><span className="font-mono text-2xs break-all">{state.by}</span></Fact>}
      </dl>
      {entry.chain === 'flux' && entry.height !== null && <Proof txid={entry.txid} />}
      <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => { event.preventDefault(); void saveLabel.run(); }}>
        <TextField className="min-w-0 flex-[1_1_10rem]" label={t('activity.detail.label')} value={label} maxLength={100} onValue={setLabel} />
        <Button type="submit" busy={saveLabel.busy} disabled={label.trim() === (entry.label ?? '')} aria-label={t('activity.detail.saveLabel')}>{t('common.save')}</Button>
      </form>
      {saveLabel.error && <ErrorNotice error={saveLabel.error} />}
      <div className="flex flex-wrap gap-2">
        {swap !== undefined && <Button size="sm" onClick={() => openSwap(swap)}>{t('activity.detail.swap')}</Button>}
        {outgoing && first !== undefined && entry.kind === 'sent' && !entry.suspicious && <Button size="sm" onClick={() => openSend({ asset: entry.asset, to: first })}>{t('activity.detail.payAgain')}</Button>}
        {first !== undefined && !entry.suspicious && words.contactOf(entry, first) === null && entry.kind === 'sent' && <Button size="sm" onClick={() => setContact(first)}>{t('activity.detail.saveContact')}</Button>}
        {mainnet && chainInfo(entry.chain).explorer !== null && <Button size="sm" icon={ExternalLink} title={t('activity.detail.explorerNote')} onClick={() => void explore.run()}>{t('activity.detail.explorer')}</Button>}
      </div>
      {explore.error && <ErrorNotice error={explore.error} />}
      {contact !== null && <ContactDialog contact={{ name: entry.label ?? '', chain: entry.chain, address: contact, note: '' }} onClose={() => setContact(null)} />}
      {replacing && <Replace entry={entry} mode={replacing} onClose={() => setReplacing(null)} />}
    </div>
  );
}
