// Code and WebAssembly are compiled at their first use: done while the password is typed, that does not stand between the password and the portfolio.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenWallet } from './open-wallet';
import type { WalletWorld } from './world';

/** Opens a wallet without accounts or servers, reads its first screen once, and removes it. Never throws: opening the real one says what is wrong. */
export async function warmUp(world: WalletWorld): Promise<void> {
  try {
    const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-warm-'));
    try {
      const wallet = new OpenWallet({
        wallet: '0'.repeat(32), network: 'practice', dir, instance: null, descriptors: [], imported: [], nodeKeys: null, fluxId: { address: '-', key: { kind: 'flux-id' }, path: '' }, endpoints: {}, prices: [], fusion: null, fluxos: [], xdao: null, currency: 'USD', clockOffset: 0,
      }, { ...world, emit: () => undefined });
      wallet.syncStates();
      wallet.history.list({ text: '', chains: [], kinds: [], since: null, until: null, suspicious: false }, 0, 1);
      wallet.portfolio.get(wallet.currency);
      await wallet.close();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  } catch {
    // The same fault is met and named when a wallet is opened.
  }
}
