// What Fusion and the chains say of the swap while it is typed: asked for when typing pauses, and again when balances or Fusion's figures change.

import type { AppError } from '../../../../shared/errors/app-error';
import type { SwapQuote } from '../../../../shared/contract/bridge';
import { heldChain } from '../../../../shared/fusion/chains';
import { parseAmount, type ParsedAmount } from '../../../../shared/money/units';
import type { Input } from '../../../app/client';
import type { BridgeForm } from '../../../app/navigation';
import { useCall } from '../../../app/queries';
import { useDebounced } from '../../../app/use-debounced';
import { separators } from '../../../i18n/format';
import { FLUX_DECIMALS } from '../flux';

const PAUSE_MS = 250;

/** What the amount field stands for; null while it is empty. */
export function typedFlux(form: BridgeForm): ParsedAmount | null {
  return form.amount.trim() === '' ? null : parseAmount(form.amount, FLUX_DECIMALS, separators());
}

/** The recipient as the wallet is asked for it; null stands for an own address. */
export function recipientOf(form: BridgeForm): string | null {
  return form.elsewhere || heldChain(form.to) === null ? form.recipient.trim() : null;
}

/** An address is to be typed and is not: an empty one would stand for an own address. */
export function lacksRecipient(form: BridgeForm): boolean {
  return recipientOf(form) === '';
}

function draftOf(form: BridgeForm): Input<'bridge.quote'> {
  const typed = typedFlux(form);
  return { from: form.from, to: form.to, amount: form.all ? 'all' : typed?.ok ? typed.units.toString() : null, recipient: recipientOf(form) };
}

/** `current` is false while the quote belongs to something that was typed before; one that is only asked for again stays current. */
export function useQuote(form: BridgeForm): { quote: SwapQuote | undefined; current: boolean; error: AppError | null; again(): void } {
  const draft = draftOf(form);
  const settled = useDebounced(draft, PAUSE_MS);
  const query = useCall('bridge.quote', settled, { keep: true });
  const current = query.data !== undefined && !query.isPlaceholderData && JSON.stringify(draft) === JSON.stringify(settled);
  return { quote: query.data, current, error: query.error, again: () => void query.refetch() };
}
