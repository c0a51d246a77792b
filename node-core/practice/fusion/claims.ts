// Claims of parallel mining: phrases that are good once and for a quarter of an hour, and payouts against a proof of ownership.
import type { ParallelChain } from '../../../shared/fusion/chains';
import { isAddressOn } from './addresses';
import { inventedTxid } from './foreign';
import type { Mining } from './mining';
import type { Payouts } from './payouts';
import { provesOwnership, type OwnershipProof } from './proof';
import type { ClaimRecord, PayoutRecord } from './records';
import { FusionRefusal } from './reply';
import type { FusionStore } from './store';
import type { OperatorSwitches } from './switches';
import { PHRASE_LIFE_MS } from './terms';
import { carrierOf } from './wallets';

interface ClaimParts {
  readonly seed: string;
  readonly store: FusionStore;
  readonly mining: Mining;
  readonly payouts: Payouts;
  readonly switches: OperatorSwitches;
  nowMs(): number;
  random(size: number): Uint8Array;
  onTrouble(subject: string, thrown: unknown): void;
}

/** Characters after the 13 digits of the time. */
const PHRASE_TAIL = 43;

export class Claims {
  readonly #parts: ClaimParts;

  constructor(parts: ClaimParts) {
    this.#parts = parts;
  }

  /** A new phrase: practice time in 13 digits, then characters of base 36. */
  makePhrase(): string {
    const { store, nowMs, random } = this.#parts;
    const madeMs = nowMs();
    const phrase = madeMs.toString().padStart(13, '0') + Array.from(random(PHRASE_TAIL), (byte) => (byte % 36).toString(36)).join('');
    store.write({ t: 'phrase', phrase, madeMs });
    return phrase;
  }

  /** A phrase that is spent is refused, so nothing is taken twice. @throws FusionRefusal */
  requireProof(proof: OwnershipProof): void {
    const { store, nowMs } = this.#parts;
    const phrase = store.phrase(proof.message);
    if (phrase === null) throw new FusionRefusal('unknown-phrase', 'This phrase is not one of ours.');
    if (phrase.used) throw new FusionRefusal('phrase-used', 'This phrase was used already.');
    if (nowMs() - phrase.madeMs > PHRASE_LIFE_MS) throw new FusionRefusal('phrase-expired', 'This phrase is too old.');
    if (!provesOwnership(proof)) throw new FusionRefusal('bad-signature', 'The signature does not belong to this address.');
  }

  /** Everything on one parallel chain. Answers the payout's id. One at a time: signing counts on it. @throws FusionRefusal */
  async claim(proof: OwnershipProof, chain: ParallelChain, claimingAddress: string): Promise<string> {
    const { seed, mining, switches } = this.#parts;
    if (switches.get('maintenance')?.includes(chain) === true) throw new FusionRefusal('chain-closed', `${chain} is under maintenance.`);
    if (!isAddressOn(chain, claimingAddress)) throw new FusionRefusal('bad-address', `claimingAddress is no address of ${chain}.`);
    this.requireProof(proof);
    this.#requireAllowed();
    const found = mining.claimable(proof.address).find((each) => each.chain === chain);
    if (found === undefined || found.amount <= found.fee) throw new FusionRefusal('nothing-to-claim', 'What there is to claim does not cover the fee.');
    const carrier = carrierOf(chain);
    const key = `claim:${proof.message}`;
    const payout = carrier === null ? null : await this.#parts.payouts.sign(carrier, { key, to: claimingAddress, amount: found.amount - found.fee, asset: 'flux' });
    const txid = payout?.txid ?? inventedTxid(seed, chain, key);
    await this.#keep(proof, [this.#record(proof, chain, found.amount, found.fee, claimingAddress, txid)], payout);
    return txid;
  }

  /** Everything on all chains, as FLUX on the main chain to the earning address. @throws FusionRefusal */
  async claimAll(proof: OwnershipProof): Promise<string> {
    this.requireProof(proof);
    this.#requireAllowed();
    const { parts, swapFee, net } = this.#parts.mining.claimAll(proof.address);
    if (net === 0n) throw new FusionRefusal('nothing-to-claim', 'What there is to claim does not cover the fees.');
    const payout = await this.#parts.payouts.sign('flux', { key: `claim:${proof.message}`, to: proof.address, amount: net, asset: 'flux' });
    // The swap's fee is shared out evenly; what is left over stands with the first.
    const share = swapFee / BigInt(parts.length);
    const rest = swapFee - share * BigInt(parts.length);
    const records = parts.map(({ chain, amount, fee }, place) => this.#record(proof, chain, amount, fee + share + (place === 0 ? rest : 0n), proof.address, `flux:${payout.txid}`));
    await this.#keep(proof, records, payout);
    return payout.txid;
  }

  #requireAllowed(): void {
    const fault = this.#parts.switches.get('claims');
    if (fault === 'miner') throw new FusionRefusal('not-whitelisted', 'This address mines; its claims have to be allowed by the operator first.');
    if (fault === 'refused') throw new FusionRefusal('above-maximum', 'The claim is above the most that is allowed; ask the support.');
  }

  #record({ address, message, signature }: OwnershipProof, chain: ParallelChain, amount: bigint, fee: bigint, claimedAddress: string, txid: string): ClaimRecord {
    return { address, chain, amount: amount.toString(), fee: fee.toString(), claimedAddress, message, signature, txid, timestamp: this.#parts.nowMs() };
  }

  async #keep({ message }: OwnershipProof, claims: ClaimRecord[], payout: PayoutRecord | null): Promise<void> {
    const { store, payouts, onTrouble } = this.#parts;
    store.write({ t: 'claim', phrase: message, claims, payout });
    // On disk it is safe: the worker sends it until its chain has it.
    if (payout !== null) await payouts.send(payout).catch((thrown: unknown) => onTrouble(payout.key, thrown));
  }
}
