// Addresses of possible peers: those that a person gave, those of seeds, those that peers named; when each may be tried again, and who is banned.

export type AddressOrigin = 'given' | 'seed' | 'peer';

interface Entry {
  readonly address: string;
  readonly origin: AddressOrigin;
  failures: number;
  /** Milliseconds; not before. */
  nextTry: number;
}

/** Addresses of strangers that are kept; who names a million fills no memory. */
const MOST = 2_000;
/** Of one peer's list. */
export const MOST_FROM_ONE = 200;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 30 * 60_000;
const BAN_MS = 24 * 3_600_000;
/** A given peer is the person's choice: it rests for a while, and is never left for good. */
const GIVEN_BAN_MS = 10 * 60_000;

export class AddressBook {
  readonly #entries = new Map<string, Entry>();
  readonly #bannedUntil = new Map<string, number>();

  constructor(private readonly now: () => number, private readonly random: () => number) {}

  get size(): number {
    return this.#entries.size;
  }

  add(addresses: readonly string[], origin: AddressOrigin): void {
    for (const address of addresses) {
      if (this.#entries.has(address) || (origin === 'peer' && this.#entries.size >= MOST)) continue;
      this.#entries.set(address, { address, origin, failures: 0, nextTry: 0 });
    }
  }

  /** An address that may be tried now, of the best kind there is, by chance among equals; null when none may. */
  pick(taken: ReadonlySet<string>): string | null {
    const now = this.now();
    const ready = [...this.#entries.values()].filter(({ address, nextTry }) => nextTry <= now && !taken.has(address) && !this.isBanned(address));
    for (const origin of ['given', 'seed', 'peer'] as const) {
      const kind = ready.filter((entry) => entry.origin === origin);
      const fewest = Math.min(...kind.map(({ failures }) => failures));
      const best = kind.filter(({ failures }) => failures === fewest);
      if (best.length > 0) return best[Math.floor(this.random() * best.length)]?.address ?? null;
    }
    return null;
  }

  /** Milliseconds until the next address may be tried; null when there is none. */
  nextIn(taken: ReadonlySet<string>): number | null {
    const times = [...this.#entries.values()].filter(({ address }) => !taken.has(address)).map(({ address, nextTry }) => Math.max(nextTry, this.#bannedUntil.get(address) ?? 0));
    return times.length === 0 ? null : Math.max(0, Math.min(...times) - this.now());
  }

  worked(address: string): void {
    const entry = this.#entries.get(address);
    if (entry) Object.assign(entry, { failures: 0, nextTry: this.now() + FIRST_PAUSE_MS });
  }

  failed(address: string): void {
    const entry = this.#entries.get(address);
    if (!entry) return;
    entry.failures += 1;
    entry.nextTry = this.now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (entry.failures - 1));
    if (entry.origin === 'peer' && entry.failures > 5) this.#entries.delete(address);
  }

  ban(address: string): void {
    const given = this.#entries.get(address)?.origin === 'given';
    this.#bannedUntil.set(address, this.now() + (given ? GIVEN_BAN_MS : BAN_MS));
    // Bans are kept for addresses that could be tried again, not for everybody that ever misbehaved.
    if (this.#bannedUntil.size > MOST) for (const [old] of [...this.#bannedUntil].slice(0, MOST / 2)) this.#bannedUntil.delete(old);
  }

  isBanned(address: string): boolean {
    const until = this.#bannedUntil.get(address);
    if (until === undefined) return false;
    if (until > this.now()) return true;
    this.#bannedUntil.delete(address);
    return false;
  }
}
