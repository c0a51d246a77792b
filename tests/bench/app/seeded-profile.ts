// Copies of one profile whose wallet has few and many entries or nodes, written by the stores' own code while the app is closed.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntryStore } from '../../../main/wallet/history/entry-store';
import type { Entry } from '../../../main/wallet/history/entry';
import { NodeStore } from '../../../main/wallet/staking/node-store';
import { NEW_NODE, type NodeRecord } from '../../../main/wallet/staking/record';
import type { Db } from '../../../main/wallet/store/database';
import { openStore } from '../../../main/wallet/store/open';
import { profilePaths } from '../../../main/settings/paths';

/** Words of notes; each stands in a fifth of the entries. */
export const WORDS = ['rent', 'coffee', 'hosting', 'gift', 'salary'] as const;
const HOUR = 3_600_000;
const TIERS = ['cumulus', 'nimbus', 'stratus'] as const;
const CHAINS = ['flux', 'bitcoin', 'ethereum', 'base'] as const;

/** @returns the copy's folder; removed when this process ends */
export function profileWithEntries(original: string, count: number): string {
  return seededCopy(original, (db) => {
    const entries = new EntryStore(db);
    const now = Date.now();
    // Half a day apart where there are few, half an hour where there are many: both go back some years or weeks, as wallets do.
    const step = count > 1000 ? HOUR / 2 : HOUR * 12;
    for (let at = 0; at < count; at += 1) entries.put(entryAt(at, now - (at + 1) * step), []);
  });
}

/** @returns the copy's folder; removed when this process ends */
export function profileWithNodes(original: string, count: number, standing: NodeStanding): string {
  return seededCopy(original, (db) => {
    const nodes = new NodeStore(db);
    for (let at = 0; at < count; at += 1) nodes.add(nodeAt(at, standing, Date.now()));
  });
}

function seededCopy(original: string, write: (db: Db) => void): string {
  const profile = mkdtempSync(join(tmpdir(), 'fluxkeep-bench-'));
  process.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  cpSync(original, profile, { recursive: true, filter: (source) => !source.includes('Singleton') });
  const [wallet] = readdirSync(join(original, 'data/practice'));
  if (wallet === undefined) throw new Error('the profile has no wallet');
  const { db } = openStore({ dir: profilePaths(profile).database('practice', wallet), network: 'practice', instance: null, now: Date.now() });
  db.transaction(() => write(db));
  db.close();
  return profile;
}

/** Well, or each with its steps on the way to a first confirmation. */
export type NodeStanding = 'confirmed' | 'started';

/** The practice network has no such node; its lists are counted from far below, so that their word does not end it. */
function nodeAt(at: number, standing: NodeStanding, now: number): NodeRecord {
  const number = at + 1;
  const place: NodeRecord['place'] = standing === 'started' ? { kind: 'started', added: 300 } : { kind: 'confirmed', ip: `65.108.${at >> 8}.${at & 255}:16127`, added: 100, confirmed: 110, lastConfirmed: 300, lastPaid: 250, rank: at };
  const txid = number.toString(16).padStart(64, '0');
  return {
    ...NEW_NODE, id: txid.slice(32), name: `Node ${number}`, tier: TIERS[at % TIERS.length] ?? 'cumulus', collateral: { txid, vout: 0 }, address: `tm${txid.slice(-33)}`, multisig: false, owner: { kind: 'own' }, identity: { kind: 'own', index: at },
    place, was: standing, seen: { height: 320, at: now, source: 'agreed' }, misses: -1_000_000, createdAt: now,
  };
}

function entryAt(at: number, time: number): Entry {
  const chain = CHAINS[at % CHAINS.length] ?? 'flux';
  const txid = at.toString(16).padStart(64, '0');
  const sent = at % 3 === 0;
  return {
    id: `${chain}:${txid}`, chain, txid, kind: sent ? 'sent' : 'received', asset: `${chain}/native`, amount: BigInt(at + 1) * (sent ? -1000n : 1000n), fee: sent ? 226n : null,
    counterparties: [`tm${txid.slice(-33)}`], note: `${WORDS[at % WORDS.length] ?? ''} ${at}`, time, height: null, state: { kind: 'mined' }, suspicious: false,
  };
}
