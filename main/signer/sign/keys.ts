// Private keys for the length of one signing: fetched once for each key, wiped whatever happens.

import type { KeyRef } from '../../../shared/contract/money-path';
import { equalBytes } from '../../../shared/crypto/bytes';
import type { Ecc } from '../../../shared/crypto/ecc';
import { AppError } from '../../../shared/errors/app-error';
import type { Keys } from '../review/ports';

/** Private keys of a place under the vault: the first one signs, the others belong to the same multisig. */
export type KeySource = (key: KeyRef) => { readonly first: Uint8Array; readonly others: readonly Uint8Array[] };

/** Runs `work` with access to private keys, which are zeroed before this returns or throws. */
export function withPrivateKeys<T>(keys: Pick<Keys, 'privateKeysOf'>, work: (source: KeySource) => T): T {
  const held = new Map<string, readonly Uint8Array[]>();
  try {
    return work((key) => {
      const name = JSON.stringify(key);
      let found = held.get(name);
      if (found === undefined) held.set(name, (found = keys.privateKeysOf(key)));
      const [first, ...others] = found;
      if (first === undefined) throw new AppError('sign/no-key', 'this wallet has no private key for an input');
      return { first, others };
    });
  } finally {
    for (const found of held.values()) for (const key of found) key.fill(0);
  }
}

/** Of the keys that stand in a multisig script, the one with this public key. @throws AppError `sign/no-key` */
export function keyFor(publicKey: Uint8Array, { first, others }: ReturnType<KeySource>, ecc: Ecc): Uint8Array {
  const found = [first, ...others].find((key) => equalBytes(ecc.pointFromScalar(key, publicKey.length === 33) ?? new Uint8Array(0), publicKey));
  if (found === undefined) throw new AppError('sign/no-key', 'this wallet has no private key for an address');
  return found;
}
