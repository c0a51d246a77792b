// Bitcoin network parameters as data (Bitcoin Core chainparams.cpp; BIP173 human-readable parts).

import type { NetworkId } from '../chains/ids';

export type BitcoinNetworkName = 'mainnet' | 'testnet' | 'regtest';

export interface BitcoinParams {
  readonly name: BitcoinNetworkName;
  readonly p2pkhPrefix: number;
  readonly p2shPrefix: number;
  readonly wifPrefix: number;
  /** Human-readable part of segwit addresses. */
  readonly hrp: string;
}

/** Satoshi in one bitcoin. */
const COIN = 100_000_000n;
/** Bound of every value and sum (consensus/amount.h). */
export const MAX_MONEY = 21_000_000n * COIN;
/** Weight above which nodes do not relay a transaction (policy.h). */
export const MAX_STANDARD_WEIGHT = 400_000;

export const BITCOIN_MAINNET: BitcoinParams = { name: 'mainnet', p2pkhPrefix: 0x00, p2shPrefix: 0x05, wifPrefix: 0x80, hrp: 'bc' };
export const BITCOIN_TESTNET: BitcoinParams = { name: 'testnet', p2pkhPrefix: 0x6f, p2shPrefix: 0xc4, wifPrefix: 0xef, hrp: 'tb' };
export const BITCOIN_REGTEST: BitcoinParams = { name: 'regtest', p2pkhPrefix: 0x6f, p2shPrefix: 0xc4, wifPrefix: 0xef, hrp: 'bcrt' };
export const BITCOIN_NETWORKS: readonly BitcoinParams[] = [BITCOIN_MAINNET, BITCOIN_TESTNET, BITCOIN_REGTEST];

/** The parameters that a wallet's network uses. */
export function bitcoinParams(network: NetworkId): BitcoinParams {
  return network === 'mainnet' ? BITCOIN_MAINNET : BITCOIN_REGTEST;
}
