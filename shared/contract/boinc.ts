// A BOINC client of this computer: what main asks the process that speaks to it, and what the main window sees of it.
// Its projects' programs and credits are BOINC's own; nothing here is FLUX, and its password is in no message.

import { z } from 'zod';
import { boincModeSchema, boincProjectOpSchema, boincStatusSchema, boincTaskOpSchema } from '../pouw/boinc';
import { call, zError, zNothing, zProcessState, zTime } from './base';

const main = ['main'] as const;
const window = ['main-window'] as const;
const zPath = z.string().max(4000);
/** A name or address that BOINC gave. */
const zName = z.string().min(1).max(2000);
/** Seconds; a mode for longer than a week is a lasting one. */
const zSeconds = z.number().int().min(60).max(7 * 86_400);

/** The first message to its process. Null: BOINC's own port, and the folders that its installers use. */
export const zBoincStart = z.object({ port: z.number().int().min(1).max(65_535).nullable(), folder: zPath.nullable() });
export type BoincStart = z.infer<typeof zBoincStart>;

/** What stays of an earlier look when BOINC cannot be read: never shown without its time. */
const zLast = z.object({ status: boincStatusSchema, at: zTime });
const unread = {
  /** The look that failed, and the first one in a row that failed for this reason. */
  at: zTime, since: zTime,
  last: zLast.nullable(),
};

/** One look at BOINC. "Not there" and "not readable" are states with their reason; none of them looks like an empty BOINC. */
export const zBoincReading = z.discriminatedUnion('state', [
  z.object({ state: z.literal('connected'), at: zTime, status: boincStatusSchema }),
  /** No folder of an installed BOINC is where one would be. */
  z.object({ state: z.literal('not-installed'), ...unread }),
  /** It is installed, and nothing answers. */
  z.object({ state: z.literal('not-running'), ...unread }),
  /** It answers, and its password file is in none of these folders. */
  z.object({ state: z.literal('no-password'), folders: z.array(zPath).max(8), ...unread }),
  /** The file is there and may not be read by this user; members of `group` may, where there is one. */
  z.object({ state: z.literal('password-unreadable'), path: zPath, group: z.enum(['boinc', 'boinc_master']).nullable(), ...unread }),
  z.object({ state: z.literal('wrong-password'), path: zPath, ...unread }),
  z.object({ state: z.literal('failed'), error: zError, ...unread }),
]);
export type BoincReading = z.infer<typeof zBoincReading>;
export type BoincUnread = Exclude<BoincReading, { state: 'connected' }>;

/** What a person tells BOINC to do. `seconds`: for how long, then the lasting mode returns; null: it lasts. */
export const zBoincOrder = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['processor', 'gpu']), mode: boincModeSchema, seconds: zSeconds.nullable() }),
  z.object({ act: z.literal('project'), url: zName, op: boincProjectOpSchema }),
  z.object({ act: z.literal('task'), projectUrl: zName, name: zName, op: boincTaskOpSchema }),
]);
export type BoincOrder = z.infer<typeof zBoincOrder>;

export const boincClientCalls = {
  /** Connects where it is not connected, and reads. */
  'boincClient.look': call('boinc', main, zNothing, zBoincReading),
  /** @throws AppError boinc/… */
  'boincClient.order': call('boinc', main, zBoincOrder, zNothing),
} as const;

export const zBoincView = z.object({
  /** Off until the person connects: before that nothing asks whether there is a BOINC. */
  watching: z.boolean(),
  /** Null while it is not watched. */
  process: zProcessState.nullable(),
  /** Null while it is not watched, and while its process cannot look. */
  reading: zBoincReading.nullable(),
});
export type BoincView = z.infer<typeof zBoincView>;

export const boincCalls = {
  /** Looks at BOINC now, if it is watched; a window asks again every few seconds while it shows it. */
  'boinc.get': call('main', window, zNothing, zBoincView),
  /** @throws AppError settings/… */
  'boinc.watch': call('main', window, z.object({ on: z.boolean() }), zNothing),
  /** @throws AppError boinc/… | process/gone */
  'boinc.order': call('main', window, zBoincOrder, zNothing),
} as const;
