// What a server's list of coins and the light node's blocks say of the same coin, where they cannot both be right.

import type { Contradiction, Seen } from '../../../shared/contract/evidence';
import type { NodeCoin } from '../../../shared/contract/light-node';
import type { ListedCoin } from '../chains/utxo-client';
import type { Claim } from './overhear';

/** Blocks under both tips: above that, a branch that loses or a block that is on its way explains a difference. */
const SETTLED = 3;

export interface Known {
  /** Address of a watched output script; null when it is not the wallet's. */
  readonly addressOf: (script: string) => string | null;
  /** Whether the light node looks for this address, and so its silence means something. */
  readonly watched: (address: string) => boolean;
  /** Whether the wallet knows of a transaction, in a block or not, that spends the coin: servers leave such coins out. */
  readonly spentHere: (txid: string, vout: number) => boolean;
}

export const placeOf = ({ txid, vout }: { readonly txid: string; readonly vout: number }): string => `${txid}:${vout}`;

const node = (coin: NodeCoin): Contradiction['node'] => ({ value: coin.value, height: coin.block.height, spentAt: coin.spent?.block.height ?? null });
const told = ({ value, height }: ListedCoin): Contradiction['told'] => ({ value: String(value), height });

/** Every coin of a claim that cannot be what the light node saw, and every coin that it saw and the claim lacks. */
export function contradictionsOf(claim: Claim, seen: Seen, coins: ReadonlyMap<string, NodeCoin>, known: Known): Contradiction[] {
  const { from, to } = seen.watched;
  if (from === null || to === null) return [];
  const deep = Math.min(claim.tip, to) - SETTLED;
  const listed = new Set(claim.coins.map(placeOf));
  const asked = new Set(claim.addresses);
  const side = (coin: { readonly txid: string; readonly vout: number }, address: string) => ({ server: claim.url, txid: coin.txid, vout: coin.vout, address });
  const wrong = claim.coins.flatMap((coin): Contradiction[] => {
    const own = coins.get(placeOf(coin));
    const base = { ...side(coin, coin.address), told: told(coin) };
    if (!own) {
      const silent = coin.height !== null && coin.height >= from && coin.height <= deep && known.watched(coin.address);
      return silent ? [{ ...base, kind: 'invented', node: null }] : [];
    }
    if (own.block.height > deep) return [];
    if (coin.value !== BigInt(own.value)) return [{ ...base, kind: 'amount', node: node(own) }];
    if (coin.height !== own.block.height) return [{ ...base, kind: 'block', node: node(own) }];
    return own.spent !== null && own.spent.block.height <= deep ? [{ ...base, kind: 'spent', node: node(own) }] : [];
  });
  const missing = [...coins.values()].flatMap((coin): Contradiction[] => {
    if (coin.spent !== null || coin.block.height > deep || listed.has(placeOf(coin)) || known.spentHere(coin.txid, coin.vout)) return [];
    const address = known.addressOf(coin.script);
    return address !== null && asked.has(address) ? [{ ...side(coin, address), kind: 'missing', told: null, node: node(coin) }] : [];
  });
  return [...wrong, ...missing];
}
