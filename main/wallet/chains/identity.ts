// Is this server on the right chain? Genesis hashes for Flux and Bitcoin, the EIP-155 id for EVM chains.

import { chainInfo } from '../../../shared/chains/registry';
import type { EvmChain, NetworkId } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import { fluxParams } from '../../../shared/hd/script-of-key';
import type { UtxoChain } from '../plans/ports';
import type { EvmClient } from './evm/evm-client';
import type { UtxoClient } from './utxo-client';

/** Bitcoin Core chainparams.cpp: main and regtest. */
const BITCOIN_GENESIS: Readonly<Record<NetworkId, string>> = {
  mainnet: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
  practice: '0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206',
};

/** @throws AppError endpoint/wrong-chain when block 0 is another one */
export async function identifyUtxo(client: UtxoClient, chain: UtxoChain, network: NetworkId): Promise<void> {
  const expected = chain === 'flux' ? fluxParams(network).genesisHash : BITCOIN_GENESIS[network];
  if ((await client.blockHash(0)) !== expected) throw new AppError('endpoint/wrong-chain', 'the server is on another chain', { context: { chain } });
}

/** @throws AppError endpoint/wrong-chain */
export async function identifyEvm(client: EvmClient, chain: EvmChain): Promise<void> {
  const found = await client.chainId();
  if (found !== chainInfo(chain).evmChainId) throw new AppError('endpoint/wrong-chain', 'the server is on another chain', { context: { chain, found } });
}
