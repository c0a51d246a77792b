// Links that ask something of the wallet: texts signed for others, addresses given, payments told, and the record of all that.

import { z } from 'zod';
import { LINK_SCHEMES } from '../links/schemes';
import { call, zAddress, zAsset, zError, zNothing, zTime } from './base';

const window = ['main-window'] as const;

/** An address that was judged by shared/links/callback.ts, in the form in which it is called. */
const zCallbackUrl = z.string().min(1).max(3000);

/** What became of an answer to a callback. `said`: the host's own words, for showing. */
export const zDelivery = z.discriminatedUnion('state', [
  z.object({ state: z.literal('delivered'), status: z.number().int(), said: z.string().max(300) }),
  z.object({ state: z.literal('failed'), reason: zError }),
]);
export type Delivery = z.infer<typeof zDelivery>;

/** A text that was signed, for whom, and what became of it. */
export const zSignedText = z.object({
  id: z.number().int(),
  text: z.string().max(4096),
  address: zAddress,
  scheme: z.enum(['flux', 'bitcoin']),
  /** Host that got the signature; null: it was shown to the person. */
  host: z.string().max(300).nullable(),
  url: zCallbackUrl.nullable(),
  /** `unknown`: sent, and the answer was never heard. */
  state: z.enum(['shown', 'delivered', 'failed', 'unknown']),
  /** The host's words, or the code of what went wrong. */
  said: z.string().max(300),
  at: zTime,
});
export type SignedEntry = z.infer<typeof zSignedText>;

/** Answered by the wallet. */
export const linksWindowCalls = {
  /** Fetches a long text from Flux's public storage. */
  'links.text': call('wallet', window, z.object({ url: z.string().max(300) }), z.object({ text: z.string().max(4096) })),
  'links.signed': call('wallet', window, z.object({ offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(100) }), z.object({ total: z.number().int(), entries: z.array(zSignedText) })),
  /** Gives an own address to a host that asked for it. */
  'links.give': call('wallet', window, z.object({ asset: zAsset, address: zAddress, url: zCallbackUrl, by: z.enum(['post', 'get']) }), zDelivery),
  /** Tells a host of a payment that was sent: what it says is read from the outbox. */
  'links.paid': call('wallet', window, z.object({ id: z.string().max(200), url: zCallbackUrl }), zDelivery),
} as const;

const zHandlers = z.object({ flux: z.boolean(), fluxkeep: z.boolean(), zel: z.boolean() });

/** Answered by main. */
export const linksMainCalls = {
  /** Takes the link that came from the system and waits, if there is one. */
  'links.take': call('main', window, zNothing, z.object({ text: z.string().max(60_000).nullable() })),
  /** Which schemes the system hands to this program. */
  'links.handlers': call('main', window, zNothing, zHandlers),
  'links.register': call('main', window, z.object({ scheme: z.enum(LINK_SCHEMES), on: z.boolean() }), zHandlers),
  /** Opens a deep link with an own address at its end. */
  'links.deeplink': call('main', window, z.object({ url: zCallbackUrl, address: zAddress }), zNothing),
} as const;

/** What the wallet answers when it carries out a signature for a link. The signature comes back where it went nowhere else. */
export const zLinkSigned = z.object({ signature: z.string().max(200).nullable(), delivery: zDelivery.nullable() });
export type LinkSigned = z.infer<typeof zLinkSigned>;

