// The words for what is wrong with a swap, at the field that it belongs to.

import type { BridgeService, SwapQuote } from '../../../../shared/contract/bridge';
import { builtInAsset, chainInfo } from '../../../../shared/chains/registry';
import { unitsFromText } from '../../../../shared/money/units';
import type { BridgeForm } from '../../../app/navigation';
import { formatUnits } from '../../../i18n/format';
import type { T } from '../../../i18n/keys';
import { hasWords, wordsFor } from '../../../i18n/use-t';
import { errorKey } from '../../../ui/error-notice';
import { chainName, FLUX_DECIMALS } from '../flux';

type Problem = SwapQuote['problems'][number];
export type ProblemField = Problem['field'];

const flux = (units: string | undefined): string => (units === undefined ? '—' : `${formatUnits(unitsFromText(units), FLUX_DECIMALS)} FLUX`);

/** Blanks that the words of a problem may have; what the problem itself says comes first. */
function blanks(form: BridgeForm, service: BridgeService | null, quote: SwapQuote): Record<string, string | number | boolean> {
  return {
    from: chainInfo(form.from).name, to: chainName(form.to), gas: builtInAsset(`${form.from}/native`)?.symbol ?? '',
    most: flux(service?.ladder.at(-1)?.upTo), least: flux(quote.fee?.total ?? service?.flat[form.to]), decimals: FLUX_DECIMALS, symbol: 'FLUX',
  };
}

function problemWords(t: T, problem: Problem, values: Readonly<Record<string, string | number | boolean>>): string {
  // Amounts of a problem's context are base units and of no use in a sentence: the blanks above have them in words.
  const all = { ...problem.context, ...values };
  for (const key of [`bridge.problems.${problem.code}`, `send.problems.${problem.code}`]) if (hasWords(key)) return wordsFor(key, all);
  const key = errorKey(problem.code);
  return key === 'errors.areas.internal' ? t('send.problems.fallback') : wordsFor(`${key}.what`, all);
}

/** Worth knowing, no reason to stop: a contract may be somebody's wallet. */
export const ADVICE = 'bridge/recipient-is-contract';
/** Said by the step that gathers, not at a field. */
const GATHER = 'plan/gather-first';

/** The first problem of a field in words, or null. */
export function problemAt(t: T, field: ProblemField, form: BridgeForm, service: BridgeService | null, quote: SwapQuote | undefined): string | null {
  const problem = quote?.problems.find((entry) => entry.field === field && entry.code !== ADVICE && entry.code !== GATHER);
  return problem && quote ? problemWords(t, problem, blanks(form, service, quote)) : null;
}
