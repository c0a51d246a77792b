// A message about an app as the wallet keeps it: written before it leaves, so that no answer that was lost is forgotten.

import { z } from 'zod';
import { zError } from '../../../shared/contract/base';
import { APP_MESSAGE_TYPES } from '../../../shared/fluxos/app-message';

const zUnits = z.string().regex(/^(0|[1-9]\d{0,30})$/);

export const zMessageRecord = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.enum(APP_MESSAGE_TYPES),
  /** JSON, letter by letter as it was signed. */
  specification: z.string().max(20_000),
  timestamp: z.number().int(),
  signature: z.string().max(200),
  name: z.string().max(100),
  instances: z.number().int(),
  expire: z.number().int(),
  /** Name of the node that it was sent to. */
  node: z.string().max(200),
  /** What was asked for it then, 10⁻⁸ of each, and where it is paid. */
  usd: zUnits,
  pay: zUnits,
  payTo: z.string().max(128),
  /** Network time; an hour later the network has forgotten it. */
  sentAt: z.number(),
  /** `sending`: whether the network has it is not known. `refused`: it was not taken, and the person was told. */
  state: z.enum(['sending', 'waiting', 'refused']),
  reason: zError.nullable(),
  hidden: z.boolean(),
});
export type MessageRecord = Readonly<z.infer<typeof zMessageRecord>>;
