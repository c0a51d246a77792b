// Verifies signed text messages (Flux's and Bitcoin's magic, 65-byte recoverable signature in base64) against a P2PKH address.

import type { NetworkId } from '../../../shared/chains/ids';
import { decodeAddress as decodeBitcoin } from '../../../shared/bitcoin/address';
import { BITCOIN_MAINNET, bitcoinParams } from '../../../shared/bitcoin/params';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { decodeAddress as decodeFlux } from '../../../shared/flux/address';
import { verifyMessage } from '../../../shared/flux/message';
import { fluxParams } from '../../../shared/hd/script-of-key';
import { ecc } from '../accounts/public-keys';

export interface SignedMessage {
  readonly scheme: 'flux' | 'bitcoin';
  readonly address: string;
  readonly message: string;
  /** Base64. */
  readonly signature: string;
}

/** `problem` names why nothing could be checked; a signature that was checked and does not fit has none. */
export function verifySigned({ scheme, address, message, signature }: SignedMessage, network: NetworkId): { valid: boolean; problem: string | null } {
  try {
    if (!/^[A-Za-z0-9+/]{87}=$/.test(signature.trim())) throw new AppError('message/bad-signature', 'not a base64 signature of 65 bytes');
    return { valid: verifyMessage(message, scheme, new Uint8Array(Buffer.from(signature.trim(), 'base64')), keyHash(scheme, address.trim(), network), ecc), problem: null };
  } catch (thrown) {
    return { valid: false, problem: toAppError(thrown).code };
  }
}

/** A Flux ID is a Bitcoin mainnet address on either network: it names a key, it never holds coins. */
function keyHash(scheme: 'flux' | 'bitcoin', address: string, network: NetworkId): Uint8Array {
  if (scheme === 'flux') {
    const found = decodeFlux(address, fluxParams(network));
    if (found.kind === 'p2pkh') return found.hash;
    throw new AppError('message/no-key-address', 'only addresses of one key can be checked');
  }
  const found = decodeBitcoin(address, address.startsWith('1') ? BITCOIN_MAINNET : bitcoinParams(network));
  if (found.kind === 'p2pkh') return found.hash;
  throw new AppError('message/no-key-address', 'only addresses that start with 1 can be checked');
}
