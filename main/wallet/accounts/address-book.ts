// Own addresses of every chain: account public keys to address runs (BIP44 gap limit), in memory and in the database alike.

import { CHAINS, EVM_CHAINS, type ChainId, type NetworkId } from '../../../shared/chains/ids';
import type { Descriptor, Imported, KeyRef, ScriptType } from '../../../shared/contract/money-path';
import { equalBytes, fromHex, toHex } from '../../../shared/crypto/bytes';
import { scriptOfKey, scriptOfRedeemScript } from '../../../shared/hd/script-of-key';
import type { Db } from '../store/database';
import { integer, text } from '../store/columns';
import { normalAddress, ownRow, type OwnRow } from './own-address';
import { AccountKeys, ecc } from './public-keys';

/** BIP44: an account ends after this many unused addresses. */
export const GAP_LIMIT = 20;

interface Branch {
  readonly chain: ChainId;
  readonly descriptor: Descriptor;
  readonly branch: 0 | 1;
}

type Place = Pick<OwnRow, 'key' | 'account' | 'branch' | 'index' | 'path'>;

/** What setting accounts and imported keys did to the addresses. */
export interface AccountsChange {
  /** Chains on which addresses were added. */
  readonly learned: readonly ChainId[];
  /** Addresses of imported keys that are gone. */
  readonly gone: readonly OwnRow[];
}

/** Every address of the wallet. What changes here is in the database when the method returns. */
export class AddressBook {
  readonly #rows = new Map<ChainId, Map<string, OwnRow>>(CHAINS.map((chain) => [chain, new Map()]));
  readonly #keys = new Map<string, AccountKeys>();
  #descriptors: readonly Descriptor[] = [];
  #imported: readonly Imported[] = [];

  constructor(private readonly db: Db, private readonly network: NetworkId) {
    for (const row of db.all('SELECT * FROM address')) {
      const chain = CHAINS.find((name) => name === text(row, 'chain'));
      if (chain) this.#map(chain).set(text(row, 'address'), ownRow(chain, row));
    }
  }

  get descriptors(): readonly Descriptor[] {
    return this.#descriptors;
  }

  get imported(): readonly Imported[] {
    return this.#imported;
  }

