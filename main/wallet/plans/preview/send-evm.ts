// The preview of a payment on an EVM chain: native coin or token.
import { contractOf, type EvmChain } from '../../../../shared/chains/ids';
import { mostPerGas, presetPrice, presetSeconds } from '../fees/evm-rates';
import { feeLimitFor, formatRate, PRESETS } from '../fees/rate';
import { dataFee, evmCost, evmFacts, evmGas, evmTransaction, PLAIN_GAS, type EvmFacts } from '../make/evm-draft';
import type { Making, PayIntent } from '../make/pay';
import { chosenEvmPrice } from '../make/rates';
import type { EvmFeeReport } from '../ports';
import { attempt, type DraftInput, type Form } from './form';
import { problemOf, type Problem } from './problems';
import { ask, readingOf, type Asked } from './readings';
import { blank, type FeeOption, type PreviewResult } from './result';

function options(chain: EvmChain, report: EvmFeeReport, gasLimit: bigint | null, data: bigint): FeeOption[] {
  return PRESETS.map((preset) => {
    const most = mostPerGas(presetPrice(chain, report, preset));
    return { preset, rate: formatRate(chain, most), unit: 'gwei', fee: gasLimit === null ? null : (gasLimit * most + data).toString(), seconds: presetSeconds(chain, preset) };
  });
}

interface Estimated {
  readonly gasLimit: bigint;
  readonly data: bigint;
}

/**
 * Gas and data fee of what the form says. Estimating fails on chain when there is too little, so what is more than there is
 * is not asked for; "all" is estimated with a part of it.
 */
async function estimate(form: Form, facts: EvmFacts, report: EvmFeeReport, making: Making): Promise<Estimated | null> {
  const { ports } = making;
  const native = contractOf(facts.asset) === null;
  const to = form.recipient?.address ?? null;
  const wanted = form.amount === 'all' ? (native ? facts.available / 2n : facts.available) : form.amount;
  if (to === null || wanted === null || wanted > facts.available || wanted === 0n) return native ? { gasLimit: PLAIN_GAS, data: 0n } : null;
  const gas = await evmGas(ports, facts, to, wanted);
  const price = presetPrice(facts.chain, report, 'normal');
  return { gasLimit: gas.limit, data: await dataFee(ports, evmTransaction(facts, to, wanted, gas.limit, price), facts.chain) };
}

function gather(problems: Problem[], asked: Asked<unknown>): void {
  const problem = asked.ok ? null : problemOf(asked.error);
  if (problem !== null) problems.push(problem);
}

export async function previewEvm(draft: DraftInput, form: Form, chain: EvmChain, making: Making): Promise<PreviewResult> {
  const { ports, chosen } = making;
  const problems: Problem[] = [...form.problems];
  const [facts, report] = await Promise.all([
    ask(() => evmFacts(ports, draft.asset)),
    ask(async () => {
      const fees = await ports.evm(chain).fees();
      presetPrice(chain, fees, 'normal');
      return fees;
    }),
  ]);
  const result = blank(draft, form, problems, readingOf(facts, (value) => value.available.toString(), ports.clock));
  gather(problems, report);
  if (!report.ok) return { ...result, feeOptions: readingOf(report, () => [], ports.clock) };
  if (!facts.ok) return { ...result, feeOptions: readingOf(report, (value) => options(chain, value, null, 0n), ports.clock) };
  const estimated = await ask(() => estimate(form, facts.value, report.value, making));
  gather(problems, estimated);
  const known = estimated.ok ? estimated.value : null;
  const feeOptions = estimated.ok || problems.length > 0
    ? readingOf(report, (value) => options(chain, value, known?.gasLimit ?? null, known?.data ?? 0n), ports.clock)
    : readingOf(estimated, () => [], ports.clock);
  const price = attempt(problems, () => chosenEvmPrice(chain, draft.fee, report.value));
  const { amount } = form;
  // For an amount beyond the balance gas is not estimated; a token transfer then has no fee to show, but the problem is told.
  const gasLimit = known?.gasLimit ?? PLAIN_GAS;
  const cost = price === null || amount === null || !estimated.ok ? null : attempt(problems, () => evmCost(facts.value, amount, gasLimit, price, known?.data ?? 0n));
  const native = contractOf(draft.asset) === null;
  const filled: PreviewResult = {
    ...result,
    problems,
    feeOptions,
    amount: cost?.amount.toString() ?? result.amount,
    fee: cost === null || known === null ? null : cost.fee.toString(),
    remaining: cost === null ? null : (facts.value.available - cost.amount - (native ? cost.fee : 0n)).toString(),
  };
  if (cost === null || price === null || known === null || form.recipient === null || problems.length > 0) return filled;
  const intent: PayIntent = {
    kind: 'pay', asset: draft.asset, to: form.recipient.address, amount: cost.amount.toString(), all: amount === 'all',
    feeLimit: feeLimitFor(chain, cost.fee).toString(), note: null,
  };
  chosen.remember(intent, { kind: 'evm', price });
  return { ...filled, intent };
}
