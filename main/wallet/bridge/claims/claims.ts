// Claims of parallel mining: which addresses can earn, what they earned, the phrase to sign, and the signature on its way to Fusion.

import { Buffer } from 'node:buffer';
import type { Reading } from '../../../../shared/contract/base';
import type { Claims as ClaimsView } from '../../../../shared/contract/bridge';
import type { Intent, Signed } from '../../../../shared/contract/money-path';
import { fromHex } from '../../../../shared/crypto/bytes';
import { hash160 } from '../../../../shared/crypto/hashes';
import { AppError, toAppError } from '../../../../shared/errors/app-error';
import type { ParallelChain } from '../../../../shared/fusion/chains';
import { isClaimPhrase } from '../../../../shared/fusion/phrase';
import { verifyMessage } from '../../../../shared/flux/message';
import type { AddressBook } from '../../accounts/address-book';
import type { OwnRow } from '../../accounts/own-address';
import { ecc } from '../../accounts/public-keys';
import { verifySigned } from '../../messages/verify';
import type { SharedKey } from '../fusion/client';
import { checkedRecipient } from '../recipient';
import { bareTxid, claimFigures, pastClaims, type ClaimsDeps } from './preview';

type MessageIntent = Extract<Intent, { kind: 'sign-message' }>;
type Purpose = Extract<NonNullable<MessageIntent['purpose']>, { kind: 'mining-claim' }>;
export interface ClaimDeskDeps extends ClaimsDeps {
  readonly book: AddressBook;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly changed: () => void;
}

const MOST_ADDRESSES = 200;
/** Tries to hand a signature over when no answer comes: a phrase is taken once, so trying again claims nothing twice. */
const TRIES = 3;
const PAUSE_MS = 2_000;

export class ClaimDesk {
  constructor(private readonly deps: ClaimDeskDeps) {}

  /** Own Flux addresses that were used, newest first: keys and shared scripts alike. */
  addresses(): string[] {
    return this.deps.book.list('flux')
      .filter((row) => row.used && (row.scriptType === 'p2pkh' || row.scriptType === 'p2sh-multisig'))
      .sort((left, right) => (right.lastUsed ?? 0) - (left.lastUsed ?? 0))
      .slice(0, MOST_ADDRESSES).map(({ address }) => address);
  }

  async get(address: string): Promise<Reading<ClaimsView>> {
    const { client, own, store, clock } = this.deps;
    this.#row(address);
    try {
      const [figures, past] = await Promise.all([claimFigures(address, client(), own), pastClaims(address, client(), store)]);
      return { state: 'known', source: 'reported', at: clock(), value: { ...figures, past } };
    } catch (thrown) {
      const { code, message, context } = toAppError(thrown);
      return { state: 'unknown', reason: { code, message, context: { ...context } }, at: clock() };
    }
  }

  /**
   * @param named where the payout goes on the target's chain; null: an own address. Everything at once is paid to the earning address.
   * @throws AppError claims/… | address/… | fusion/…
   */
  async begin(address: string, target: ParallelChain | 'all', named: string | null): Promise<MessageIntent> {
    const row = this.#row(address);
    const client = this.deps.client();
    const figures = await claimFigures(address, client, this.deps.own);
    const purpose = target === 'all' ? this.#all(figures.all, address, named) : this.#single(figures.chains, target, named);
    const message = await client.phrase();
    // Nothing but a phrase is ever signed for the operator: no other text, however it came by.
    if (!isClaimPhrase(message)) throw new AppError('claims/bad-phrase', 'what the operator wants signed is no claim phrase');
    if (this.deps.store.get(message)) throw new AppError('claims/used-phrase', 'the operator gave a phrase that was signed before');
    return { kind: 'sign-message', scheme: 'flux', key: row.key, address, message, purpose };
  }

