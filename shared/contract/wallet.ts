// The wallet process: what the main window asks of it (through main), and what main alone may ask.

import { z } from 'zod';
import { bridgeWindowCalls } from './bridge';
import { call, zAddress, zAsset, zBytes, zChain, zError, zNetwork, zNothing, zReading, zText, zTime, zTxid, zUnits, zWalletId } from './base';
import { zDescriptor, zImported, zIntent, zKeyRef, zNodeKeyBranch, zPlan, zScriptType, zSigned, zSwapId } from './money-path';
import { governanceMainCalls, governanceWindowCalls } from './governance';
import { cloudMainCalls, cloudWindowCalls } from './cloud';
import { evidenceMainCalls, evidenceWindowCalls } from './evidence';
import { linksWindowCalls, zLinkSigned } from './links';
import { CURRENCIES } from './settings';
import { stakingMainCalls, stakingWindowCalls } from './staking';

const window = ['main-window'] as const;
const main = ['main'] as const;
const zDecimal = z.string().regex(/^-?\d{1,30}(\.\d{1,12})?$/);

export const zAssetRow = z.object({
  asset: zAsset,
  chain: zChain,
  symbol: zText,
  name: zText,
  decimals: z.number().int().min(0).max(77).nullable(),
  /** In the built-in registry; anything else was found on chain and its name is a server's word. */
  builtIn: z.boolean(),
  balance: zReading(z.object({ total: zUnits, pending: zUnits, spendable: zUnits, locked: zUnits })),
  /** Price of one whole coin in the chosen currency. */
  price: zReading(zDecimal),
  value: zReading(zDecimal),
});
export type AssetRow = z.infer<typeof zAssetRow>;

export const zNeed = z.object({
  id: z.string().max(120),
  kind: z.enum(['recovery-check', 'write-down', 'send-failed', 'send-expired', 'endpoint-down', 'servers-disagree', 'server-lies', 'practice-reset', 'rolled-back', 'clock-off', 'disk-full', 'process-down', 'swap-needs-you', 'node-expiring', 'node-out', 'node-needs-signature', 'node-contradicts', 'node-emergency']),
  level: z.enum(['info', 'warn', 'danger']),
  context: z.record(z.string(), z.union([z.string().max(300), z.number(), z.boolean()])),
});
export type Need = z.infer<typeof zNeed>;

export const zPortfolio = z.object({
  currency: z.enum(CURRENCIES),
  total: zReading(zDecimal),
  /** Change over the past 24 hours at the balances of now and then. */
  change: zReading(z.object({ amount: zDecimal, percent: z.number() })),
  assets: z.array(zAssetRow),
  needs: z.array(zNeed),
});
export type Portfolio = z.infer<typeof zPortfolio>;

/** The life of an entry of Activity. */
export const zTxState = z.discriminatedUnion('kind', [
  /** Signed and stored, not accepted by any server yet; it is tried again. */
  z.object({ kind: z.literal('waiting'), reason: zError.nullable() }),
  z.object({ kind: z.literal('pending') }),
  z.object({ kind: z.literal('confirming'), confirmations: z.number().int(), of: z.number().int() }),
  z.object({ kind: z.literal('confirmed'), confirmations: z.number().int() }),
  z.object({ kind: z.literal('expired'), height: z.number().int() }),
  z.object({ kind: z.literal('replaced'), by: zTxid.nullable() }),
  z.object({ kind: z.literal('failed'), reason: zError }),
]);
export type TxState = z.infer<typeof zTxState>;

