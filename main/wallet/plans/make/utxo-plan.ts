// Turns a draft into the plan that the signer reads: unsigned bytes, keys, previous transactions, change.
import type { UtxoPlan } from '../../../../shared/contract/money-path';
import { concatBytes } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import type { Coin, CoinSource, OwnAddress } from '../ports';
import type { Output, UtxoRules } from './utxo-rules';

/** Previous transactions back to back, each once. */
async function previousOf(coins: readonly Coin[], source: CoinSource, rules: UtxoRules): Promise<{ previous: UtxoPlan['previous']; place: ReadonlyMap<string, number> }> {
  const txids = [...new Set(coins.map((coin) => coin.txid))];
  const found = await source.previous(rules.chain, txids);
  const parts: { offset: number; length: number }[] = [];
  const raws: Uint8Array[] = [];
  const place = new Map<string, number>();
  let offset = 0;
  for (const txid of txids) {
    const raw = found.get(txid);
    if (raw === undefined) throw new AppError('plan/previous-missing', 'a previous transaction is missing', { context: { txid } });
    place.set(txid, parts.length);
    parts.push({ offset, length: raw.length });
    raws.push(raw);
    offset += raw.length;
  }
  return { previous: { bytes: concatBytes(...raws), parts }, place };
}

export interface PlanParts {
  readonly coins: readonly Coin[];
  readonly outputs: readonly Output[];
  readonly change: readonly { readonly vout: number; readonly own: OwnAddress }[];
  readonly tip: number;
  /** Raw signed transaction that this one replaces. */
  readonly replaces: Uint8Array | null;
}

/** @throws AppError plan/previous-missing, or what fetching one failed with */
export async function utxoPlan(parts: PlanParts, source: CoinSource, rules: UtxoRules): Promise<UtxoPlan> {
  const { previous, place } = await previousOf(parts.coins, source, rules);
  return {
    kind: 'utxo',
    chain: rules.chain,
    unsigned: rules.serialize(parts.coins, parts.outputs, parts.tip),
    inputs: parts.coins.map((coin) => ({ key: coin.key, scriptType: coin.scriptType, previous: place.get(coin.txid) ?? 0 })),
    previous,
    change: parts.change.map(({ vout, own }) => ({ vout, key: own.key, scriptType: own.scriptType })),
    tip: parts.tip,
    replaces: parts.replaces,
  };
}
