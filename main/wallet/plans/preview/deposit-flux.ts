// The preview of a deposit on the Flux main chain: which one address it comes from, and how it is gathered when none holds enough.
import { AppError } from '../../../../shared/errors/app-error';
import { feeLimitFor } from '../fees/rate';
import { utxoRates, type UtxoRates } from '../fees/utxo-rates';
import { missingFor } from '../make/gather';
import type { Making, PayIntent } from '../make/pay';
import { draftDeposit, draftOrNull, pursesOf, type DepositTerms, type Purse } from '../make/purse';
import { spendableNow } from '../make/spendable-now';
import { areTooFew, changeAddress, draftUtxo, type UtxoDraft } from '../make/utxo-draft';
import { utxoRules, type UtxoRules } from '../make/utxo-rules';
import type { Coin, DepositPreview, DepositRequest } from '../ports';
import { NOTHING, stopped } from './deposit-result';
import { ask } from './readings';

interface Scene {
  readonly making: Making;
  readonly deposit: string;
  readonly coins: readonly Coin[];
  /** The smallest sum first; at least one. */
  readonly purses: readonly Purse[];
  readonly largest: Purse;
  readonly rates: UtxoRates;
  readonly rules: UtxoRules;
}

const sender = (purse: Purse) => ({ address: purse.own.address, spendable: purse.spendable });

function termsFor({ making, deposit, rates }: Scene, amount: bigint | 'all'): DepositTerms {
  return { deposit, rates, rate: rates.presets.normal.rate, seed: making.seedFor('flux', deposit, amount === 'all' ? '' : amount.toString()) };
}

/** A deposit that can be made as it stands. */
function possible(scene: Scene, purse: Purse, { amount, fee }: UtxoDraft): DepositPreview {
  const { rates, deposit, making } = scene;
  making.chosen.remember({ kind: 'swap', from: 'flux', sender: purse.own.address, deposit, amount: amount.toString() }, { kind: 'utxo', rate: rates.presets.normal.rate, longTerm: rates.longTerm });
  return { ...NOTHING, sender: sender(purse), amount, fee, feeLimit: feeLimitFor('flux', fee) };
}

const tooMany = (thrown: unknown): boolean => thrown instanceof AppError && thrown.code === 'plan/too-many-coins';

/** All that one address can send: the one of which most arrives. */
function depositAll(scene: Scene): DepositPreview {
  const { purses, largest, rules } = scene;
  const drafts = purses.flatMap((purse) => {
    const draft = draftOrNull(() => draftDeposit(purse, 'all', termsFor(scene, 'all'), rules));
    return draft === null ? [] : [{ purse, draft }];
  });
  const [first, ...others] = drafts;
  if (first === undefined) return stopped({ sender: sender(largest) }, new AppError('plan/not-enough', 'no address holds more than its fee', { context: { missing: '0' } }));
  const best = others.reduce((most, next) => (next.draft.amount > most.draft.amount ? next : most), first);
  return possible(scene, best.purse, best.draft);
}

/** A payment to the largest address from all others, after which it can make the deposit. @throws AppError plan/not-enough | … */
async function gatherFor(scene: Scene, amount: bigint): Promise<Pick<DepositPreview, 'gather' | 'fee' | 'feeLimit'>> {
  const { making, coins, largest, rates, rules } = scene;
  const { own } = largest;
  const { rate } = rates.presets.normal;
  const missing = missingFor(largest, amount, termsFor(scene, amount), rules);
  // The same choice that the plan of this payment will make: coins that lie there already stay (draftPayment).
  const draft = draftUtxo({
    coins: coins.filter((coin) => coin.address !== own.address),
    pay: { script: rules.scriptOfAddress(own.address), amount: missing.amount },
    note: null, rate, longTerm: rates.longTerm, change: await changeAddress(making.ports.accounts, rules), imported: null,
    seed: making.seedFor('flux', own.address, missing.amount.toString()),
  }, rules);
  const intent: PayIntent = { kind: 'pay', asset: 'flux/native', to: own.address, amount: missing.amount.toString(), all: false, feeLimit: feeLimitFor('flux', draft.fee).toString(), note: null };
  making.chosen.remember(intent, { kind: 'utxo', rate, longTerm: rates.longTerm });
  return { gather: { intent, fee: draft.fee }, fee: missing.depositFee, feeLimit: feeLimitFor('flux', missing.depositFee) };
}

async function depositAmount(scene: Scene, amount: bigint): Promise<DepositPreview> {
  const { purses, largest, rules } = scene;
  const terms = termsFor(scene, amount);
  for (const purse of purses) {
    if (purse.spendable <= amount) continue;
    const draft = draftOrNull(() => draftDeposit(purse, amount, terms, rules));
    if (draft !== null) return possible(scene, purse, draft);
  }
  const found = { sender: sender(largest), amount };
  const alone = await ask(async () => draftDeposit(largest, amount, terms, rules));
  if (!alone.ok && !areTooFew(alone.error)) return stopped(found, alone.error);
  const gathered = await ask(() => gatherFor(scene, amount));
  if (gathered.ok) return stopped({ ...found, ...gathered.value }, new AppError('plan/gather-first', 'enough in sum, but in no single address', { context: { address: largest.own.address } }));
  // What is missing in all addresses together says more than what is missing in one.
  return stopped(found, alone.ok || (areTooFew(gathered.error) && purses.length > 1 && !tooMany(alone.error)) ? gathered.error : alone.error);
}

/** @throws AppError plan/coins-unknown | address/… | plan/dust | fee/… | what the servers failed with */
export async function depositOnFlux({ amount, deposit }: DepositRequest, making: Making): Promise<DepositPreview> {
  const { ports } = making;
  const rules = utxoRules('flux', ports.network);
  const [{ coins }, rates] = await Promise.all([spendableNow(ports, 'flux', null), utxoRates('flux', ports.utxo('flux'))]);
  const purses = pursesOf(coins);
  const largest = purses[purses.length - 1];
  if (largest === undefined) return stopped({}, new AppError('plan/nothing-there', 'no address holds FLUX that can be sent', { context: { chain: 'flux' } }));
  const found = { sender: sender(largest), amount: amount === 'all' ? null : amount };
  if (amount === null) return { ...NOTHING, ...found };
  const scene: Scene = { making, deposit, coins, purses, largest, rates, rules };
  try {
    if (amount === 'all') return depositAll(scene);
    if (amount <= 0n) throw new AppError('plan/amount-zero', 'nothing to send');
    return await depositAmount(scene, amount);
  } catch (thrown) {
    return stopped(found, thrown);
  }
}
