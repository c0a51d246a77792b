// The hash that an approval names: SHA-256 over everything that a signature will commit to, with chain and network.

import type { ChainId, NetworkId } from '../../../shared/chains/ids';
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { asciiBytes, fromHex, toHex } from '../../../shared/crypto/bytes';
import { sha256 } from '../../../shared/crypto/hashes';
import { fluxNodeIdPreimage, type FluxNodeStart } from '../../../shared/flux/fluxnode-transaction';

/** The start of every hashed text; a new form of hash gets a new one. */
const TAG = 'fluxkeep/review/1';

function start(kind: string, network: NetworkId, chain: ChainId, capacity: number): ByteWriter {
  const writer = new ByteWriter(capacity);
  for (const part of [TAG, kind, network, chain]) writer.varBytes(asciiBytes(part));
  return writer;
}

/**
 * @param spent values and scripts of the outputs that are spent, in the order of the inputs
 * @returns 64 hex digits
 */
export function utxoHash(network: NetworkId, chain: ChainId, unsigned: Uint8Array, spent: readonly { readonly value: bigint; readonly script: Uint8Array }[]): string {
  const writer = start('utxo', network, chain, unsigned.length + 40 * spent.length + 128).varBytes(unsigned);
  writer.list(spent, ({ value, script }) => writer.i64(value).varBytes(script));
  return toHex(sha256(writer.finish()));
}

/** @param from address of the key that signs */
export function evmHash(network: NetworkId, chain: ChainId, unsigned: Uint8Array, from: string): string {
  return toHex(sha256(start('evm', network, chain, unsigned.length + 192).varBytes(unsigned).varBytes(asciiBytes(from)).finish()));
}

/**
 * For what is approved and stands in no byte that is signed (who gets a swap's payout): the approval of one is none of another.
 * @param meaning texts in a fixed order
 */
export function hashWithMeaning(hash: string, meaning: readonly string[]): string {
  const writer = new ByteWriter(512).varBytes(asciiBytes(TAG)).varBytes(asciiBytes('meaning')).bytes(fromHex(hash));
  writer.list(meaning, (text) => writer.varBytes(new TextEncoder().encode(text)));
  return toHex(sha256(writer.finish()));
}

/** @param digest the 32 bytes that are signed */
export function messageReviewHash(network: NetworkId, chain: ChainId, address: string, digest: Uint8Array): string {
  return toHex(sha256(start('message', network, chain, 256).varBytes(asciiBytes(address)).bytes(digest).finish()));
}

/**
 * Covers every field of every START, the key that signs it and the payment. The id of a payment is not known before it is signed: a
 * START on its output carries a mark in place of it, and the output's number.
 * @param fund hash of the payment, or null
 */
export function startsHash(network: NetworkId, fund: string | null, starts: readonly { readonly node: string; readonly tx: FluxNodeStart; readonly funded: boolean; readonly signerOwn: { readonly publicKey: Uint8Array }; readonly shown: { readonly name: string; readonly tier: string } }[]): string {
  const writer = start('starts', network, 'flux', 512 * starts.length + 128).varBytes(fund === null ? new Uint8Array(0) : fromHex(fund));
  writer.list(starts, ({ node, tx, funded, signerOwn, shown }) => {
    writer.varBytes(asciiBytes(node)).varBytes(new TextEncoder().encode(shown.name)).varBytes(asciiBytes(shown.tier));
    writer.u8(funded ? 1 : 0).varBytes(fluxNodeIdPreimage(tx)).varBytes(signerOwn.publicKey);
  });
  return toHex(sha256(writer.finish()));
}
