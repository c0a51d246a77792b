// Public derivation in the wallet process: the curve by tiny-secp256k1, HMAC-SHA512 by Node.

import { createHmac } from 'node:crypto';
import * as ecc from 'tiny-secp256k1';
import type { NetworkId } from '../../../shared/chains/ids';
import { childExtendedPublic, decodeExtendedPublic, eachChildPublicKey, XPUB_VERSION, type ExtendedPublicKey, type HdPrimitives } from '../../../shared/hd/extended-public';

export { ecc };

const primitives: HdPrimitives = {
  ecc,
  hmacSha512: (key, data) => new Uint8Array(createHmac('sha512', key).update(data).digest()),
};

/** The children of one extended public key. */
export class BranchKeys {
  readonly #parent: ExtendedPublicKey;

  /** @throws AppError hd/bad-xpub */
  constructor(xpub: string, network: NetworkId) {
    this.#parent = decodeExtendedPublic(xpub, XPUB_VERSION[network], ecc);
  }

  /** Calls `visit` with the 33-byte key of each place. */
  each(start: number, count: number, visit: (publicKey: Uint8Array, index: number) => void): void {
    eachChildPublicKey(this.#parent, start, count, primitives, visit);
  }
}

/** The branches of an account (0 receive, 1 change), derived once and kept. */
export class AccountKeys {
  readonly #account: ExtendedPublicKey;
  readonly #branches = new Map<number, ExtendedPublicKey>();

  /** @throws AppError hd/bad-xpub */
  constructor(xpub: string, network: NetworkId) {
    this.#account = decodeExtendedPublic(xpub, XPUB_VERSION[network], ecc);
  }

  /** Calls `visit` with the 33-byte key of each place of a branch. */
  each(branch: 0 | 1, start: number, count: number, visit: (publicKey: Uint8Array, index: number) => void): void {
    let parent = this.#branches.get(branch);
    if (!parent) {
      parent = childExtendedPublic(this.#account, branch, primitives);
      this.#branches.set(branch, parent);
    }
    eachChildPublicKey(parent, start, count, primitives, visit);
  }
}
