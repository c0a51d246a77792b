// A vote: the phrase that is signed, and the signature on its way to the service (flux-services 4.4). One vote a Flux ID and proposal, final.

import { Buffer } from 'node:buffer';
import type { Intent, Signed } from '../../../shared/contract/money-path';
import { decodeAddress } from '../../../shared/bitcoin/address';
import { BITCOIN_MAINNET } from '../../../shared/bitcoin/params';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { verifyMessage } from '../../../shared/flux/message';
import { isClaimPhrase } from '../../../shared/fusion/phrase';
import { ecc } from '../accounts/public-keys';
import type { VoteRow } from '../../../shared/governance/votes';
import type { GovernanceDeps } from './deps';
import type { GovernanceReadings } from './readings';

type MessageIntent = Extract<Intent, { kind: 'sign-message' }>;
type VotePurpose = Extract<NonNullable<MessageIntent['purpose']>, { kind: 'xdao-vote' }>;

/** Tries to hand a vote over: while others vote (a lock of a second or two), and when no answer comes. The phrase is taken once. */
const BUSY_TRIES = 12;
const SILENT_TRIES = 3;
const PAUSE_MS = 1_500;

/** The service's words for what it refuses, and our codes for them. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Another user is currently voting/i, 'governance/busy'],
  [/^Voting is not active/i, 'governance/not-open'],
  [/already voted on proposal/i, 'governance/already-voted'],
  [/^Invalid message/i, 'governance/phrase-refused'],
  [/^Invalid signature/i, 'governance/signature-refused'],
  [/^No active nodes found/i, 'governance/no-power'],
  [/^Invalid zelid/i, 'governance/id-refused'],
  [/^Cannot read propert/i, 'governance/unknown-proposal'],
];
export function codeOfWords(said: string): string {
  return WORDS.find(([pattern]) => pattern.test(said))?.[1] ?? 'governance/refused';
}

const votesIn = (rows: readonly VoteRow[]): number => rows.reduce((sum, { weight }) => sum + weight, 0);

export class VoteDesk {
  constructor(private readonly deps: GovernanceDeps, private readonly readings: GovernanceReadings) {}

  /** @throws AppError governance/… before anything is signed, or xdao/… */
  async begin(hash: string, yes: boolean): Promise<MessageIntent> {
    const { client, fluxId, clock, service } = this.deps;
    const [{ value: proposal }, own, power] = await Promise.all([this.readings.proposal(hash), client().votesOf(fluxId.address, hash), client().power(fluxId.address, hash)]);
    if (proposal === null) throw new AppError('governance/unknown-proposal', 'the service knows no such proposal');
    if (proposal.status !== 'Open' || clock() > proposal.voteEndDate) throw new AppError('governance/not-open', 'nobody can vote on this proposal now');
    if (own.length > 0) throw new AppError('governance/already-voted', 'this Flux ID has voted', { context: { yes: own[0]?.yes === true } });
    if (power.power === 0) throw new AppError('governance/no-power', 'no node of this Flux ID counts for this proposal');
    const message = await client().phrase();
    // Nothing but a phrase is ever signed for the service: no other text, however it came by.
    if (!isClaimPhrase(message)) throw new AppError('governance/bad-phrase', 'what the service wants signed is no one-time phrase');
    const purpose: VotePurpose = { kind: 'xdao-vote', proposal: hash, topic: proposal.topic, yes, votes: power.power, service: service() };
    return { kind: 'sign-message', scheme: 'bitcoin', key: fluxId.key, address: fluxId.address, message, purpose };
  }

  /**
   * Hands a signed phrase to the service. Called again with the same it votes nothing twice and answers the same.
   * @throws AppError governance/bad-signature | governance/no-answer (what became of it is not known) | what the service refuses
   */
  async carryOut(intent: Intent, signed: Signed): Promise<{ yes: boolean; votes: number | null }> {
    if (intent.kind !== 'sign-message' || intent.purpose?.kind !== 'xdao-vote' || signed.kind !== 'message') throw new AppError('governance/no-vote', 'this is no signature for a vote');
    const { message: phrase, address, purpose } = intent;
    if (address !== this.deps.fluxId.address || !isClaimPhrase(phrase) || !signs(address, phrase, signed.signature)) throw new AppError('governance/bad-signature', 'this signature does not prove the Flux ID');
    const { store, clock, changed } = this.deps;
    store.addVote({ phrase, hash: purpose.proposal, fluxId: address, topic: purpose.topic, yes: purpose.yes, service: purpose.service, state: 'signed', said: null, at: clock() });
    try {
      const votes = await this.#post(purpose, phrase, signed.signature);
      store.endVote(phrase, 'recorded', null);
      return { yes: purpose.yes, votes };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'governance/no-answer') store.endVote(phrase, 'refused', String(error.context.said ?? error.code).slice(0, 300));
      throw thrown;
    } finally {
      this.readings.forget();
      changed();
    }
  }

  async #post({ proposal: hash, yes }: VotePurpose, phrase: string, signature: string): Promise<number | null> {
    const { client, fluxId, sleep } = this.deps;
    let silent = 0;
    for (let tried = 1; ; tried += 1) {
      try {
        await client().vote({ hash, fluxId: fluxId.address, phrase, signature, yes });
        return await this.#recorded(hash, yes, null);
      } catch (thrown) {
        const error = toAppError(thrown);
        const code = error.code === 'xdao/refused' ? codeOfWords(String(error.context.said ?? '')) : error.code;
        if (code !== 'governance/busy') {
          // It may have been taken all the same, now or in an earlier try: the list of votes names this Flux ID.
          const done = await this.#recorded(hash, yes, undefined);
          if (done !== undefined) return done;
          if (error.code === 'xdao/refused') throw new AppError(code, 'the service does not take this vote', { context: error.context, cause: thrown });
          silent += 1;
          if (silent >= SILENT_TRIES) throw new AppError('governance/no-answer', 'what became of the vote is not known', { context: { reason: error.code }, cause: thrown });
        } else if (tried >= BUSY_TRIES) throw new AppError('governance/busy', 'others are voting', { context: error.context, cause: thrown });
        await sleep(PAUSE_MS);
      }
    }
  }

  /** Weight of the recorded vote; `otherwise` when none is listed or nobody answers. @throws AppError governance/already-voted when it is recorded the other way */
  async #recorded<T>(hash: string, yes: boolean, otherwise: T): Promise<number | T> {
    let rows: readonly VoteRow[];
    try {
      rows = await this.deps.client().votesOf(this.deps.fluxId.address, hash);
    } catch {
      return otherwise;
    }
    if (rows.length === 0) return otherwise;
    if (rows.some((row) => row.yes !== yes)) throw new AppError('governance/recorded-otherwise', 'the service lists the other choice for this Flux ID', { context: { yes: !yes } });
    return votesIn(rows);
  }
}

function signs(address: string, phrase: string, signature: string): boolean {
  try {
    const destination = decodeAddress(address, BITCOIN_MAINNET);
    return destination.kind === 'p2pkh' && verifyMessage(phrase, 'bitcoin', Uint8Array.from(Buffer.from(signature, 'base64')), destination.hash, ecc);
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}
