// FLUX in words for texts of this screen: 10⁻⁸ on every chain, masked while amounts are hidden.

import type { Swap } from '../../../shared/contract/bridge';
import { fusionChainName, heldChain, type FusionChain } from '../../../shared/fusion/chains';
import { chainInfo } from '../../../shared/chains/registry';
import { unitsFromText } from '../../../shared/money/units';
import { useHidden } from '../../app/amount';
import { formatUnits } from '../../i18n/format';

export const FLUX_DECIMALS = 8;
const MASK = '••••';

/** @returns amounts as text with their unit: "247 FLUX", "+247 FLUX" */
export function useFluxText(): (units: string, sign?: boolean) => string {
  const hidden = useHidden();
  return (units, sign) => `${hidden ? MASK : formatUnits(unitsFromText(units), FLUX_DECIMALS, { sign })} FLUX`;
}

/** Name of a chain by Fusion's key; the registry's where the wallet holds it. */
export function chainName(chain: FusionChain): string {
  const held = heldChain(chain);
  return held ? chainInfo(held).name : fusionChainName(chain);
}

/** What a swap brings: what arrived, else Fusion's word of now, else what it promised; null where it pays nothing out. */
export function arrivesOf({ state, operator, arrives }: Swap): string | null {
  if (state.kind === 'arrived') return state.amount;
  if (state.kind === 'refused') return operator?.amountTo ?? null;
  return operator?.amountTo ?? arrives;
}

/** Nothing left the wallet, or not yet. */
export function untouched({ state }: Swap): boolean {
  return state.kind === 'reserved' || state.kind === 'abandoned' || state.kind === 'deposit-failed' || state.kind === 'cancelled';
}
