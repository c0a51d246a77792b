// What fluxd says when it does not take a START (main.cpp, coins.cpp), as own codes.

import type { ErrorShape } from '../../../../shared/errors/app-error';
import type { BroadcastAnswer } from '../../plans/ports';
import type { Place } from '../record';

export type Refusal =
  /** They have it already: as good as taken. */
  | { readonly kind: 'known' }
  /** Not now: tried again later. */
  | { readonly kind: 'later'; readonly reason: ErrorShape }
  /** Never: no node will take these bytes. */
  | { readonly kind: 'never'; readonly reason: ErrorShape };

type Rule = readonly [RegExp, 'known' | 'later' | 'never', string];
/** In this order; the first match counts. */
const RULES: readonly Rule[] = [
  [/txn-already-in-mempool|already.?in.?block.?chain/i, 'known', ''],
  [/already-in-confirm-chain/i, 'never', 'staking/already-confirmed'],
  [/already-in-chain-or-waiting-for-dos-unban/i, 'later', 'staking/already-started'],
  [/minimum height requirement/i, 'later', 'staking/too-young'],
  [/coins not available|coins-not-available|coins-not-found/i, 'later', 'staking/collateral-missing'],
  [/coin tier from amount/i, 'never', 'staking/wrong-amount'],
  [/destinations-didn't-match|publickeys-didn't-match|not-p2sh-script|not-p2pkh-script|failed-to-extract-destination/i, 'never', 'staking/wrong-key'],
  [/delegate/i, 'never', 'staking/bad-delegates'],
  [/redeemscript/i, 'never', 'staking/bad-script'],
  [/invalid-signature/i, 'never', 'staking/bad-signature'],
  [/bench-sig-to-old|sig-to-old/i, 'never', 'staking/signature-too-old'],
  [/sigtime-older-cant-replace/i, 'later', 'staking/newer-start-waits'],
  [/not-active/i, 'never', 'staking/not-active'],
];

export interface StartFacts {
  /** Signed by a delegate: then a signature that does not fit means that the owner named another one. */
  readonly asDelegate: boolean;
  readonly place: Place | null;
}

/** @returns what is not understood is tried again: to give a START up needs a reason */
export function readStartRefusal({ message, code }: Extract<BroadcastAnswer, { kind: 'refused' }>, { asDelegate, place }: StartFacts, url: string): Refusal {
  const [, kind, known] = RULES.find(([pattern]) => pattern.test(message)) ?? [null, 'later' as const, 'staking/refused'];
  if (kind === 'known') return { kind };
  const own = known === 'staking/bad-signature' && asDelegate ? 'staking/not-a-delegate' : known === 'staking/already-started' && place?.kind === 'dos' ? 'staking/in-dos-list' : known;
  return { kind, reason: { code: own, message: 'a server does not take the START', context: { url, said: message.slice(0, 300), ...(code === null ? {} : { code }) } } };
}
