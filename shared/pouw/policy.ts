// When useful work may run: what is measured, what the user allows, and the reason that is always given when it does not.
import { z } from 'zod';

/** What the user allows. */
export const workLimitsSchema = z.strictObject({
  onlyWhenAway: z.boolean(),
  /** Seconds without a key or a move of the mouse after which the user counts as away. */
  awayAfterS: z.number().nonnegative(),
  pauseOnBattery: z.boolean(),
  /** Hours of the day, 0 to 24, local time; `from` after `to` goes over midnight, both the same is the whole day. */
  hours: z.strictObject({ from: z.number().min(0).max(24), to: z.number().min(0).max(24) }).nullable(),
  /** Degrees Celsius of the processor. */
  maxTemperatureC: z.number().nullable(),
  /** The part of all processors that other programs use, 0 to 1. */
  maxOtherLoad: z.number().min(0).max(1).nullable(),
});
export type WorkLimits = z.infer<typeof workLimitsSchema>;

/** What is known now. Null is unknown, which is never the same as zero. */
export interface WorkReadings {
  /** Milliseconds of one clock; `since` in the answer is of the same. */
  readonly at: number;
  readonly onBattery: boolean | null;
  readonly idleSeconds: number | null;
  /** Local time, 0 to below 24; half past seven is 7.5. */
  readonly hour: number;
  readonly temperatureC: number | null;
  readonly cpuLoadByOthers: number | null;
  /** A dialog that asks for a signature is open. */
  readonly signingOpen: boolean;
  readonly userPaused: boolean;
}

/** Why work does not run, the first of several first. `idle-unknown`: the user allows work only when away, and nobody can tell. */
export const PAUSE_REASONS = ['user-paused', 'signing', 'on-battery', 'outside-hours', 'in-use', 'idle-unknown', 'too-hot', 'busy'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** What ends a pause. `calm`: the reason has passed, and a minute without it is waited for. */
export type ResumesWhen = 'user-resumes' | 'dialog-closed' | 'plugged-in' | 'hours-begin' | 'away' | 'idle-known' | 'cooler' | 'others-idle' | 'calm';

/** A limit that is set and cannot be watched here. */
export type WorkNote = 'battery-unknown' | 'idle-unknown' | 'temperature-unknown' | 'load-unknown';

export type WorkDecision =
  | { readonly run: true; readonly notes: readonly WorkNote[] }
  | { readonly run: false; readonly reason: PauseReason; readonly since: number; readonly resumesWhen: ResumesWhen; readonly notes: readonly WorkNote[] };
