// What Fluxkeep says about a BOINC client on this computer. BOINC does its own work under its own account: it earns that project's credit, never FLUX.
import { z } from 'zod';

/** `always`: whatever the preferences say; `auto`: as they say; `never`: not at all. */
export const boincModeSchema = z.enum(['always', 'auto', 'never']);
export type BoincMode = z.infer<typeof boincModeSchema>;

/** Why BOINC does nothing now. `other` is a reason of a newer BOINC. */
export const boincPauseSchema = z.enum([
  'battery', 'computer-in-use', 'user-request', 'time-of-day', 'benchmarks', 'disk-full', 'throttled', 'computer-unused', 'starting', 'exclusive-program', 'processor-busy',
  'network-quota', 'operating-system', 'no-wifi', 'battery-charging', 'battery-hot', 'no-screen-contact', 'other',
]);
export type BoincPause = z.infer<typeof boincPauseSchema>;

const activitySchema = z.strictObject({
  /** In force now. */
  mode: boincModeSchema,
  /** In force again when `modeEndsInSeconds` is over. */
  lastingMode: boincModeSchema,
  /** Seconds until the lasting mode returns; null when the mode has no end. */
  modeEndsInSeconds: z.number().nonnegative().nullable(),
  /** Null while work is allowed; `words` say it to a person. */
  paused: z.strictObject({ reason: boincPauseSchema, words: z.string() }).nullable(),
});

const creditSchema = z.strictObject({
  /** All credit so far, in the project's own units (200 for a day at a billion floating-point operations a second). */
  total: z.number().nonnegative(),
  /** Credit a day, averaged by BOINC with a half-life of a week. */
  perDay: z.number().nonnegative(),
});

export const boincProjectSchema = z.strictObject({
  /** The name that the project gives itself; its address while it has given none. */
  name: z.string(),
  /** Its master URL, which also names it in requests. */
  url: z.string(),
  credit: z.strictObject({ user: creditSchema, host: creditSchema }),
  suspended: z.boolean(),
  /** It finishes what it has and takes nothing new. */
  noMoreWork: z.boolean(),
});
export type BoincProject = z.infer<typeof boincProjectSchema>;

const boincTaskStateSchema = z.enum(['new', 'downloading', 'waiting', 'running', 'suspended', 'failed', 'uploading', 'finished', 'aborted', 'upload-failed', 'other']);

export const boincTaskSchema = z.strictObject({
  name: z.string(),
  /** The name of its project. */
  project: z.string(),
  projectUrl: z.string(),
  state: boincTaskStateSchema,
  /** Zero to one. */
  fractionDone: z.number().min(0).max(1),
  /** Seconds of wall time that BOINC estimates are left. */
  remainingSeconds: z.number().nonnegative(),
  /** Seconds of wall time spent on it. */
  elapsedSeconds: z.number().nonnegative(),
  /** Unix seconds by which the project wants it back. */
  deadline: z.number().nonnegative(),
});
export type BoincTask = z.infer<typeof boincTaskSchema>;

export const boincStatusSchema = z.strictObject({
  /** "7.20.5" */
  version: z.string(),
  processor: activitySchema,
  gpu: activitySchema,
  projects: z.array(boincProjectSchema),
  tasks: z.array(boincTaskSchema),
});
export type BoincStatus = z.infer<typeof boincStatusSchema>;

/** The computer as BOINC sees it. */
export const boincHostSchema = z.strictObject({
  /** Logical processors. */
  processors: z.number().int().positive(),
  processorModel: z.string(),
  /** Bytes of memory. */
  memoryBytes: z.number().nonnegative(),
  /** Bytes free on the disk with BOINC's data. */
  diskFreeBytes: z.number().nonnegative(),
  /** Floating-point operations a second of one processor, by BOINC's own benchmark; a guess before the first one. */
  flops: z.number().nonnegative(),
  system: z.string(),
});
export type BoincHost = z.infer<typeof boincHostSchema>;

export const boincProjectOpSchema = z.enum(['suspend', 'resume', 'update', 'nomorework', 'allowmorework']);
export type BoincProjectOp = z.infer<typeof boincProjectOpSchema>;
export const boincTaskOpSchema = z.enum(['suspend', 'resume', 'abort']);
export type BoincTaskOp = z.infer<typeof boincTaskOpSchema>;
