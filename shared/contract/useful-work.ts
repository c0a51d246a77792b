// Useful work: what main tells the process that works, what that process tells, and what the main window sees of it.
// Credits are a coordinator's own count; FLUX stands only where a payout's transaction exists.

import { z } from 'zod';
import { call, zBytes, zError, zHash, zNetwork, zNothing, zProcessState, zText, zTime } from './base';
import { PAUSE_REASONS } from '../pouw/policy';
import { zSandboxProgram } from '../pouw/sandbox-messages';
import { zDelegation, zUsefulWorkPatch, zUsefulWorkSettings } from './settings';

const main = ['main'] as const;
const window = ['main-window'] as const;
const zCount = z.number().int().nonnegative();
const zId = z.string().regex(/^[0-9a-f]{32}$/);
const zUrl = z.string().max(300);
const zKind = z.enum(['primes', 'molecules', 'render', 'train', 'onnx']);

const zWorkNote = z.enum(['battery-unknown', 'idle-unknown', 'temperature-unknown', 'load-unknown']);
/** Whether work is done now, and if not, why, since when, and what ends the pause. Times are those of this computer. */
const zWorkState = z.discriminatedUnion('run', [
  z.object({ run: z.literal(true), notes: z.array(zWorkNote) }),
  z.object({
    run: z.literal(false), reason: z.enum(PAUSE_REASONS), since: zTime,
    resumesWhen: z.enum(['user-resumes', 'dialog-closed', 'plugged-in', 'hours-begin', 'away', 'idle-known', 'cooler', 'others-idle', 'calm']), notes: z.array(zWorkNote),
  }),
]);

/** What the operating system says; null where it does not say. */
export const zReadings = z.object({
  onBattery: z.boolean().nullable(),
  /** Seconds since the last key or movement. */
  idleSeconds: z.number().nonnegative().nullable(),
  /** A question of the wallet is on the screen. */
  signing: z.boolean(),
});
export type Readings = z.infer<typeof zReadings>;

export const zWorkStart = z.object({
  folder: z.string().max(4000),
  /** Base addresses, asked in this order. */
  coordinators: z.array(zUrl).max(16),
  settings: zUsefulWorkSettings,
  delegation: zDelegation.nullable(),
  /** Milliseconds by which the network's clock is ahead of the system's. */
  clockOffset: z.number(),
  cores: z.number().int().min(1).max(4096),
  memoryMegabytes: z.number().int().min(1),
  runtime: zText,
  /** The folder that stands for `/` where the system's files about power and heat are read. */
  systemRoot: z.string().max(4000),
});
export type WorkStart = z.infer<typeof zWorkStart>;

export const zBatchRequest = z.object({
  title: zText,
  work: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('render'), scene: z.number().int().min(0).max(16), width: z.number().int().min(16).max(2048), height: z.number().int().min(16).max(2048), tile: z.number().int().min(16).max(256), samples: z.number().int().min(1).max(4096) }),
    z.object({ kind: z.literal('train'), rounds: z.number().int().min(1).max(200), shards: z.number().int().min(1).max(64), epochs: z.number().int().min(1).max(50) }),
    z.object({ kind: z.literal('primes'), from: z.string().regex(/^(0|[1-9]\d{0,12})$/), count: z.string().regex(/^[1-9]\d{0,12}$/), jobs: z.number().int().min(1).max(1000) }),
    z.object({ kind: z.literal('molecules'), particles: z.number().int().min(8).max(1024), steps: z.number().int().min(1).max(1_000_000), replicas: z.number().int().min(1).max(1000) }),
    /** `model`: a finished training run; null: the network that came with the modules. */
    z.object({ kind: z.literal('onnx'), model: zId.nullable(), digits: z.enum(['unseen', 'all']), jobs: z.number().int().min(1).max(64) }),
  ]),
});
export type WorkBatchRequest = z.infer<typeof zBatchRequest>;

const zWorkJob = z.object({
  lease: zId, title: zText, kind: zKind, coordinator: zUrl,
  /** Share of the units done. */
  done: z.number().min(0).max(1),
  secondsLeft: zCount.nullable(),
  credits: zCount,
  /** `waiting`: done here; other workers or the coordinator's check are waited for. */
  stage: z.enum(['computing', 'waiting']),
});

export const zPastJob = z.object({
  lease: zId, title: zText, kind: zKind, coordinator: zUrl, at: zTime, credits: zCount, busyMs: z.number().nonnegative(),
  end: z.enum(['validated', 'refused', 'cancelled', 'lapsed', 'failed']), error: zError.nullable(),
});
export type PastJob = z.infer<typeof zPastJob>;

export const zWorkBatch = z.object({
  id: zId, title: zText, kind: zKind, own: z.boolean(), created: zTime, state: z.enum(['running', 'finished', 'failed']), jobs: zCount, done: zCount, workers: zCount,
  result: z.object({ sha256: zHash, size: zCount, media: z.string().max(100) }).nullable(),
  curve: z.array(z.object({ loss: z.number(), accuracy: z.number() })).max(200),
});
export type WorkBatch = z.infer<typeof zWorkBatch>;

