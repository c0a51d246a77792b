// Who gets it: an address, a payment link or a contact. What it is, is recognised while it is typed.

import { ClipboardPaste, UserRound } from 'lucide-react';
import { useState } from 'react';
import { chainInfo, fluxAssets } from '../../../shared/chains/registry';
import type { ChainId } from '../../../shared/chains/ids';
import type { AssetRow } from '../../../shared/contract/wallet';
import { toAppError } from '../../../shared/errors/app-error';
import { unitsFromText } from '../../../shared/money/units';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useCall } from '../../app/queries';
import { formatUnits } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { errorLine } from '../../ui/error-notice';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { problemOf, type SendField } from './field';
import { useDebounced } from '../../app/use-debounced';

/** The coin to offer on another chain: FLUX stays FLUX where the chain has it, otherwise the chain's own coin. */
function assetOn(chain: ChainId, current: AssetRow, assets: readonly AssetRow[]): AssetRow | null {
  const flux = fluxAssets().find((asset) => asset.chain === chain);
  const wanted = current.symbol === 'FLUX' && flux ? flux.id : chainInfo(chain).native.id;
  return assets.find((entry) => entry.asset === wanted) ?? null;
}

export function RecipientField({ assets, ...field }: SendField & { assets: readonly AssetRow[] }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const { form, edit, row, preview, tried, locked } = field;
  const [focused, setFocused] = useState(false);
  const text = form.to.trim();
  const settled = useDebounced(text, 200);
  const recognised = useCall('send.recognise', { text: settled }, { enabled: settled.length > 20 });
  const contacts = useCall('contacts.list', undefined).data ?? [];
  const matching = focused && text.length < 20 ? contacts.filter((contact) => contact.chain === row.chain && contact.name.toLowerCase().includes(text.toLowerCase())).slice(0, 5) : [];
  const chosen = contacts.find((contact) => contact.chain === row.chain && contact.address.toLowerCase() === (preview?.recipient ?? text).toLowerCase());
  const elsewhere = settled === text && recognised.data && recognised.data.chains.length > 0 && !recognised.data.chains.includes(row.chain) ? recognised.data.chains : [];
  const offers = elsewhere.map((chain) => assets.find((entry) => entry.asset === recognised.data?.asset) ?? assetOn(chain, row, assets)).filter((entry) => entry !== null).slice(0, 5);
  const problem = text !== '' || tried ? problemOf(t, field, 'to') : null;
  const paste = async () => {
    try {
      const pasted = (await call('clipboard.read', undefined)).text.trim().slice(0, 2000);
      if (pasted) edit({ to: pasted });
    } catch (thrown) {
      say(errorLine(toAppError(thrown).toShape()));
    }
  };
  const { uri } = preview ?? {};
  return (
    <div className="relative" onFocus={() => setFocused(true)} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false); }}>
      <TextField
        large mono label={t('send.to')} placeholder={t('send.toHint')} value={form.to} maxLength={2000} disabled={locked} onValue={(to) => edit({ to })} problem={elsewhere.length > 0 ? null : problem}
        suffix={<Button size="sm" look="quiet" icon={ClipboardPaste} className="-mr-2" onClick={() => void paste()}>{t('send.paste')}</Button>}
      />
      {matching.length > 0 && (
        <ul aria-label={t('send.contacts')} className="absolute inset-x-0 z-10 mt-1 rounded-md border border-line bg-surface-2 p-1 shadow-float">
          {matching.map((contact) => (
            <li key={contact.id}>
              <button type="button" onClick={() => { edit({ to: contact.address }); setFocused(false); }} className="flex min-h-9 w-full items-center gap-2.5 rounded-sm px-3 text-left text-sm hover:bg-surface-3">
                <Icon of={UserRound} className="size-4 text-muted" /><span className="font-medium">{contact.name}</span><span className="truncate font-mono text-2xs text-muted">{contact.address}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div aria-live="polite">
        {elsewhere.length > 0 && (
          <Notice tone="warn" className="mt-2" title={t('send.otherChain', { chains: elsewhere.map((chain) => chainInfo(chain).name).join(', ') })} action={offers.map((offer) => (
            <Button key={offer.asset} size="sm" onClick={() => edit({ asset: offer.asset, all: false, unit: 'coin', fee: 'normal', ownRate: '' })}>{t('send.switchTo', { symbol: offer.symbol, chain: chainInfo(offer.chain).name })}</Button>
          ))} />
        )}
        {chosen && text !== '' && !problem && <p className="mt-1.5 text-xs text-good-ink">{t('send.contact', { name: chosen.name })}</p>}
        {preview?.recipient && !problem && text !== '' && (
          <div className="mt-2 rounded-md bg-surface-2 px-3.5 py-2.5">
            {preview.recipient !== text && <div className="text-2xs text-muted">{t('send.recipient')}</div>}
            <div data-testid="send-recipient"><Address value={preview.recipient} className="text-sm" /></div>
            {uri?.amount != null && (
              <Button size="sm" look="quiet" className="-ml-2.5" onClick={() => edit({ all: false, unit: 'coin', amount: formatUnits(unitsFromText(uri.amount ?? '0'), row.decimals ?? 0) })}>
                {t('send.amount')}: {formatUnits(unitsFromText(uri.amount), row.decimals ?? 0)} {row.symbol}
              </Button>
            )}
            {(uri?.label ?? uri?.message) && <div className="mt-1 text-xs text-muted">{t('send.uriLabel', { text: [uri?.label, uri?.message].filter(Boolean).join(', ') })}</div>}
          </div>
        )}
      </div>
    </div>
  );
}
