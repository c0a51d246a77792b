// The password KDF's parameters: what new vaults get, what a reader accepts, both checked before any memory is taken (RFC 9106).

import { AppError } from '../../../shared/errors/app-error';

/** argon2id version 1.3. `m` in KiB, `t` passes, `p` lanes. */
export interface KdfParams {
  readonly m: number;
  readonly t: number;
  readonly p: number;
}

/** What a program makes and what it accepts. Production code has one policy, below; tests bring their own. */
export interface KdfPolicy {
  readonly make: KdfParams;
  readonly least: KdfParams;
  readonly most: KdfParams;
}

/**
 * The only policy of the shipped program: 128 MiB and 3 passes, about a third of a second on a small machine.
 * A reader refuses less than 64 MiB (a planted weak file) and more than 1 GiB (a planted file that eats the memory).
 */
export const PRODUCTION_KDF: KdfPolicy = Object.freeze({
  make: Object.freeze({ m: 131_072, t: 3, p: 1 }),
  least: Object.freeze({ m: 65_536, t: 1, p: 1 }),
  most: Object.freeze({ m: 1_048_576, t: 16, p: 4 }),
});

const NAMES = ['m', 't', 'p'] as const;
const within = (params: KdfParams, policy: KdfPolicy, name: 'm' | 't' | 'p'): boolean =>
  Number.isSafeInteger(params[name]) && params[name] >= policy.least[name] && params[name] <= policy.most[name];

/** Whether a reader takes these parameters. */
export const kdfAccepted = (params: KdfParams, policy: KdfPolicy): boolean => NAMES.every((name) => within(params, policy, name));

/** @throws AppError vault/kdf-refused when a parameter is outside the policy; nothing has been allocated by then */
export function assertKdf(params: KdfParams, policy: KdfPolicy): void {
  for (const name of NAMES) {
    if (within(params, policy, name)) continue;
    throw new AppError('vault/kdf-refused', 'key derivation parameters outside the accepted bounds', {
      context: { parameter: name, value: params[name], least: policy.least[name], most: policy.most[name] },
    });
  }
}

/** True when a vault was made with less than what new vaults get: it is rewrapped at the next unlock. */
export function kdfIsOld(params: KdfParams, policy: KdfPolicy): boolean {
  return params.m < policy.make.m || (params.m === policy.make.m && params.t < policy.make.t);
}
