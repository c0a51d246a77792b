// The output script that somebody else's public key or redeem script owns.

import { hash160 } from '../../../../shared/crypto/hashes';
import { classifyScript, p2pkhScript, p2shScript } from '../../../../shared/flux/script-templates';

/** @param owner a public key, or a multisig redeem script */
export function destinationOwner(owner: Uint8Array): Uint8Array {
  return classifyScript(owner).kind === 'multisig' ? p2shScript(hash160(owner)) : p2pkhScript(hash160(owner));
}
