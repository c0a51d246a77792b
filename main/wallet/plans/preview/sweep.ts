// `sweep.preview`: what an imported key holds and what moving it would cost.
import type { z } from 'zod';
import type { walletWindowCalls } from '../../../../shared/contract/wallet';
import { toAppError } from '../../../../shared/errors/app-error';
import { feeLimitFor } from '../fees/rate';
import { utxoRates } from '../fees/utxo-rates';
import type { Making } from '../make/pay';
import { draftSweep, sweepableKey, type SweepIntent } from '../make/sweep';
import type { UtxoChain } from '../ports';

export type SweepPreview = z.input<(typeof walletWindowCalls)['sweep.preview']['out']>;

export async function previewSweep(input: { chain: UtxoChain; imported: string }, { ports, chosen }: Making): Promise<SweepPreview> {
  const { chain, imported } = input;
  try {
    const key = await sweepableKey(ports, chain, imported);
    const rates = await utxoRates(chain, ports.utxo(chain));
    const { rate } = rates.presets.normal;
    const to = await ports.accounts.freshReceive(chain);
    const draft = await draftSweep(ports, chain, key, to.address, rates, rate);
    const intent: SweepIntent = { kind: 'sweep', chain, imported, to: to.address, feeLimit: feeLimitFor(chain, draft.fee).toString() };
    chosen.remember(intent, { kind: 'utxo', rate, longTerm: rates.longTerm });
    return { intent, problem: null, amount: draft.amount.toString(), fee: draft.fee.toString() };
  } catch (thrown) {
    const { code, message, context } = toAppError(thrown);
    return { intent: null, problem: { code, message: message.slice(0, 400), context: { ...context } }, amount: null, fee: null };
  }
}
