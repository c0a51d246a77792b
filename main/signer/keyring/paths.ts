// Where keys stand under the seed (BIP43, 44, 49, 84, 86; SLIP-44). docs/keys.md explains every choice made here.

import { coinType } from '../../../shared/chains/registry';
import type { ChainFamily, ChainId, NetworkId } from '../../../shared/chains/ids';
import type { ScriptType } from '../../../shared/contract/money-path';
import { AppError } from '../../../shared/errors/app-error';
import { HARDENED } from '../../../shared/hd/path';

export type Purpose = 44 | 49 | 84 | 86;

/** An account: `flux:44:0`, `bitcoin:86:1`, `evm:44:0`. */
export interface AccountKind {
  readonly family: ChainFamily;
  readonly purpose: Purpose;
  readonly index: number;
}

/** The purposes of a family with the script that each pays to, in the order they are offered. */
const SCRIPT_OF: Readonly<Record<ChainFamily, ReadonlyArray<readonly [Purpose, ScriptType]>>> = {
  flux: [[44, 'p2pkh']],
  bitcoin: [[84, 'p2wpkh'], [86, 'p2tr'], [49, 'p2sh-p2wpkh'], [44, 'p2pkh']],
  evm: [[44, 'evm']],
};

/** What a new wallet has; a restored one also has Bitcoin's older purposes, on which other wallets may have left coins. */
export const FIRST_ACCOUNTS: readonly string[] = ['flux:44:0', 'bitcoin:84:0', 'bitcoin:86:0', 'evm:44:0'];
export const RESTORED_ACCOUNTS: readonly string[] = [...FIRST_ACCOUNTS, 'bitcoin:49:0', 'bitcoin:44:0'];

/**
 * On practice every chain has coin type 1', so chains that share purpose 44' would share keys. They are kept apart by
 * the account: Flux has the plain numbers, the others start higher.
 */
const PRACTICE_ACCOUNT_BASE: Readonly<Record<ChainFamily, number>> = { flux: 0, bitcoin: 10_000, evm: 60_000 };

/** SLIP-13's purpose for identities; the rest of the path has BIP44's shape. */
const IDENTITY_PURPOSE = 13;
const NODE_PURPOSE = 48;
const NODE_BRANCH = 12;

/** @throws AppError hd/bad-account */
export function parseAccount(id: string): AccountKind {
  const [family, purpose, index, ...rest] = id.split(':');
  const kind = { family: family as ChainFamily, purpose: Number(purpose) as Purpose, index: Number(index) };
  const known = Object.hasOwn(SCRIPT_OF, kind.family) && SCRIPT_OF[kind.family].some(([one]) => one === kind.purpose);
  if (!known || rest.length > 0 || !/^\d{1,2}$/.test(index ?? '') || accountId(kind) !== id) throw new AppError('hd/bad-account', 'no such account', { context: { account: id.slice(0, 40) } });
  return kind;
}

const accountId = ({ family, purpose, index }: AccountKind): string => `${family}:${purpose}:${index}`;

/** Every account of a family with this number. */
export function accountsAt(family: ChainFamily, index: number): string[] {
  return SCRIPT_OF[family].map(([purpose]) => accountId({ family, purpose, index }));
}

/** The one script type of an account. */
export function scriptTypeOf({ family, purpose }: AccountKind): ScriptType {
  const found = SCRIPT_OF[family].find(([one]) => one === purpose);
  if (!found) throw new AppError('hd/bad-account', 'no such account');
  return found[1];
}

/** Steps to the account's key, all hardened. */
export function accountPath({ family, purpose, index }: AccountKind, network: NetworkId): number[] {
  const shifted = network === 'practice' && purpose === 44 ? PRACTICE_ACCOUNT_BASE[family] + index : index;
  return [purpose + HARDENED, coinType(family, network) + HARDENED, shifted + HARDENED];
}

/** Steps to the Flux ID's key: m/13'/19167'/0'/0/0, on practice m/13'/1'/0'/0/0. */
export function identityPath(network: NetworkId): number[] {
  return [IDENTITY_PURPOSE + HARDENED, coinType('flux', network) + HARDENED, HARDENED, 0, 0];
}

/**
 * Steps to the key of a FluxNode's server: SSP's m/48'/19167'/0'/0'/12/i, so that its users find their servers' keys where they know
 * them. No coins lie under purpose 48' here, and this branch of it is none that SSP receives on.
 */
export function nodePath(index: number, network: NetworkId): number[] {
  return [...nodeBranchPath(network), index];
}

/** Steps to what the keys of all servers stand under. */
export function nodeBranchPath(network: NetworkId): number[] {
  return [NODE_PURPOSE + HARDENED, coinType('flux', network) + HARDENED, HARDENED, HARDENED, NODE_BRANCH];
}

/** A chain of a family, for addresses that all chains of it share. */
export function chainFor(family: ChainFamily): ChainId {
  return family === 'evm' ? 'ethereum' : family;
}
