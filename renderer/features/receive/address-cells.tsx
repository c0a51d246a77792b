// One address in two cells of the receive card: its code; and its text in groups, copy, the signer's check, and a payment link with an amount.

import { Copy, MonitorCheck } from 'lucide-react';
import { useState } from 'react';
import type { Receive } from '../../../shared/contract/wallet';
import { chainInfo } from '../../../shared/chains/registry';
import { isEvmChain, type AssetId } from '../../../shared/chains/ids';
import { parseAmount } from '../../../shared/money/units';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useCopy } from '../../app/copy';
import { useCall } from '../../app/queries';
import { formatNumber, separators } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { SelectField, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';
import { Qr } from './qr';

export function AddressCells({ receive }: { receive: Receive }) {
  const t = useT();
  const copy = useCopy();
  const say = useAnnouncements((state) => state.say);
  const { chain, address } = receive;
  const info = chainInfo(chain);
  const assets = [info.native, ...info.tokens];
  const [assetId, setAsset] = useState(info.native.id);
  const [amount, setAmount] = useState('');
  const [label, setLabel] = useState('');
  const [matches, setMatches] = useState<{ matches: boolean; path: string } | null>(null);
  const asset = assets.find((entry) => entry.id === assetId) ?? info.native;
  const parsed = amount.trim() === '' ? null : parseAmount(amount, asset.decimals, separators());
  const units = parsed?.ok && parsed.units > 0n ? parsed.units.toString() : null;
  const link = useCall('receive.uri', { asset: asset.id, address, amount: units, label: '' }, { enabled: units !== null, keep: true });
  const code = units !== null && link.data ? link.data.uri : address;
  const check = useAct(async () => setMatches(await call('receive.verify', { chain, key: receive.key, scriptType: receive.scriptType, address })));
  const saveLabel = useAct(async () => {
    await call('receive.label', { chain, address, label: label.trim() });
    say(t('receive.labelSaved'));
  });
  return (
    <>
      <div className="flex flex-col items-center gap-4 border-line p-7 max-@2xl/main:mt-5 max-@2xl/main:border-y @2xl/main:col-start-1 @2xl/main:row-span-2 @2xl/main:row-start-1 @2xl/main:border-r">
        <Qr text={code} label={t('receive.qr', { address })} />
        <p className="text-center text-2xs text-muted">{units !== null && link.data ? t('receive.qrLink', { amount: amount.trim(), symbol: asset.symbol }) : t('receive.qrPlain')}</p>
      </div>
      <div className="min-w-0 px-5 pt-5 pb-5 @2xl/main:col-start-2 @5xl/main:px-7 @5xl/main:pb-7">
        <p className="text-2xs text-muted">{isEvmChain(chain) ? t('receive.account') : t('receive.address', { number: formatNumber(receive.index), used: t(receive.used ? 'receive.used' : 'receive.neverUsed') })}</p>
        <div className="mt-0.5" data-testid="receive-address"><Address value={address} className="text-lg" /></div>
        <div className="mt-4 flex flex-wrap gap-2">
          <Button look="primary" icon={Copy} onClick={() => void copy(address)}>{t('receive.copy')}</Button>
          {units !== null && link.data && <Button icon={Copy} onClick={() => void copy(link.data.uri)}>{t('receive.copyLink')}</Button>}
          <Button icon={MonitorCheck} busy={check.busy} onClick={() => void check.run()}>{t('receive.check')}</Button>
        </div>
        <div role="status" aria-live="polite">
          {matches?.matches === true && <Notice tone="good" className="mt-4">{t('receive.checked', { path: matches.path })}</Notice>}
          {matches?.matches === false && <Notice tone="bad" className="mt-4" title={t('receive.mismatch')}>{t('receive.mismatchText')}</Notice>}
        </div>
        {check.error && <ErrorNotice error={check.error} className="mt-4" />}
        <form className="mt-5 grid gap-3 @5xl/main:grid-cols-2" onSubmit={(event) => { event.preventDefault(); void saveLabel.run(); }}>
          {assets.length > 1 && <SelectField<AssetId> className="@5xl/main:col-span-2" label={t('receive.asset')} value={asset.id} onValue={setAsset} options={assets.map((entry) => ({ value: entry.id, label: `${entry.symbol} (${entry.name})` }))} />}
          <TextField
            large label={t('receive.amount')} inputMode="decimal" value={amount} maxLength={40} onValue={setAmount} suffix={<span className="text-xs text-muted">{asset.symbol}</span>}
            problem={parsed && !parsed.ok ? t('receive.badAmount', { decimals: asset.decimals }) : null}
          />
          <TextField large label={t('receive.label')} value={label} maxLength={100} onValue={setLabel} suffix={label.trim() ? <Button size="sm" look="quiet" type="submit" busy={saveLabel.busy} className="-mr-2">{t('common.save')}</Button> : undefined} />
        </form>
        {saveLabel.error && <ErrorNotice error={saveLabel.error} className="mt-3" />}
        {link.error && <ErrorNotice error={link.error} className="mt-3" />}
      </div>
    </>
  );
}
