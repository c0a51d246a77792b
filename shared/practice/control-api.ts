// The practice network's control interface: what it prints when it starts, and what its control service takes and answers.
import { z } from 'zod';
import { CHAINS, EVM_CHAINS } from '../chains/ids';

/** Header that carries the control token on /control and /faucet. */
export const PRACTICE_TOKEN_HEADER = 'x-practice-token';
/** Header on every answer that names the instance that gave it; a reset makes a new one. */
export const PRACTICE_INSTANCE_HEADER = 'x-practice-instance';

const url = z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}(\/[a-z]+)?$/);
const units = z.string().regex(/^(0|[1-9]\d{0,77})$/);
const hexAddress = z.string().regex(/^0x[0-9a-fA-F]{40}$/);

/** `a` behaves unless told otherwise, `b` is meant for trying faults; both take switches. */
const endpointPairSchema = z.object({ a: url, b: url });

const clockSchema = z.object({
  /** Practice time, milliseconds since 1970. */
  nowMs: z.number().int().positive(),
  /** Practice seconds per real second; 0 stands still. */
  rate: z.number().min(0).max(3600),
});
export type PracticeClockReading = z.infer<typeof clockSchema>;

export const practiceTokenSchema = z.object({
  chain: z.enum(EVM_CHAINS),
  contract: hexAddress,
  symbol: z.string(),
  decimals: z.number().int(),
});

const endpointsSchema = z.object({
  /** Flux through Insight paths (append `/status`, `/addrs/…`): ends in `/api`. */
  flux: endpointPairSchema,
  /** Bitcoin through Esplora paths. */
  bitcoin: endpointPairSchema,
  /** JSON-RPC by POST. */
  ethereum: endpointPairSchema,
  bsc: endpointPairSchema,
  polygon: endpointPairSchema,
  avalanche: endpointPairSchema,
  base: endpointPairSchema,
  /** /rates and /history. */
  prices: endpointPairSchema,
  /** The bridge operator, by Fusion's own paths. */
  fusion: endpointPairSchema,
  /** The FluxOS gateway's paths of the Flux daemon (append `/daemon/…`). */
  fluxos: endpointPairSchema,
  /** The vote service of the xDAO (append `/proposals/…`, `/general/…`). */
  xdao: endpointPairSchema,
  /** The Flux node's P2P doors, host:port. */
  p2p: z.array(z.string().regex(/^127\.0\.0\.1:\d{1,5}$/)).max(8),
  /** The coordinator of useful work; null without its package. */
  work: url.nullable(),
  /** /faucet and /control. */
  control: url,
});
export type PracticeEndpoints = z.infer<typeof endpointsSchema>;

const readySchema = z.object({
  event: z.literal('ready'),
  instanceId: z.string().regex(/^[0-9a-f]{32}$/),
  pid: z.number().int().positive(),
  controlToken: z.string().min(32),
  endpoints: endpointsSchema,
  tokens: z.array(practiceTokenSchema),
  clock: clockSchema,
});

/** Content of `ready.json` in the data folder: what of the ready line stays true until the end. */
export const practiceAccessSchema = readySchema.pick({ pid: true, controlToken: true, endpoints: true });
export type PracticeAccess = z.infer<typeof practiceAccessSchema>;

/** One JSON line on the practice process's standard output. */
export const practiceEventSchema = z.discriminatedUnion('event', [
  readySchema,
  /** Rate changed or time jumped; count on from here. */
  z.object({ event: z.literal('clock'), clock: clockSchema }),
  /** Everything was wiped; same endpoints, new chains. */
  z.object({ event: z.literal('reset'), instanceId: z.string(), tokens: z.array(practiceTokenSchema), clock: clockSchema }),
  /** An EVM node ended by itself and is being started again, or could not be. */
  z.object({ event: z.literal('node'), chain: z.enum(EVM_CHAINS), state: z.enum(['restarting', 'running', 'failed']) }),
  z.object({ event: z.literal('log'), level: z.enum(['info', 'warn', 'error']), message: z.string() }),
  /** The network could not start or cannot go on; the process ends after this line. */
  z.object({ event: z.literal('failed'), code: z.string(), message: z.string() }),
  z.object({ event: z.literal('exit') }),
]);
export type PracticeEvent = z.infer<typeof practiceEventSchema>;
export type PracticeReady = z.infer<typeof readySchema>;

