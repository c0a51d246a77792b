// The practice vote service's own controls: how it can fail or lie to a client, and proposals by strangers. docs/practice-network.md says what each does.
import { z } from 'zod';

/** `times`: for so many calls, then it is off again; without it, until it is switched off. `value: false` switches off. */
const one = <Name extends string, Value extends z.ZodType>(name: Name, value: Value) =>
  z.object({ switch: z.literal(name), value: z.union([value, z.literal(false)]), times: z.number().int().min(1).max(1000).optional() });

export const xdaoSwitchSchema = z.discriminatedUnion('switch', [
  /** Votes that are added to every sum of yes that is shown. */
  one('miscount', z.number().min(0.5).max(1e6)),
  /** Single votes are shown with this weight, whatever the node's tier. */
  one('weights', z.number().min(0.5).max(1e6)),
  /** Every vote is shown twice. */
  one('twice', z.literal(true)),
  /** Somebody else is voting. */
  one('busy', z.literal(true)),
  /** A vote is recorded, and the answer is lost. */
  one('voteLost', z.literal(true)),
  /** The phrase to sign is this text. */
  one('phrase', z.string().min(1).max(200)),
  /** A submitted proposal gets another hash, or is to be paid to another address. */
  one('otherHash', z.literal(true)),
  one('otherAddress', z.literal(true)),
  /** Price in FLUX. */
  one('price', z.number().int().min(1).max(1_000_000)),
  z.object({ switch: z.literal('none') }),
]);
export type XdaoSwitchRequest = z.infer<typeof xdaoSwitchSchema>;
export type XdaoSwitch = Exclude<XdaoSwitchRequest['switch'], 'none'>;
export type XdaoSwitchValue<Name extends XdaoSwitch> = Exclude<Extract<XdaoSwitchRequest, { switch: Name }>['value'], false>;

/** POST /control/xdao/propose: a stranger's proposal, paid and seen at once; the practice network's own operators vote on it as time goes by. */
export const xdaoProposeSchema = z.object({ topic: z.string().min(1).max(1000), description: z.string().min(1).max(100_000) });
export const xdaoProposedSchema = z.object({ hash: z.string(), txid: z.string() });

const proposalState = z.object({ hash: z.string(), topic: z.string(), status: z.string(), txid: z.string().nullable(), yes: z.number(), no: z.number(), required: z.number(), voters: z.number().int() });
/** Answer of GET /control/xdao, and of every other call on the service. `counting`: Flux IDs in the last look at the nodes. */
export const xdaoStateSchema = z.object({ switches: z.array(z.object({ switch: z.string(), times: z.number().int().nullable() })), counting: z.array(z.string()), proposals: z.array(proposalState) });
export type XdaoState = z.infer<typeof xdaoStateSchema>;
