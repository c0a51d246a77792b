// Whether a delegation is the Flux ID's own word about this worker.

import * as ecc from 'tiny-secp256k1';
import { decodeAddress as decodeBitcoin } from '../../../shared/bitcoin/address';
import { BITCOIN_MAINNET } from '../../../shared/bitcoin/params';
import { AppError } from '../../../shared/errors/app-error';
import { scriptOfAddress } from '../../../shared/flux/address';
import { verifyMessage } from '../../../shared/flux/message';
import type { FluxParams } from '../../../shared/flux/params';
import { delegationText } from '../../../shared/pouw/delegation';
import type { Registration } from '../../../shared/pouw/protocol';

/** @throws AppError pouw/bad-delegation in words */
export function checkDelegation(node: string, { delegation }: Registration, now: number, params: FluxParams): void {
  if (delegation === null) return;
  const { fluxId, payout, until, signature } = delegation;
  if (until <= now) throw new AppError('pouw/bad-delegation', 'this delegation has run out');
  let valid = false;
  try {
    scriptOfAddress(payout, params);
    const owner = decodeBitcoin(fluxId, BITCOIN_MAINNET);
    valid = owner.kind === 'p2pkh' && verifyMessage(delegationText({ node, payout, until }), 'bitcoin', new Uint8Array(Buffer.from(signature, 'base64')), owner.hash, ecc);
  } catch (cause) {
    throw new AppError('pouw/bad-delegation', 'this delegation names no Flux ID or no Flux address', { cause });
  }
  if (!valid) throw new AppError('pouw/bad-delegation', 'this delegation was not signed by its Flux ID for this worker');
}
