// Proof of what inputs spend: each previous transaction is hashed and must have the txid that the input names.
// Neither a server nor the wallet process can then lie about an amount, not even over several signatures.

import type { UtxoPlan } from '../../../../shared/contract/money-path';
import { sha256d } from '../../../../shared/crypto/hashes';
import { insist, refusal } from '../refusal';
import { locateOutputs, type LocatedOutputs } from './locate-outputs';
import type { UtxoOutput } from './rules';

/** More than 2,000 large previous transactions; a bigger buffer is an attack on memory and time. */
const MAX_PREVIOUS_BYTES = 64 * 1024 * 1024;

interface Proven {
  /** Wire order. */
  readonly hash: Uint8Array;
  readonly outputs: LocatedOutputs;
}

/** Parts must lie back to back: so the work of hashing is bounded by the buffer, whatever the inputs point to. */
function checkLayout(previous: UtxoPlan['previous']): void {
  insist(previous.bytes.length <= MAX_PREVIOUS_BYTES, 'too-large', 'previous transactions are too large', { length: previous.bytes.length });
  let offset = 0;
  for (const part of previous.parts) {
    insist(part.offset === offset && part.length > 0, 'previous-layout', 'previous transactions do not lie back to back', { offset });
    offset += part.length;
  }
  insist(offset === previous.bytes.length, 'previous-layout', 'previous transactions do not fill their buffer', { offset });
}

/** Value of a lower-case hex digit by its character code. */
function digit(code: number): number {
  return code <= 0x39 ? code - 0x30 : code - 0x57;
}

/** Whether a display hash names these 32 bytes; compares in place, for it runs once for each of thousands of inputs. */
function isDisplayOf(txid: string, hash: Uint8Array): boolean {
  if (txid.length !== 64 || hash.length !== 32) return false;
  for (let place = 0; place < 32; place += 1) {
    const at = 62 - 2 * place;
    if (hash[place] !== digit(txid.charCodeAt(at)) * 16 + digit(txid.charCodeAt(at + 1))) return false;
  }
  return true;
}

function prove(raw: Uint8Array, chain: UtxoPlan['chain']): Proven {
  let outputs: LocatedOutputs;
  try {
    outputs = locateOutputs(raw, chain);
  } catch (cause) {
    throw refusal('previous-output', 'a previous transaction cannot be read', {}, cause);
  }
  return { hash: sha256d(outputs.hashed), outputs };
}

/**
 * The outputs that the inputs of a plan spend, in their order; every previous transaction is read and hashed once.
 * The scripts are views into the plan's buffer.
 * @throws AppError `review/previous-layout` | `review/too-large` | `review/previous-missing` | `review/previous-hash` | `review/previous-output`
 */
export function provenOutputs(plan: UtxoPlan, inputs: readonly { readonly txid: string; readonly index: number }[]): UtxoOutput[] {
  checkLayout(plan.previous);
  const proven = new Map<number, Proven>();
  return inputs.map((input, place) => {
    const number = plan.inputs[place]?.previous;
    const part = number === undefined ? undefined : plan.previous.parts[number];
    insist(part !== undefined && number !== undefined, 'previous-missing', 'an input comes without its previous transaction', { input: place });
    let found = proven.get(number);
    if (found === undefined) {
      found = prove(plan.previous.bytes.subarray(part.offset, part.offset + part.length), plan.chain);
      proven.set(number, found);
    }
    insist(isDisplayOf(input.txid, found.hash), 'previous-hash', 'a previous transaction does not hash to the id that the input names', { input: place, txid: input.txid });
    const output = found.outputs.at(input.index);
    insist(output !== null, 'previous-output', 'the previous transaction has no such output', { input: place, index: input.index });
    return output;
  });
}
