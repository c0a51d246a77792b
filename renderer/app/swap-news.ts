// Says that a swap arrived or needs the person, on whatever screen they are.

import { useEffect } from 'react';
import { unitsFromText } from '../../shared/money/units';
import { chainInfo } from '../../shared/chains/registry';
import { fusionChainName, heldChain } from '../../shared/fusion/chains';
import { formatUnits } from '../i18n/format';
import { useT } from '../i18n/use-t';
import { useHidden } from './amount';
import { useAnnouncements } from './announce';
import { call, listen } from './client';

const FLUX_DECIMALS = 8;

export function useSwapNews(): void {
  const t = useT();
  const hidden = useHidden();
  const say = useAnnouncements((state) => state.say);
  useEffect(() => listen('notify', ({ kind, about }) => {
    if (kind === 'swap-needs-you') return say(t('bridge.notify.needsYou'));
    if (kind !== 'swap-arrived') return undefined;
    const plain = () => say(t('bridge.notify.arrivedPlain'));
    void call('bridge.get', { id: about }).then((swap) => {
      if (!swap) return plain();
      const held = heldChain(swap.to);
      const chain = held ? chainInfo(held).name : fusionChainName(swap.to);
      // Nobody checked a payout on a chain that the wallet does not hold.
      if (swap.state.kind !== 'arrived') return say(t('bridge.notify.paid', { chain }));
      if (hidden) return plain();
      return say(t('bridge.notify.arrived', { amount: `${formatUnits(unitsFromText(swap.state.amount), FLUX_DECIMALS)} FLUX`, chain }));
    }, plain);
  }), [t, hidden, say]);
}
