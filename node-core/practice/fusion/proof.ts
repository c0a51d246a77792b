// Proof that somebody holds an earning address: Flux's message signature over a phrase, by the address's key or by a key of its redeem script.
import * as ecc from 'tiny-secp256k1';
import { equalBytes, fromHex } from '../../../shared/crypto/bytes';
import { hash160 } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import { decodeAddress } from '../../../shared/flux/address';
import { recoverMessageSigner, verifyMessage } from '../../../shared/flux/message';
import { classifyScript } from '../../../shared/flux/script-templates';
import { PRACTICE_FLUX } from '../flux/parameters';

export interface OwnershipProof {
  readonly address: string;
  readonly message: string;
  /** Base64 of 65 bytes. */
  readonly signature: string;
  /** Hex; both are needed for a P2SH address. */
  readonly redeemScript?: string | undefined;
  readonly publicKey?: string | undefined;
}

const BASE64_65_BYTES = /^[A-Za-z0-9+/]{87}=$/;

/** Whether the signature proves that its maker holds the address, or one key of the script behind it. */
export function provesOwnership({ address, message, signature, redeemScript, publicKey }: OwnershipProof): boolean {
  if (!BASE64_65_BYTES.test(signature)) return false;
  const bytes = Uint8Array.from(Buffer.from(signature, 'base64'));
  try {
    const destination = decodeAddress(address, PRACTICE_FLUX);
    if (destination.kind === 'p2pkh') return verifyMessage(message, 'flux', bytes, destination.hash, ecc);
    if (redeemScript === undefined || publicKey === undefined) return false;
    const [script, key] = [fromHex(redeemScript), fromHex(publicKey)];
    const template = classifyScript(script);
    const isPart = template.kind === 'multisig' && template.publicKeys.some((each) => equalBytes(each, key));
    if (!isPart || !equalBytes(hash160(script), destination.hash)) return false;
    const signer = recoverMessageSigner(message, 'flux', bytes, ecc);
    return signer !== null && equalBytes(signer, key);
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}
