// `send.preview`: what a draft amounts to, and what still stands in its way.
import { chainOf, isEvmChain } from '../../../../shared/chains/ids';
import type { Making } from '../make/pay';
import { readForm, type DraftInput } from './form';
import type { PreviewResult } from './result';
import { previewEvm } from './send-evm';
import { previewUtxo } from './send-utxo';

/** Servers that cannot be reached make readings unknown; only programming errors throw. */
export async function previewSend(draft: DraftInput, making: Making): Promise<PreviewResult> {
  const form = readForm(draft, making.ports.network);
  const chain = chainOf(draft.asset);
  return isEvmChain(chain) ? previewEvm(draft, form, chain, making) : previewUtxo(draft, form, chain === 'flux' ? 'flux' : 'bitcoin', making);
}
