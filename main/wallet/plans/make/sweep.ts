// Plans that move everything an imported key or script holds to an own address.
import type { Imported, Intent, UtxoPlan } from '../../../../shared/contract/money-path';
import { AppError } from '../../../../shared/errors/app-error';
import { missingKeys } from '../../../../shared/hd/missing-keys';
import { utxoRates, type UtxoRates } from '../fees/utxo-rates';
import type { PlanPorts, UtxoChain } from '../ports';
import { holdToLimit } from './fee-limit';
import type { Making } from './pay';
import { importedCoinsNow } from './spendable-now';
import { draftUtxo, type UtxoDraft } from './utxo-draft';
import { utxoPlan } from './utxo-plan';
import { utxoRules } from './utxo-rules';
import { MAX_INPUTS } from '../coin-selection/select';

export type SweepIntent = Extract<Intent, { kind: 'sweep' }>;

/** Inputs of one sweep: the heaviest multisig input kind still leaves it below what nodes relay. What is more goes with the next one. */
const MOST_COINS: Readonly<Record<UtxoChain, number>> = { flux: MAX_INPUTS, bitcoin: 550 };

/**
 * The key, if what it holds can be moved with the keys that are here. Asked before any server is.
 * @throws AppError sweep/unknown-key | sweep/needs-other-key (context.missing)
 */
export async function sweepableKey({ accounts }: PlanPorts, chain: UtxoChain, id: string): Promise<Imported> {
  const all = await accounts.imported();
  const imported = all.find((key) => key.id === id);
  if (imported === undefined || imported.family !== chain) throw new AppError('sweep/unknown-key', 'no such imported key on this chain');
  const missing = missingKeys(imported, all);
  if (missing > 0) throw new AppError('sweep/needs-other-key', 'another key of the script has to sign, too', { context: { missing } });
  return imported;
}

/** @throws AppError sweep/empty | plan/not-enough | … */
export async function draftSweep(ports: PlanPorts, chain: UtxoChain, imported: Imported, to: string, rates: UtxoRates, rate: bigint): Promise<UtxoDraft & { readonly tip: number }> {
  const rules = utxoRules(chain, ports.network);
  const { coins, tip } = await importedCoinsNow(ports, chain, imported);
  if (coins.length === 0) throw new AppError('sweep/empty', 'the key holds nothing that can be moved');
  const largest = [...coins].sort((left, right) => (left.value < right.value ? 1 : -1)).slice(0, MOST_COINS[chain]);
  const draft = draftUtxo({
    coins: largest, pay: { script: rules.scriptOfAddress(to), amount: 'all' }, note: null, rate, longTerm: rates.longTerm, change: null, imported, seed: new Uint8Array(32),
  }, rules);
  return { ...draft, tip };
}

/** @throws AppError sweep/… | plan/… | fee/… | what servers failed with */
export async function planSweep(intent: SweepIntent, { ports, chosen }: Making): Promise<UtxoPlan> {
  const { chain } = intent;
  const imported = await sweepableKey(ports, chain, intent.imported);
  const rules = utxoRules(chain, ports.network);
  const rates = await utxoRates(chain, ports.utxo(chain));
  const remembered = chosen.get(intent);
  const draft = await draftSweep(ports, chain, imported, intent.to, rates, remembered?.kind === 'utxo' ? remembered.rate : rates.presets.normal.rate);
  holdToLimit(draft.fee, intent.feeLimit);
  const own = await ports.accounts.own(chain, intent.to);
  if (own === null) throw new AppError('sweep/not-own-address', 'a sweep pays an address of this wallet');
  return utxoPlan({ coins: draft.coins, outputs: draft.outputs, change: [{ vout: 0, own }], tip: draft.tip, replaces: null }, ports.coins, rules);
}