  /** Chains on which an address would be gone if these were the imported keys. */
  losing(imported: readonly Imported[]): ChainId[] {
    return CHAINS.filter((chain) => this.#goneFrom(chain, imported).some((row) => this.#heirOf(row, imported) === null));
  }

  /**
   * Sets the accounts and imported keys. Addresses of accounts that are gone stay known, so that history keeps its meaning;
   * those of imported keys that are gone are forgotten.
   * @throws AppError hd/bad-xpub
   */
  setAccounts(descriptors: readonly Descriptor[], imported: readonly Imported[]): AccountsChange {
    for (const { account, xpub } of descriptors) if (!this.#keys.has(account)) this.#keys.set(account, new AccountKeys(xpub, this.network));
    this.#descriptors = descriptors;
    this.#imported = imported;
    return this.db.transaction(() => {
      const gone = CHAINS.flatMap((chain) => this.#dropGone(chain, imported));
      const before = new Map(CHAINS.map((chain) => [chain, this.#map(chain).size]));
      for (const branch of this.#branches()) this.#extend(branch);
      for (const entry of imported) this.#addImported(entry);
      return { learned: CHAINS.filter((chain) => this.#map(chain).size > (before.get(chain) ?? 0)), gone };
    });
  }

  #goneFrom(chain: ChainId, imported: readonly Imported[]): OwnRow[] {
    return this.list(chain).filter(({ key }) => key.kind === 'imported' && !imported.some(({ id }) => id === key.id));
  }

  /** Another imported key with the same address: the other share of a multisig. */
  #heirOf(row: OwnRow, imported: readonly Imported[]): Imported | null {
    return imported.find((entry) => entry.family === row.chain && this.#placeOf(entry).address === row.address) ?? null;
  }

  /** @returns rows that nobody has any more */
  #dropGone(chain: ChainId, imported: readonly Imported[]): OwnRow[] {
    return this.#goneFrom(chain, imported).filter((row) => {
      const heir = this.#heirOf(row, imported);
      if (heir) this.#hand(row, { key: { kind: 'imported', id: heir.id }, account: null, branch: null, index: null, path: '' });
      else {
        this.db.run('DELETE FROM address WHERE chain = ? AND address = ?', [chain, row.address]);
        this.#map(chain).delete(row.address);
      }
      return heir === null;
    });
  }

  /** An address that is known already gets another key; what is known of its use stays. */
  #hand(row: OwnRow, place: Place): void {
    this.db.run('UPDATE address SET key = ?, account = ?, branch = ?, idx = ?, path = ? WHERE chain = ? AND address = ?',
      [JSON.stringify(place.key), place.account, place.branch, place.index, place.path, row.chain, row.address]);
    this.#map(row.chain).set(row.address, { ...row, ...place });
  }

  /** All addresses of a chain that are watched. */
  list(chain: ChainId): OwnRow[] {
    return [...this.#map(chain).values()];
  }

  find(chain: ChainId, address: string): OwnRow | null {
    return this.#map(chain).get(normalAddress(chain, address)) ?? null;
  }

  /** The own address of an output, or null. A bare public key has the address of its hash, too; only the exact script can be spent as planned. */
  ownerOf(chain: ChainId, address: string, script: Uint8Array): string | null {
    const row = this.find(chain, address);
    return row && equalBytes(row.script, script) ? row.address : null;
  }

  gap(chain: ChainId): number {
    const row = this.db.get('SELECT size FROM gap WHERE chain = ?', [chain]);
    return row === null ? GAP_LIMIT : integer(row, 'size');
  }

  /** Whether the chain's whole range of addresses has been looked at once. */
  discovered(chain: ChainId): boolean {
    const row = this.db.get('SELECT discovered FROM gap WHERE chain = ?', [chain]);
    return row !== null && integer(row, 'discovered') === 1;
  }

  setDiscovered(chain: ChainId): void {
    this.db.run('INSERT INTO gap (chain, size, discovered) VALUES (?, ?, 1) ON CONFLICT (chain) DO UPDATE SET discovered = 1', [chain, GAP_LIMIT]);
  }

  /** Widens the gap limit of a chain; it never shrinks. */
  widen(chain: ChainId, size: number): void {
    const wanted = Math.max(size, this.gap(chain));
    this.db.transaction(() => {
      this.db.run('INSERT INTO gap (chain, size, discovered) VALUES (?, ?, 0) ON CONFLICT (chain) DO UPDATE SET size = excluded.size, discovered = 0', [chain, wanted]);
      this.extend(chain);
    });
  }

  /** Derives addresses until each branch ends in a full gap of unused ones. @returns how many were added */
  extend(chain: ChainId): number {
    return this.db.transaction(() => this.#branches().filter((branch) => branch.chain === chain).reduce((sum, branch) => sum + this.#extend(branch), 0));
  }

  /** @param at milliseconds of the latest transaction known of it */
  markUsed(chain: ChainId, address: string, at: number): void {
    const row = this.find(chain, address);
    if (!row || (row.used && (row.lastUsed ?? 0) >= at)) return;
    row.used = true;
    row.lastUsed = Math.max(row.lastUsed ?? 0, at);
    this.db.run('UPDATE address SET used = 1, last_used = ? WHERE chain = ? AND address = ?', [row.lastUsed, chain, row.address]);
  }

  markChecked(row: OwnRow, at: number, fingerprint: string | null): void {
    row.checkedAt ??= at;
    row.fingerprint = fingerprint;
    this.db.run('UPDATE address SET checked_at = ?, fingerprint = ? WHERE chain = ? AND address = ?', [row.checkedAt, fingerprint, row.chain, row.address]);
  }

  markHandedOut(row: OwnRow, at: number): void {
    if (row.handedOut !== null) return;
    row.handedOut = at;
    this.db.run('UPDATE address SET handed_out = ? WHERE chain = ? AND address = ?', [at, row.chain, row.address]);
  }

  /** The account that receives a script type, the lowest first; null when the wallet has none. */
  defaultAccount(chain: ChainId, scriptType: ScriptType | null): Descriptor | null {
    const wanted = scriptType ?? (chain === 'bitcoin' ? 'p2wpkh' : chain === 'flux' ? 'p2pkh' : 'evm');
    const index = (descriptor: Descriptor) => Number(descriptor.account.split(':')[2]);
    return this.#descriptors
      .filter((descriptor) => chainsOf(descriptor).includes(chain) && descriptor.scriptType === wanted)
      .sort((left, right) => index(left) - index(right))[0] ?? null;
  }

  /** The first receiving key of the account that has a script type, with its public key in hex; null when the wallet has no such account. */
  firstKey(chain: ChainId, scriptType: ScriptType): { readonly key: KeyRef; readonly publicKey: string; readonly address: string } | null {
    const account = this.defaultAccount(chain, scriptType);
    const row = account && this.branch(chain, account.account, 0)[0];
    let publicKey: string | null = null;
    if (account) this.#keys.get(account.account)?.each(0, 0, 1, (bytes) => { publicKey = toHex(bytes); });
    return row && publicKey !== null ? { key: row.key, publicKey, address: row.address } : null;
  }

  /** Addresses of one branch in order. */
  branch(chain: ChainId, account: string, branch: 0 | 1): OwnRow[] {
    return this.list(chain).filter((row) => row.account === account && row.branch === branch).sort((left, right) => (left.index ?? 0) - (right.index ?? 0));
  }

  #map(chain: ChainId): Map<string, OwnRow> {
    const map = this.#rows.get(chain);
    if (!map) throw new Error(`no chain ${chain}`);
    return map;
  }

  #branches(): Branch[] {
    return this.#descriptors.flatMap((descriptor) =>
      chainsOf(descriptor).flatMap((chain) => (descriptor.family === 'evm' ? [0 as const] : [0 as const, 1 as const]).map((branch) => ({ chain, descriptor, branch }))));
  }

  #extend({ chain, descriptor, branch }: Branch): number {
    const rows = this.branch(chain, descriptor.account, branch);
    const have = rows.length;
    const lastUsed = rows.reduce((last, row) => (row.used ? Math.max(last, row.index ?? 0) : last), -1);
    const want = descriptor.family === 'evm' ? 1 : lastUsed + 1 + this.gap(chain);
    if (want <= have) return 0;
    this.#keys.get(descriptor.account)?.each(branch, have, want - have, (publicKey, index) => {
      const key: KeyRef = { kind: 'derived', account: descriptor.account, change: branch, index };
      const place = { account: descriptor.account, branch, index, path: `${descriptor.path}/${branch}/${index}` };
      this.#add(chain, { ...scriptOfKey(publicKey, descriptor.scriptType, chain, this.network, ecc), scriptType: descriptor.scriptType, key, keyBytes: 33, ...place });
    });
    return want - have;
  }

