// Plans for starting FluxNodes: a payment of exactly the collateral to an own fresh address, and the transactions that existing collaterals lie in.
import type { Intent, NodeStart, StartsPlan } from '../../../../shared/contract/money-path';
import { AppError } from '../../../../shared/errors/app-error';
import { tierOfCollateral } from '../../../../shared/flux/subsidy';
import { unitsFromText } from '../../../../shared/money/units';
import { utxoRates, type UtxoRates } from '../fees/utxo-rates';
import type { Coin, OwnAddress, PlanPorts } from '../ports';
import { holdToLimit } from './fee-limit';
import type { Making } from './pay';
import { spendableNow } from './spendable-now';
import { changeAddress, draftUtxo, type UtxoDraft } from './utxo-draft';
import { utxoPlan } from './utxo-plan';
import { utxoRules } from './utxo-rules';

export type StartIntent = Extract<Intent, { kind: 'start-nodes' }>;
type Fund = NonNullable<StartIntent['fund']>;

export interface FundWish {
  readonly coins: readonly Coin[];
  /** Zatoshi, exactly a tier's collateral. */
  readonly amount: bigint;
  readonly to: string;
  readonly change: OwnAddress | null;
  readonly rates: UtxoRates;
}

/** Fees are paid on top: the collateral has exactly its amount, or no node takes it. @throws AppError as `draftUtxo` */
export function draftFund({ coins, amount, to, change, rates }: FundWish, { ports, seedFor }: Making): UtxoDraft {
  const rules = utxoRules('flux', ports.network);
  return draftUtxo({
    coins, pay: { script: rules.scriptOfAddress(to), amount }, note: null, rate: rates.presets.normal.rate, longTerm: rates.longTerm, change, imported: null,
    seed: seedFor('flux', to, amount.toString()),
  }, rules);
}

async function planFund(intent: StartIntent, fund: Fund, making: Making): Promise<NonNullable<StartsPlan['fund']>> {
  const { ports } = making;
  const amount = unitsFromText(fund.amount);
  if (tierOfCollateral(amount) === null) throw new AppError('plan/not-collateral', 'no tier has this collateral', { context: { amount: fund.amount } });
  const own = await ports.accounts.own('flux', fund.to);
  if (own === null || own.scriptType !== 'p2pkh') throw new AppError('plan/not-own-address', 'the collateral is to lie on an address of this wallet');
  const rules = utxoRules('flux', ports.network);
  const [spendable, change, rates] = await Promise.all([spendableNow(ports, 'flux', intent), changeAddress(ports.accounts, rules), utxoRates('flux', ports.utxo('flux'))]);
  // Freed or not: a coin that one of these nodes stands on does not pay for another.
  const named = new Set(intent.starts.flatMap(({ collateral }) => (collateral === null ? [] : [`${collateral.txid}:${collateral.vout}`])));
  const coins = spendable.coins.filter(({ txid, vout }) => !named.has(`${txid}:${vout}`));
  const draft = draftFund({ coins, amount, to: fund.to, change, rates }, making);
  holdToLimit(draft.fee, fund.feeLimit);
  const vout = draft.change?.vout === 0 ? 1 : 0;
  const plan = await utxoPlan({ coins: draft.coins, outputs: draft.outputs, change: [...(draft.change === null ? [] : [draft.change]), { vout, own }], tip: spendable.tip, replaces: null }, ports.coins, rules);
  return { plan, vout };
}

/** Each once. Of somebody else's coin the signer can do without. */
async function holdersOf(starts: readonly NodeStart[], { coins }: PlanPorts): Promise<Uint8Array[]> {
  const own = [...new Set(starts.flatMap(({ collateral, owner }) => (collateral !== null && owner.kind === 'own' ? [collateral.txid] : [])))];
  const others = [...new Set(starts.flatMap(({ collateral, owner }) => (collateral !== null && owner.kind === 'delegate' ? [collateral.txid] : [])))].filter((txid) => !own.includes(txid));
  const found = own.length === 0 ? new Map<string, Uint8Array>() : await coins.previous('flux', own);
  const raws = own.map((txid) => {
    const raw = found.get(txid);
    if (raw === undefined) throw new AppError('plan/previous-missing', 'the transaction of a collateral is missing', { context: { txid } });
    return raw;
  });
  for (const txid of others) {
    try {
      const raw = (await coins.previous('flux', [txid])).get(txid);
      if (raw !== undefined) raws.push(raw);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }
  return raws;
}

/** @throws AppError plan/… | fee/… | address/… | what servers failed with */
export async function planStarts(intent: StartIntent, making: Making): Promise<StartsPlan> {
  const funded = intent.starts.filter(({ collateral }) => collateral === null).length;
  if (funded !== (intent.fund === null ? 0 : 1)) throw new AppError('plan/not-collateral', 'one payment makes one collateral');
  const [fund, holders] = await Promise.all([intent.fund === null ? null : planFund(intent, intent.fund, making), holdersOf(intent.starts, making.ports)]);
  return { kind: 'starts', fund, holders };
}
