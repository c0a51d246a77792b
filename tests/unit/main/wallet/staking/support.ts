// A wallet's nodes over a real database, with coins, outbox and tip as the test says.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../../../../../shared/contract/base';
import { toHex } from '../../../../../shared/crypto/bytes';
import { hash160 } from '../../../../../shared/crypto/hashes';
import { addressOfScript } from '../../../../../shared/flux/address';
import { multisigScript, p2pkhScript, p2shScript } from '../../../../../shared/flux/script-templates';
import { TIER_COLLATERAL } from '../../../../../shared/flux/subsidy';
import { FINAL_SEQUENCE, serializeTransaction, transactionId, transparentTransaction } from '../../../../../shared/flux/transaction';
import { Keyring } from '../../../../../main/signer/keyring/keyring';
import { ecc } from '../../../../../main/wallet/accounts/public-keys';
import type { Coin, OutboxEntry } from '../../../../../main/wallet/plans/ports';
import type { Funding } from '../../../../../main/wallet/plans/preview/funding';
import { NodeKeys } from '../../../../../main/wallet/staking/node-keys';
import { NodeStore } from '../../../../../main/wallet/staking/node-store';
import type { BeginDeps } from '../../../../../main/wallet/staking/wish/begin';
import { openStore } from '../../../../../main/wallet/store/open';
import type { CoinFate } from '../../../../../main/wallet/store/utxo-store';
import { NOW, PARAMS } from './samples';

const folders: string[] = [];
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
export const publicKey = (byte: number, compressed = true): Uint8Array => ecc.pointFromScalar(new Uint8Array(32).fill(byte), compressed) ?? new Uint8Array(0);
export const keyHex = (byte: number): string => toHex(publicKey(byte));
const addressOf = (script: Uint8Array): string => addressOfScript(script, PARAMS) ?? '';
export const ownAddress = (byte: number): string => addressOf(p2pkhScript(hash160(publicKey(byte))));
/** Keys of the world's own servers. */
export const SERVERS = Keyring.fromSeed('practice', new Uint8Array(64).fill(9));
export const serverKey = (index: number): string => toHex(SERVERS.nodeKey(index).publicKey);
export const REDEEM = multisigScript(2, [publicKey(31), publicKey(32)]);
export const SHARED = addressOf(p2shScript(hash160(REDEEM)));

/** A transaction with one output; its bytes are what a server would give. */
export function paying(script: Uint8Array, value: bigint): { txid: string; raw: Uint8Array } {
  const tx = transparentTransaction({ inputs: [{ txid: '1'.repeat(64), index: 0, script: new Uint8Array(0), sequence: FINAL_SEQUENCE }], outputs: [{ script, value }], lockTime: 0, expiryHeight: 0 });
  return { txid: transactionId(tx), raw: serializeTransaction(tx) };
}

export function stakingWorld() {
  const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-nodes-'));
  folders.push(dir);
  const { db } = openStore({ dir, network: 'practice', instance: null, now: NOW });
  const nodes = new NodeStore(db);
  const state = {
    tip: 2_000, now: NOW, coins: [] as Coin[], reading: null as Reading<readonly Coin[]> | null, entries: new Map<string, OutboxEntry>(), fates: new Map<string, CoinFate>(), raws: new Map<string, Uint8Array>(), handedOut: [] as string[],
    fund: { fee: 500n, feeLimit: 625n, missing: { state: 'known', value: 0n, source: 'agreed', at: NOW }, problem: null } as ReturnType<Funding['of']>,
    nodeKeys: SERVERS.nodeKeys(),
    keys: new Map<string, NonNullable<ReturnType<BeginDeps['own']>>>(), serial: 0,
  };
  const deps: BeginDeps = {
    nodes, keys: new NodeKeys(() => state.nodeKeys, 'practice'), params: PARAMS, tip: () => state.tip, clock: () => state.now,
    store: { fate: (txid, vout) => state.fates.get(`${txid}:${vout}`) ?? null },
    outbox: { get: (id) => state.entries.get(id) ?? null },
    coins: () => state.reading ?? { state: 'known', value: state.coins, source: 'agreed', at: NOW },
    live: () => [...state.entries.values()], imported: () => [{ id: 'ab'.repeat(16), family: 'flux', kind: 'wif', name: 'Paper', address: ownAddress(20), scriptType: 'p2pkh', publicKey: keyHex(20), redeemScript: null }],
    funding: () => Promise.resolve({ available: { state: 'known', value: 5n, source: 'agreed', at: NOW }, of: () => state.fund }),
    random: (length) => {
      state.serial += 1;
      return new Uint8Array(length).fill(state.serial);
    },
    freshAddress: () => ({ address: ownAddress(10 + state.handedOut.length), key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 10 + state.handedOut.length }, scriptType: 'p2pkh' }),
    handedOut: (address) => state.handedOut.push(address),
    own: (address) => state.keys.get(address) ?? null,
    delegateKey: () => ({ key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 0 }, publicKey: keyHex(1), address: ownAddress(1) }),
    raw: (txid) => Promise.resolve(state.raws.get(txid) ?? new Uint8Array(0)),
  };
  /** A coin of a tier's amount in the block at `height`. */
  const coin = (more: Partial<Coin> = {}): Coin => {
    const made: Coin = {
      txid: String(state.coins.length + 1).repeat(64).slice(0, 64), vout: 0, value: TIER_COLLATERAL.cumulus, address: ownAddress(2), key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 2 }, scriptType: 'p2pkh', keyBytes: 33,
      height: 1_000, coinbase: false, ownTransaction: true, ...more,
    };
    state.coins.push(made);
    state.fates.set(`${made.txid}:${made.vout}`, { address: made.address, value: made.value, seen: true, height: made.height, spentBy: null });
    state.keys.set(made.address, { key: made.key, scriptType: made.scriptType });
    return made;
  };
  return { deps, state, nodes, db, coin, close: () => db.close() };
}