  #addImported(entry: Imported): void {
    if (this.find(entry.family, entry.address)) return;
    const keyBytes = entry.publicKey.length === 130 ? 65 : 33;
    this.#add(entry.family, { ...this.#placeOf(entry), scriptType: entry.scriptType, key: { kind: 'imported', id: entry.id }, keyBytes, account: null, branch: null, index: null, path: '' });
  }

  #placeOf({ publicKey, redeemScript, scriptType, family }: Imported): { script: Uint8Array; address: string } {
    return redeemScript === null ? scriptOfKey(fromHex(publicKey), scriptType, family, this.network, ecc) : scriptOfRedeemScript(fromHex(redeemScript), family, this.network);
  }

  #add(chain: ChainId, row: Omit<OwnRow, 'chain' | 'used' | 'handedOut' | 'lastUsed' | 'checkedAt' | 'fingerprint'>): void {
    const known = this.#map(chain).get(row.address);
    if (known) {
      // A key that was imported is the phrase's own after all: the account has it from now on.
      if (known.account === null && row.account !== null) this.#hand(known, row);
      return;
    }
    const full: OwnRow = { chain, used: false, handedOut: null, lastUsed: null, checkedAt: null, fingerprint: null, ...row };
    this.db.run(
      'INSERT OR IGNORE INTO address (chain, address, script, script_type, key, key_bytes, account, branch, idx, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [chain, row.address, row.script, row.scriptType, JSON.stringify(row.key), row.keyBytes, row.account, row.branch, row.index, row.path],
    );
    this.#map(chain).set(row.address, full);
  }
}

/** Chains on which an account has addresses: an EVM account has the same one on each. */
export function chainsOf(descriptor: Descriptor): readonly ChainId[] {
  return descriptor.family === 'evm' ? EVM_CHAINS : [descriptor.family];
}
