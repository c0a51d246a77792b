// What the operator works with: FLUX from the faucet's premine on Flux, FLUX and gas from the token deployer on every EVM chain. Real transactions.
import { EVM_CHAINS } from '../../../shared/chains/ids';
import { scriptOfAddress } from '../../../shared/flux/address';
import type { EvmChain } from '../evm/evm-chain';
import { quantity } from '../evm/rpc';
import { payFlux } from '../flux/faucet';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { UtxoNode } from '../utxo/node';
import { FLUX } from './terms';
import { operatorWallet, type FluxCarrier } from './wallets';

/** So many coins that payouts between two blocks do not wait for each other's change. */
const FLUX_COINS = 12;
const FLUX_COIN = 100_000n * FLUX;
const EVM_FLUX = 20_000_000n * FLUX;
const EVM_GAS = 1_000n * 10n ** 18n;
/** A token that no wallet was built with: for payouts in the wrong token. */
const EVM_PUSD = 100_000_000n * 10n ** 6n;

/** 10⁻⁸ FLUX that the operator is given on a chain. */
export const fundingOf = (carrier: FluxCarrier): bigint => (carrier === 'flux' ? BigInt(FLUX_COINS) * FLUX_COIN : EVM_FLUX);

/** Broadcasts the operator's start on Flux, unless it was given it before. */
export function fundOnFlux(node: UtxoNode, seed: string): void {
  const { address } = operatorWallet(seed, 'flux');
  const script = scriptOfAddress(address, PRACTICE_FLUX);
  if (node.state.historyOf(script).length > 0 || node.mempool.entriesOf(script).length > 0) return;
  for (let count = 0; count < FLUX_COINS; count += 1) payFlux(node, seed, address, FLUX_COIN);
}

/** The same on every EVM chain, in a block of its own. */
export async function fundOnEvm(chainOf: (chain: (typeof EVM_CHAINS)[number]) => EvmChain, seed: string): Promise<void> {
  await Promise.all(EVM_CHAINS.map(async (id) => {
    const chain = chainOf(id);
    const { address } = operatorWallet(seed, id);
    const holds = async (token: string): Promise<boolean> =>
      quantity(await chain.call('eth_call', [{ to: token, data: `0x70a08231${address.slice(2).toLowerCase().padStart(64, '0')}` }, 'pending'])) > 0n;
    const missing = [
      ...((await holds(chain.tokens.flux)) ? [] : [['flux', EVM_FLUX] as const]),
      ...((await holds(chain.tokens.pusd)) ? [] : [['pusd', EVM_PUSD] as const]),
      ...(quantity(await chain.call('eth_getBalance', [address, 'pending'])) > 0n ? [] : [['native', EVM_GAS] as const]),
    ];
    for (const [asset, amount] of missing) await chain.pay(asset, address, amount);
    if (missing.length > 0) await chain.mine(1);
  }));
}
