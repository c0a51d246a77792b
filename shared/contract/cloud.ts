// The Flux cloud: the login with the Flux ID, own apps, and messages that register or change them. What the main window asks of the wallet.
// docs/cloud.md explains it. Amounts of FLUX are zatoshi (10⁻⁸), dollars 10⁻⁸ too; heights are blocks of the Flux main chain.

import { z } from 'zod';
import { APP_FIELDS } from '../fluxos/limits';
import { zAppComponent } from '../fluxos/specification';
import { call, zAddress, zError, zHash, zNothing, zReading, zText, zTime, zUnits } from './base';
import { zIntent, zSigned } from './money-path';

const window = ['main-window'] as const;
const main = ['main'] as const;
const zHeight = z.number().int().nonnegative();

/** What the person fills in; owner and version are the wallet's. */
export const zAppWish = z.object({
  name: z.string().max(200), description: z.string().max(2_000), compose: z.array(zAppComponent).max(20), instances: z.number().int().min(0).max(10_000), contacts: z.array(z.string().max(2_000)).max(20),
  geolocation: z.array(z.string().max(2_000)).max(20), expire: z.number().int().min(0).max(10_000_000), staticip: z.boolean(),
});
export type AppWish = z.infer<typeof zAppWish>;

/** What a node asks for the whole term, and the least that the chain takes. */
const zAppPrice = z.object({ usd: zUnits, flux: zUnits, /** Paid for the message: `flux`, or the least where that is more. */ pay: zUnits, /** By the published rule, in dollars. */ estimate: zUnits });
export type AppPrice = z.infer<typeof zAppPrice>;

const zCloudApp = z.object({
  name: z.string().max(100),
  description: z.string().max(300),
  hash: zHash,
  /** Of the specification; only version 8 can be changed here. */
  version: z.number().int(),
  instances: z.number().int(),
  /** Nodes that run it now. */
  nodes: zReading(z.array(z.string().max(80)).max(1_000)),
  /** Of the registration or the last update, and the block that ends it. */
  height: zHeight,
  expires: zHeight,
  /** The same for as long again; null for what cannot be changed here. */
  renewal: zReading(zAppPrice).nullable(),
  wish: zAppWish.nullable(),
});
export type CloudApp = z.infer<typeof zCloudApp>;

/** Where a signed message stands. */
const zMessageState = z.discriminatedUnion('kind', [
  /** Stored here; whether the network has it is not known. */
  z.object({ kind: z.literal('unsure'), reason: zError.nullable() }),
  /** Waits for its payment until `deadline`; `late`: too little time is left. */
  z.object({ kind: z.literal('unpaid'), late: z.boolean() }),
  /** Its payment is on its way or in a block; `activity` is its entry. */
  z.object({ kind: z.literal('paid'), txid: zHash, activity: z.string().max(200), mined: z.boolean() }),
  /** The network lists the app by it. */
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('lapsed') }),
]);
const zCloudMessage = z.object({
  hash: zHash, kind: z.enum(['register', 'update']), name: z.string().max(100), instances: z.number().int(), expire: z.number().int(), at: zTime, deadline: zTime,
  price: z.object({ usd: zUnits, pay: zUnits }), node: zText, state: zMessageState,
});
export type CloudMessage = z.infer<typeof zCloudMessage>;

const zCloudState = z.object({
  fluxId: zAddress,
  /** False: there is no gateway to ask. */
  gateway: z.boolean(),
  /** Kept in memory only: locking ends it here. */
  session: z.object({ node: zText, at: zTime, until: zTime }).nullable(),
  height: zReading(zHeight),
  /** The network's own clock, milliseconds. */
  now: zTime,
  apps: zReading(z.array(zCloudApp)),
  /** Newest first. */
  messages: z.array(zCloudMessage),
});
export type CloudState = z.infer<typeof zCloudState>;

const zCheck = z.object({
  problems: z.array(z.object({ field: z.enum(APP_FIELDS), code: z.string().max(80), component: z.number().int().nullable(), context: zError.shape.context })),
  /** Null while the form has problems. */
  price: zReading(zAppPrice).nullable(),
  /** Why the network would not take it, where that is no field's fault. */
  refusal: zError.nullable(),
});
export type AppCheck = z.infer<typeof zCheck>;

/** Calls of the main window that the wallet answers. */
export const cloudWindowCalls = {
  'cloud.state': call('wallet', window, zNothing, zCloudState),
  /** Asks the network again, past what is kept. */
  'cloud.look': call('wallet', window, zNothing, zNothing),
  /** A phrase of one node, to be signed with the Flux ID. */
  'cloud.login': call('wallet', window, zNothing, z.object({ intent: zIntent })),
  'cloud.logout': call('wallet', window, zNothing, zNothing),
  /** Every limit, and what it costs now. `update`: the name is an own app's. */
  'cloud.check': call('wallet', window, z.object({ wish: zAppWish, update: z.boolean() }), zCheck),
  /** The message to sign; it is paid afterwards. */
  'cloud.begin': call('wallet', window, z.object({ wish: zAppWish, update: z.boolean() }), z.object({ intent: zIntent })),
  /** The payment of a message that waits. */
  'cloud.pay': call('wallet', window, z.object({ hash: zHash }), z.object({ intent: zIntent })),
  /** Hides a message that has come to its end. */
  'cloud.forget': call('wallet', window, z.object({ hash: zHash }), zNothing),
} as const;

/** Calls that only main makes. */
export const cloudMainCalls = {
  /** Takes the signature to the node that it is for. `reason`: what became of a message is not known. */
  'cloud.carryOut': call('wallet', main, z.object({ intent: zIntent, signed: zSigned }), z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('logged-in'), node: zText }),
    z.object({ kind: z.literal('app-registered'), hash: zHash, name: z.string().max(100), deadline: zTime, reason: zError.nullable() }),
  ])),
} as const;
