// Activity of the outbox: what a deposit to a bridge's operator is called before any chain has seen it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AddressBook } from '../../../../../main/wallet/accounts/address-book';
import { Chronicle } from '../../../../../main/wallet/history/chronicle';
import { EntryStore } from '../../../../../main/wallet/history/entry-store';
import type { WalletDatabase } from '../../../../../main/wallet/store/database';
import { openStore } from '../../../../../main/wallet/store/open';
import { TokenStore } from '../../../../../main/wallet/store/token-store';
import type { Intent } from '../../../../../shared/contract/money-path';
import { fluxOn } from '../../../../../shared/fusion/flux-on';
import { outboxEntry } from '../samples';

const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-chronicle-'));
let db: WalletDatabase;
beforeAll(() => {
  ({ db } = openStore({ dir, network: 'practice', instance: null, now: 0 }));
});
afterAll(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

test.each(['flux', 'base'] as const)('the deposit of a swap on %s is FLUX sent to the operator', (chain) => {
  const entries = new EntryStore(db);
  const chronicle = new Chronicle({ entries, tokens: new TokenStore(db), book: new AddressBook(db, 'practice'), outbox: { get: () => null }, notify: () => undefined });
  const intent: Intent = {
    kind: 'swap', swap: 'ab'.repeat(16), from: chain, to: chain === 'flux' ? 'base' : 'main', amount: '300', sender: 'mine', deposit: 'operator', recipient: 'me there', fee: '10', arrives: '290', feeLimit: '9',
  };
  const id = `${chain}:${'c'.repeat(64)}`;
  chronicle.outboxEntry(outboxEntry({ id, chain, intent }));
  expect(entries.get(id)).toMatchObject({ kind: 'sent', asset: fluxOn(chain)?.id, amount: -300n, counterparties: ['operator'], note: null, state: { kind: 'waiting' } });
});