const FAULTS = [
  'down', 'slow', 'http500', 'malformedJson', 'rateLimit', 'inventedCoin', 'missingCoin', 'changedAmount', 'badPrevious',
  'wrongChain', 'absurdFee', 'absurdNonce', 'stale', 'rejectBroadcast', 'dropBroadcast',
] as const;
/** What each does stands in docs/practice-network.md. */
export type Fault = (typeof FAULTS)[number];

export const faultRequestSchema = z.object({
  chain: z.enum([...CHAINS, 'prices', 'fusion', 'fluxos', 'xdao', 'p2p']),
  endpoint: z.enum(['a', 'b']),
  /** `none` switches every fault of the endpoint off. */
  fault: z.enum([...FAULTS, 'none']),
  /** false switches off; a number is the delay in milliseconds for `slow`. */
  value: z.union([z.boolean(), z.number().int().min(0).max(600_000)]).default(true),
});

/** `asset` is `native` (default), `flux` or `pusd`; `amount` is in base units. */
export const faucetRequestSchema = z.object({
  chain: z.enum(CHAINS),
  asset: z.enum(['native', 'flux', 'pusd']).default('native'),
  address: z.string().min(1).max(120),
  amount: units.optional(),
});
export const faucetAnswerSchema = z.object({ txid: z.string(), amount: units });

/** `payTo` is a Flux address that earns the rewards of all three tiers in these blocks, as if its own nodes had their turn. */
export const mineRequestSchema = z
  .object({ chain: z.enum(CHAINS), blocks: z.number().int().min(1).max(500), payTo: z.string().min(1).max(120).optional() })
  .refine(({ chain, payTo }) => chain === 'flux' || payTo === undefined, { message: 'only Flux blocks can pay an address of your choice', path: ['payTo'] });
export const mineAnswerSchema = z.object({ height: z.number().int() });

/** `transactions`: `return` puts them back into the mempool, `drop` forgets them. */
export const reorgRequestSchema = z.object({
  chain: z.enum(CHAINS),
  depth: z.number().int().min(1).max(40),
  transactions: z.enum(['return', 'drop']).default('return'),
});

export const clockRequestSchema = z.union([
  z.object({ rate: z.number().min(0).max(3600) }),
  z.object({ advanceMs: z.number().int().min(1).max(366 * 86_400_000) }),
]);

export const resetRequestSchema = z.object({ seed: z.string().min(1).max(200).optional() });

export const statusSchema = z.object({
  instanceId: z.string(),
  seed: z.string(),
  clock: clockSchema,
  chains: z.record(z.enum(CHAINS), z.object({ height: z.number().int(), pending: z.number().int() })),
  faults: z.array(z.object({ chain: z.string(), endpoint: z.enum(['a', 'b']), fault: z.enum(FAULTS), value: z.union([z.boolean(), z.number()]) })),
  tokens: z.array(practiceTokenSchema),
});
export type PracticeStatus = z.infer<typeof statusSchema>;

/** What every service answers when it refuses; `error` is the stable code. */
export const controlErrorSchema = z.object({ error: z.string(), message: z.string() });

/** Currencies that the price service knows. */
export const PRICE_CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'CNY', 'INR', 'BRL', 'KRW', 'PLN', 'CZK', 'SEK'] as const;

const price = z.string().regex(/^\d{1,15}(\.\d{1,12})?$/);
/** GET /rates: price of one coin per currency, and the change over the last day in percent. */
export const ratesSchema = z.object({
  asOfMs: z.number().int(),
  rates: z.record(z.string(), z.record(z.string(), price)),
  change24h: z.record(z.string(), z.number()),
});
/** GET /history?coin=flux&vs=USD&days=30: oldest first. */
export const historySchema = z.object({ coin: z.string(), vs: z.string(), points: z.array(z.tuple([z.number().int(), price])) });
