// Opening wallet.db on bad days: stale lock, damage, another network, a newer file, a full disk, a kill after every write.
import fs from 'node:fs';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { WalletDatabase } from '../../../../../main/wallet/store/database';
import { MIGRATIONS } from '../../../../../main/wallet/store/migrations/index';
import { migrate, schemaVersion } from '../../../../../main/wallet/store/migrate';
import { openStore, type OpenOptions } from '../../../../../main/wallet/store/open';
import { OutboxStore } from '../../../../../main/wallet/store/outbox-store';
import { salvage } from '../../../../../main/wallet/store/salvage';
import { UtxoStore } from '../../../../../main/wallet/store/utxo-store';
import { ClaimStore } from '../../../../../main/wallet/bridge/claims/claim-store';
import { MessageStore } from '../../../../../main/wallet/cloud/message-store';
import { SignedStore } from '../../../../../main/wallet/links/signed-store';
import { GovernanceStore } from '../../../../../main/wallet/governance/store';
import { NodeStore } from '../../../../../main/wallet/staking/node-store';
import { confirmedPlace, node as nodeRecord, signedStart } from '../staking/samples';
import { messageRecord, signedRecord } from './kept-records';
import { submitted, voteRecord } from '../governance/samples';
import { SwapStore } from '../../../../../main/wallet/bridge/swap-store';
import { outboxEntry, swapRecord } from '../samples';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'fluxkeep-store-'));
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));
afterEach(() => jest.restoreAllMocks());

const options = (dir: string, more: Partial<OpenOptions> = {}): OpenOptions => ({ dir, network: 'practice', instance: 'one', now: 1_000, ...more });
const use = <T>(dir: string, work: (db: WalletDatabase, events: ReturnType<typeof openStore>['events']) => T, more: Partial<OpenOptions> = {}): T => {
  const { db, events } = openStore(options(dir, more));
  try {
    return work(db, events);
  } finally {
    db.close();
  }
};
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
  }
  return 'no error';
};

