// What each step of the onboarding gets.

import type { Task } from '../task';
import type { Draft } from './flow';

/** What each step gets: the draft, a way to change it, and the ways on and back. */
export interface StepProps extends Task {
  draft: Draft;
  change(patch: Partial<Draft>): void;
  next(): void;
  /** Null where there is nothing before. */
  back: (() => void) | null;
  /** Makes the wallet of the draft; then nothing secret is left in this window. */
  complete(): Promise<void>;
}