export const zWorkCoordinator = z.object({
  url: zUrl, name: zText.nullable(),
  /** Zatoshi for a credit; null: it pays nothing, or is not known yet. */
  satPerCredit: zCount.nullable(),
  /** Null before it was reached. */
  account: z.object({ credits: zCount, escrow: zCount, valid: zCount, invalid: zCount, excluded: z.boolean(), payouts: z.array(z.object({ txid: zHash, sat: z.string().max(20), credits: zCount, at: zTime })).max(500) }).nullable(),
  batches: z.array(zWorkBatch).max(200),
  error: zError.nullable(),
});
export type WorkCoordinator = z.infer<typeof zWorkCoordinator>;

export const zWorkStatus = z.object({
  state: zWorkState,
  /** Public key of this worker. */
  node: zHash,
  /** What stands between a job and this computer. */
  isolation: z.enum(['chromium', 'thread']),
  jobs: z.array(zWorkJob).max(256),
  history: z.array(zPastJob).max(500),
  coordinators: z.array(zWorkCoordinator).max(16),
  /** Readings that count now; null where the computer does not say. */
  temperatureC: z.number().nullable(),
  onBattery: z.boolean().nullable(),
  disk: z.object({ bytes: zCount }),
});
export type WorkStatus = z.infer<typeof zWorkStatus>;

const zResultBytes = z.object({ media: z.string().max(100), bytes: zBytes });

export const workCalls = {
  'work.status': call('work', main, zNothing, zWorkStatus),
  /** Everything that may change while it runs. */
  'work.configure': call('work', main, zWorkStart.omit({ folder: true }), zNothing),
  'work.readings': call('work', main, zReadings, zNothing),
  'work.submit': call('work', main, z.object({ coordinator: zUrl, request: zBatchRequest }), z.object({ batch: zId })),
  /** What a batch made. @throws pouw/unreachable | blob/… */
  'work.result': call('work', main, z.object({ coordinator: zUrl, batch: zId }), zResultBytes),
  /** What a job of this computer made, while it is kept. @throws blob/missing */
  'work.output': call('work', main, z.object({ lease: zId }), z.object({ kind: zKind, params: z.string().max(8192), bytes: zBytes })),
  /** Main ended a sandbox, or it ended by itself; `crashed`: by a fault of what ran in it. */
  'work.sandboxGone': call('work', main, z.object({ id: zId, crashed: z.boolean() }), zNothing),
  'work.sandboxFailed': call('work', main, z.object({ id: zId, error: zError }), zNothing),
  'work.stop': call('work', main, zNothing, zNothing),
} as const;

export const zWorkEvents = {
  /** At most a few times a second. */
  'work.changed': zWorkStatus,
  /** Main opens a sandbox and hands its port over. */
  'work.sandboxWanted': z.object({ id: zId, program: zSandboxProgram }),
  'work.sandboxKill': z.object({ id: zId }),
} as const;

export const zUsefulWorkView = z.object({
  network: zNetwork,
  /** The package with the modules is here. */
  installed: z.boolean(),
  /** Why it cannot be switched on in this run; null when it can. */
  refusal: zError.nullable(),
  /** Chromium's sandbox is on in this run: jobs are locked up. */
  lockedUp: z.boolean(),
  settings: zUsefulWorkSettings,
  /** Null while it is off. `waiting`: switched on, but the practice network does not run yet. */
  process: z.union([zProcessState, z.object({ state: z.literal('waiting') })]).nullable(),
  status: zWorkStatus.nullable(),
  cores: z.number().int().min(1),
  memoryMegabytes: z.number().int().min(1),
  delegation: zDelegation.nullable(),
});
export type UsefulWorkView = z.infer<typeof zUsefulWorkView>;

export const usefulWorkCalls = {
  'usefulWork.get': call('main', window, zNothing, zUsefulWorkView),
  /** @throws AppError pouw/not-installed | settings/… */
  'usefulWork.set': call('main', window, zUsefulWorkPatch, zNothing),
  'usefulWork.submit': call('main', window, z.object({ coordinator: zUrl, request: zBatchRequest }), z.object({ batch: zId })),
  'usefulWork.result': call('main', window, z.object({ coordinator: zUrl, batch: zId }), zResultBytes),
  'usefulWork.output': call('main', window, z.object({ lease: zId }), z.object({ kind: zKind, params: z.string().max(8192), bytes: zBytes })),
  /** Signs once, through the approval window, that this worker acts for the wallet's Flux ID and where its payouts go. @throws AppError approval/… */
  'usefulWork.delegate': call('main', window, z.object({ days: z.number().int().min(1).max(3650) }), z.object({ done: z.boolean() })),
  'usefulWork.startAgain': call('main', window, zNothing, zNothing),
} as const;
