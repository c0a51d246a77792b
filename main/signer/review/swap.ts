// The side of a swap that no byte tells: what the operator promised, who gets the payout, and whether its deposit address is the usual one.

import type { ChainId } from '../../../shared/chains/ids';
import type { Intent, Review, Warning } from '../../../shared/contract/money-path';
import { fusionChain } from '../../../shared/fusion/chains';
import { listedDeposit } from '../../../shared/fusion/operator-addresses';
import { unitsFromText } from '../../../shared/money/units';
import { readDestination } from './destination';
import { normalAddress } from './look-alike';
import type { ReviewDeps } from './ports';
import { insistMatch } from './refusal';
import type { Reviewed } from './reviewed';

export type SwapIntent = Extract<Intent, { kind: 'swap' }>;

export interface SwapReading {
  readonly shown: NonNullable<Review['swap']>;
  /** A contact, or paid before; false for own recipients, which nobody pays. */
  readonly known: boolean;
  readonly compared: boolean;
  readonly warnings: readonly Warning[];
  readonly remember: Reviewed['remember'];
  /** Sealed as the operator's once it is signed. */
  readonly deposit: NonNullable<Reviewed['deposit']>;
  /** What an approval of this swap covers beyond the bytes. */
  readonly meaning: readonly string[];
}

function depositWarnings(chain: ChainId, address: string, { keys, addresses }: ReviewDeps): Warning[] {
  const key = fusionChain(chain);
  const unlisted = key !== null && listedDeposit(keys.network, key, address) === 'unlisted';
  const former = addresses.deposit(chain);
  const changed = former !== null && normalAddress(former, chain) !== normalAddress(address, chain);
  return [
    ...(unlisted ? [{ id: 'deposit-unlisted', level: 'danger', context: { address } } as const] : []),
    ...(changed ? [{ id: 'deposit-changed', level: 'danger', context: { address, former } } as const] : []),
  ];
}

/** Warning for an operator's fee above 5 % of the amount; above half of it the warning is a danger. Both in 10⁻⁸ FLUX. */
function shareWarnings(fee: bigint, amount: bigint): Warning[] {
  if (fee * 20n <= amount) return [];
  return [{ id: 'swap-share-high', level: fee * 2n > amount ? 'danger' : 'warn', context: { percent: Number((fee * 100n) / amount) } }];
}

/** @throws AppError `review/plan-does-not-match-intent` (what: chain, destination, amount, arrives) | `review/recipient-address` | `review/zero-address` */
export function readSwap(intent: SwapIntent, deps: ReviewDeps): SwapReading {
  const { from, to, recipient, deposit } = intent;
  const key = fusionChain(from);
  insistMatch(key !== null, 'chain');
  insistMatch(to !== key, 'destination');
  const [amount, fee, arrives] = [unitsFromText(intent.amount), unitsFromText(intent.fee), unitsFromText(intent.arrives)];
  insistMatch(amount > 0n, 'amount');
  insistMatch(fee >= 0n && arrives > 0n && arrives + fee === amount, 'arrives');
  const { own, contact, known, compared, warnings, remember } = readDestination(to, recipient, deps);
  return {
    shown: { to, recipient, own, contact, arrives: intent.arrives, fee: intent.fee },
    known: known && !own,
    compared,
    warnings: [{ id: 'custodial', level: 'info', context: {} }, ...depositWarnings(from, deposit, deps), ...shareWarnings(fee, amount), ...warnings],
    remember,
    deposit: { chain: from, address: deposit },
    meaning: ['swap', intent.swap, to, recipient, intent.arrives, intent.fee],
  };
}
