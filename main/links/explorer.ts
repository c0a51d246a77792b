// The only pages that Fluxkeep ever opens in the system's browser: explorers of the built-in registry, on mainnet.

import { shell } from 'electron';
import { chainInfo } from '../../shared/chains/registry';
import type { ChainId, NetworkId } from '../../shared/chains/ids';
import { AppError } from '../../shared/errors/app-error';

/** @param txid already checked by its schema: hex only. @throws AppError links/none-on-practice */
export async function openExplorer(network: NetworkId, chain: ChainId, txid: string): Promise<void> {
  const { explorer } = chainInfo(chain);
  if (network === 'practice' || !explorer) throw new AppError('links/none-on-practice', 'no explorer knows practice transactions');
  await shell.openExternal(explorer.replace('{txid}', txid));
}
