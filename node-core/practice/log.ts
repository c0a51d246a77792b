// Where the practice network says what happened; the process writes these as lines, tests collect them.
import type { PracticeEvent } from '../../shared/practice/control-api';

export type EmitEvent = (event: PracticeEvent) => void;

/** The error's words without its stack; for the log of the practice network, which holds no secrets. */
export function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