export const zActivity = z.object({
  id: z.string().max(200),
  chain: zChain,
  txid: zTxid,
  kind: z.enum(['received', 'sent', 'self', 'cancelled', 'approved', 'revoked', 'contract', 'reward']),
  asset: zAsset,
  symbol: zText,
  decimals: z.number().int().min(0).max(77).nullable(),
  builtIn: z.boolean(),
  /** Signed: what it did to the balance of `asset`, fee apart. */
  amount: zUnits,
  fee: z.object({ asset: zAsset, units: zUnits }).nullable(),
  counterparties: z.array(zAddress).max(20),
  label: zText.nullable(),
  note: z.string().max(300).nullable(),
  time: zTime,
  height: z.number().int().nullable(),
  state: zTxState,
  value: zDecimal.nullable(),
  can: z.object({ speedUp: z.boolean(), cancel: z.boolean() }),
  /** Zero-value or unknown-token transfers that nobody asked for; hidden unless wanted. */
  suspicious: z.boolean(),
  /** The swap that this is the deposit or the payout of. */
  swap: zSwapId.optional(),
});
export type Activity = z.infer<typeof zActivity>;

export const zActivityFilter = z.object({
  text: z.string().max(200).default(''),
  chains: z.array(zChain).max(7).default([]),
  kinds: z.array(zActivity.shape.kind).max(8).default([]),
  since: zTime.nullable().default(null),
  until: zTime.nullable().default(null),
  suspicious: z.boolean().default(false),
});
export type ActivityFilter = z.input<typeof zActivityFilter>;

export const zReceive = z.object({
  chain: zChain,
  address: zAddress,
  key: zKeyRef,
  scriptType: zScriptType,
  path: z.string().max(80),
  index: z.number().int(),
  used: z.boolean(),
});
export type Receive = z.infer<typeof zReceive>;
const zUsedAddress = zReceive.extend({ label: zText.nullable(), received: zReading(zUnits), lastUsed: zTime.nullable() });
export type UsedAddress = z.infer<typeof zUsedAddress>;

export const zFeeChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preset'), preset: z.enum(['slow', 'normal', 'fast']) }),
  /** zatoshi a byte, satoshi a virtual byte, or gwei: decimal text. */
  z.object({ kind: z.literal('own'), rate: zDecimal }),
]);
export type FeeChoice = z.infer<typeof zFeeChoice>;

export const zDraft = z.object({
  asset: zAsset,
  /** What the person typed: an address or a payment URI. */
  to: z.string().max(2000),
  amount: z.discriminatedUnion('kind', [z.object({ kind: z.literal('units'), units: zUnits }), z.object({ kind: z.literal('all') }), z.object({ kind: z.literal('none') })]),
  fee: zFeeChoice,
  note: z.string().max(200),
});
export type Draft = z.input<typeof zDraft>;

const zProblem = z.object({ field: z.enum(['to', 'amount', 'fee', 'note', 'asset']), code: z.string().max(80), context: zError.shape.context });
const zFeeOption = z.object({ preset: z.enum(['slow', 'normal', 'fast']), rate: zDecimal, unit: z.enum(['zat/B', 'sat/vB', 'gwei']), fee: zUnits.nullable(), seconds: z.number().nullable() });
export const zPreview = z.object({
  /** Null until every field is sound. */
  intent: zIntent.nullable(),
  problems: z.array(zProblem),
  /** The address that `to` stands for, and what else a URI said. */
  recipient: zAddress.nullable(),
  uri: z.object({ amount: zUnits.nullable(), label: zText.nullable(), message: zText.nullable() }).nullable(),
  amount: zUnits.nullable(),
  fee: zUnits.nullable(),
  feeAsset: zAsset,
  remaining: zUnits.nullable(),
  spendable: zReading(zUnits),
  feeOptions: zReading(z.array(zFeeOption)),
});
export type Preview = z.infer<typeof zPreview>;

export const zSyncState = z.object({
  chain: zChain,
  phase: z.enum(['idle', 'looking', 'discovering', 'failed']),
  height: z.number().int().nullable(),
  /** Addresses looked at so far, and with activity, while discovering. */
  looked: z.number().int(),
  found: z.number().int(),
  endpoints: z.array(z.object({ url: z.string().max(300), state: z.enum(['unknown', 'ok', 'slow', 'down', 'wrong-chain', 'behind', 'lies']), reason: zError.nullable(), height: z.number().int().nullable(), milliseconds: z.number().nullable() })),
  reason: zError.nullable(),
  at: zTime.nullable(),
});
export type SyncState = z.infer<typeof zSyncState>;

