// The practice network's benchmark program: one key for every world, so that its public half can be a parameter.
import { pointFromScalar } from 'tiny-secp256k1';
import type { WifKey } from '../../../../shared/flux/wif';
import { seededKey } from '../../seed';

const { secret } = seededKey('benchmark', 'flux benchmark program');

/** Uncompressed, as on every network. */
export const PRACTICE_BENCHMARK: WifKey = { privateKey: secret, compressed: false };
/** Its public half, 65 bytes: what `PRACTICE_BENCHMARK_KEYS` names. */
export const PRACTICE_BENCHMARK_PUBLIC = pointFromScalar(secret, false) ?? new Uint8Array(0);
