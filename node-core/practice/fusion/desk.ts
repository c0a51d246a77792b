// The operator's desk: takes reservations and registrations, and lets go of held swaps. What it agrees to is on disk before it says so.
import { toHex } from '../../../shared/crypto/bytes';
import { FUSION_CHAINS, type FusionChain } from '../../../shared/fusion/chains';
import { addressKey, depositTxid, isAddressOn } from './addresses';
import { swapKey, type Pair, type Reservation, type SwapRecord } from './records';
import { FusionRefusal } from './reply';
import type { FusionStore } from './store';
import { swapJson } from './swap-json';
import type { OperatorSwitches } from './switches';
import { SWAP_FEES, scaledFees, type FeeGroup } from './terms';
import { carrierOf, type FluxCarrier, type OperatorWallet } from './wallets';

export interface Registration extends Pair {
  readonly txidFrom: string;
  /** 10⁻⁸ FLUX. */
  readonly amount: bigint;
}

interface DeskParts {
  readonly store: FusionStore;
  readonly switches: OperatorSwitches;
  readonly wallets: Readonly<Record<FluxCarrier, OperatorWallet>>;
  nowMs(): number;
  random(size: number): Uint8Array;
}

const ID_BYTES = 12;
const MOST_ZELID = 128;

export class Desk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Chains that are not under maintenance. */
  openChains(): FusionChain[] {
    const closed = this.#parts.switches.get('maintenance') ?? [];
    return FUSION_CHAINS.filter((chain) => !closed.includes(chain));
  }

  /** What clients are told. */
  feesShown(): FeeGroup {
    return scaledFees(SWAP_FEES, hundredths(this.#parts.switches.get('feesShown')));
  }

  /** Address that deposits of a chain go to now; null where the practice network runs no such chain. */
  depositAddress(chain: FusionChain): string | null {
    const carrier = carrierOf(chain);
    if (carrier === null) return null;
    const { address, otherAddress } = this.#parts.wallets[carrier];
    return this.#parts.switches.get('depositAddress') === null ? address : otherAddress;
  }

  /** @throws FusionRefusal */
  reserve(pair: Pair, zelid: string | null): Reservation {
    this.#check(pair, zelid);
    const reservation: Reservation = { ...pair, zelid, createdMs: this.#parts.nowMs() };
    this.#parts.store.write({ t: 'reserve', reservation });
    return reservation;
  }

  /**
   * Registers a deposit. The deposit's id is the swap's identity: the same registration once more is refused and told the swap that exists.
   * @throws FusionRefusal
   */
  create(registration: Registration, zelid: string | null): SwapRecord {
    const { store, switches, nowMs, random } = this.#parts;
    const { chainFrom, chainTo, addressFrom, addressTo, amount } = registration;
    if (switches.take('createFails') !== null) throw new FusionRefusal('busy', 'The operator is busy; try again.');
    const txidFrom = depositTxid(chainFrom, registration.txidFrom);
    const known = txidFrom === null ? null : store.swapOfDeposit(txidFrom);
    if (known !== null) this.#refuseKnown(known, registration);
    this.#check(registration, zelid);
    if (txidFrom === null) throw new FusionRefusal('bad-txid', `This is no transaction id of ${chainFrom}.`);
    if (amount <= 0n) throw new FusionRefusal('bad-amount', 'The amount has to be above zero.');
    const reservation = store.reservation(registration);
    if (reservation === null && switches.get('reservationOptional') === null) throw new FusionRefusal('not-reserved', 'This pair of addresses was not reserved.');
    const fees = scaledFees(this.feesShown(), hundredths(switches.get('feesAtCreate')));
    const swap: SwapRecord = {
      chainFrom, chainTo, addressFrom, addressTo, txidFrom,
      id: toHex(random(ID_BYTES)), zelid: zelid ?? reservation?.zelid ?? null, createdMs: nowMs(),
      expected: amount.toString(), flat: fees.flat[chainTo].toString(), share: fees.share.toString(),
      status: 'new', amountFrom: null, held: null, txidTo: null, paid: null,
    };
    store.write({ t: 'swap', swap });
    return swap;
  }

  /** By its id or its deposit. @throws FusionRefusal */
  find(name: string): SwapRecord {
    const { store } = this.#parts;
    const found = store.swapOfId(name) ?? store.swapOfDeposit(name.toLowerCase());
    if (found === null) throw new FusionRefusal('unknown-swap', 'There is no such swap.');
    return found;
  }

  /** What the operator's support would do: lets all held swaps go on, or one that ended without any payout. Answers their ids. */
  release(name: string | null): string[] {
    const { store } = this.#parts;
    const chosen = name === null ? store.swaps().filter(({ status }) => status === 'hold') : [this.find(name)];
    const released = chosen.filter((swap) => ['hold', 'expired', 'dust', 'finished'].includes(swap.status) && store.payout(swapKey(swap)) === null && BigInt(swap.paid ?? '0') === 0n);
    for (const swap of released) store.write({ t: 'swap', swap: { ...swap, status: 'exchanging', held: null, txidTo: null, paid: null } });
    return released.map(({ id }) => id);
  }

  #check({ chainFrom, chainTo, addressFrom, addressTo }: Pair, zelid: string | null): void {
    const open = this.openChains();
    for (const chain of [chainFrom, chainTo]) if (!open.includes(chain)) throw new FusionRefusal('chain-closed', `${chain} is under maintenance.`);
    if (chainFrom === chainTo) throw new FusionRefusal('same-chain', 'The two chains have to differ.');
    const carrier = carrierOf(chainFrom);
    if (carrier === null) throw new FusionRefusal('no-deposits', `The practice network runs no ${chainFrom}: it can only be swapped to.`);
    if (!isAddressOn(chainFrom, addressFrom)) throw new FusionRefusal('bad-address', `addressFrom is no address of ${chainFrom}.`);
    if (!isAddressOn(chainTo, addressTo)) throw new FusionRefusal('bad-address', `addressTo is no address of ${chainTo}.`);
    if (zelid !== null && zelid.length > MOST_ZELID) throw new FusionRefusal('bad-zelid', 'The identifier is too long.');
    const target = carrierOf(chainTo);
    const own = target === null ? [] : [this.#parts.wallets[target].address, this.#parts.wallets[target].otherAddress];
    if (own.some((address) => addressKey(chainTo, address) === addressKey(chainTo, addressTo))) throw new FusionRefusal('own-address', 'addressTo is the operator itself.');
  }

  #refuseKnown(known: SwapRecord, { chainFrom, chainTo, addressFrom, addressTo, amount }: Registration): never {
    const same = known.chainFrom === chainFrom && known.chainTo === chainTo && BigInt(known.expected) === amount
      && addressKey(chainFrom, known.addressFrom) === addressKey(chainFrom, addressFrom) && addressKey(chainTo, known.addressTo) === addressKey(chainTo, addressTo);
    if (!same) throw new FusionRefusal('txid-used', 'Another swap has this deposit.');
    throw new FusionRefusal('swap-exists', 'This swap exists already.', { swap: swapJson(known) });
  }
}

function hundredths(factor: number | null): bigint {
  return BigInt(Math.round((factor ?? 1) * 100));
}
