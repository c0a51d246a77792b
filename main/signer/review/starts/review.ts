// The review of FluxNode STARTs, with the payment that makes a collateral where one is needed: one approval for both.

import type { Review, StartsPlan, Warning } from '../../../../shared/contract/money-path';
import { feeShare, highUtxoFee } from '../fee-limits';
import { nativeFigure, ratioText } from '../figures';
import { startsHash, utxoHash } from '../hash';
import type { ReviewDeps } from '../ports';
import { insist, insistMatch } from '../refusal';
import { mostSevere, type Reviewed } from '../reviewed';
import { fluxRules } from '../utxo/flux-rules';
import { collateralWarnings, lockTimeWarnings, readExpiry } from '../utxo/warnings';
import { readFund, type ReadFund, type StartIntent } from './fund';
import { readHolders } from './holders';
import { readStart, type ReadStart } from './start';
import { startWarnings } from './warnings';

/** Nothing twice: one START for a node, one for a coin. @throws AppError `review/plan-does-not-match-intent` (what: starts) | `review/collateral-twice` */
function checkDistinct({ starts }: StartIntent): void {
  insistMatch(new Set(starts.map(({ node }) => node)).size === starts.length, 'starts');
  const coins = starts.flatMap(({ collateral }) => (collateral === null ? [] : [`${collateral.txid}:${collateral.vout}`]));
  insist(new Set(coins).size === coins.length, 'collateral-twice', 'two nodes would start on one coin');
}

function fundWarnings({ reading, collateral }: ReadFund, tip: number, deps: ReviewDeps): { expiry: Review['expiry']; warnings: Warning[] } {
  const rules = fluxRules(deps.keys.network);
  const { expiry, warnings } = readExpiry(reading.tx, tip, rules);
  return {
    expiry,
    warnings: [
      ...collateralWarnings(reading, rules),
      ...highUtxoFee('flux', reading.fee, reading.size),
      ...feeShare(reading.fee, collateral.value),
      ...warnings,
      ...lockTimeWarnings(reading.tx, tip),
    ],
  };
}

/** Own addresses that sign, the payment's first, each once. */
function sources(fund: ReadFund | null, starts: readonly ReadStart[]): Review['from'] {
  const all = [...(fund?.reading.inputs ?? []).map(({ own }) => own), ...starts.map(({ signerOwn }) => signerOwn)];
  return [...new Map(all.map(({ address, path }) => [address, { address, path }])).values()];
}

/** @throws AppError `review/...` when the plan is not what the intent asks for, or would make something that no node takes */
export function reviewStarts(intent: StartIntent, plan: StartsPlan, deps: ReviewDeps): Reviewed {
  const { network } = deps.keys;
  checkDistinct(intent);
  const fund = readFund(intent, plan.fund, deps.keys);
  const holders = readHolders(plan.holders);
  const starts = intent.starts.map((start) => readStart(start, plan.fund?.vout ?? 0, holders, deps));
  holders.insistAllUsed();
  const shown = starts.map((start) => start.shown);
  const paying = fund && plan.fund && fundWarnings(fund, plan.fund.plan.tip, deps);
  const review: Review = {
    hash: startsHash(network, fund && plan.fund && utxoHash(network, 'flux', plan.fund.plan.unsigned, fund.reading.inputs), starts),
    network,
    chain: 'flux',
    action: 'start-nodes',
    recipients: fund ? [{ address: fund.collateral.address, amount: nativeFigure('flux', fund.collateral.value), contact: null, script: null }] : [],
    amount: fund && nativeFigure('flux', 0n),
    fee: fund && { figure: nativeFigure('flux', fund.reading.fee), size: fund.reading.size, rate: ratioText(fund.reading.fee, fund.reading.size), rateUnit: 'zat/B', isLimit: false },
    change: (fund?.change ?? []).flatMap(({ value, own }) => (own === null ? [] : [{ address: own.address, amount: nativeFigure('flux', value), path: own.path }])),
    expiry: paying?.expiry ?? null,
    note: null,
    message: null,
    swap: null,
    starts: shown,
    from: sources(fund, starts),
    nonce: null,
    chainId: null,
    checks: [
      'does-what-was-asked', 'moves-no-coins',
      ...(starts.every(({ proven }) => proven) ? ['collateral-exact'] as const : []),
      ...(fund ? ['sums-add-up', 'previous-hashes', 'fee-in-limit'] as const : []),
      ...(fund && fund.change.length > 0 ? ['change-is-ours'] as const : []),
    ],
    warnings: mostSevere([...startWarnings(shown), ...(paying?.warnings ?? [])]),
  };
  return {
    review,
    signable: { kind: 'starts', fund: fund && { kind: 'flux', tx: fund.reading.tx, inputs: fund.reading.inputs }, starts },
    remember: [],
  };
}