/** Calls of the main window that the wallet answers. */
export const walletWindowCalls = {
  ...bridgeWindowCalls,
  ...stakingWindowCalls,
  ...evidenceWindowCalls,
  ...governanceWindowCalls,
  ...linksWindowCalls,
  ...cloudWindowCalls,
  'portfolio.get': call('wallet', window, zNothing, zPortfolio),
  'portfolio.chart': call('wallet', window, z.object({ days: z.union([z.literal(1), z.literal(7), z.literal(30), z.literal(365)]) }), zReading(z.array(z.object({ at: zTime, value: z.number() })))),
  'activity.list': call('wallet', window, z.object({ filter: zActivityFilter, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }), z.object({ total: z.number().int(), entries: z.array(zActivity) })),
  'activity.get': call('wallet', window, z.object({ id: z.string().max(200) }), zActivity.nullable()),
  /** The filtered list as CSV text; spreadsheet formulas are defused. */
  'activity.export': call('wallet', window, z.object({ filter: zActivityFilter }), z.object({ csv: z.string() })),
  'activity.label': call('wallet', window, z.object({ id: z.string().max(200), label: z.string().max(100) }), zNothing),
  'receive.fresh': call('wallet', window, z.object({ chain: zChain, scriptType: zScriptType.nullable() }), zReceive),
  'receive.list': call('wallet', window, z.object({ chain: zChain }), z.array(zUsedAddress)),
  'receive.label': call('wallet', window, z.object({ chain: zChain, address: zAddress, label: z.string().max(100) }), zNothing),
  /** BIP21-style for Flux and Bitcoin, EIP-681 for EVM. */
  'receive.uri': call('wallet', window, z.object({ asset: zAsset, address: zAddress, amount: zUnits.nullable(), label: z.string().max(100) }), z.object({ uri: z.string().max(600) })),
  'send.preview': call('wallet', window, zDraft, zPreview),
  /** What a pasted text is: an address of which chains, or a payment URI. */
  'send.recognise': call('wallet', window, z.object({ text: z.string().max(2000) }), z.object({ chains: z.array(zChain), address: zAddress.nullable(), asset: zAsset.nullable(), problem: z.string().max(80).nullable() })),
  'replace.preview': call('wallet', window, z.object({ id: z.string().max(200), mode: z.enum(['speed-up', 'cancel']), fee: zFeeChoice }), z.object({ intent: zIntent.nullable(), problem: zError.nullable(), fee: zUnits.nullable(), oldFee: zUnits.nullable(), feeAsset: zAsset, feeOptions: zReading(z.array(zFeeOption)) })),
  'sweep.preview': call('wallet', window, z.object({ chain: z.enum(['flux', 'bitcoin']), imported: z.string().max(64) }), z.object({ intent: zIntent.nullable(), problem: zError.nullable(), amount: zUnits.nullable(), fee: zUnits.nullable() })),
  'sync.state': call('wallet', window, zNothing, z.array(zSyncState)),
  'sync.now': call('wallet', window, zNothing, zNothing),
  /** Widens the gap limit and looks again. */
  'sync.deeper': call('wallet', window, z.object({ chain: zChain, gap: z.number().int().min(20).max(1000) }), zNothing),
  'message.verify': call('wallet', window, z.object({ scheme: z.enum(['flux', 'bitcoin']), address: z.string().max(128), message: z.string().max(4096), signature: z.string().max(200) }), z.object({ valid: z.boolean(), problem: z.string().max(80).nullable() })),
  'endpoints.test': call('wallet', window, z.object({ chain: zChain, url: z.string().max(300) }), z.object({ ok: z.boolean(), height: z.number().int().nullable(), milliseconds: z.number().nullable(), reason: zError.nullable() })),
} as const;

