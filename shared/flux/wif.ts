// Wallet import format of private keys: Base58Check of prefix, 32 bytes and a 01 when the public key is compressed (fluxd key_io.cpp).
import { decodeBase58Check, encodeBase58Check } from '../crypto/base58check';
import { concatBytes } from '../crypto/bytes';
import { AppError } from '../errors/app-error';
import { FLUX_MAINNET, FLUX_TESTNET, type FluxParams } from './params';

/** A private key and the form of the public key that its addresses use. Holders wipe `privateKey` when done. */
export interface WifKey {
  readonly privateKey: Uint8Array;
  readonly compressed: boolean;
}

/** WIF text of a key. @throws AppError `wif/bad-key` unless the key has 32 bytes */
export function encodeWif(key: WifKey, params: Pick<FluxParams, 'wifPrefix'>): string {
  if (key.privateKey.length !== 32) throw new AppError('wif/bad-key', 'a private key has 32 bytes');
  return encodeBase58Check(concatBytes(Uint8Array.of(params.wifPrefix), key.privateKey, Uint8Array.from(key.compressed ? [1] : [])));
}

/**
 * The key in a WIF text. Whether it is a scalar of the curve is for the caller's `Ecc.isPrivate` to say.
 * The errors never carry any part of the text.
 * @throws AppError `wif/bad-checksum` | `wif/other-network` | `wif/malformed`
 */
export function decodeWif(text: string, params: Pick<FluxParams, 'wifPrefix'>): WifKey {
  let payload: Uint8Array;
  try {
    payload = decodeBase58Check(text);
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'base58/bad-checksum') throw new AppError('wif/bad-checksum', 'the checksum of the key does not match');
    throw new AppError('wif/malformed', 'not a private key in wallet import format');
  }
  const compressed = payload.length === 34 && payload[33] === 1;
  if (payload.length !== 33 && !compressed) throw new AppError('wif/malformed', 'not a private key in wallet import format');
  const prefix = payload[0];
  const privateKey = payload.slice(1, 33);
  payload.fill(0);
  if (prefix !== params.wifPrefix) {
    const known = prefix === FLUX_MAINNET.wifPrefix || prefix === FLUX_TESTNET.wifPrefix;
    privateKey.fill(0);
    throw new AppError(known ? 'wif/other-network' : 'wif/malformed', 'this key belongs to another network');
  }
  return { privateKey, compressed };
}
