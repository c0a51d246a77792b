// What the EVM account pays, from balances to a plan: payments, deposits and the previews of deposits go through here.
import type { EvmPlan } from '../../../../shared/contract/money-path';
import type { EvmTransaction } from '../../../../shared/evm/transaction';
import { mostPerGas, presetPrice, stillEnough, type EvmPrice } from '../fees/evm-rates';
import type { PlanPorts } from '../ports';
import type { ChosenFee } from './chosen-fees';
import { dataFee, evmCost, evmGas, evmTransaction, reportedToken, type EvmFacts, type EvmGas } from './evm-draft';
import { evmPlan } from './evm-plan';
import { holdToLimit } from './fee-limit';

/** A payment of `facts.asset` with everything that was asked for it. */
export interface EvmOffer {
  readonly gas: EvmGas;
  readonly price: EvmPrice;
  readonly tx: EvmTransaction;
  /** Charged apart from gas, in wei. */
  readonly data: bigint;
  /** The most that all of it can cost, in wei. */
  readonly fee: bigint;
}

/**
 * Gas, price and transaction; whether the balances cover them, `evmCost` says.
 * @param amount base units of `facts.asset`
 * @param remembered the price that was previewed, taken as long as blocks still do
 * @throws AppError evm/… | fee/absurd-answer | what servers failed with
 */
export async function offerEvm(facts: EvmFacts, to: string, amount: bigint, remembered: ChosenFee | null, ports: PlanPorts): Promise<EvmOffer> {
  const { chain } = facts;
  const [gas, report] = await Promise.all([evmGas(ports, facts, to, amount), ports.evm(chain).fees()]);
  const price: EvmPrice = remembered?.kind === 'evm' && stillEnough(report, remembered.price) ? remembered.price : presetPrice(chain, report, 'normal');
  const tx = evmTransaction(facts, to, amount, gas.limit, price);
  const data = await dataFee(ports, tx, chain);
  return { gas, price, tx, data, fee: gas.limit * mostPerGas(price) + data };
}

/**
 * @param feeLimit wei that the person agreed to
 * @throws AppError as `offerEvm` | plan/not-enough | plan/fee-not-covered | plan/fee-above-limit
 */
export async function planEvm(facts: EvmFacts, to: string, amount: bigint, feeLimit: string, remembered: ChosenFee | null, ports: PlanPorts): Promise<EvmPlan> {
  const [{ gas, price, tx, data }, token] = await Promise.all([offerEvm(facts, to, amount, remembered, ports), reportedToken(ports, facts.asset)]);
  const { fee } = evmCost(facts, amount, gas.limit, price, data);
  holdToLimit(fee, feeLimit);
  return evmPlan({
    chain: facts.chain, tx, from: facts.from, replaces: null,
    reported: { recipientIsContract: gas.recipientIsContract, tokenDecimals: token.decimals, tokenSymbol: token.symbol, balance: facts.available.toString() },
  });
}
