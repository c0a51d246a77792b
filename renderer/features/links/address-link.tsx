// A link that asks for an address: which one it would be, of which coin, and who gets it. It is given when the person says so.

import { Copy } from 'lucide-react';
import { useState } from 'react';
import { chainOf } from '../../../shared/chains/ids';
import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import type { Delivery } from '../../../shared/contract/links';
import { hostLine } from '../../../shared/links/callback';
import type { AddressLink } from '../../../shared/links/parse';
import { call } from '../../app/client';
import { useCopy } from '../../app/copy';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';
import { Exact, Host, Part, Rest, Told } from './parts';

export function AddressLinkView({ link }: { link: AddressLink }) {
  const t = useT();
  const copy = useCopy();
  const { closeLink } = useNavigation();
  const { asset, answer } = link;
  const chain = chainOf(asset);
  const fresh = useCall('receive.fresh', { chain, scriptType: null });
  const [address, setAddress] = useState<string | null>(null);
  const [done, setDone] = useState<Delivery | 'handed' | null>(null);
  // What was looked at is what is given, whatever the freshest address is by then.
  const shown = address ?? fresh.data?.address ?? null;
  const give = useAct(async () => {
    if (shown === null) return;
    setAddress(shown);
    switch (answer.kind) {
      case 'none': return;
      case 'deeplink':
        await call('links.deeplink', { url: answer.to.url, address: shown });
        return setDone('handed');
      case 'post':
      case 'get': return setDone(await call('links.give', { asset, address: shown, url: answer.callback.url, by: answer.kind }));
    }
  });
  const symbol = builtInAsset(asset)?.symbol ?? asset;
  return (
    <>
      <dl className="flex flex-col gap-3">
        <Part name={t('links.parts.asset')}>{t('send.assetOn', { symbol, chain: chainInfo(chain).name })}</Part>
        <Part name={t('links.parts.yours')}>{shown !== null && <span data-testid="link-address"><Address value={shown} className="text-sm" /></span>}</Part>
        {answer.kind === 'none' && <Part name={t('links.parts.callback')}>{t('links.giveNone')}</Part>}
        {(answer.kind === 'post' || answer.kind === 'get') && <Part name={t(`links.giveBy.${answer.kind}`)}><Host callback={answer.callback} /></Part>}
        {answer.kind === 'deeplink' && <Part name={t('links.giveBy.deeplink')}><Exact text={answer.to.url} className="text-xs" /></Part>}
        <Rest link={link} />
      </dl>
      {fresh.error && <ErrorNotice error={fresh.error} />}
      {give.error && <ErrorNotice error={give.error} />}
      <div aria-live="polite" className="empty:hidden">
        {done === 'handed' && <Notice tone="good">{t('links.handedOver')}</Notice>}
        {done !== null && done !== 'handed' && (answer.kind === 'post' || answer.kind === 'get') && <Told delivery={done} host={hostLine(answer.callback)} />}
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={closeLink}>{t(done === null ? 'links.cancel' : 'links.close')}</Button>
        {answer.kind === 'none' && shown !== null && <Button icon={Copy} onClick={() => void copy(shown)}>{t('links.copyAddress')}</Button>}
        {answer.kind !== 'none' && done === null && <Button look="primary" busy={give.busy} disabled={shown === null} onClick={() => void give.run()}>{t('links.give')}</Button>}
      </div>
    </>
  );
}
