// EVM transactions: legacy with and without EIP-155, and EIP-2718 envelopes of EIP-2930 (type 1) and EIP-1559 (type 2).

import { concatBytes, toHex } from '../crypto/bytes';
import type { Ecc } from '../crypto/ecc';
import { AppError } from '../errors/app-error';
import { addressOfPublicKey } from './address';
import { keccak256 } from './keccak';
import { decodeRlp, encodeRlp, type RlpItem } from './rlp';

export interface AccessListEntry {
  readonly address: Uint8Array;
  readonly storageKeys: readonly Uint8Array[];
}

interface EvmFields {
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  /** 20 bytes, or null for the creation of a contract. */
  readonly to: Uint8Array | null;
  /** Wei. */
  readonly value: bigint;
  readonly data: Uint8Array;
}

/** Prices are wei for one unit of gas. */
export type EvmTransaction =
  /** `chainId` null: signed for every chain, as before EIP-155. */
  | (EvmFields & { readonly type: 0; readonly chainId: bigint | null; readonly gasPrice: bigint })
  | (EvmFields & { readonly type: 1; readonly chainId: bigint; readonly gasPrice: bigint; readonly accessList: readonly AccessListEntry[] })
  | (EvmFields & { readonly type: 2; readonly chainId: bigint; readonly maxPriorityFeePerGas: bigint; readonly maxFeePerGas: bigint; readonly accessList: readonly AccessListEntry[] });

/** `parity` is that of the point's y; 32 bytes each of r and s in `rs`. */
export interface EvmSignature {
  readonly parity: 0 | 1;
  readonly rs: Uint8Array;
}

const MAX_256 = 1n << 256n;

function refuse(reason: string): never {
  throw new AppError('evm/malformed', 'not a transaction that can be read', { context: { reason } });
}

