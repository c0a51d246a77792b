// Why coins have to be gathered first, what that costs, and how far it is.

import { builtInAsset } from '../../../../shared/chains/registry';
import { nativeAsset, type ChainId } from '../../../../shared/chains/ids';
import { unitsFromText } from '../../../../shared/money/units';
import { useNavigation } from '../../../app/navigation';
import { formatNumber, formatUnits } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import type { Gather } from './use-gather';

export function GatherNotice({ gather, chain }: { gather: Gather; chain: ChainId }) {
  const t = useT();
  const openActivity = useNavigation((state) => state.openActivity);
  const { offer, running } = gather;
  if (running) {
    const { id, state } = running;
    return (
      <Notice title={t('bridge.gather.running')} action={<Button size="sm" onClick={() => openActivity(id)}>{t('bridge.activity')}</Button>}>
        <span role="status">{state.kind === 'confirming' ? `${t('bridge.depth.of', { have: formatNumber(state.confirmations), want: formatNumber(state.of) })}.` : t(state.kind === 'waiting' ? 'activity.statesText.waiting' : 'activity.statesText.pending')}</span> {t('bridge.gather.then')}
      </Notice>
    );
  }
  if (!offer) return null;
  const coin = builtInAsset(nativeAsset(chain));
  return <Notice title={t('bridge.gather.title')}>{t('bridge.gather.text', { fee: coin ? `${formatUnits(unitsFromText(offer.fee), coin.decimals)} ${coin.symbol}` : offer.fee })}</Notice>;
}
