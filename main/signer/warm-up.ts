// Elliptic curve code is compiled at its first use: done while the password is typed, it does not stand between the password and the portfolio.

import { Keyring } from './keyring/keyring';
import { accountsAt } from './keyring/paths';
import { seedFromEntropy } from './keyring/seed';

/** Derives what every unlocking derives, from zeros: no key of anybody. Never throws: unlocking says what is wrong. */
export function warmUp(): void {
  try {
    const keyring = Keyring.fromSeed('practice', seedFromEntropy(new Uint8Array(16), ''));
    for (const family of ['flux', 'bitcoin', 'evm'] as const) for (const account of accountsAt(family, 0)) keyring.describe(account);
    keyring.identity();
    keyring.wipe();
  } catch {
    // The same fault is met and named when a wallet is unlocked.
  }
}