/** Calls that only main makes. */
export const walletMainCalls = {
  ...stakingMainCalls,
  ...evidenceMainCalls,
  ...governanceMainCalls,
  ...cloudMainCalls,
  'wallet.open': call('wallet', main, z.object({
    wallet: zWalletId, network: zNetwork, /** Folder of this wallet's database. */ dir: z.string().max(4000),
    descriptors: z.array(zDescriptor), imported: z.array(zImported), nodeKeys: zNodeKeyBranch.nullable(), fluxId: z.object({ address: zAddress, key: zKeyRef, path: z.string().max(80) }),
    endpoints: z.partialRecord(zChain, z.array(z.string().max(300))), prices: z.array(z.string().max(300)), /** Fusion's base address; null where there is none. */ fusion: z.string().max(300).nullable(), /** FluxOS gateways, base addresses. */ fluxos: z.array(z.string().max(300)), /** The vote service's base address; null where there is none. */ xdao: z.string().max(300).nullable(), currency: z.enum(CURRENCIES),
    clockOffset: z.number(), /** Names a practice network; a change means that it was reset. Null on mainnet. */ instance: z.string().max(64).nullable(),
  }), zNothing),
  /** Stops syncing and closes the database; answers when everything is on disk. */
  'wallet.close': call('wallet', main, zNothing, zNothing),
  'wallet.configure': call('wallet', main, z.object({ endpoints: z.partialRecord(zChain, z.array(z.string().max(300))), prices: z.array(z.string().max(300)), fusion: z.string().max(300).nullable(), fluxos: z.array(z.string().max(300)), xdao: z.string().max(300).nullable(), currency: z.enum(CURRENCIES), clockOffset: z.number() }), zNothing),
  'wallet.accounts': call('wallet', main, z.object({ descriptors: z.array(zDescriptor), imported: z.array(zImported), nodeKeys: zNodeKeyBranch.nullable() }), zNothing),
  'plan.make': call('wallet', main, z.object({ intent: zIntent }), zPlan),
  /** Hands a signature with a purpose to the service that it is for. */
  'claims.carryOut': call('wallet', main, z.object({ intent: zIntent, signed: zSigned }), z.object({ txid: z.string().max(200) })),
  /** Keeps what was signed and for whom, and sends a signature to the link's callback. */
  'links.carryOut': call('wallet', main, z.object({ intent: zIntent, signed: zSigned }), zLinkSigned),
  /** Stores the signed transaction, then broadcasts it. `sent` false: it is kept and tried again. */
  'plan.carryOut': call('wallet', main, z.object({ intent: zIntent, signed: zSigned }), z.object({ id: z.string().max(200), txid: zTxid, sent: z.boolean(), reason: zError.nullable() })),
  'wallet.contacts': call('wallet', main, z.object({ contacts: z.array(z.object({ chain: zChain, address: zAddress, name: zText })) }), zNothing),
} as const;
export const walletCalls = { ...walletWindowCalls, ...walletMainCalls } as const;

/** Something that happened while the person may have looked elsewhere; `about` is the id of an entry of Activity, of a swap, or of a node. */
export const zNotify = z.object({ kind: z.enum(['received', 'confirmed', 'expired', 'failed', 'replaced', 'swap-arrived', 'swap-needs-you', 'node-confirmed', 'node-expiring', 'node-out', 'node-needs-signature']), about: z.string().max(200) });
export type Notify = z.infer<typeof zNotify>;

/** Events of the wallet; the main window gets those without payload as a hint to read again. */
export const walletEvents = {
  'portfolio.changed': zNothing,
  'activity.changed': zNothing,
  'receive.changed': zNothing,
  'sync.changed': zNothing,
  'bridge.changed': zNothing,
  'staking.changed': zNothing,
  'evidence.changed': zNothing,
  'governance.changed': zNothing,
  'links.changed': zNothing,
  'cloud.changed': zNothing,
  /** The wallet's Flux scripts are others now: the light node is to look for them. */
  'wallet.scripts': zNothing,
  /** Signed bytes that Flux servers are offered: the light node gives them to its peers too. */
  'wallet.offered': z.object({ raw: zBytes }),
  /** Discovery wants more accounts of a family looked at. */
  'wallet.wantsAccount': z.object({ family: z.enum(['flux', 'bitcoin', 'evm']), index: z.number().int() }),
  'notify': zNotify,
} as const;
