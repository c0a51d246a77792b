// What every task of the secrets window gets.

import type { SecretsOpen } from '../../shared/contract/secrets';

export interface Task {
  readonly open: SecretsOpen;
  /** Ends the task and closes the window. */
  finish(done: boolean): Promise<void>;
}
