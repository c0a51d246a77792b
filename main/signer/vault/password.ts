// Passwords as bytes: NFKC and UTF-8, so that the same keys pressed on another system open the same vault.

import { AppError } from '../../../shared/errors/app-error';

/** Longest password, in bytes of UTF-8: enough for any sentence, too little to stall the hash. */
const MAX_PASSWORD_BYTES = 1024;

/**
 * @returns bytes the caller wipes
 * @throws AppError vault/password-size when empty or too long
 */
export function passwordBytes(password: string): Uint8Array {
  const bytes = new TextEncoder().encode(password.normalize('NFKC'));
  if (bytes.length === 0 || bytes.length > MAX_PASSWORD_BYTES) {
    bytes.fill(0);
    throw new AppError('vault/password-size', 'password is empty or too long', { context: { most: MAX_PASSWORD_BYTES } });
  }
  return bytes;
}
