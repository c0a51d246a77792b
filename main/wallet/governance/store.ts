// Own votes and own proposals on disk. A vote stands here before its signature leaves the wallet: an answer that was lost is not forgotten.

import { z } from 'zod';
import { zHash, zTime, zUnits } from '../../../shared/contract/base';
import { zProposalText } from '../../../shared/contract/governance';
import { flag, integer, json, parse, text, textOrNull } from '../store/columns';
import type { Db, Row } from '../store/database';

export interface OwnVoteRecord {
  readonly phrase: string;
  readonly hash: string;
  readonly fluxId: string;
  readonly topic: string;
  readonly yes: boolean;
  /** Host that the signature went to. */
  readonly service: string;
  /** `signed`: handed to the service, its answer is not known. */
  readonly state: 'signed' | 'recorded' | 'refused';
  /** The service's words, when it refused. */
  readonly said: string | null;
  readonly at: number;
}

const zSubmitted = z.object({
  text: zProposalText, hash: zHash, submitDate: zTime,
  /** 10⁻⁸ FLUX, and where to. */
  fee: zUnits, address: z.string().max(128), payUntil: zTime,
});
export type Submitted = Readonly<z.infer<typeof zSubmitted>>;

export class GovernanceStore {
  constructor(private readonly db: Db) {}

  /** Adds a vote; one of the same phrase stays as it is. */
  addVote({ phrase, hash, fluxId, topic, yes, service, state, said, at }: OwnVoteRecord): void {
    this.db.run('INSERT OR IGNORE INTO vote (phrase, hash, flux_id, topic, yes, service, state, said, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [phrase, hash, fluxId, topic, yes ? 1 : 0, service, state, said, at]);
  }

  endVote(phrase: string, state: 'recorded' | 'refused', said: string | null): void {
    this.db.run('UPDATE vote SET state = ?, said = ? WHERE phrase = ?', [state, said, phrase]);
  }

  /** Votes that were not refused, newest first. */
  votes(fluxId: string): OwnVoteRecord[] {
    return this.db.all("SELECT * FROM vote WHERE flux_id = ? AND state <> 'refused' ORDER BY seq DESC LIMIT 5000", [fluxId]).map(voteOf);
  }

  addProposal(record: Submitted): void {
    this.db.run('INSERT OR IGNORE INTO proposal (hash, record) VALUES (?, ?)', [record.hash, JSON.stringify(record)]);
  }

  proposal(hash: string): Submitted | null {
    const row = this.db.get('SELECT record FROM proposal WHERE hash = ?', [hash]);
    return row === null ? null : parse(zSubmitted, json(row, 'record'));
  }

  /** Newest first. */
  proposals(): Submitted[] {
    return this.db.all('SELECT record FROM proposal ORDER BY seq DESC LIMIT 500').map((row) => parse(zSubmitted, json(row, 'record')));
  }
}

function voteOf(row: Row): OwnVoteRecord {
  const state = text(row, 'state');
  return {
    phrase: text(row, 'phrase'), hash: text(row, 'hash'), fluxId: text(row, 'flux_id'), topic: text(row, 'topic'), yes: flag(row, 'yes'), service: text(row, 'service'),
    state: state === 'recorded' || state === 'refused' ? state : 'signed', said: textOrNull(row, 'said'), at: integer(row, 'at'),
  };
}
