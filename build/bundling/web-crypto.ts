// The Web Cryptography API as a global: Electron 25's main and utility processes lack it, and @noble's randomBytes needs it.
import { webcrypto } from 'node:crypto';

if (typeof globalThis.crypto === 'undefined') {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true, enumerable: true });
}
