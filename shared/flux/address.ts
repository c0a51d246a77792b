// Flux transparent addresses: Base58Check with a two-byte prefix (fluxd key_io.cpp); says what a wrong address is instead.
import { addressPayload, checkAddressText } from '../crypto/address-text';
import { encodeBase58Check } from '../crypto/base58check';
import { concatBytes, equalBytes } from '../crypto/bytes';
import { hash160 } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import { FLUX_MAINNET, FLUX_TESTNET, type FluxParams } from './params';
import { classifyScript, p2pkhScript, p2shScript } from './script-templates';

/** Who can spend: the holder of a key, or whoever fulfils a script. `hash` has 20 bytes. */
export interface FluxDestination {
  readonly kind: 'p2pkh' | 'p2sh';
  readonly hash: Uint8Array;
}

/** The address text of a destination. */
export function encodeAddress(destination: FluxDestination, params: FluxParams): string {
  if (destination.hash.length !== 20) throw new AppError('address/bad-hash', 'an address holds 20 bytes', { context: { length: destination.hash.length } });
  return encodeBase58Check(concatBytes(destination.kind === 'p2pkh' ? params.p2pkhPrefix : params.p2shPrefix, destination.hash));
}

/** The P2PKH address of a public key (33 or 65 bytes: the two forms have different addresses). */
export function addressOfPublicKey(publicKey: Uint8Array, params: FluxParams): string {
  return encodeAddress({ kind: 'p2pkh', hash: hash160(publicKey) }, params);
}

/** The P2SH address of a redeem script. */
export function addressOfRedeemScript(redeemScript: Uint8Array, params: FluxParams): string {
  return encodeAddress({ kind: 'p2sh', hash: hash160(redeemScript) }, params);
}

function destinationWithPrefix(payload: Uint8Array, params: FluxParams): FluxDestination | null {
  if (payload.length !== 22) return null;
  const prefix = payload.subarray(0, 2);
  if (equalBytes(prefix, params.p2pkhPrefix)) return { kind: 'p2pkh', hash: payload.slice(2) };
  return equalBytes(prefix, params.p2shPrefix) ? { kind: 'p2sh', hash: payload.slice(2) } : null;
}

/** Bitcoin's one-byte prefixes (main: 1 and 3; test: m, n and 2). */
const BITCOIN_PREFIXES: ReadonlySet<number> = new Set([0x00, 0x05, 0x6f, 0xc4]);
/** First byte pairs of Sprout shielded addresses: main zc, test zt. */
const SPROUT_PREFIXES: ReadonlySet<number> = new Set([0x169a, 0x16b6]);

/** Names the chain that `text` seems to belong to by its look alone, or null. */
function otherChainByLook(text: string): string | null {
  if (/^0x[0-9a-f]{40}$/i.test(text)) return 'evm';
  if (/^(bc1|tb1|bcrt1)[02-9ac-hj-np-z]{8,}$/i.test(text)) return 'bitcoin';
  if (/^(za1|zs1|ztestacadia1|zregtestsapling1|ztestsapling1)[02-9ac-hj-np-z]{8,}$/i.test(text)) return 'zcash-shielded';
  if (/^(u1|utest1)[02-9ac-hj-np-z]{8,}$/i.test(text)) return 'zcash-unified';
  return null;
}

function otherChainByPayload(payload: Uint8Array): string | null {
  if (payload.length === 21 && BITCOIN_PREFIXES.has(payload[0] ?? -1)) return 'bitcoin';
  if (payload.length === 66 && SPROUT_PREFIXES.has(((payload[0] ?? 0) << 8) | (payload[1] ?? 0))) return 'zcash-shielded';
  return null;
}

function otherChain(chain: string): AppError {
  return new AppError('address/other-chain', 'this address belongs to another chain', { context: { chain } });
}

/**
 * The destination of an address of this network. Regtest shares its prefixes with testnet.
 * @throws AppError `address/empty` | `address/bad-character` | `address/bad-checksum` | `address/malformed`
 *   | `address/other-network` (context.network) | `address/other-chain` (context.chain: bitcoin, evm, zcash-shielded, zcash-unified)
 */
export function decodeAddress(text: string, params: FluxParams): FluxDestination {
  checkAddressText(text);
  const look = otherChainByLook(text);
  if (look !== null) throw otherChain(look);
  const payload = addressPayload(text);
  const destination = destinationWithPrefix(payload, params);
  if (destination !== null) return destination;
  for (const other of [FLUX_MAINNET, FLUX_TESTNET]) {
    if (destinationWithPrefix(payload, other) !== null) throw new AppError('address/other-network', 'this address belongs to another Flux network', { context: { network: other.name } });
  }
  const chain = otherChainByPayload(payload);
  if (chain !== null) throw otherChain(chain);
  throw new AppError('address/malformed', 'not a Flux address', { context: { length: payload.length } });
}

/** The output script that pays a destination. */
export function scriptOfDestination(destination: FluxDestination): Uint8Array {
  return destination.kind === 'p2pkh' ? p2pkhScript(destination.hash) : p2shScript(destination.hash);
}

/** The output script that pays an address; errors as `decodeAddress`. */
export function scriptOfAddress(address: string, params: FluxParams): Uint8Array {
  return scriptOfDestination(decodeAddress(address, params));
}

/** The address that an output script pays (a bare public key counts as its P2PKH address, as in fluxd), or null. */
export function addressOfScript(script: Uint8Array, params: FluxParams): string | null {
  const template = classifyScript(script);
  if (template.kind === 'p2pkh' || template.kind === 'p2sh') return encodeAddress(template, params);
  return template.kind === 'p2pk' ? addressOfPublicKey(template.publicKey, params) : null;
}
