// Argon2id (RFC 9106): native code first, WebAssembly where the native module cannot load; both give the same bytes.

import type { KdfParams } from './kdf';

/** 32 bytes from a password and a salt. Takes as long as the parameters say; runs off the event loop where it can. */
export type PasswordHasher = (password: Uint8Array, salt: Uint8Array, params: KdfParams) => Promise<Uint8Array>;

const OUTPUT = 32;
/** `Algorithm.Argon2id` and `Version.V0x13` of @node-rs/argon2: const enums, which isolated modules cannot read. */
const ARGON2ID = 2;
const VERSION_13 = 1;

/** The native module, or null where none fits this machine. */
type Native = Pick<typeof import('@node-rs/argon2'), 'hashRaw'>;

/** @throws whatever the loader throws when there is no binary for this platform */
function loadNative(): Native {
  return require('@node-rs/argon2') as Native;
}

const nativeArgon2id =
  (native: Native): PasswordHasher =>
  async (password, salt, { m, t, p }) => {
    const raw = await native.hashRaw(password, { salt, memoryCost: m, timeCost: t, parallelism: p, outputLen: OUTPUT, algorithm: ARGON2ID, version: VERSION_13 });
    const out = Uint8Array.from(raw);
    raw.fill(0);
    return out;
  };

/** Slower by about 2.5 times, on the event loop, and without any native code. */
export const wasmArgon2id: PasswordHasher = async (password, salt, { m, t, p }) => {
  const { argon2id } = await import('hash-wasm');
  return argon2id({ password, salt, memorySize: m, iterations: t, parallelism: p, hashLength: OUTPUT, outputType: 'binary' });
};

/** Native when it loads, WebAssembly otherwise; `kind` is shown in the settings. */
export function chooseArgon2id(load: () => Native = loadNative): { kind: 'native' | 'wasm'; hash: PasswordHasher } {
  try {
    return { kind: 'native', hash: nativeArgon2id(load()) };
  } catch {
    return { kind: 'wasm', hash: wasmArgon2id };
  }
}
