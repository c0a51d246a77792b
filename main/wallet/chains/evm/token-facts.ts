// What a token contract says of itself (EIP-20 optional methods): data of a stranger, cut to size.

import { chainOf, contractOf, type AssetId } from '../../../../shared/chains/ids';
import { AppError } from '../../../../shared/errors/app-error';
import type { TokenFacts } from '../../store/token-store';
import { decodeText, decodeUint, SELECTORS } from './abi';
import type { EvmClient } from './evm-client';

/** A token's own word on itself. */
export async function tokenFacts(client: EvmClient, asset: AssetId): Promise<TokenFacts> {
  const contract = contractOf(asset);
  if (contract === null) throw new AppError('evm/not-a-token', 'not a token', { context: { chain: chainOf(asset) } });
  const [symbol, name, decimals] = await Promise.all([client.tryCall(contract, SELECTORS.symbol), client.tryCall(contract, SELECTORS.name), client.tryCall(contract, SELECTORS.decimals)]);
  const places = decimals === null ? null : decodeUint(decimals);
  return { asset, symbol: symbol === null ? null : decodeText(symbol)?.slice(0, 20) ?? null, name: name === null ? null : decodeText(name), decimals: places !== null && places <= 77n ? Number(places) : null };
}
