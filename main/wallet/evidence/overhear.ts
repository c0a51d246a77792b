// Keeps what a server lists before anything is made of it: a lie that sync catches is still held against what the light node saw.

import type { ListedCoin, UtxoClient } from '../chains/utxo-client';

/** One answer of one server: coins of these addresses, after it had named this tip. */
export interface Claim {
  readonly url: string;
  readonly tip: number;
  readonly addresses: readonly string[];
  readonly coins: readonly ListedCoin[];
}

/** The same client; each list of coins is told, too. */
export function overhear(client: UtxoClient, url: string, told: (claim: Claim) => void): UtxoClient {
  let tip: number | null = null;
  return {
    ...client,
    async tip() {
      const answer = await client.tip();
      tip = answer.height;
      return answer;
    },
    async coins(addresses) {
      const coins = await client.coins(addresses);
      if (tip !== null) told({ url, tip, addresses, coins });
      return coins;
    },
  };
}