test('a new folder gets the newest schema; opened again it is the same', () => {
  const dir = folder();
  use(dir, (db, events) => {
    expect(events).toEqual([]);
    expect(schemaVersion(db)).toBe(MIGRATIONS.at(-1)?.version);
    db.run("INSERT INTO label (kind, ref, text) VALUES ('activity', 'x', 'kept')");
  });
  use(dir, (db) => expect(db.all('SELECT text FROM label')).toEqual([{ text: 'kept' }]));
});
test('released migrations never change', () => {
  const frozen: Record<number, string> = JSON.parse(readFileSync(join(__dirname, '../../../../fixtures/wallet-db/migrations.json'), 'utf8'));
  for (const { version, sql } of MIGRATIONS) expect([version, createHash('sha256').update(sql).digest('hex')]).toEqual([version, frozen[version]]);
});
test('a file of schema 1 opens with all it holds', () => {
  const dir = folder();
  cpSync(join(__dirname, '../../../../fixtures/wallet-db/v1.db'), join(dir, 'wallet.db'));
  use(dir, (db) => {
    expect(schemaVersion(db)).toBe(MIGRATIONS.at(-1)?.version);
    expect(db.all('SELECT kind, ref, text FROM label ORDER BY ref')).toEqual([{ kind: 'activity', ref: 'flux:1', text: 'rent' }]);
    expect(new OutboxStore(db, () => undefined).all()).toEqual([outboxEntry()]);
  }, { instance: 'fixture' });
});
test('a file of schema 2 opens with its swaps and claims', () => {
  const dir = folder();
  cpSync(join(__dirname, '../../../../fixtures/wallet-db/v2.db'), join(dir, 'wallet.db'));
  use(dir, (db) => {
    expect(schemaVersion(db)).toBe(MIGRATIONS.at(-1)?.version);
    expect(new SwapStore(db).open()).toEqual([swapRecord()]);
    expect(new ClaimStore(db).of('t1earner')).toMatchObject([{ target: 'kda', arrives: 5n, txid: 'x' }]);
    expect(new OutboxStore(db, () => undefined).all()).toEqual([outboxEntry()]);
  }, { instance: 'fixture' });
});
test('a file of schema 3 opens with its nodes', () => {
  const dir = folder();
  cpSync(join(__dirname, '../../../../fixtures/wallet-db/v3.db'), join(dir, 'wallet.db'));
  use(dir, (db) => {
    expect(schemaVersion(db)).toBe(MIGRATIONS.at(-1)?.version);
    expect(new NodeStore(db).all()).toEqual([nodeRecord({ place: confirmedPlace, was: 'confirmed', start: signedStart({ landed: true }) })]);
    expect([...new NodeStore(db).released()]).toEqual([`${'d'.repeat(64)}:1`]);
    expect(new OutboxStore(db, () => undefined).all()).toEqual([outboxEntry()]);
  }, { instance: 'fixture' });
});
test('a file of schema 4 opens with its votes and proposals', () => {
  const dir = folder();
  cpSync(join(__dirname, '../../../../fixtures/wallet-db/v4.db'), join(dir, 'wallet.db'));
  use(dir, (db) => {
    expect(schemaVersion(db)).toBe(MIGRATIONS.at(-1)?.version);
    expect(new GovernanceStore(db).votes(voteRecord.fluxId)).toEqual([voteRecord]);
    expect(new GovernanceStore(db).proposals()).toEqual([submitted]);
    expect(new NodeStore(db).all()).toHaveLength(1);
    expect(new OutboxStore(db, () => undefined).all()).toEqual([outboxEntry()]);
  }, { instance: 'fixture' });
});
test('a file of schema 6 opens with its signed texts and messages about apps', () => {
  const dir = folder();
  cpSync(join(__dirname, '../../../../fixtures/wallet-db/v6.db'), join(dir, 'wallet.db'));
  use(dir, (db) => {
    expect(schemaVersion(db)).toBe(MIGRATIONS.at(-1)?.version);
    expect(new SignedStore(db).list(0, 10).entries).toMatchObject([signedRecord]);
    expect(new MessageStore(db).shown()).toEqual([messageRecord]);
    expect(new GovernanceStore(db).proposals()).toEqual([submitted]);
  }, { instance: 'fixture' });
});
test('the lock folder of a dead process is cleared', () => {
  const dir = folder();
  use(dir, () => undefined);
  mkdirSync(join(dir, 'wallet.db.lock'));
  use(dir, (db) => expect(schemaVersion(db)).toBeGreaterThan(0));
});
test('another network is refused, a later schema is refused, nothing is touched', () => {
  const dir = folder();
  use(dir, () => undefined);
  expect(code(() => openStore(options(dir, { network: 'mainnet', instance: null })))).toBe('store/other-network');
  use(dir, (db) => db.exec('PRAGMA user_version = 99'));
  const before = readFileSync(join(dir, 'wallet.db'));
  expect(code(() => openStore(options(dir)))).toBe('store/newer');
  expect(readFileSync(join(dir, 'wallet.db')).equals(before)).toBe(true);
});
test('another practice instance: the old file is kept under its name', () => {
  const dir = folder();
  use(dir, (db) => db.run("INSERT INTO label (kind, ref, text) VALUES ('activity', 'x', 'old')"));
  use(dir, (db, events) => {
    expect(events).toEqual([{ kind: 'practice-reset', aside: 'wallet-one.db' }]);
    expect(db.all('SELECT * FROM label')).toEqual([]);
  }, { instance: 'two' });
  expect(existsSync(join(dir, 'wallet-one.db'))).toBe(true);
  use(dir, (_db, events) => expect(events).toEqual([]), { instance: 'two' });
});

