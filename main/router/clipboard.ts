// The clipboard: copies text, and clears it after a minute unless something else was copied since.

import { clipboard } from 'electron';
import { toHex } from '../../shared/crypto/bytes';
import { sha256 } from '../../shared/crypto/hashes';

const CLEAR_AFTER_MS = 60_000;
/** Characters; one more than any link may have would do. */
const MOST_READ = 60_000;

type Matches = (held: string) => boolean;

export class ClipboardKeeper {
  private timer: NodeJS.Timeout | null = null;
  /** What a secrets window copied and nothing cleared yet. */
  private secret: Matches | null = null;

  copy(text: string): { clearsAt: number } {
    clipboard.writeText(text);
    return this.clearLater((held) => held === text);
  }

  /**
   * A secrets window copied something by itself: no key travels through main. All that main learns is what it will be known by.
   * @param hash SHA-256 of the text, in hex
   */
  expectSecret(hash: string): { clearsAt: number } {
    const matches: Matches = (held) => toHex(sha256(new TextEncoder().encode(held))) === hash;
    const clearing = this.clearLater(matches);
    this.secret = matches;
    return clearing;
  }

  /** Reading is synchronous in older majors of Electron and a promise in newer ones; awaiting holds for both. */
  async read(): Promise<{ text: string }> {
    return { text: (await clipboard.readText()).slice(0, MOST_READ) };
  }

  /** Before the app ends: nothing would clear a secret later. */
  async dropSecret(): Promise<void> {
    if (this.secret) await this.clear(this.secret);
  }

  private clearLater(matches: Matches): { clearsAt: number } {
    this.secret = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.clear(matches), CLEAR_AFTER_MS);
    return { clearsAt: Date.now() + CLEAR_AFTER_MS };
  }

  private async clear(matches: Matches): Promise<void> {
    if (this.secret === matches) this.secret = null;
    if (matches(await clipboard.readText())) clipboard.clear();
  }
}
