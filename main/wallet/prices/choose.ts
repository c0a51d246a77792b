// Which kind of price service an address belongs to.

import type { NetworkId } from '../../../shared/chains/ids';
import type { Http } from '../chains/http';
import { paced } from './pace';
import { geckoProvider, practiceProvider, type PriceProvider } from './provider';
import { zelcoreProvider } from './zelcore';

/**
 * On practice the practice service; on mainnet CoinGecko's paths for its hosts, else the shape of Zelcore's rates service.
 * The provider of one address is made once and kept: it counts what it asks.
 * @param now milliseconds by this computer's clock
 */
export function chooseProvider(url: string, network: NetworkId, http: Http, now: () => number): PriceProvider {
  const base = url.replace(/\/+$/, '');
  if (network === 'practice') return practiceProvider(base, http);
  return `.${new URL(url).hostname}`.endsWith('.coingecko.com') ? geckoProvider(base, paced(http, now)) : zelcoreProvider(base, http);
}
