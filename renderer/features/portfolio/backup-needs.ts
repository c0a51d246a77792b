// What the recovery phrase asks of the person: a phrase that was never compared with its paper may not be the one on it.

import type { Unlocked } from '../../../shared/contract/signer';
import type { Need } from '../../../shared/contract/wallet';

/** The signer knows of the phrase and the wallet process must not, so these needs are found here. Wallets of imported keys alone have no phrase. */
export function backupNeeds({ backup, descriptors }: Unlocked): Need[] {
  if (descriptors.length === 0 || backup.checkedAt !== null) return [];
  if (backup.writtenDownAt === null) return [{ id: 'write-down', kind: 'write-down', level: 'warn', context: {} }];
  return [{ id: 'recovery-check', kind: 'recovery-check', level: 'warn', context: {} }];
}
