// The two ERC-20 tokens of every practice EVM chain: FLUX at its real contract address, and PUSD where its deployment lands.
import { keccak_256 } from '@noble/hashes/sha3.js';
import { z } from 'zod';
import { fluxAssets } from '../../../shared/chains/registry';
import type { EvmChain } from '../../../shared/chains/ids';
import { concatBytes, fromHex, toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import compiled from './flux-token.json';
import { hexData, hexNumber } from './rpc';

export type Call = (method: string, params: readonly unknown[]) => Promise<unknown>;

export interface DeployedTokens {
  /** EIP-55 form. */
  readonly flux: string;
  readonly pusd: string;
}

export const FLUX_DECIMALS = 8;
export const PUSD_DECIMALS = 6;

/** Storage of OpenZeppelin's ERC20: 0 balances, 1 allowances, 2 total supply, 3 name, 4 symbol. */
const PLAIN_SLOTS = [2, 3, 4];
const BALANCES_SLOT = 0;

/** Wei per gas for the deployments: above every chain's base fee. */
const DEPLOY_FEE = 200_000_000_000n;

const receiptSchema = z.object({ status: z.literal('0x1'), contractAddress: z.string().regex(/^0x[0-9a-fA-F]{40}$/) });

/** The real FLUX contract of a chain, from the registry. */
export function fluxContract(chain: EvmChain): string {
  const asset = fluxAssets().find((candidate) => candidate.chain === chain);
  if (!asset?.contract) throw new AppError('practice/no-token', 'the registry has no FLUX contract for this chain', { context: { chain } });
  return asset.contract;
}

/** EIP-55 form of an address in any case. */
export function checksumAddress(address: string): string {
  const lower = address.slice(2).toLowerCase();
  const digest = toHex(keccak_256(new TextEncoder().encode(lower)));
  return `0x${Array.from(lower, (digit, index) => (parseInt(digest[index] ?? '0', 16) >= 8 ? digit.toUpperCase() : digit)).join('')}`;
}

/** 20 bytes of hex, and when upper and lower case are mixed the checksum of EIP-55. */
export function isAddress(text: string): boolean {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return false;
  const digits = text.slice(2);
  return digits === digits.toLowerCase() || digits === digits.toUpperCase() || checksumAddress(text) === text;
}

const word = (hex: string): string => hex.replace(/^0x/, '').toLowerCase().padStart(64, '0');

/** ERC-20 `transfer(to, amount)`. */
export function transferData(to: string, amount: bigint): string {
  return `0xa9059cbb${word(to)}${word(amount.toString(16))}`;
}

/**
 * Deploys both tokens from `deployer`, and moves FLUX with its storage to its real address. `mine` makes one block.
 */
export async function deployTokens(chain: EvmChain, deployer: string, call: Call, mine: () => Promise<void>): Promise<DeployedTokens> {
  const hashes: unknown[] = [];
  for (const token of [compiled.tokens.FluxToken, compiled.tokens.PracticeDollar]) {
    hashes.push(await call('eth_sendTransaction', [{ from: deployer, data: `0x${token.bytecode}`, gas: hexNumber(3_000_000), maxFeePerGas: hexNumber(DEPLOY_FEE), maxPriorityFeePerGas: hexNumber(DEPLOY_FEE) }]));
  }
  await mine();
  const [flux, pusd] = await Promise.all(hashes.map(async (hash) => receiptSchema.parse(await call('eth_getTransactionReceipt', [hash])).contractAddress));
  if (flux === undefined || pusd === undefined) throw new AppError('practice/no-token', 'the tokens were not deployed');
  const target = fluxContract(chain);
  await moveContract(flux, target, deployer, call);
  return { flux: target, pusd: checksumAddress(pusd) };
}

async function moveContract(from: string, to: string, holder: string, call: Call): Promise<void> {
  const balanceSlot = `0x${toHex(keccak_256(concatBytes(fromHex(word(holder)), fromHex(word(hexNumber(BALANCES_SLOT))))))}`;
  const slots = [...PLAIN_SLOTS.map((slot) => `0x${word(hexNumber(slot))}`), balanceSlot];
  await call('anvil_setCode', [to, hexData(await call('eth_getCode', [from, 'latest']))]);
  for (const slot of slots) {
    await call('anvil_setStorageAt', [to, slot, `0x${word(hexData(await call('eth_getStorageAt', [from, slot, 'latest'])))}`]);
  }
  await call('anvil_setCode', [from, '0x']);
}
