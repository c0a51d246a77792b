// Checks what a person pastes into a server: the identity key and the Flux ID.
import * as ecc from 'tiny-secp256k1';
import { decodeBase58Check } from '../../../../shared/crypto/base58check';
import { AppError } from '../../../../shared/errors/app-error';
import { decodeWif, type WifKey } from '../../../../shared/flux/wif';
import { PRACTICE_FLUX } from '../parameters';

/** @throws AppError `wif/bad-checksum` | `wif/other-network` | `wif/malformed`; none repeats the key */
export function identityOf(wif: string): WifKey {
  const key = decodeWif(wif, PRACTICE_FLUX);
  if (!ecc.isPrivate(key.privateKey)) throw new AppError('wif/malformed', 'not a private key');
  return key;
}

/** In the form that the WIF text names: fluxd compares the two. */
export function publicKeyOf({ privateKey, compressed }: WifKey): Uint8Array {
  return ecc.pointFromScalar(privateKey, compressed) ?? new Uint8Array(0);
}

/** @throws AppError `practice/bad-flux-id` unless the text is a Bitcoin P2PKH address or an Ethereum address */
export function requireFluxId(text: string): void {
  if (text.startsWith('0x')) return;
  try {
    const payload = decodeBase58Check(text);
    if (payload.length === 21 && payload[0] === 0) return;
  } catch (cause) {
    throw new AppError('practice/bad-flux-id', 'the Flux ID has a mistake in it', { cause });
  }
  throw new AppError('practice/bad-flux-id', 'a Flux ID is a Bitcoin address that starts with 1, or an Ethereum address');
}
