// What reviewing and signing need of the rest of the signer: keys, the sealed address book and a clock.

import type { ChainId, NetworkId } from '../../../shared/chains/ids';
import type { Contact, KeyRef, ScriptType } from '../../../shared/contract/money-path';
import type { Ecc } from '../../../shared/crypto/ecc';

/** An output script that an own key can spend. */
export interface OwnScript {
  /** Output script; for scriptType 'evm' the 20 bytes of the address. */
  readonly script: Uint8Array;
  /** Address as people read it: Base58Check, bech32 or EIP-55, by chain and network. */
  readonly address: string;
  /** Path for people ("m/44'/19167'/0'/0/3"), or "imported" for a key without one. */
  readonly path: string;
  /** 33 bytes, or 65 for an imported uncompressed key; the internal key for p2tr. */
  readonly publicKey: Uint8Array;
  /** For p2sh-multisig: the script whose hash the output names. Null for the others. */
  readonly redeemScript: Uint8Array | null;
}

/** The unlocked keyring. Every answer is derived from the vault, never taken from the wallet process. */
export interface Keys {
  /** The network that the vault is bound to. */
  readonly network: NetworkId;
  /**
   * The script of a key, derived and then remembered while unlocked (reviews ask for the same keys again and again).
   * @throws AppError when the key is not of this vault, or its account cannot have that script type on that chain
   */
  scriptOf(key: KeyRef, scriptType: ScriptType, chain: ChainId): OwnScript;
  /** The key of an output script among those derived so far (and all imported ones), or null. For EVM chains: of 20 address bytes. */
  isOwn(script: Uint8Array, chain: ChainId): { readonly key: KeyRef; readonly scriptType: ScriptType } | null;
  /** As `isOwn`, looking a good deal further along the receiving addresses: for one that comes without its place. */
  findOwn(script: Uint8Array, chain: ChainId): { readonly key: KeyRef; readonly scriptType: ScriptType } | null;
  /** Addresses of a chain that were derived so far, for comparing with a recipient that imitates one. */
  ownAddresses(chain: ChainId): readonly string[];
  /** Compressed public key and path of a FluxNode server's key. @throws AppError keys/no-seed in a wallet of imported keys alone */
  nodeKey(index: number): { readonly publicKey: Uint8Array; readonly path: string };
  /**
   * Fresh copies of the private keys (32 bytes) that sign for a key's script: one, or for p2sh-multisig every key of this
   * vault that stands in the redeem script. The caller wipes them.
   */
  privateKeysOf(key: KeyRef): Uint8Array[];
}

/** Contacts and paid addresses, kept under the vault's seal. */
export interface SealedAddresses {
  contacts(): readonly Contact[];
  /** Addresses paid before. */
  paid(): readonly { readonly chain: ChainId; readonly address: string }[];
  /** Seals the address as paid; already known ones are no error. */
  rememberPaid(address: string, chain: ChainId): Promise<void>;
  /** The bridge operator's deposit address of the last swap that was signed on a chain; null before the first. */
  deposit(chain: ChainId): string | null;
  /** Seals the operator's deposit address of a chain in place of the one before. */
  rememberDeposit(address: string, chain: ChainId): Promise<void>;
}

export interface ReviewDeps {
  readonly keys: Keys;
  readonly addresses: SealedAddresses;
  readonly ecc: Ecc;
  /** Milliseconds since 1970 by the network's clock. */
  readonly now: () => number;
  /** How much faster than the person's that clock runs: the practice network's can be sped up. 1 on mainnet. */
  readonly speed: () => number;
  /** `count` random bytes, for the auxiliary randomness of Schnorr signatures. */
  readonly random: (count: number) => Uint8Array;
}
