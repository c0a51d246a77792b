// The chain clients of an open wallet: one set of endpoints per chain, replaced when their addresses change.

import { isEvmChain, type ChainId, type EvmChain, type NetworkId } from '../../../shared/chains/ids';
import { zEndpointUrl } from '../../../shared/contract/settings';
import { AppError, toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { esploraClient } from '../chains/bitcoin/esplora-client';
import { Endpoints } from '../chains/endpoints';
import { evmClient, type EvmClient } from '../chains/evm/evm-client';
import { insightClient } from '../chains/flux/insight-client';
import type { Http } from '../chains/http';
import { identifyEvm, identifyUtxo } from '../chains/identity';
import { overhear, type Claim } from '../evidence/overhear';
import type { UtxoClient } from '../chains/utxo-client';
import type { UtxoChain } from '../plans/ports';
import type { WalletWorld } from './world';

export type EndpointUrls = Partial<Record<ChainId, readonly string[]>>;

/** Clients of every chain. */
export class ChainNetwork {
  readonly utxo: Readonly<Record<UtxoChain, Endpoints<UtxoClient>>>;
  readonly evm: Readonly<Record<EvmChain, Endpoints<EvmClient>>>;

  /** @param told gets every list of coins that a Flux server gives */
  constructor(urls: EndpointUrls, private readonly network: NetworkId, private readonly http: Http, private readonly world: Pick<WalletWorld, 'now' | 'chance'>, changed: () => void, told: (claim: Claim) => void) {
    const timing = { now: world.now, random: world.chance };
    const utxo = (chain: UtxoChain) => new Endpoints((urls[chain] ?? []).map((url) => ({ url, client: chain === 'flux' ? overhear(this.#utxoClient(chain, url), url, told) : this.#utxoClient(chain, url) })), (client) => identifyUtxo(client, chain, network), timing, changed);
    const evm = (chain: EvmChain) => new Endpoints((urls[chain] ?? []).map((url) => ({ url, client: evmClient(checkedUrl(url), http) })), (client) => identifyEvm(client, chain), timing, changed);
    this.utxo = { flux: utxo('flux'), bitcoin: utxo('bitcoin') };
    this.evm = { ethereum: evm('ethereum'), bsc: evm('bsc'), polygon: evm('polygon'), avalanche: evm('avalanche'), base: evm('base') };
  }

  #utxoClient(chain: UtxoChain, url: string): UtxoClient {
    const base = checkedUrl(url).replace(/\/+$/, '');
    return chain === 'flux' ? insightClient(base, this.http) : esploraClient(base, this.http);
  }

  /** Tries one address: is it there, on the right chain, how high and how quick. */
  async test(chain: ChainId, url: string): Promise<{ ok: boolean; height: number | null; milliseconds: number | null; reason: ErrorShape | null }> {
    const start = this.world.now();
    try {
      const height = await this.#heightOf(chain, url);
      return { ok: true, height, milliseconds: Math.max(0, Math.round(this.world.now() - start)), reason: null };
    } catch (thrown) {
      return { ok: false, height: null, milliseconds: null, reason: toAppError(thrown).toShape() };
    }
  }

  async #heightOf(chain: ChainId, url: string): Promise<number> {
    if (isEvmChain(chain)) {
      const client = evmClient(checkedUrl(url), this.http);
      await identifyEvm(client, chain);
      return client.height();
    }
    const name = chain === 'flux' ? 'flux' : 'bitcoin';
    const client = this.#utxoClient(name, url);
    await identifyUtxo(client, name, this.network);
    return (await client.tip()).height;
  }
}

/** @throws AppError endpoint/bad-url: plain http is for this computer alone */
function checkedUrl(url: string): string {
  if (!zEndpointUrl.safeParse(url).success) throw new AppError('endpoint/bad-url', 'not an address that may be asked');
  return url;
}

