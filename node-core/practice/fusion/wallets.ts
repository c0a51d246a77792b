// The operator's own keys, all from the world's seed: per chain one wallet that takes deposits and pays out, and a second address to move deposits to.
import { pointCompress } from 'tiny-secp256k1';
import { EVM_CHAINS, type ChainId } from '../../../shared/chains/ids';
import { addressOfPublicKey as evmAddress } from '../../../shared/evm/address';
import { addressOfPublicKey as fluxAddress } from '../../../shared/flux/address';
import { heldChain, type FusionChain } from '../../../shared/fusion/chains';
import { PRACTICE_FLUX } from '../flux/parameters';
import { seededKey, type PracticeKey } from '../seed';

/** Chains of the wallet that carry FLUX. */
export type FluxCarrier = Exclude<ChainId, 'bitcoin'>;
export const FLUX_CARRIERS: readonly FluxCarrier[] = ['flux', ...EVM_CHAINS];

/** The chain behind one of Fusion's keys, or null where the practice network runs none. */
export function carrierOf(chain: FusionChain): FluxCarrier | null {
  const held = heldChain(chain);
  return held === 'bitcoin' ? null : held;
}

export interface OperatorWallet {
  readonly key: PracticeKey;
  /** Takes deposits, pays out. */
  readonly address: string;
  /** Takes deposits while the deposit address is changed; what arrives stays there. */
  readonly otherAddress: string;
}

function addressOf(chain: FluxCarrier, publicKey: Uint8Array): string {
  return chain === 'flux' ? fluxAddress(publicKey, PRACTICE_FLUX) : evmAddress(Uint8Array.from(pointCompress(publicKey, false)));
}

export function operatorWallet(seed: string, chain: FluxCarrier): OperatorWallet {
  const key = seededKey(seed, `fusion swap/${chain}`);
  return { key, address: addressOf(chain, key.publicKey), otherAddress: addressOf(chain, seededKey(seed, `fusion second swap/${chain}`).publicKey) };
}

/** Somebody else's address: where a dishonest payout goes. */
export function strangerAddress(seed: string, chain: FluxCarrier): string {
  return addressOf(chain, seededKey(seed, `fusion stranger/${chain}`).publicKey);
}
