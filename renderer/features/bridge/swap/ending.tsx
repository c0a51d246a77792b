// What a state means for the coins and what can be done, for every state in which a swap does not simply go on.

import type { ReactNode } from 'react';
import type { Swap } from '../../../../shared/contract/bridge';
import { chainInfo } from '../../../../shared/chains/registry';
import { useCopy } from '../../../app/copy';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { chainName, useFluxText } from '../flux';
import { fusionWord, isUntaken } from './standing';

/** The operator's help desk. Not opened from here: a person reaches it the way they trust. */
export const SUPPORT = 'support.runonflux.io';

/** How to reach the operator, with the text that it needs. */
function Support({ onSupport }: { onSupport(): void }) {
  const t = useT();
  const copy = useCopy();
  return <><Button size="sm" onClick={onSupport}>{t('bridge.support.open')}</Button><Button size="sm" look="quiet" onClick={() => void copy(SUPPORT)}>{t('bridge.support.copyAddress', { address: SUPPORT })}</Button></>;
}

export interface EndingProps {
  swap: Swap;
  onSupport(): void;
  onAgain(): void;
  giveUp: ReactNode;
}

export function Ending({ swap, onSupport, onAgain, giveUp }: EndingProps) {
  const t = useT();
  const flux = useFluxText();
  const { state } = swap;
  const from = chainInfo(swap.from).name;
  const to = chainName(swap.to);
  const help = <Support onSupport={onSupport} />;
  const again = <Button size="sm" onClick={onAgain}>{t('bridge.again')}</Button>;
  switch (state.kind) {
    case 'reserved': return <Notice tone="warn" title={t('bridge.ending.reserved.title')} action={<>{again}{giveUp}</>}>{t('bridge.ending.reserved.text')}</Notice>;
    case 'abandoned': return <Notice title={t('bridge.ending.abandoned.title')} action={again}>{t('bridge.ending.abandoned.text', { chain: from })}</Notice>;
    case 'cancelled': return <Notice title={t('bridge.ending.cancelled.title')} action={again}>{t('bridge.ending.cancelled.text', { amount: flux(swap.amount), chain: from })}</Notice>;
    case 'deposit-failed': return <><Notice tone="warn" title={t('bridge.ending.depositFailed.title')} action={again}>{t('bridge.ending.depositFailed.text', { amount: flux(swap.amount), chain: from })}</Notice><ErrorNotice error={state.reason} tone="warn" /></>;
    case 'depositing':
      if (isUntaken(swap)) return <Notice tone="warn" urgent title={t('bridge.ending.untaken.title')} action={help}>{t('bridge.ending.untaken.text', { address: SUPPORT, said: String(state.reason?.context.said ?? '—') })}</Notice>;
      return state.reason && state.reason.code !== swap.trouble?.code && <ErrorNotice error={state.reason} tone="warn" />;
    case 'following': return fusionWord(swap) === 'hold' ? <Notice tone="warn" title={t('bridge.ending.hold.title')} action={help}>{t('bridge.ending.hold.text', { address: SUPPORT })}</Notice> : null;
    case 'refused': return <Notice tone="bad" urgent title={t(`bridge.ending.${state.how}.title`)} action={help}>{t(`bridge.ending.${state.how}.text`, { amount: flux(swap.amount), chain: from, address: SUPPORT })}</Notice>;
    case 'paid-unchecked': return <Notice title={t('bridge.ending.unchecked.title')} action={<Button size="sm" onClick={onSupport}>{t('bridge.support.open')}</Button>}>{t('bridge.ending.unchecked.text', { chain: to, amount: flux(swap.operator?.amountTo ?? swap.arrives) })}</Notice>;
    case 'contradicted': return (
      <Notice tone="bad" urgent title={t('bridge.ending.contradicted.title')} action={help}>
        <p>{t('bridge.ending.contradicted.text', { address: SUPPORT })}</p>
        <dl className="mt-2 flex flex-col gap-2">
          <div><dt className="font-bold">{t('bridge.ending.contradicted.fusion')}</dt><dd>{t('bridge.ending.contradicted.fusionText', { amount: flux(swap.operator?.amountTo ?? swap.arrives), chain: to })}{state.txidTo !== null && <span data-selectable className="block font-mono text-2xs break-all">{state.txidTo}</span>}</dd></div>
          <div><dt className="font-bold">{t('bridge.ending.contradicted.chain', { chain: to })}</dt><dd>{t(`bridge.ending.what.${state.what}`, { chain: to })}</dd></div>
          <div><dt className="font-bold">{t('bridge.ending.contradicted.agreed')}</dt><dd><Address value={swap.recipient} className="text-xs" /></dd></div>
        </dl>
      </Notice>
    );
    case 'checking':
    case 'arrived': return null;
  }
}
