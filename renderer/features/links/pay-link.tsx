// A link that asks for a payment: shown whole, then handed to the send form, which the person sends or does not.

import { useState } from 'react';
import { chainOf } from '../../../shared/chains/ids';
import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import { hostLine } from '../../../shared/links/callback';
import type { PayLink } from '../../../shared/links/parse';
import { EMPTY_SEND, useNavigation, type SendForm } from '../../app/navigation';
import { formatUnits } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/toggle';
import { Host, Part, Rest, StrangersText } from './parts';

/** What the send form begins with. A token that is not built in is left to the form, which reads the link itself. */
function formOf({ request, uri }: PayLink): Partial<SendForm> {
  const asset = builtInAsset(request.asset);
  if (asset === null) return { ...EMPTY_SEND, to: uri };
  return {
    ...EMPTY_SEND, asset: request.asset, to: request.address,
    amount: request.amount === null ? '' : formatUnits(request.amount, asset.decimals),
    note: request.asset === 'flux/native' ? (request.message ?? '') : '',
  };
}

export function PayLinkView({ link }: { link: PayLink }) {
  const t = useT();
  const { closeLink, openSend } = useNavigation();
  const [tell, setTell] = useState(false);
  const { request, callback } = link;
  const asset = builtInAsset(request.asset);
  const chain = chainOf(request.asset);
  const fill = () => {
    closeLink();
    openSend({ ...formOf(link), callback: tell && callback ? { url: callback.url, host: hostLine(callback) } : null });
  };
  return (
    <>
      <dl className="flex flex-col gap-3">
        <Part name={t('links.parts.asset')}>{t('send.assetOn', { symbol: asset?.symbol ?? request.asset, chain: chainInfo(chain).name })}</Part>
        <Part name={t('links.parts.amount')}>{request.amount === null ? t('links.parts.amountOpen') : <span className="font-bold tabular" data-testid="link-amount">{asset === null ? request.amount.toString() : `${formatUnits(request.amount, asset.decimals)} ${asset.symbol}`}</span>}</Part>
        <Part name={t('links.parts.address')}><Address value={request.address} className="text-sm" /></Part>
        {request.label !== null && <Part name={t('links.parts.label')}><StrangersText text={request.label} /></Part>}
        {request.message !== null && <Part name={t('links.parts.note')}><StrangersText text={request.message} />{request.asset !== 'flux/native' && <p className="mt-1 text-2xs text-muted">{t('links.noteDropped')}</p>}</Part>}
        {callback && <Part name={t('links.parts.asksToKnow')}><Host callback={callback} /></Part>}
        <Rest link={link} />
      </dl>
      {callback && <Checkbox checked={tell} onChange={setTell}>{t('links.tell', { host: hostLine(callback) })}</Checkbox>}
      <p className="text-2xs text-muted">{t('links.fillHint')}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={closeLink}>{t('links.cancel')}</Button>
        <Button look="primary" onClick={fill}>{t('links.fill')}</Button>
      </div>
    </>
  );
}
