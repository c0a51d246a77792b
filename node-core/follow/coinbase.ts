// What a block's first transaction must pay (fluxd main.cpp, coinbase checks of Proof of Node): each tier's turn exactly, and the development fund at least the rest.
import { equalBytes } from '../../shared/crypto/bytes';
import { scriptOfAddress } from '../../shared/flux/address';
import type { BlockTransaction } from '../../shared/flux/block';
import type { FluxParams } from '../../shared/flux/params';
import { smallNumberOpcode } from '../../shared/flux/script';
import { blockSubsidy, devFundMinimum, tierReward } from '../../shared/flux/subsidy';
import { FLUX_TIERS } from '../../shared/flux/tiers';
import { isCoinbase, type FluxTxOutput } from '../../shared/flux/transaction';
import type { NodeTable } from './table';
import type { TableNode } from './table-node';
import { invalid, type Allowance } from './verdict';

/** A height as the script of a coinbase begins with it (BIP34). */
export function pushedHeight(height: number): Uint8Array {
  if (height <= 16) return Uint8Array.of(smallNumberOpcode(height));
  const bytes: number[] = [];
  for (let rest = height; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  if ((bytes.at(-1) ?? 0) >= 0x80) bytes.push(0);
  return Uint8Array.from([bytes.length, ...bytes]);
}

/** The outputs of a block's coinbase. @throws AppError `block/invalid` */
export function coinbaseOutputs(transactions: readonly BlockTransaction[], height: number): readonly FluxTxOutput[] {
  const [first, ...others] = transactions;
  if (first?.tx.kind !== 'value' || !isCoinbase(first.tx)) throw invalid('the first transaction is no coinbase');
  if (others.some(({ tx }) => tx.kind === 'value' && isCoinbase(tx))) throw invalid('a second coinbase');
  const script = first.tx.inputs[0]?.script ?? new Uint8Array(0);
  const height34 = pushedHeight(height);
  if (!equalBytes(script.subarray(0, height34.length), height34)) throw invalid('the coinbase names another height');
  return first.tx.outputs;
}

const fundScripts = new WeakMap<FluxParams, Uint8Array>();

/** Script of the development fund: reading its address costs more than the rest of a block without nodes. */
function fundScript(params: FluxParams): Uint8Array {
  const script = fundScripts.get(params) ?? scriptOfAddress(params.devFundAddress, params);
  fundScripts.set(params, script);
  return script;
}

/**
 * Finds whom the coinbase pays.
 * @param allow told of what could not be verified
 * @returns nodes whose turn was used
 * @throws AppError `block/invalid`
 */
export function paidNodes(outputs: readonly FluxTxOutput[], height: number, table: NodeTable, params: FluxParams, allow: (what: Allowance) => void): TableNode[] {
  const left = [...outputs];
  const take = (fits: (output: FluxTxOutput) => boolean): boolean => {
    const at = left.findIndex(fits);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const turns = new Map(table.payees().map((node) => [node.tier, node]));
  const unknown = table.withoutTier();
  let rest = blockSubsidy(height, params);
  const paid = FLUX_TIERS.flatMap((tier) => {
    const amount = tierReward(height, tier, params);
    if (amount === 0n) return [];
    const pays = (node: TableNode): boolean => take(({ value, script }) => value === amount && equalBytes(script, node.payee));
    const turn = turns.get(tier);
    if (turn !== undefined && pays(turn)) {
      rest -= amount;
      return [turn];
    }
    const other = unknown.find(pays);
    if (other !== undefined) {
      // Its payment tells the tier that nobody could tell before.
      allow('unknown-tier-paid');
      rest -= amount;
      return [{ ...other, tier }];
    }
    if (turn !== undefined) throw invalid(`the coinbase does not pay the ${tier} node whose turn it is`);
    return [];
  });
  // Before Proof of Node what the nodes leave is the miner's, with fees that nobody here can sum up.
  if (devFundMinimum(height, params) === 0n) return paid;
  const fund = fundScript(params);
  if (!take(({ value, script }) => value >= rest && equalBytes(script, fund))) throw invalid('the coinbase does not pay the development fund');
  return paid;
}
