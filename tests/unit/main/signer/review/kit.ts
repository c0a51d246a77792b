// Builds keys, coins, plans and intents for tests and benches of the review: a small keyring, an address book and a clock.

import * as ecc from 'tiny-secp256k1';
import { createReviewer, type Reviewer } from '../../../../../main/signer/review';
import type { Keys, OwnScript, ReviewDeps } from '../../../../../main/signer/review/ports';
import { keyText } from '../../../../../main/signer/review/utxo/reading';
import { addressOfScript as bitcoinAddressOf } from '../../../../../shared/bitcoin/address';
import { bitcoinParams } from '../../../../../shared/bitcoin/params';
import { p2pkhScript, p2shP2wpkhScript, p2trScript, p2wpkhScript } from '../../../../../shared/bitcoin/script';
import { taprootOutputKey } from '../../../../../shared/bitcoin/taproot';
import { serializeTransaction as serializeBitcoin } from '../../../../../shared/bitcoin/transaction';
import { isEvmChain, type ChainId, type NetworkId } from '../../../../../shared/chains/ids';
import type { Contact, EvmPlan, Intent, KeyRef, ScriptType, UtxoPlan } from '../../../../../shared/contract/money-path';
import { asciiBytes, concatBytes, toDisplayHash, toHex } from '../../../../../shared/crypto/bytes';
import { sha256, sha256d } from '../../../../../shared/crypto/hashes';
import { addressOfPublicKey, decodeAddress } from '../../../../../shared/evm/address';
import { serializeUnsigned, type EvmTransaction } from '../../../../../shared/evm/transaction';
import { addressOfScript as fluxAddressOf } from '../../../../../shared/flux/address';
import { FLUX_MAINNET, FLUX_REGTEST } from '../../../../../shared/flux/params';
import { multisigScript, p2shScript } from '../../../../../shared/flux/script-templates';
import { hash160 } from '../../../../../shared/crypto/hashes';
import { serializeTransaction as serializeFlux, transparentTransaction } from '../../../../../shared/flux/transaction';

export type UtxoChain = 'flux' | 'bitcoin';

export const fluxKey = (index: number, change: 0 | 1 = 0): KeyRef => ({ kind: 'derived', account: 'flux:44:0', change, index });
export const bitcoinKey = (index: number, change: 0 | 1 = 0, purpose = 84): KeyRef => ({ kind: 'derived', account: `bitcoin:${purpose}:0`, change, index });
export const evmKey: KeyRef = { kind: 'derived', account: 'evm:44:0', change: 0, index: 0 };
export const importedKey: KeyRef = { kind: 'imported', id: 'ab'.repeat(16) };

export function privateKeyOf(key: KeyRef, salt = ''): Uint8Array {
  return sha256(asciiBytes(`test key ${salt}${keyText(key)}`));
}

export function publicKeyOf(privateKey: Uint8Array, compressed = true): Uint8Array {
  const point = ecc.pointFromScalar(privateKey, compressed);
  if (point === null) throw new Error('no point');
  return point;
}

/** Of the server of a FluxNode. */
const nodePrivateKey = (index: number): Uint8Array => sha256(asciiBytes(`test node ${index}`));

/** A 1-of-2 redeem script whose first key belongs to the wallet. */
export function redeemScriptOf(key: KeyRef): Uint8Array {
  return multisigScript(1, [publicKeyOf(privateKeyOf(key)), publicKeyOf(privateKeyOf(key, 'cosigner '))]);
}

function deriveOwn(network: NetworkId, key: KeyRef, type: ScriptType, chain: ChainId): OwnScript {
  const privateKey = privateKeyOf(key);
  const publicKey = publicKeyOf(privateKey);
  const path = key.kind === 'derived' ? `${key.account} ${key.change}/${key.index}` : 'imported';
  const of = (script: Uint8Array, address: string | null, redeemScript: Uint8Array | null = null): OwnScript => ({ script, address: address ?? '', path, publicKey, redeemScript });
  if (isEvmChain(chain)) {
    const address = addressOfPublicKey(publicKeyOf(privateKey, false));
    return of(decodeAddress(address), address);
  }
  if (chain === 'flux') {
    const params = network === 'mainnet' ? FLUX_MAINNET : FLUX_REGTEST;
    const redeem = type === 'p2sh-multisig' ? redeemScriptOf(key) : null;
    const script = redeem === null ? p2pkhScript(publicKey) : p2shScript(hash160(redeem));
    return of(script, fluxAddressOf(script, params), redeem);
  }
  const script = type === 'p2pkh' ? p2pkhScript(publicKey) : type === 'p2tr' ? p2trScript(taprootOutputKey(ecc, publicKey)) : type === 'p2sh-p2wpkh' ? p2shP2wpkhScript(publicKey) : p2wpkhScript(publicKey);
  return of(script, bitcoinAddressOf(script, bitcoinParams(network)));
}

