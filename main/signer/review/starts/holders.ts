// Proof of collaterals that exist: the raw transaction that one lies in has the id that START names, so that amount and script are facts.

import type { StartsPlan } from '../../../../shared/contract/money-path';
import { toDisplayHash } from '../../../../shared/crypto/bytes';
import { sha256d } from '../../../../shared/crypto/hashes';
import { insist, insistMatch, refusal } from '../refusal';
import { locateOutputs, type LocatedOutputs } from '../utxo/locate-outputs';
import type { UtxoOutput } from '../utxo/rules';

/** More than fifty of the largest transactions that nodes relay; a bigger buffer is an attack on memory and time. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface Holders {
  /**
   * The output, proven by its transaction; null when that transaction was not given.
   * @throws AppError `review/previous-output` when the transaction has no such output
   */
  outputOf(outpoint: { readonly txid: string; readonly vout: number }): UtxoOutput | null;
  /** @throws AppError `review/plan-does-not-match-intent` (what: holders) when a transaction came along that nobody asked for */
  insistAllUsed(): void;
}

/** @throws AppError `review/too-large` | `review/previous-output` | `review/plan-does-not-match-intent` (what: holders) */
export function readHolders(raws: StartsPlan['holders']): Holders {
  const total = raws.reduce((sum, raw) => sum + raw.length, 0);
  insist(total <= MAX_BYTES, 'too-large', 'the transactions that hold collaterals are too large', { length: total });
  const byTxid = new Map<string, LocatedOutputs>();
  const used = new Set<string>();
  for (const raw of raws) {
    let outputs: LocatedOutputs;
    try {
      outputs = locateOutputs(raw, 'flux');
    } catch (cause) {
      throw refusal('previous-output', 'a transaction that holds a collateral cannot be read', {}, cause);
    }
    const txid = toDisplayHash(sha256d(outputs.hashed));
    insistMatch(!byTxid.has(txid), 'holders');
    byTxid.set(txid, outputs);
  }
  return {
    outputOf({ txid, vout }) {
      const outputs = byTxid.get(txid);
      if (outputs === undefined) return null;
      used.add(txid);
      const output = outputs.at(vout);
      insist(output !== null, 'previous-output', 'the transaction that holds a collateral has no such output', { txid, index: vout });
      return output;
    },
    insistAllUsed() {
      insistMatch(used.size === byTxid.size, 'holders');
    },
  };
}