describe('a damaged file', () => {
  const filled = (): string => {
    const dir = folder();
    use(dir, (db) => {
      for (let index = 0; index < 400; index += 1) db.run('INSERT INTO label (kind, ref, text) VALUES (?, ?, ?)', ['activity', `flux:${index}`, `label ${index}`.padEnd(60, '.')]);
      new OutboxStore(db, () => undefined).add(outboxEntry());
      new SwapStore(db).add(swapRecord());
      new NodeStore(db).add(nodeRecord());
      new NodeStore(db).release({ txid: 'd'.repeat(64), vout: 1 }, 5);
    });
    return dir;
  };
  test('of noise: set aside, a sound one in its place, nothing deleted', () => {
    const dir = filled();
    writeFileSync(join(dir, 'wallet.db'), Buffer.alloc(40_000, 7));
    use(dir, (db, events) => {
      expect(events).toEqual([{ kind: 'rebuilt', aside: 'wallet-damaged-1000.db', complete: false }]);
      expect(db.all('SELECT * FROM label')).toEqual([]);
    });
    expect(readFileSync(join(dir, 'wallet-damaged-1000.db')).length).toBe(40_000);
  });
  test('cut short or with a bad page: labels and outbox that can be read come along', () => {
    const dir = filled();
    const path = join(dir, 'wallet.db');
    const size = readFileSync(path).length;
    truncateSync(path, size - 4096);
    use(dir, (_db, events) => expect(events[0]?.kind).toBe('rebuilt'));
    expect(readdirSync(dir)).toContain('wallet-damaged-1000.db');

    const other = filled();
    const bytes = readFileSync(join(other, 'wallet.db'));
    const page = bytes.indexOf('label 350');
    bytes.fill(0xee, Math.floor(page / 4096) * 4096, Math.floor(page / 4096) * 4096 + 4096);
    writeFileSync(join(other, 'wallet.db'), bytes);
    use(other, (db, events) => {
      expect(events[0]?.kind).toBe('rebuilt');
      expect(db.all('SELECT * FROM label').length).toBeGreaterThan(100);
      expect(new OutboxStore(db, () => undefined).all()).toEqual([outboxEntry()]);
      expect(new SwapStore(db).open()).toEqual([swapRecord()]);
      expect([new NodeStore(db).all(), [...new NodeStore(db).released()]]).toEqual([[nodeRecord()], [`${'d'.repeat(64)}:1`]]);
    });
  });
  test('of an older schema: what it never had is not missed', () => {
    const dir = folder();
    const path = join(dir, 'wallet.db');
    cpSync(join(__dirname, '../../../../fixtures/wallet-db/v1.db'), path);
    const from = new WalletDatabase(path, dir, () => null);
    const to = openStore(options(folder())).db;
    expect(salvage(from, to).complete).toBe(true);
    from.close();
    to.close();
  });
  test('twice in the same moment: both are kept', () => {
    const dir = filled();
    for (let round = 0; round < 2; round += 1) {
      writeFileSync(join(dir, 'wallet.db'), Buffer.alloc(9_000, round + 1));
      use(dir, () => undefined);
    }
    expect(readdirSync(dir).filter((name) => /^wallet-damaged.*\.db$/.test(name))).toHaveLength(2);
  });
});

test('a full disk has a name, loses nothing, and is over when there is room', () => {
  const dir = folder();
  const { db } = openStore(options(dir, { freeBytes: () => 0 }));
  const real = fs.writeSync;
  db.run("INSERT INTO label (kind, ref, text) VALUES ('activity', 'a', 'before')");
  const full = jest.spyOn(fs, 'writeSync').mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  });
  expect(code(() => db.run("INSERT INTO label (kind, ref, text) VALUES ('activity', 'b', 'lost')"))).toBe('store/disk-full');
  full.mockRestore();
  expect(fs.writeSync).toBe(real);
  db.run("INSERT INTO label (kind, ref, text) VALUES ('activity', 'c', 'after')");
  expect(db.all('SELECT ref FROM label ORDER BY ref')).toEqual([{ ref: 'a' }, { ref: 'c' }]);
  db.close();
});
test('without room to blame it is the disk itself', () => {
  const { db } = openStore(options(folder(), { freeBytes: () => 1e12 }));
  jest.spyOn(fs, 'writeSync').mockImplementation(() => {
    throw Object.assign(new Error('EIO'), { code: 'EIO' });
  });
  expect(code(() => db.run("INSERT INTO label (kind, ref, text) VALUES ('a', 'b', 'c')"))).toBe('store/disk');
  jest.restoreAllMocks();
  db.close();
});
test('a transaction that throws leaves nothing, one that waits is refused', () => {
  use(folder(), (db) => {
    expect(() => db.transaction(() => {
      db.run("INSERT INTO label (kind, ref, text) VALUES ('a', 'b', 'c')");
      throw new Error('stop');
    })).toThrow('stop');
    expect(db.all('SELECT * FROM label')).toEqual([]);
    expect(code(() => db.transaction(() => Promise.resolve()))).toBe('store/misuse');
    expect(db.transaction(() => db.transaction(() => 1))).toBe(1);
  });
});