/** A keyring that derives by hashing names; it recognises what `scriptOf` was asked for, or what `known` names. */
export function testKeys(network: NetworkId = 'practice'): Keys & { readonly handedOut: Uint8Array[] } {
  const cache = new Map<string, OwnScript>();
  const byScript = new Map<string, { key: KeyRef; scriptType: ScriptType }>();
  const handedOut: Uint8Array[] = [];
  const isOwn: Keys['isOwn'] = (script, chain) => byScript.get(`${chain} ${toHex(script)}`) ?? null;
  return {
    network,
    handedOut,
    scriptOf(key, scriptType, chain) {
      const name = `${chain} ${scriptType} ${keyText(key)}`;
      let own = cache.get(name);
      if (own === undefined) {
        own = deriveOwn(network, key, scriptType, chain);
        cache.set(name, own);
        byScript.set(`${chain} ${toHex(own.script)}`, { key, scriptType });
      }
      return own;
    },
    isOwn,
    findOwn: isOwn,
    ownAddresses: (chain) => [...cache].filter(([name]) => name.startsWith(`${chain} `)).map(([, own]) => own.address),
    nodeKey: (index) => ({ publicKey: publicKeyOf(nodePrivateKey(index)), path: `node ${index}` }),
    privateKeysOf(key) {
      const copy = privateKeyOf(key);
      handedOut.push(copy);
      return [copy];
    },
  };
}

export interface TestBook {
  readonly contacts: Contact[];
  readonly paid: { chain: ChainId; address: string }[];
  readonly deposits: Map<ChainId, string>;
}

export interface Kit {
  readonly keys: ReturnType<typeof testKeys>;
  readonly book: TestBook;
  readonly clock: { now: number; speed: number };
  readonly deps: ReviewDeps;
  readonly reviewer: Reviewer;
}

export function makeKit(network: NetworkId = 'practice'): Kit {
  const keys = testKeys(network);
  const book: TestBook = { contacts: [], paid: [], deposits: new Map() };
  const clock = { now: 1_700_000_000_000, speed: 1 };
  const deps: ReviewDeps = {
    keys, ecc,
    now: () => clock.now, speed: () => clock.speed,
    random: (count) => new Uint8Array(count).fill(7),
    addresses: {
      contacts: () => book.contacts,
      paid: () => book.paid,
      rememberPaid: async (address, chain) => {
        book.paid.push({ address, chain });
      },
      deposit: (chain) => book.deposits.get(chain) ?? null,
      rememberDeposit: async (address, chain) => {
        book.deposits.set(chain, address);
      },
    },
  };
  return { keys, book, clock, deps, reviewer: createReviewer(deps) };
}

export function contact(chain: ChainId, address: string, name = 'Ann'): Contact {
  return { id: name, name, chain, address, note: '', createdAt: 0 };
}

/** Output script and address of somebody else. */
export function stranger(chain: UtxoChain, name = 'stranger', network: NetworkId = 'practice'): { script: Uint8Array; address: string } {
  const publicKey = publicKeyOf(sha256(asciiBytes(name)));
  const script = chain === 'flux' ? p2pkhScript(publicKey) : p2wpkhScript(publicKey);
  const address = chain === 'flux' ? fluxAddressOf(script, network === 'mainnet' ? FLUX_MAINNET : FLUX_REGTEST) : bitcoinAddressOf(script, bitcoinParams(network));
  return { script, address: address ?? '' };
}

export interface Coin {
  readonly raw: Uint8Array;
  readonly txid: string;
  readonly index: number;
  readonly value: bigint;
  readonly key: KeyRef;
  readonly scriptType: ScriptType;
}

/** A previous transaction with one input of somebody and two outputs, the second of them ours. */
export function coin(kit: Kit, chain: UtxoChain, key: KeyRef, value: bigint, options: { scriptType?: ScriptType; salt?: number } = {}): Coin {
  const scriptType = options.scriptType ?? (chain === 'flux' ? 'p2pkh' : 'p2wpkh');
  const own = kit.keys.scriptOf(key, scriptType, chain);
  const input = { txid: toHex(sha256(asciiBytes(`origin ${options.salt ?? 0} ${keyText(key)} ${value}`))), index: 0, script: new Uint8Array(107).fill(1), sequence: 0xffffffff, witness: [] };
  const outputs = [{ value: 12_345n, script: stranger(chain, 'sender').script }, { value, script: own.script }];
  const raw = chain === 'flux'
    ? serializeFlux(transparentTransaction({ inputs: [input], outputs, lockTime: 0, expiryHeight: 500 }))
    : serializeBitcoin({ version: 2, inputs: [input], outputs, lockTime: 0 });
  return { raw, txid: toDisplayHash(sha256d(raw)), index: 1, value, key, scriptType };
}

