// `replace.preview`: what speeding a transaction up or cancelling it would cost.
import type { z } from 'zod';
import { isEvmChain, nativeAsset, type ChainId } from '../../../../shared/chains/ids';
import type { FeeChoice, walletWindowCalls } from '../../../../shared/contract/wallet';
import { AppError, toAppError } from '../../../../shared/errors/app-error';
import { mostPerGas, presetPrice, presetSeconds } from '../fees/evm-rates';
import { feeLimitFor, formatRate, PRESETS, rateUnit } from '../fees/rate';
import { utxoRates } from '../fees/utxo-rates';
import type { Making } from '../make/pay';
import { chosenEvmPrice, chosenUtxoRate } from '../make/rates';
import type { ReplaceIntent } from '../make/replace';
import { draftBitcoinReplacement } from '../make/replace-bitcoin';
import { draftEvmReplacement } from '../make/replace-evm';
import { entryToReplace, type ReplaceMode } from '../make/replaced';
import type { OutboxEntry } from '../ports';
import type { ChosenFee } from '../make/chosen-fees';
import type { FeeOption } from './result';

export type ReplacePreview = z.input<(typeof walletWindowCalls)['replace.preview']['out']>;

interface Cost {
  readonly fee: bigint;
  readonly oldFee: bigint;
  readonly chosen: ChosenFee;
}

interface Offer {
  readonly options: readonly FeeOption[];
  readonly cost: Cost;
}

/** A fee that the coins do not cover is an option without a figure. */
async function feeOrNull(work: () => Promise<{ readonly fee: bigint }>): Promise<string | null> {
  try {
    return (await work()).fee.toString();
  } catch (thrown) {
    if (thrown instanceof AppError && /^(replace|plan|fee)\//.test(thrown.code)) return null;
    throw thrown;
  }
}

async function offer(entry: OutboxEntry, mode: ReplaceMode, choice: FeeChoice, { ports }: Making): Promise<Offer> {
  const { chain } = entry;
  if (isEvmChain(chain)) {
    const report = await ports.evm(chain).fees();
    const price = chosenEvmPrice(chain, choice, report);
    const draft = await draftEvmReplacement(ports, entry, chain, mode, price);
    const options = await Promise.all(PRESETS.map(async (preset): Promise<FeeOption> => {
      const wanted = presetPrice(chain, report, preset);
      const fee = await feeOrNull(() => draftEvmReplacement(ports, entry, chain, mode, wanted));
      return { preset, rate: formatRate(chain, mostPerGas(wanted)), unit: 'gwei', fee, seconds: presetSeconds(chain, preset) };
    }));
    return { options, cost: { fee: draft.fee, oldFee: draft.oldFee, chosen: { kind: 'evm', price } } };
  }
  const rates = await utxoRates('bitcoin', ports.utxo('bitcoin'));
  const rate = chosenUtxoRate('bitcoin', choice, rates);
  const draft = await draftBitcoinReplacement(ports, entry, mode, rate);
  const options = await Promise.all(PRESETS.map(async (preset): Promise<FeeOption> => {
    const wanted = rates.presets[preset];
    const fee = await feeOrNull(() => draftBitcoinReplacement(ports, entry, mode, wanted.rate));
    return { preset, rate: formatRate(chain, wanted.rate), unit: rateUnit(chain), fee, seconds: wanted.seconds };
  }));
  return { options, cost: { fee: draft.fee, oldFee: draft.oldFee, chosen: { kind: 'utxo', rate, longTerm: rates.longTerm } } };
}

/** Activity names a transaction `chain:txid`, with a suffix where one transaction has several entries. */
function transactionOf(id: string): { chain: ChainId; txid: string } | null {
  const match = /^([a-z]+):((?:0x)?[0-9a-f]{64})(?:$|:)/.exec(id);
  return match === null ? null : { chain: (match[1] ?? '') as ChainId, txid: match[2] ?? '' };
}

export async function previewReplace(input: { id: string; mode: ReplaceMode; fee: FeeChoice }, making: Making): Promise<ReplacePreview> {
  const { ports, chosen } = making;
  const named = transactionOf(input.id);
  const nothing = { intent: null, fee: null, oldFee: null, feeAsset: nativeAsset(named?.chain ?? 'flux') };
  try {
    if (named === null) throw new AppError('replace/unknown', 'this wallet did not send that transaction');
    const entry = await entryToReplace(ports, named.chain, named.txid, input.mode);
    const { options, cost } = await offer(entry, input.mode, input.fee, making);
    const intent: ReplaceIntent = { kind: 'replace', chain: entry.chain, txid: entry.txid, mode: input.mode, feeLimit: feeLimitFor(entry.chain, cost.fee).toString() };
    chosen.remember(intent, cost.chosen);
    return { intent, problem: null, fee: cost.fee.toString(), oldFee: cost.oldFee.toString(), feeAsset: nothing.feeAsset, feeOptions: { state: 'known', value: [...options], source: 'reported', at: ports.clock() } };
  } catch (thrown) {
    const { code, message, context } = toAppError(thrown);
    const reason = { code, message: message.slice(0, 400), context: { ...context } };
    return { ...nothing, problem: reason, feeOptions: { state: 'unknown', reason, at: ports.clock() } };
  }
}