describe('killed after every single write to the disk', () => {
  /** Copies the folder after each system call that changes a file: what a kill at that moment leaves behind. */
  function snapshots(dir: string, work: () => void): string[] {
    const taken: string[] = [];
    const snap = (): void => {
      const copy = folder();
      cpSync(dir, copy, { recursive: true });
      taken.push(copy);
    };
    for (const name of ['writeSync', 'ftruncateSync', 'unlinkSync', 'fsyncSync'] as const) {
      const real = fs[name] as (...args: unknown[]) => unknown;
      jest.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
        const result = real(...args);
        snap();
        return result as never;
      });
    }
    work();
    jest.restoreAllMocks();
    return taken;
  }
  const tx = { txid: 'a'.repeat(64), coinbase: false, inputs: [{ txid: 'b'.repeat(64), vout: 0, from: null }], outputs: [{ value: 5n, address: 'mine', script: new Uint8Array(1) }], expiry: null, note: null };

  test('each transaction is found whole or not at all, at every instant', () => {
    const dir = folder();
    const { db } = openStore(options(dir));
    const store = new UtxoStore(db, 'flux');
    // Coins count while their address is the wallet's.
    db.run("INSERT INTO address (chain, address, script, script_type, key, key_bytes, path) VALUES ('flux', 'mine', x'00', 'p2pkh', '{}', 33, '')");
    const outbox = new OutboxStore(db, (entry) => db.run("INSERT OR REPLACE INTO label (kind, ref, text) VALUES ('written', ?, '')", [entry.id]));
    const copies = snapshots(dir, () => {
      db.transaction(() => {
        store.add(tx, new Uint8Array(9_000), 1, (address) => address);
        store.list(tx.txid, { height: 7, blockHash: null, time: 7 });
      });
      outbox.add(outboxEntry());
      outbox.setState(outboxEntry().id, { kind: 'confirmed', height: 9 });
    });
    db.close();
    expect(copies.length).toBeGreaterThan(15);
    const seen = copies.map((copy) => use(copy, (reopened, events) => {
      expect(events).toEqual([]);
      const coins = new UtxoStore(reopened, 'flux').coins(100).length;
      const rows = reopened.get("SELECT (SELECT count(*) FROM tx) AS tx, (SELECT count(*) FROM coin) AS coin, (SELECT count(*) FROM spend) AS spend, (SELECT count(*) FROM outbox) AS outbox, (SELECT count(*) FROM outbox_spend) AS taken, (SELECT count(*) FROM label) AS written");
      expect([rows?.tx, rows?.coin, rows?.spend]).toEqual([coins, coins, coins]);
      expect([rows?.taken, rows?.written]).toEqual([rows?.outbox, rows?.outbox]);
      const state = new OutboxStore(reopened, () => undefined).get(outboxEntry().id)?.state.kind ?? 'none';
      return `${coins}${state}`;
    }));
    // Time goes one way: before, then after, for each of the three.
    expect([...new Set(seen)]).toEqual(['0none', '1none', '1waiting', '1confirmed'].slice(0, new Set(seen).size));
    expect(seen.at(-1)).toBe('1confirmed');
    expect(seen.every((value, index) => index === 0 || ['0none', '1none', '1waiting', '1confirmed'].indexOf(value) >= ['0none', '1none', '1waiting', '1confirmed'].indexOf(seen[index - 1] ?? ''))).toBe(true);
  });

  test('a migration that is killed is done again', () => {
    const dir = folder();
    const path = join(dir, 'wallet.db');
    const db = new WalletDatabase(path, dir, () => null);
    const copies = snapshots(dir, () => migrate(db));
    db.close();
    for (const copy of copies) use(copy, (reopened) => expect(schemaVersion(reopened)).toBe(MIGRATIONS.at(-1)?.version));
  });
});
