// From a person's choice of fee to a rate or a price.
import type { EvmChain } from '../../../../shared/chains/ids';
import type { FeeChoice } from '../../../../shared/contract/wallet';
import { ownPrice, presetPrice, type EvmPrice } from '../fees/evm-rates';
import { parseRate } from '../fees/rate';
import type { UtxoRates } from '../fees/utxo-rates';
import type { EvmFeeReport, UtxoChain } from '../ports';

/** @throws AppError fee/bad-rate | fee/too-low | fee/too-high */
export function chosenUtxoRate(chain: UtxoChain, choice: FeeChoice, rates: UtxoRates): bigint {
  return choice.kind === 'own' ? parseRate(chain, choice.rate) : rates.presets[choice.preset].rate;
}

/** @throws AppError fee/… */
export function chosenEvmPrice(chain: EvmChain, choice: FeeChoice, report: EvmFeeReport): EvmPrice {
  return choice.kind === 'own' ? ownPrice(chain, report, parseRate(chain, choice.rate)) : presetPrice(chain, report, choice.preset);
}
