// Seeds for the random draw: fixed for one payment while the wallet is open, so that preview and plan choose the same coins.
import { asciiBytes, concatBytes } from '../../../../shared/crypto/bytes';
import { sha256 } from '../../../../shared/crypto/hashes';
import type { RandomBytes } from '../ports';

/** @returns 32 bytes for what is paid to whom; another wallet or session gets others */
export type SeedFor = (chain: string, to: string, amount: string) => Uint8Array;

export function seedSource(random: RandomBytes): SeedFor {
  const session = random(32);
  return (chain, to, amount) => sha256(concatBytes(session, asciiBytes(`${chain}|${amount}|`), new TextEncoder().encode(to)));
}
