// The bridge: swaps of FLUX between chains through Fusion, and claims of parallel mining. What the main window asks of the wallet.
// Fusion holds the coins between deposit and payout and has no refund call; docs/bridge.md says what that means.

import { z } from 'zod';
import { FUSION_CHAINS, PARALLEL_CHAINS } from '../fusion/chains';
import { call, zAddress, zAsset, zChain, zError, zReading, zText, zTime, zTxid, zUnits } from './base';
import { zIntent, zSwapId } from './money-path';

const window = ['main-window'] as const;
const zFusionChain = z.enum(FUSION_CHAINS);
const zParallelChain = z.enum(PARALLEL_CHAINS);
/** A transaction id as the operator wrote it: chains that the wallet does not hold have forms of their own. */
const zForeignTxid = z.string().min(1).max(200);

/** What the operator offers now. Amounts are 10⁻⁸ FLUX. */
const zBridgeService = z.object({
  /** Chains open for swapping; one that is missing is paused. */
  open: z.array(zFusionChain),
  /** Confirmations by deposit; above the largest amount a swap cannot be processed. Ascending. */
  ladder: z.array(z.object({ upTo: zUnits, confirmations: z.number().int().nonnegative() })),
  /** Flat fee by receiving chain. */
  flat: z.partialRecord(zFusionChain, zUnits),
  /** Fraction of the amount as decimal text: "0.001" is 0.1 %. */
  percentage: z.string().regex(/^\d{1,6}(\.\d{1,12})?$/),
});
export type BridgeService = z.infer<typeof zBridgeService>;

const zSwapProblem = z.object({ field: z.enum(['service', 'from', 'to', 'amount', 'recipient', 'gas']), code: z.string().max(80), context: zError.shape.context });

/** What a swap would do and cost, from figures that were asked for just now. Amounts are 10⁻⁸ FLUX unless an asset is named. */
export const zSwapQuote = z.object({
  problems: z.array(zSwapProblem),
  /** True when `bridge.begin` would take it. */
  ready: z.boolean(),
  amount: zUnits.nullable(),
  /** `percent` is the part that grows with the amount, rounded up to whole FLUX (flux-services 2.4). */
  fee: z.object({ flat: zUnits, percent: zUnits, total: zUnits }).nullable(),
  arrives: zUnits.nullable(),
  /** Network fee on the source chain, in its native coin. */
  networkFee: z.object({ asset: zAsset, units: zUnits }).nullable(),
  /** Coin that moves FLUX on the receiving chain, and how much of it the wallet has there; null where the chain is not held or needs none. */
  gasThere: z.object({ asset: zAsset, balance: zReading(zUnits) }).nullable(),
  confirmations: z.number().int().nullable(),
  /** Usual seconds from deposit to payout: confirmations at the source chain's pace, and a minute. */
  seconds: z.number().int().nullable(),
  /** The one address that the deposit comes from, and what it can send. */
  sender: z.object({ address: zAddress, spendable: zUnits }).nullable(),
  recipient: z.object({ address: zAddress, own: z.boolean() }).nullable(),
  /** The operator's address of this moment, held against the built-in list and the one of the last swap. */
  deposit: z.object({ address: zAddress, listed: z.enum(['listed', 'unlisted', 'no-list']), last: zAddress.nullable() }).nullable(),
  /** Enough in sum, but in no single address: a payment to oneself that comes first. */
  gather: z.object({ intent: zIntent, fee: zUnits }).nullable(),
  at: zTime,
});
export type SwapQuote = z.infer<typeof zSwapQuote>;

/** The life of a swap; main/wallet/bridge/states.ts has the steps that are allowed. */
export const zSwapState = z.discriminatedUnion('kind', [
  /** Fusion knows the pair of addresses; nothing is signed. */
  z.object({ kind: z.literal('reserved') }),
  /** End: not approved, nothing left the wallet. */
  z.object({ kind: z.literal('abandoned') }),
  /** The deposit is signed and kept; Fusion is told of it until it has taken that. */
  z.object({ kind: z.literal('depositing'), txid: zTxid, attempts: z.number().int(), reason: zError.nullable() }),
  /** Fusion follows the deposit; its word stands in `operator`. */
  z.object({ kind: z.literal('following'), txid: zTxid }),
  /** Fusion says that it has paid; the wallet looks for it on the receiving chain. */
  z.object({ kind: z.literal('checking'), txid: zTxid, txidTo: zForeignTxid }),
  /** End: found on the receiving chain by the wallet itself, deep enough. */
  z.object({ kind: z.literal('arrived'), txid: zTxid, txidTo: zForeignTxid, amount: zUnits, height: z.number().int() }),
  /** End: paid, says the operator; the wallet does not hold that chain and cannot check. */
  z.object({ kind: z.literal('paid-unchecked'), txid: zTxid, txidTo: zForeignTxid.nullable() }),
  /** The chain does not say what the operator says; looked at again until it does. */
  z.object({ kind: z.literal('contradicted'), txid: zTxid, txidTo: zForeignTxid.nullable(), what: z.enum(['no-payout', 'not-found', 'wrong-amount', 'wrong-recipient', 'wrong-token', 'reverted']) }),
  /** Ended by the operator without a payout; the way forward is its support. */
  z.object({ kind: z.literal('refused'), txid: zTxid, how: z.enum(['dust', 'expired']) }),
  /** End: the person cancelled the deposit before Fusion was told of it, and a block has the cancellation `by`; the coins are where they were. */
  z.object({ kind: z.literal('cancelled'), txid: zTxid, by: zTxid }),
  /** End: the deposit never happened; the coins are where they were. */
  z.object({ kind: z.literal('deposit-failed'), txid: zTxid, reason: zError }),
]);
export type SwapState = z.infer<typeof zSwapState>;

