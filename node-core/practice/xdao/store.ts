// The vote service's memory: a journal of what it agreed to, and the same in memory. What is told to anybody is on disk first.
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { AppendLog } from '../store/append-log';
import { xdaoRecordSchema, type Crawl, type ProposalRecord, type VoteRecord, type XdaoRecord } from './records';

export class XdaoStore {
  readonly #log: AppendLog;
  readonly #proposals = new Map<string, ProposalRecord>();
  readonly #votes = new Map<string, VoteRecord[]>();
  /** Time at which each phrase that can still be used was made. */
  readonly #phrases = new Map<string, number>();
  readonly #crawls = new Map<number, Crawl>();
  #crawl: Crawl | null = null;
  #unsynced = false;

  /** Opens the service's journal in the world's folder. @throws AppError `practice/state-damaged` */
  constructor(folder: string) {
    this.#log = AppendLog.open(join(folder, 'xdao.log'), (line) => {
      const record = xdaoRecordSchema.safeParse(line);
      if (!record.success) throw new AppError('practice/state-damaged', 'the saved practice network is damaged; a reset starts a new one', { cause: record.error });
      this.#apply(record.data);
    });
  }

  /** Writes one record; it survives kill -9 and a power cut. @throws AppError `practice/cannot-write` */
  write(record: XdaoRecord): void {
    this.note(record);
    this.sync();
  }

  /** Writes one record that nobody is told of before the next `sync`; it survives kill -9. @throws AppError `practice/cannot-write` */
  note(record: XdaoRecord): void {
    this.#log.append(record);
    this.#apply(record);
    this.#unsynced = true;
  }

  /** Everything written survives a power cut. */
  sync(): void {
    if (this.#unsynced) this.#log.sync();
    this.#unsynced = false;
  }

  close(): void {
    this.#log.close();
  }

  /** In the order in which they were submitted. */
  proposals(): readonly ProposalRecord[] {
    return [...this.#proposals.values()];
  }

  proposal(hash: string): ProposalRecord | null {
    return this.#proposals.get(hash) ?? null;
  }

  votesOn(hash: string): readonly VoteRecord[] {
    return this.#votes.get(hash) ?? [];
  }

  /** All votes of one Flux ID. */
  votesOf(fluxId: string): readonly VoteRecord[] {
    return [...this.#votes.values()].flat().filter((vote) => vote.fluxId === fluxId);
  }

  /** When an unused phrase was made; null for one that is not ours or spent. */
  phrase(phrase: string): number | null {
    return this.#phrases.get(phrase) ?? null;
  }

  get lastCrawl(): Crawl | null {
    return this.#crawl;
  }

  crawlAt(at: number): Crawl | null {
    return this.#crawls.get(at) ?? null;
  }

  #apply(record: XdaoRecord): void {
    switch (record.t) {
      case 'proposal':
        this.#proposals.set(record.proposal.hash, record.proposal);
        return;
      case 'vote':
        this.#votes.set(record.vote.hash, [...this.votesOn(record.vote.hash), record.vote]);
        this.#phrases.delete(record.phrase);
        return;
      case 'phrase':
        this.#phrases.set(record.phrase, record.madeMs);
        return;
      case 'crawl':
        this.#crawls.set(record.crawl.at, record.crawl);
        this.#crawl = record.crawl;
    }
  }
}
