// The practice network's node hosts: servers that take the settings a person pastes, and confirm a FluxNode like a real one. docs/practice-network.md says how.
import { z } from 'zod';

const txid = z.string().regex(/^[0-9a-f]{64}$/);
/** Private key in wallet import format, of test networks. Refusals never repeat it. */
const wif = z.string().min(40).max(60);
/** `a.b.c.d`, `a.b.c.d:port`, an IPv6 address, or one in brackets with a port: at most 60 bytes, as fluxd takes it. */
const ip = z.string().max(60).regex(/^(\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?|\[[0-9a-fA-F:]{2,39}\](:\d{1,5})?|[0-9a-fA-F:]*:[0-9a-fA-F:]*)$/, { message: 'not the address of a server' });
/** A Bitcoin address that starts with 1, or an Ethereum address. */
const fluxId = z.string().regex(/^(1[1-9A-HJ-NP-Za-km-z]{24,33}|0x[0-9a-fA-F]{40})$/, { message: 'not a Flux ID' });

/** An output as the settings name it: display form of the id. */
const collateralSchema = z.object({ txid, index: z.number().int().min(0).max(0xffffffff) });

/** POST /control/nodes: what a person pastes into a server. The same collateral once more replaces the settings. */
export const nodeHostRequestSchema = z.object({
  /** The node's own key, as the wallet showed it. */
  identityKey: wif,
  collateral: collateralSchema,
  fluxId,
  ip,
  /** What the server's hardware reaches; a tier below the collateral's is refused by the chain. */
  hardware: z.enum(['cumulus', 'nimbus', 'stratus']).default('stratus'),
});
export type NodeHostRequest = z.infer<typeof nodeHostRequestSchema>;

/** POST /control/nodes/stop, /control/nodes/start and DELETE /control/nodes name one host by its collateral. */
export const nodeHostNameSchema = z.object({ collateral: collateralSchema });

/** POST /control/nodes/address: the server moved; it tells the chain so with an update. */
export const nodeHostAddressSchema = z.object({ collateral: collateralSchema, ip });

/** What a node says about itself (getfluxnodestatus): `OFFLINE` before its first START, `expired` when the chain knows it no more. */
const NODE_STATUS = ['OFFLINE', 'STARTED', 'CONFIRMED', 'DOS', 'expired'] as const;

const nodeHostSchema = z.object({
  collateral: collateralSchema,
  ip: z.string(),
  fluxId: z.string(),
  hardware: z.enum(['cumulus', 'nimbus', 'stratus']),
  /** Compressed or not, as the identity key is written: hex. */
  publicKey: z.string(),
  /** A stopped server sends nothing: its node expires by itself. */
  running: z.boolean(),
  /** Of the node on the chain, whatever this host does. */
  status: z.enum(NODE_STATUS),
  /** Whether the START on the chain names this host's key; null without a START. A host with another key cannot confirm. */
  keyMatches: z.boolean().nullable(),
  /** Id of the CONFIRM that it sent last, and why the chain took none, in its words. */
  lastConfirm: z.string().nullable(),
  lastRefusal: z.string().nullable(),
});
export type NodeHostState = z.infer<typeof nodeHostSchema>;

/** Answer of every call on hosts, and of GET /control/nodes. */
export const nodeHostsSchema = z.object({
  /** Key that the practice network's benchmark program signs with: uncompressed, hex. */
  benchmarkKey: z.string(),
  hosts: z.array(nodeHostSchema),
});
export type NodeHosts = z.infer<typeof nodeHostsSchema>;