export interface UtxoParts {
  readonly chain: UtxoChain;
  readonly coins: readonly Coin[];
  readonly outputs: readonly { readonly value: bigint; readonly script: Uint8Array }[];
  readonly change?: UtxoPlan['change'];
  readonly lockTime?: number;
  readonly expiryHeight?: number;
  readonly sequence?: number;
  readonly tip?: number;
  readonly replaces?: Uint8Array | null;
}

export function utxoPlan(parts: UtxoParts): UtxoPlan {
  const sequence = parts.sequence ?? (parts.chain === 'flux' ? 0xffffffff : 0xfffffffd);
  const inputs = parts.coins.map(({ txid, index }) => ({ txid, index, script: new Uint8Array(0), sequence, witness: [] }));
  const lockTime = parts.lockTime ?? 0;
  const unsigned = parts.chain === 'flux'
    ? serializeFlux(transparentTransaction({ inputs, outputs: parts.outputs, lockTime, expiryHeight: parts.expiryHeight ?? 1240 }))
    : serializeBitcoin({ version: 2, inputs, outputs: parts.outputs, lockTime });
  let offset = 0;
  const pieces = parts.coins.map(({ raw }) => {
    const part = { offset, length: raw.length };
    offset += raw.length;
    return part;
  });
  return {
    kind: 'utxo', chain: parts.chain, unsigned,
    inputs: parts.coins.map(({ key, scriptType }, place) => ({ key, scriptType, previous: place })),
    previous: { bytes: concatBytes(...parts.coins.map(({ raw }) => raw)), parts: pieces },
    change: parts.change ?? [], tip: parts.tip ?? 1000, replaces: parts.replaces ?? null,
  };
}

export type PayIntent = Extract<Intent, { kind: 'pay' }>;

export function payIntent(chain: ChainId, to: string, amount: bigint, more: Partial<PayIntent> = {}): PayIntent {
  return { kind: 'pay', asset: `${chain}/native`, to, amount: amount.toString(), all: false, feeLimit: '10000000', note: null, ...more };
}

/** A plain payment of 3 of 10 coins with change, and its intent. */
export function goodPayment(kit: Kit, chain: UtxoChain, more: Partial<UtxoParts> = {}): { intent: PayIntent; plan: UtxoPlan } {
  const key = chain === 'flux' ? fluxKey : bitcoinKey;
  const scriptType = chain === 'flux' ? 'p2pkh' : 'p2wpkh';
  const to = stranger(chain, 'stranger', kit.keys.network);
  const coins = [coin(kit, chain, key(0), 600_000_000n), coin(kit, chain, key(1), 400_000_000n)];
  const changeKey = key(5, 1);
  const changeScript = kit.keys.scriptOf(changeKey, scriptType, chain).script;
  const plan = utxoPlan({
    chain, coins, outputs: [{ value: 300_000_000n, script: to.script }, { value: 699_999_000n, script: changeScript }],
    change: [{ vout: 1, key: changeKey, scriptType }], ...more,
  });
  return { intent: payIntent(chain, to.address, 300_000_000n), plan };
}

export const STRANGER_EVM = '0x52908400098527886E0F7030069857D2E4169EE7';

export type Type2 = Extract<EvmTransaction, { type: 2 }>;

export function evmTransaction(more: Partial<Type2> = {}): Type2 {
  return {
    type: 2, chainId: 8453n, nonce: 7n, maxPriorityFeePerGas: 1_000_000n, maxFeePerGas: 100_000_000n, gasLimit: 21_000n,
    to: decodeAddress(STRANGER_EVM), value: 10n ** 18n, data: new Uint8Array(0), accessList: [], ...more,
  };
}

export function evmPlan(tx: EvmTransaction, more: Partial<Omit<EvmPlan, 'reported'>> = {}, reported: Partial<EvmPlan['reported']> = {}): EvmPlan {
  return {
    kind: 'evm', chain: 'base', unsigned: serializeUnsigned(tx), key: evmKey, replaces: null, ...more,
    reported: { recipientIsContract: null, tokenDecimals: null, tokenSymbol: null, balance: null, ...reported },
  };
}

/** The code of the AppError that `work` throws, with its `what` when it has one. */
export function refusedWith(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    const error = thrown as { code?: unknown; context?: { what?: unknown } };
    if (typeof error.code !== 'string') throw thrown;
    return error.context?.what === undefined ? error.code : `${error.code} ${String(error.context.what)}`;
  }
  return 'accepted';
}