  #single(chains: ClaimsView['chains'], target: ParallelChain, named: string | null): Purpose {
    const figures = chains.find(({ chain }) => chain === target);
    if (!figures) throw new AppError('claims/nothing', 'nothing was earned on this chain', { context: { chain: target } });
    if (figures.problem !== null) throw new AppError(figures.problem, 'this cannot be claimed now', { context: { chain: target } });
    const receiver = named === null || named.trim() === '' ? figures.receiver : checkedRecipient(target, named, this.deps.network, []);
    if (receiver === null) throw new AppError('bridge/recipient-needed', 'the wallet has no address on this chain', { context: { chain: target } });
    return { kind: 'mining-claim', target, receiver, arrives: figures.arrives };
  }

  #all(figures: ClaimsView['all'], address: string, named: string | null): Purpose {
    if (!figures) throw new AppError('claims/no-claim-all', 'the operator offers no claim of everything for this address');
    if (figures.problem !== null) throw new AppError(figures.problem, 'this cannot be claimed now', { context: { chain: 'main' } });
    if (named !== null && named.trim() !== '' && named.trim() !== address) throw new AppError('claims/only-to-itself', 'everything at once is paid to the address that earned it');
    return { kind: 'mining-claim', target: 'all', receiver: address, arrives: figures.arrives };
  }

  /**
   * Hands a signature to Fusion. Called again with the same it claims nothing twice and answers the same.
   * @returns the id of the payout as the operator names it
   * @throws AppError claims/not-a-claim | claims/bad-signature | claims/refused (context.said) | claims/no-answer (what became of it is not known)
   */
  async carryOut(intent: Intent, signed: Signed): Promise<string> {
    if (intent.kind !== 'sign-message' || intent.purpose?.kind !== 'mining-claim' || signed.kind !== 'message') throw new AppError('claims/not-a-claim', 'this is no signature for a claim');
    const { message: phrase, address, purpose } = intent;
    const row = this.#row(address);
    const shared = this.#sharedKey(row);
    if (intent.scheme !== 'flux' || !isClaimPhrase(phrase) || !this.#signs(row, shared, phrase, signed.signature)) throw new AppError('claims/bad-signature', 'this signature does not prove the address');
    const { store, clock, changed } = this.deps;
    const before = store.get(phrase);
    if (before?.txid) return bareTxid(before.txid);
    store.add({ phrase, address, target: purpose.target, receiver: purpose.receiver, arrives: BigInt(purpose.arrives), txid: null, at: clock() });
    const txid = await this.#post(phrase, address, purpose, signed.signature, shared);
    store.paid(phrase, txid);
    changed();
    return bareTxid(txid);
  }

  async #post(message: string, address: string, purpose: Purpose, signature: string, shared: SharedKey | null): Promise<string> {
    const client = this.deps.client();
    for (let tried = 1; ; tried += 1) {
      try {
        return purpose.target === 'all'
          ? await client.claimAll({ address, message, signature, ...shared })
          : await client.claim({ chain: purpose.target, address, claimingAddress: purpose.receiver, message, signature });
      } catch (thrown) {
        const error = toAppError(thrown);
        // It may have been taken all the same, now or in an earlier try: the list of claims names the phrase.
        const done = await this.#listed(address, message);
        if (done !== null) return done;
        if (error.code === 'fusion/refused') throw new AppError('claims/refused', 'the operator does not pay this claim', { context: error.context, cause: thrown });
        if (tried >= TRIES) throw new AppError('claims/no-answer', 'what became of the claim is not known', { context: { reason: error.code }, cause: thrown });
        await this.deps.sleep(PAUSE_MS * tried);
      }
    }
  }

  async #listed(address: string, phrase: string): Promise<string | null> {
    try {
      return (await this.deps.client().claimed(address)).transactions.find(({ message }) => message === phrase)?.txid ?? null;
    } catch (thrown) {
      if (toAppError(thrown).code.startsWith('fusion/')) return null;
      throw thrown;
    }
  }

  #signs(row: OwnRow, shared: SharedKey | null, phrase: string, signature: string): boolean {
    if (shared === null) return verifySigned({ scheme: 'flux', address: row.address, message: phrase, signature }, this.deps.network).valid;
    try {
      return verifyMessage(phrase, 'flux', new Uint8Array(Buffer.from(signature, 'base64')), hash160(fromHex(shared.publicKey)), ecc);
    } catch (thrown) {
      if (thrown instanceof AppError) return false;
      throw thrown;
    }
  }

  /** What an address of several keys needs besides the signature; null for one of a single key. */
  #sharedKey(row: OwnRow): SharedKey | null {
    if (row.scriptType !== 'p2sh-multisig' || row.key.kind !== 'imported') return null;
    const { id } = row.key;
    const imported = this.deps.book.imported.find((key) => key.id === id);
    if (!imported || imported.redeemScript === null) throw new AppError('claims/not-own', 'the key of this address is not here');
    return { redeemScript: imported.redeemScript, publicKey: imported.publicKey };
  }

  /** @throws AppError claims/not-own */
  #row(address: string): OwnRow {
    const row = this.deps.book.find('flux', address);
    if (!row) throw new AppError('claims/not-own', 'not an address of this wallet');
    return row;
  }
}
