// What nodes say when they do not take a transaction (fluxd and Bitcoin Core reject reasons, Ethereum clients), as own codes.

export type Refusal =
  /** They have it already: as good as accepted. */
  | { readonly kind: 'known' }
  /** Its coins or its nonce are taken: the chain decides whether by itself or by another transaction. */
  | { readonly kind: 'conflict'; readonly code: 'broadcast/conflict' }
  /** Not now: tried again later. */
  | { readonly kind: 'later'; readonly code: string }
  /** Never: no node will take these bytes. */
  | { readonly kind: 'never'; readonly code: string };

/** In this order; the first match counts. Codes are JSON-RPC's where a server gives one. */
const RULES: readonly (readonly [RegExp, Refusal])[] = [
  [/already.?(in|have|known|exists|imported|pending)|txn-already|known transaction|alreadyknown|transaction already/i, { kind: 'known' }],
  [/nonce too low|nonce is too low|oldnonce|invalid nonce.*lower/i, { kind: 'conflict', code: 'broadcast/conflict' }],
  [/missing.?inputs|inputs-missing|missingorspent|inputs-spent|mempool-conflict|txn-conflict|double.?spend/i, { kind: 'conflict', code: 'broadcast/conflict' }],
  [/underpriced|insufficient fee.*replac|rejecting replacement|replacement.*fee/i, { kind: 'never', code: 'broadcast/underpriced' }],
  [/mempool (min fee|full)|min relay fee|insufficient (fee|priority)|fee.*too low|less than block base fee|txpool is full|max initcode|rate.?limit|too-long-mempool-chain|non-final|nonce too high/i, { kind: 'later', code: 'broadcast/not-now' }],
  [/expiring-soon|overwinter-expired|tx-expired|expired/i, { kind: 'later', code: 'broadcast/expiring' }],
  [/insufficient (funds|balance)|exceeds balance/i, { kind: 'never', code: 'broadcast/not-enough' }],
  [/absurdly.?high.?fee|max(imum)? fee exceeded|exceeds.*(fee )?cap/i, { kind: 'never', code: 'broadcast/fee-above-reason' }],
  [/dust/i, { kind: 'never', code: 'broadcast/dust' }],
  [/script-verify|scriptsig|bad.?signature|invalid (sender|signature)|chain.?id|witness/i, { kind: 'never', code: 'broadcast/bad-signature' }],
  [/gas limit|intrinsic gas|gas too low/i, { kind: 'never', code: 'broadcast/bad-gas' }],
  [/bad-txns|tx-size|scriptpubkey|multi-op-return|tx-version|sapling-version|decode|malformed|invalid transaction|rlp/i, { kind: 'never', code: 'broadcast/invalid' }],
];

/** RPC_VERIFY_ALREADY_IN_CHAIN */
const ALREADY_IN_CHAIN = -27;

/**
 * @param message the server's words
 * @returns what is not understood is tried again: to give a payment up needs a reason
 */
export function readRefusal(message: string, code: number | null): Refusal {
  if (code === ALREADY_IN_CHAIN) return { kind: 'known' };
  return RULES.find(([pattern]) => pattern.test(message))?.[1] ?? { kind: 'later', code: 'broadcast/refused' };
}