/** What Fusion last said of a swap. `status` is shown verbatim when it is not a known word. */
export const zOperatorWord = z.object({
  status: z.string().max(60),
  at: zTime,
  amountFrom: zUnits.nullable(),
  amountTo: zUnits.nullable(),
  fee: zUnits.nullable(),
  confirmations: z.number().int().nullable(),
  txidTo: zForeignTxid.nullable(),
});

export const zSwap = z.object({
  id: zSwapId,
  from: zChain,
  to: zFusionChain,
  amount: zUnits,
  /** What Fusion's figures promised when the person agreed. */
  fee: zUnits,
  arrives: zUnits,
  sender: zAddress,
  recipient: zAddress,
  /** Whether the recipient is this wallet's. */
  own: z.boolean(),
  deposit: zAddress,
  createdAt: zTime,
  changedAt: zTime,
  state: zSwapState,
  operator: zOperatorWord.nullable(),
  /** Why the last question to Fusion or a chain went without an answer, with the time of the next one in `context.next`; null when it was answered. */
  trouble: zError.nullable(),
  /** Confirmations of the deposit as the wallet counts them, and how many Fusion wants. */
  depositDepth: z.object({ have: z.number().int(), want: z.number().int().nullable() }).nullable(),
  /** Confirmations of the payout; null before it is in a block. */
  payoutDepth: z.object({ have: z.number().int(), want: z.number().int() }).nullable(),
  /** Id of the deposit in Activity. */
  activity: z.string().max(200).nullable(),
});
export type Swap = z.infer<typeof zSwap>;

const zClaimTarget = z.union([zParallelChain, z.literal('all')]);
/** Parallel mining of one own Flux address. Amounts are 10⁻⁸ FLUX. */
const zClaims = z.object({
  address: zAddress,
  /** A miner's address needs the operator's whitelist before it can claim. */
  isMiner: z.boolean(),
  chains: z.array(z.object({ chain: zParallelChain, available: zUnits, claimed: zUnits, fee: zUnits, arrives: zUnits, /** An own address on that chain; null: one has to be named. */ receiver: zAddress.nullable(), problem: z.string().max(80).nullable() })),
  /** Everything at once, paid as FLUX on the main chain to the earning address. */
  all: z.object({ gross: zUnits, fees: zUnits, arrives: zUnits, problem: z.string().max(80).nullable() }).nullable(),
  past: z.array(z.object({ chain: zParallelChain, amount: zUnits, fee: zUnits.nullable(), receiver: z.string().max(128), txid: zForeignTxid, onMain: z.boolean(), at: zTime.nullable() })),
});
export type Claims = z.infer<typeof zClaims>;

/** Calls of the main window that the wallet answers. */
export const bridgeWindowCalls = {
  'bridge.service': call('wallet', window, z.undefined(), zReading(zBridgeService)),
  /** `amount` null while nothing is typed; `recipient` null: an own address. */
  'bridge.quote': call('wallet', window, z.object({ from: zChain, to: zFusionChain, amount: z.union([zUnits, z.literal('all')]).nullable(), recipient: z.string().max(200).nullable() }), zSwapQuote),
  /**
   * Reserves the pair with Fusion and keeps a record, before anything can be signed. What was shown is held against Fusion's figures of
   * this moment: bridge/quote-changed when they differ.
   */
  'bridge.begin': call('wallet', window, z.object({ from: zChain, to: zFusionChain, amount: zUnits, recipient: z.string().max(200).nullable(), shown: z.object({ fee: zUnits, arrives: zUnits, deposit: zAddress }) }), z.object({ swap: zSwapId, intent: zIntent })),
  /** Gives up a swap whose deposit was not approved. */
  'bridge.abandon': call('wallet', window, z.object({ swap: zSwapId }), z.undefined()),
  'bridge.list': call('wallet', window, z.object({ offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }), z.object({ total: z.number().int(), swaps: z.array(zSwap) })),
  'bridge.get': call('wallet', window, z.object({ id: zSwapId }), zSwap.nullable()),
  /** Looks at once instead of at the next turn. */
  'bridge.look': call('wallet', window, z.object({ id: zSwapId }), z.undefined()),
  /** All that support needs to find a swap, and no secret, as text. */
  'bridge.support': call('wallet', window, z.object({ id: zSwapId }), z.object({ name: zText, text: z.string().max(100_000) })),
  /** Own Flux addresses that can earn: used ones, newest first. */
  'claims.addresses': call('wallet', window, z.undefined(), z.array(zAddress).max(200)),
  'claims.get': call('wallet', window, z.object({ address: zAddress }), zReading(zClaims)),
  /** Asks Fusion for a phrase; the intent signs it. Paths of money carry the signature to Fusion: no window sees it. */
  'claims.begin': call('wallet', window, z.object({ address: zAddress, target: zClaimTarget, receiver: z.string().max(200).nullable() }), z.object({ intent: zIntent })),
} as const;
