// The practice cloud's own controls: switches for every way in which a FluxOS node can fail a client. docs/practice-network.md says what each does.
import { z } from 'zod';

/** `times`: for so many calls, then it is off again; without it, until it is switched off. `value: false` switches off. */
const one = <Name extends string, Value extends z.ZodType>(name: Name, value: Value) =>
  z.object({ switch: z.literal(name), value: z.union([value, z.literal(false)]), times: z.number().int().min(1).max(1000).optional() });

export const cloudSwitchSchema = z.discriminatedUnion('switch', [
  one('unhealthy', z.enum(['DOS', 'CONNERROR'])),
  one('sessionsLost', z.literal(true)),
  one('registerRefused', z.string().min(1).max(200)),
  one('registerLost', z.literal(true)),
  one('registerWarning', z.string().min(1).max(200)),
  one('otherHash', z.literal(true)),
  one('otherSpecification', z.literal(true)),
  one('paymentAddress', z.literal('other')),
  one('priceFactor', z.number().min(0.01).max(1000)),
  one('noInstances', z.literal(true)),
  one('badHeader', z.string().max(100)),
  /** Switches all of them off. */
  z.object({ switch: z.literal('none') }),
]);
export type CloudSwitchRequest = z.infer<typeof cloudSwitchSchema>;
export type CloudSwitch = Exclude<CloudSwitchRequest['switch'], 'none'>;
/** What a switch can be set to. */
export type CloudSwitchValue<Name extends CloudSwitch> = Exclude<Extract<CloudSwitchRequest, { switch: Name }>['value'], false>;

/** Answer of GET and POST /control/cloud. */
export const cloudStatusSchema = z.object({
  switches: z.array(z.object({ switch: z.string(), value: z.union([z.literal(true), z.number(), z.string()]), times: z.number().int().nullable() })),
  /** Where apps are paid. */
  address: z.string(),
  apps: z.array(z.object({ name: z.string(), owner: z.string(), hash: z.string(), height: z.number().int(), expires: z.number().int(), instances: z.number().int(), running: z.number().int() })),
  /** Messages that nobody paid yet, and may still. */
  waiting: z.array(z.object({ hash: z.string(), name: z.string(), expiresMs: z.number().int() })),
});
export type CloudStatus = z.infer<typeof cloudStatusSchema>;
