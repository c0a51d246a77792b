// All calls of the secrets window, for one open port.

import type { Handlers } from '../../../shared/contract/base';
import type { secretsCalls } from '../../../shared/contract/secrets';
import type { SignerSession } from '../session';
import type { Attempts } from './attempts';
import { creation } from './create';
import { importing } from './import';
import { nodeKeys } from './node-key';
import { keyRemoval } from './remove-key';
import { restoring } from './restore';
import { unlocking } from './unlock';

/** @returns the handlers of one window, and what to call when that window is gone */
export function secretsHandlers(session: SignerSession, attempts: Attempts): { handlers: Handlers<typeof secretsCalls>; forget: () => void } {
  const created = creation(session);
  return { handlers: { ...created.handlers, ...restoring(session), ...importing(session, attempts), ...unlocking(session, attempts), ...keyRemoval(session, attempts), ...nodeKeys(session) }, forget: created.forget };
}