/** Bytes of a number in its shortest form; zero has none. */
function numberBytes(value: bigint): Uint8Array {
  if (value < 0n || value >= MAX_256) throw new AppError('evm/out-of-range', 'number does not fit 256 bits');
  const hex = value === 0n ? '' : value.toString(16);
  return Uint8Array.from((hex.length % 2 ? `0${hex}` : hex).match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function asBytes(item: RlpItem | undefined): Uint8Array {
  return item instanceof Uint8Array ? item : refuse('bytes expected');
}

function asList(item: RlpItem | undefined): readonly RlpItem[] {
  return item === undefined || item instanceof Uint8Array ? refuse('list expected') : item;
}

function asNumber(item: RlpItem | undefined): bigint {
  const bytes = asBytes(item);
  if (bytes.length > 32 || bytes[0] === 0) refuse('number');
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

function asAddress(item: RlpItem | undefined): Uint8Array | null {
  const bytes = asBytes(item);
  if (bytes.length !== 0 && bytes.length !== 20) refuse('address');
  return bytes.length === 0 ? null : bytes;
}

function asAccessList(item: RlpItem | undefined): AccessListEntry[] {
  return asList(item).map((entry) => {
    const [address, keys, ...rest] = asList(entry);
    const bytes = asAddress(address);
    if (bytes === null || rest.length > 0) refuse('access list');
    return { address: bytes, storageKeys: asList(keys).map((key) => (asBytes(key).length === 32 ? asBytes(key) : refuse('storage key'))) };
  });
}

function asSignature(items: readonly RlpItem[], parity: 0 | 1): EvmSignature {
  const rs = new Uint8Array(64);
  items.forEach((item, place) => {
    const bytes = numberBytes(asNumber(item));
    rs.set(bytes, 32 * (place + 1) - bytes.length);
  });
  return { parity, rs };
}

/** Fields between the prices and the access list. */
function common(items: readonly RlpItem[], gasLimitAt: number, nonceAt: number): EvmFields {
  return { nonce: asNumber(items[nonceAt]), gasLimit: asNumber(items[gasLimitAt]), to: asAddress(items[gasLimitAt + 1]), value: asNumber(items[gasLimitAt + 2]), data: asBytes(items[gasLimitAt + 3]) };
}

function parseLegacy(items: readonly RlpItem[]): { tx: EvmTransaction; signature: EvmSignature | null } {
  const fields = { type: 0, ...common(items, 2, 0), gasPrice: asNumber(items[1]) } as const;
  if (items.length === 6) return { tx: { ...fields, chainId: null }, signature: null };
  if (items.length !== 9) refuse('number of fields');
  const v = asNumber(items[6]);
  if (asNumber(items[7]) === 0n && asNumber(items[8]) === 0n) {
    // EIP-155: what is signed carries the chain id in place of v, and zeros for r and s.
    return v === 0n ? refuse('chain id') : { tx: { ...fields, chainId: v }, signature: null };
  }
  const rs = items.slice(7);
  if (v === 27n || v === 28n) return { tx: { ...fields, chainId: null }, signature: asSignature(rs, v === 27n ? 0 : 1) };
  if (v < 37n) refuse('v');
  return { tx: { ...fields, chainId: (v - 35n) / 2n }, signature: asSignature(rs, (v - 35n) % 2n === 0n ? 0 : 1) };
}

function parseTyped(type: 1 | 2, items: readonly RlpItem[]): { tx: EvmTransaction; signature: EvmSignature | null } {
  const plain = type === 1 ? 8 : 9;
  if (items.length !== plain && items.length !== plain + 3) refuse('number of fields');
  const fields = { chainId: asNumber(items[0]), ...common(items, plain - 5, 1), accessList: asAccessList(items[plain - 1]) };
  const tx: EvmTransaction = type === 1
    ? { type, ...fields, gasPrice: asNumber(items[2]) }
    : { type, ...fields, maxPriorityFeePerGas: asNumber(items[2]), maxFeePerGas: asNumber(items[3]) };
  if (items.length === plain) return { tx, signature: null };
  const parity = asNumber(items[plain]);
  if (parity > 1n) refuse('parity');
  return { tx, signature: asSignature(items.slice(plain + 1), parity === 0n ? 0 : 1) };
}

/**
 * Reads a transaction, signed or not.
 * @throws AppError `evm/malformed` | `evm/unknown-type` | `rlp/malformed`
 */
export function parseTransaction(bytes: Uint8Array): { tx: EvmTransaction; signature: EvmSignature | null } {
  const first = bytes[0] ?? refuse('empty');
  if (first >= 0xc0) return parseLegacy(asList(decodeRlp(bytes)));
  if (first !== 1 && first !== 2) throw new AppError('evm/unknown-type', 'unknown kind of transaction', { context: { type: first } });
  return parseTyped(first, asList(decodeRlp(bytes.subarray(1))));
}

function fieldsOf(tx: EvmTransaction): RlpItem[] {
  const tail: RlpItem[] = [numberBytes(tx.gasLimit), tx.to ?? new Uint8Array(0), numberBytes(tx.value), tx.data];
  if (tx.type === 0) return [numberBytes(tx.nonce), numberBytes(tx.gasPrice), ...tail];
  const prices = tx.type === 1 ? [numberBytes(tx.gasPrice)] : [numberBytes(tx.maxPriorityFeePerGas), numberBytes(tx.maxFeePerGas)];
  return [numberBytes(tx.chainId), numberBytes(tx.nonce), ...prices, ...tail, tx.accessList.map((entry) => [entry.address, entry.storageKeys])];
}

function envelope(tx: EvmTransaction, items: readonly RlpItem[]): Uint8Array {
  const body = encodeRlp(items);
  return tx.type === 0 ? body : concatBytes(Uint8Array.of(tx.type), body);
}

/** The bytes whose hash is signed. */
export function serializeUnsigned(tx: EvmTransaction): Uint8Array {
  const fields = fieldsOf(tx);
  return envelope(tx, tx.type === 0 && tx.chainId !== null ? [...fields, numberBytes(tx.chainId), new Uint8Array(0), new Uint8Array(0)] : fields);
}

/** Wire form with its signature. */
export function serializeSigned(tx: EvmTransaction, signature: EvmSignature): Uint8Array {
  const parity = BigInt(signature.parity);
  const v = tx.type !== 0 ? parity : tx.chainId === null ? 27n + parity : tx.chainId * 2n + 35n + parity;
  const [r, s] = [signature.rs.subarray(0, 32), signature.rs.subarray(32)].map((part) => numberBytes(BigInt(`0x${toHex(part)}`)));
  return envelope(tx, [...fieldsOf(tx), numberBytes(v), r ?? refuse('r'), s ?? refuse('s')]);
}

/** Hash that is signed. */
export function signingHash(tx: EvmTransaction): Uint8Array {
  return keccak256(serializeUnsigned(tx));
}

/** Id of a signed transaction, 0x-prefixed. */
export function transactionId(signed: Uint8Array): string {
  return `0x${toHex(keccak256(signed))}`;
}

/** The address that made a signature. @throws AppError `evm/bad-signature` */
export function senderOf(tx: EvmTransaction, signature: EvmSignature, ecc: Ecc): string {
  const point = ecc.recover(signingHash(tx), signature.rs, signature.parity, false);
  if (point === null) throw new AppError('evm/bad-signature', 'signature belongs to no key');
  return addressOfPublicKey(point);
}

/** The most wei that one unit of gas may cost. */
export function maxGasPrice(tx: EvmTransaction): bigint {
  return tx.type === 2 ? tx.maxFeePerGas : tx.gasPrice;
}
