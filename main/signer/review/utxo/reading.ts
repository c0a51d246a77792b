// Reads a UTXO plan: what it spends (proven), what it pays, which of both is ours (derived), and what it costs.

import type { KeyRef, ScriptType, UtxoPlan } from '../../../../shared/contract/money-path';
import { equalBytes } from '../../../../shared/crypto/bytes';
import type { SpendableInput } from '../../sign/signable';
import type { Keys, OwnScript } from '../ports';
import { insist, refusal } from '../refusal';
import { provenOutputs } from './previous';
import type { UtxoRules, UtxoTransaction } from './rules';

export interface ReadOutput {
  readonly vout: number;
  readonly value: bigint;
  readonly script: Uint8Array;
  readonly address: string | null;
  /** Null: not ours as far as deriving tells. */
  readonly own: OwnScript | null;
  /** The plan named it as change (and deriving agreed). */
  readonly declared: boolean;
}

export interface UtxoReading<T extends UtxoTransaction> {
  readonly tx: T;
  readonly inputs: readonly SpendableInput[];
  readonly outputs: readonly ReadOutput[];
  readonly spent: bigint;
  readonly fee: bigint;
  /** Bytes, or virtual bytes, once signed; an upper bound. */
  readonly size: number;
}

function parse<T extends UtxoTransaction>(bytes: Uint8Array, rules: UtxoRules<T>): T {
  try {
    return rules.parseUnsigned(bytes);
  } catch (thrown) {
    throw refusal('unreadable-plan', 'the transaction of the plan cannot be read', {}, thrown);
  }
}

function checkInputs<T extends UtxoTransaction>(tx: T, plan: UtxoPlan, rules: UtxoRules<T>): void {
  insist(tx.inputs.length > 0 && tx.inputs.length === plan.inputs.length, 'unreadable-plan', 'plan and transaction have different inputs', { inputs: tx.inputs.length, planned: plan.inputs.length });
  insist(tx.outputs.length > 0 && tx.outputs.length <= 500, 'unreadable-plan', 'the transaction has no outputs, or too many', { outputs: tx.outputs.length });
  const seen = new Set<string>();
  tx.inputs.forEach((input, place) => {
    const outpoint = `${input.txid}:${input.index}`;
    insist(!seen.has(outpoint), 'duplicate-input', 'an output is spent twice', { input: place });
    seen.add(outpoint);
    insist(input.script.length === 0, 'unsupported-format', 'an input of the plan is not empty', { input: place });
    insist(rules.sequences.includes(input.sequence), 'bad-sequence', 'an input has a sequence with a meaning of its own', { input: place, sequence: input.sequence });
  });
}

/** A text that is equal for equal keys. */
export function keyText(key: KeyRef): string {
  switch (key.kind) {
    case 'derived': return `${key.account}/${key.change}/${key.index}`;
    case 'imported': return key.id;
    case 'flux-id': return key.kind;
  }
}

/** Own scripts by key. The keyring remembers derived ones; those of imported keys are asked for once. */
function ownScripts(keys: Keys, chain: 'flux' | 'bitcoin'): (key: KeyRef, type: ScriptType) => OwnScript {
  const known = new Map<string, OwnScript>();
  return (key, type) => {
    if (key.kind === 'derived') return keys.scriptOf(key, type, chain);
    const text = `${type} ${keyText(key)}`;
    let own = known.get(text);
    if (own === undefined) known.set(text, (own = keys.scriptOf(key, type, chain)));
    return own;
  };
}

function sum(values: readonly { readonly value: bigint }[], max: bigint, what: string): bigint {
  let total = 0n;
  for (const { value } of values) {
    total += value;
    insist(value >= 0n && value <= max && total <= max, 'amount-out-of-range', 'an amount is larger than there can be', { what });
  }
  return total;
}

function readInputs<T extends UtxoTransaction>(tx: T, plan: UtxoPlan, rules: UtxoRules<T>, ownScript: ReturnType<typeof ownScripts>): SpendableInput[] {
  const spent = provenOutputs(plan, tx.inputs);
  return spent.map(({ value, script }, place) => {
    const [input, planned] = [tx.inputs[place], plan.inputs[place]];
    insist(input !== undefined && planned !== undefined, 'previous-missing', 'an input comes without its previous transaction', { input: place });
    insist(rules.scriptTypes.includes(planned.scriptType), 'unsupported-format', 'this kind of input is not signed on this chain', { input: place, scriptType: planned.scriptType });
    const own = ownScript(planned.key, planned.scriptType);
    insist(equalBytes(own.script, script), 'foreign-input', 'an input spends an output that is not ours', { input: place });
    return { txid: input.txid, index: input.index, sequence: input.sequence, value, script: own.script, key: planned.key, scriptType: planned.scriptType, own };
  });
}

function readOutputs<T extends UtxoTransaction>(tx: T, plan: UtxoPlan, rules: UtxoRules<T>, keys: Keys, ownScript: ReturnType<typeof ownScripts>): ReadOutput[] {
  const declared = new Map<number, OwnScript>();
  for (const change of plan.change) {
    const output = tx.outputs[change.vout];
    insist(output !== undefined && !declared.has(change.vout), 'change-not-ours', 'the plan names change that is not there', { output: change.vout });
    insist(rules.scriptTypes.includes(change.scriptType), 'change-not-ours', 'change of this kind cannot be spent', { output: change.vout });
    const own = ownScript(change.key, change.scriptType);
    insist(equalBytes(own.script, output.script), 'change-not-ours', 'an output that the plan calls change does not belong to this wallet', { output: change.vout });
    declared.set(change.vout, own);
  }
  return tx.outputs.map(({ value, script }, vout) => {
    insist(rules.isStandard(script), 'unsupported-format', 'an output has a script that nodes do not relay', { output: vout });
    insist(value >= rules.dustLimit(script), 'dust', 'an output is too small to be relayed', { output: vout, value: value.toString() });
    let own = declared.get(vout) ?? null;
    if (own === null) {
      const found = keys.isOwn(script, rules.chain);
      const derived = found === null ? null : ownScript(found.key, found.scriptType);
      if (derived !== null && equalBytes(derived.script, script)) own = derived;
    }
    return { vout, value, script, address: own?.address ?? rules.addressOfScript(script), own, declared: declared.has(vout) };
  });
}

/**
 * Reads and checks everything of a plan that does not depend on the intent.
 * @throws AppError `review/...`, see refusal.ts
 */
export function readUtxoPlan<T extends UtxoTransaction>(plan: UtxoPlan, rules: UtxoRules<T>, keys: Keys): UtxoReading<T> {
  const tx = parse(plan.unsigned, rules);
  checkInputs(tx, plan, rules);
  const ownScript = ownScripts(keys, rules.chain);
  const inputs = readInputs(tx, plan, rules, ownScript);
  const spent = sum(inputs, rules.maxMoney, 'inputs');
  const paid = sum(tx.outputs, rules.maxMoney, 'outputs');
  insist(paid <= spent, 'outputs-exceed-inputs', 'the outputs are worth more than the inputs');
  const outputs = readOutputs(tx, plan, rules, keys, ownScript);
  const size = rules.signedSize(inputs, tx.outputs);
  insist(size <= rules.maxSize, 'too-large', 'nodes do not relay a transaction of this size', { size });
  const fee = spent - paid;
  insist(!rules.isAbsurdFee(fee, size), 'fee-absurd', 'nodes refuse a fee as high as this', { fee: fee.toString(), size });
  return { tx, inputs, outputs, spent, fee, size };
}
