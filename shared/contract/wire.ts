// The envelope of calls and events on every port: one request, one reply with the same id.

import { z } from 'zod';
import { zError } from './base';

export const zRequest = z.object({ id: z.number().int().nonnegative(), call: z.string().max(80), input: z.unknown() });
export const zReply = z.discriminatedUnion('ok', [
  z.object({ id: z.number().int().nonnegative(), ok: z.literal(true), output: z.unknown() }),
  z.object({ id: z.number().int().nonnegative(), ok: z.literal(false), error: zError }),
]);
export const zEvent = z.object({ event: z.string().max(80), payload: z.unknown() });
export type WireEvent = z.infer<typeof zEvent>;
