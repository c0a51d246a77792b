// The faucet: real transactions from mined or deployed coins, with limits and clear words for a bad address.
import { isEvmChain, type ChainId } from '../../shared/chains/ids';
import { AppError } from '../../shared/errors/app-error';
import { payBitcoin } from './bitcoin/faucet';
import { isAddress } from './evm/tokens';
import { payFlux } from './flux/faucet';
import type { World } from './world';

type FaucetAsset = 'native' | 'flux' | 'pusd';

interface Limit {
  readonly usual: bigint;
  readonly most: bigint;
}

const COIN = 10n ** 8n;
const ETHER = 10n ** 18n;
const DOLLAR = 10n ** 6n;
/** The most FLUX at once is enough for any collateral; the usual amount is none, because wallets lock coins that could carry a FluxNode. */
const FLUX_LIMIT: Limit = { usual: 1_500n * COIN, most: 50_000n * COIN };
const BITCOIN_LIMIT: Limit = { usual: COIN / 2n, most: 5n * COIN };
const ETHER_LIMIT: Limit = { usual: ETHER, most: 100n * ETHER };
const DOLLAR_LIMIT: Limit = { usual: 1_000n * DOLLAR, most: 1_000_000n * DOLLAR };
const MOST_PER_MINUTE = 300;
const MINUTE_MS = 60_000;

interface FaucetPayment {
  readonly txid: string;
  readonly amount: string;
}

export class Faucet {
  readonly #monotonic: () => number;
  #times: number[] = [];

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /**
   * @param amount base units, or null for the usual amount
   * @throws AppError `address/...`, `practice/faucet-limit`, `practice/faucet-busy`, `practice/faucet-asset`, `practice/faucet-empty`
   */
  async pay(world: World, chain: ChainId, asset: FaucetAsset, address: string, amount: bigint | null): Promise<FaucetPayment> {
    const limit = limitOf(chain, asset);
    const paid = amount ?? limit.usual;
    if (paid <= 0n || paid > limit.most) {
      throw new AppError('practice/faucet-limit', `the faucet gives at most ${limit.most} base units at once`, { context: { most: limit.most.toString() } });
    }
    this.#countOne();
    return { txid: await transfer(world, chain, asset, address, paid), amount: paid.toString() };
  }

  #countOne(): void {
    const now = this.#monotonic();
    this.#times = this.#times.filter((time) => now - time < MINUTE_MS);
    if (this.#times.length >= MOST_PER_MINUTE) throw new AppError('practice/faucet-busy', 'the faucet rests for a minute');
    this.#times.push(now);
  }
}

function limitOf(chain: ChainId, asset: FaucetAsset): Limit {
  if (chain === 'flux' && asset !== 'pusd') return FLUX_LIMIT;
  if (chain === 'bitcoin' && asset === 'native') return BITCOIN_LIMIT;
  if (isEvmChain(chain)) return asset === 'native' ? ETHER_LIMIT : asset === 'flux' ? FLUX_LIMIT : DOLLAR_LIMIT;
  throw new AppError('practice/faucet-asset', 'this chain has no such asset', { context: { chain, asset } });
}

async function transfer(world: World, chain: ChainId, asset: FaucetAsset, address: string, amount: bigint): Promise<string> {
  if (chain === 'flux') return payFlux(world.flux, world.seed, address, amount);
  if (!isEvmChain(chain)) return payBitcoin(world.bitcoin, world.seed, address, amount);
  if (!isAddress(address)) throw new AppError('address/malformed', 'not an EVM address, or its checksum is wrong');
  return world.evm(chain).pay(asset, address, amount);
}
