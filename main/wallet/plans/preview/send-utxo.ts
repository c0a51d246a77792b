// The preview of a payment on Flux or Bitcoin.
import { formatRate, feeLimitFor, PRESETS, rateUnit } from '../fees/rate';
import { utxoRates, type UtxoRates } from '../fees/utxo-rates';
import type { PayIntent, Making } from '../make/pay';
import { chosenUtxoRate } from '../make/rates';
import { spendableNow, type SpendableNow } from '../make/spendable-now';
import { changeAddress, draftPayment, type UtxoDraft } from '../make/utxo-draft';
import { utxoRules } from '../make/utxo-rules';
import type { OwnAddress, UtxoChain } from '../ports';
import { attempt, type DraftInput, type Form } from './form';
import { problemOf, type Problem } from './problems';
import { ask, readingOf } from './readings';
import { blank, type FeeOption, type PreviewResult } from './result';

interface Facts {
  readonly spendable: SpendableNow;
  readonly rates: UtxoRates;
  readonly change: OwnAddress | null;
}

/** @throws AppError plan/… | fee/above-reason */
type Drafting = (rate: bigint) => UtxoDraft;

function drafting(chain: UtxoChain, form: Form, facts: Facts, making: Making): Drafting | null {
  const rules = utxoRules(chain, making.ports.network);
  // Before there is a recipient, an own address stands in: the fee will be about the same.
  const to = form.recipient?.address ?? facts.change?.address;
  const { amount } = form;
  if (to === undefined || amount === null) return null;
  return (rate) => draftPayment({
    coins: facts.spendable.coins,
    pay: { script: rules.scriptOfAddress(to), amount },
    note: form.note === null ? null : rules.noteScript(form.note),
    rate,
    longTerm: facts.rates.longTerm,
    change: facts.change,
    imported: null,
    seed: making.seedFor(chain, to, amount === 'all' ? '' : amount.toString()),
  }, rules);
}

function options(chain: UtxoChain, rates: UtxoRates, draft: Drafting | null): FeeOption[] {
  return PRESETS.map((preset) => {
    const { rate, seconds } = rates.presets[preset];
    let fee: bigint | null = null;
    try {
      fee = draft?.(rate).fee ?? null;
    } catch (thrown) {
      // What stands in the way is told once, for the choice that was made.
      if (problemOf(thrown) === null) throw thrown;
    }
    return { preset, rate: formatRate(chain, rate), unit: rateUnit(chain), fee: fee === null ? null : fee.toString(), seconds };
  });
}

export async function previewUtxo(draft: DraftInput, form: Form, chain: UtxoChain, making: Making): Promise<PreviewResult> {
  const { ports } = making;
  const [spendable, rates] = await Promise.all([ask(() => spendableNow(ports, chain, null)), ask(() => utxoRates(chain, ports.utxo(chain)))]);
  const problems: Problem[] = [...form.problems];
  const total = spendable.ok ? spendable.value.coins.reduce((sum, coin) => sum + coin.value, 0n) : 0n;
  const result = blank(draft, form, problems, readingOf(spendable, () => total.toString(), ports.clock, spendable.ok ? spendable.value.source : 'reported'));
  if (!rates.ok) {
    const problem = problemOf(rates.error);
    return { ...result, problems: problem === null ? problems : [...problems, problem], feeOptions: readingOf(rates, () => [], ports.clock) };
  }
  if (!spendable.ok) return { ...result, feeOptions: readingOf(rates, (value) => options(chain, value, null), ports.clock) };
  const facts: Facts = { spendable: spendable.value, rates: rates.value, change: await changeAddress(ports.accounts, utxoRules(chain, ports.network)) };
  const noteIsSound = !problems.some((problem) => problem.field === 'note');
  const work = noteIsSound ? drafting(chain, form, facts, making) : null;
  const rate = attempt(problems, () => chosenUtxoRate(chain, draft.fee, rates.value));
  const drafted = work === null || rate === null ? null : attempt(problems, () => work(rate));
  const filled: PreviewResult = {
    ...result,
    feeOptions: readingOf(rates, (value) => options(chain, value, work), ports.clock),
    amount: drafted?.amount.toString() ?? result.amount,
    fee: drafted?.fee.toString() ?? null,
    remaining: drafted === null ? null : (total - drafted.amount - drafted.fee).toString(),
  };
  if (drafted === null || rate === null || form.recipient === null || problems.length > 0) return { ...filled, problems };
  const intent: PayIntent = {
    kind: 'pay', asset: draft.asset, to: form.recipient.address, amount: drafted.amount.toString(), all: form.amount === 'all',
    feeLimit: feeLimitFor(chain, drafted.fee).toString(), note: form.note,
  };
  making.chosen.remember(intent, { kind: 'utxo', rate, longTerm: rates.value.longTerm });
  return { ...filled, intent };
}
