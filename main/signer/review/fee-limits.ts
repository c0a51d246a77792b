// When a fee is unusual. Built in, so that no server can move the line; the person's own limit is checked apart from this.

import type { ChainId, EvmChain } from '../../../shared/chains/ids';
import { nativeAsset } from '../../../shared/chains/ids';
import type { Warning } from '../../../shared/contract/money-path';

const GWEI = 1_000_000_000n;
/** Wei for one unit of gas above which a fee is unusual on each chain. */
const HIGH_GAS_PRICE: Readonly<Record<EvmChain, bigint>> = {
  ethereum: 200n * GWEI, bsc: 20n * GWEI, polygon: 1000n * GWEI, avalanche: 200n * GWEI, base: 5n * GWEI,
};
/** Base units a byte or virtual byte. Flux wallets pay 1 to 10; Bitcoin seldom asks for more than 300. */
const HIGH_RATE = { flux: 50n, bitcoin: 300n } as const;
/** One FLUX, 0.005 BTC: unusual whatever the size. */
const HIGH_FEE = { flux: 100_000_000n, bitcoin: 500_000n } as const;
/** Bitcoin: above this rate it can only be a mistake (Flux has its node's own limit). */
const ABSURD_BITCOIN_RATE = 5_000n;

/** Whether a Bitcoin fee is refused outright. */
export function isAbsurdBitcoinFee(fee: bigint, virtualSize: number): boolean {
  return fee > ABSURD_BITCOIN_RATE * BigInt(virtualSize);
}

/** Warning for a fee whose rate or sum is unusual on a UTXO chain. */
export function highUtxoFee(chain: 'flux' | 'bitcoin', fee: bigint, size: number): Warning[] {
  const unusual = fee > HIGH_RATE[chain] * BigInt(size) || fee >= HIGH_FEE[chain];
  return unusual ? [{ id: 'fee-high', level: 'warn', context: { fee: fee.toString(), asset: nativeAsset(chain) } }] : [];
}

/** Warning for an unusual price of gas. */
export function highGasPrice(chain: EvmChain, price: bigint, fee: bigint): Warning[] {
  return price > HIGH_GAS_PRICE[chain] ? [{ id: 'fee-high', level: 'warn', context: { fee: fee.toString(), asset: nativeAsset(chain) } }] : [];
}

/** Warning for a fee above 5 % of what is paid in the same coin; above half of it the warning is a danger. */
export function feeShare(fee: bigint, amount: bigint): Warning[] {
  if (amount <= 0n || fee * 20n <= amount) return [];
  const percent = (fee * 100n) / amount;
  return [{ id: 'fee-share-high', level: fee * 2n > amount ? 'danger' : 'warn', context: { percent: percent > 1_000_000n ? 1_000_000 : Number(percent) } }];
}
