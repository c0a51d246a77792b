// The operator's deposit addresses as published in 2022 and 2024 (flux-services 1.5): for warnings only, never to pay to.
// A deposit goes to the address that Fusion names in the same session; one that is not in this list is worth a loud warning.

import type { NetworkId } from '../chains/ids';
import type { FusionChain } from './chains';

const MAINNET: Readonly<Record<FusionChain, readonly string[]>> = {
  main: ['t1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj'],
  eth: ['0x134E4C74C670AdEfDCb2476dF6960D9297bC7DAd'],
  bsc: ['0x9B192227dA99B5A50D037b10C965609ed83C43d7'],
  matic: ['0x438ad183665511d41bE2c779942F6c7660710Be2'],
  avax: ['0xe0d28bc942B7B0b9A513F92a2fCef2bdF0377619'],
  base: ['0x98f17e2d8C09F637A236d067191E0d11656A7dF0'],
  kda: ['fluxswap'],
  trx: ['TA7U2PTnHDyhHBns3X6NsDndjZDBUE3oUa'],
  // The token account, and the account that owns it.
  sol: ['3q79qsEp9CoCpNE2poy5stVKmXqWruLdwxn5KWNHeUNk', 'CCafnH2sUhPHitQWyFLDCe3Xqwz1Vrc2caNR6PAwkPzP'],
  erg: ['9fCKJ7g6ZffHAQb9UQY7S6YLF6dRVejBAXw284XNazkq8XLuZbw'],
  algo: ['5MG5DOGNHGGG44HO7B4JXEORSFFLBNHFNTLYYR6OW53RNNCJK2LVSJVNXA'],
};

/** The list of a network; null on practice, whose operator makes its addresses anew with every network. */
export function operatorAddresses(network: NetworkId, chain: FusionChain): readonly string[] | null {
  return network === 'mainnet' ? MAINNET[chain] : null;
}

/** Whether a deposit address is one of the published ones. EVM addresses compare in any case of letters. */
export function listedDeposit(network: NetworkId, chain: FusionChain, address: string): 'listed' | 'unlisted' | 'no-list' {
  const list = operatorAddresses(network, chain);
  if (list === null) return 'no-list';
  const form = (text: string): string => (text.startsWith('0x') ? text.toLowerCase() : text);
  return list.some((known) => form(known) === form(address)) ? 'listed' : 'unlisted';
}
