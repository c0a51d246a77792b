// Security: when the wallet locks, its password and phrase, the wallets and imported keys, and proof that the signer is closed.

import type { Session } from '../../../../shared/contract/app';
import { ImportedKeys } from './imported-keys';
import { Locking } from './locking';
import { PasswordAndPhrase } from './password-and-phrase';
import { SignerCheck } from './signer-check';
import { Wallets } from './wallets';

export function Security({ session }: { session: Extract<Session, { state: 'unlocked' }> }) {
  return (
    <>
      <Locking />
      <PasswordAndPhrase unlocked={session.unlocked} />
      <Wallets session={session} />
      <ImportedKeys wallet={session.unlocked.wallet.id} imported={session.unlocked.imported} />
      <SignerCheck />
    </>
  );
}
