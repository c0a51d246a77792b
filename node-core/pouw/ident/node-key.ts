// A worker's own key: Ed25519, made here, kept in the worker's folder, worth nothing but its credits. No key of a wallet is ever near it.

import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { writeFileAtomic } from '../../files/atomic-file';

export interface NodeKey {
  /** Public key, hexadecimal. */
  readonly id: string;
  sign(text: string): string;
}

/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The public key of an id. @throws AppError pouw/bad-key */
export function publicKeyOf(id: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(id, 'hex')]), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new AppError('pouw/bad-key', 'that is no Ed25519 public key', { cause });
  }
}

/** The key in the file, or a new one that is put there. @throws AppError pouw/key-damaged */
export function nodeKey(path: string): NodeKey {
  if (existsSync(path)) {
    try {
      return keyOf(createPrivateKey(readFileSync(path, 'utf8')));
    } catch (cause) {
      throw new AppError('pouw/key-damaged', 'the key of this worker cannot be read', { cause });
    }
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileAtomic(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return keyOf(privateKey);
}

function keyOf(key: KeyObject): NodeKey {
  const id = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(SPKI.length).toString('hex');
  return { id, sign: (text) => sign(null, Buffer.from(text), key).toString('hex') };
}

/** A salt, an id: fresh random hexadecimal digits. */
export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');
