// Sample nodes, scenes and lists of the staking tests.
import type { Scene } from '../../../../../main/wallet/staking/life/status';
import type { Words } from '../../../../../main/wallet/staking/life/hear';
import { NEW_NODE, type NodeRecord, type Place, type SignedStart } from '../../../../../main/wallet/staking/record';
import { nodeParams } from '../../../../../main/wallet/staking/rules';

export const NOW = 1_790_000_000_000;
export const TXID = 'd'.repeat(64);
export const PARAMS = nodeParams('practice');
export const OUTAGE = { code: 'endpoint/unreachable', message: 'x', context: {} };

export function signedStart(more: Partial<SignedStart> = {}): SignedStart {
  return { raw: '00', txid: 'e'.repeat(64), sigTime: NOW / 1000, tip: 1_000, landed: false, taken: false, attempts: 0, nextAt: NOW, reason: null, ...more };
}
export function node(more: Partial<NodeRecord> = {}): NodeRecord {
  return {
    ...NEW_NODE, id: 'ab'.repeat(16), name: 'Attic', tier: 'cumulus', collateral: { txid: TXID, vout: 0 }, address: 'tmAttic', multisig: false, owner: { kind: 'own' }, identity: { kind: 'own', index: 0 }, createdAt: NOW, ...more,
  };
}
export function scene(more: Partial<Scene> = {}): Scene {
  return { tip: 2_000, coin: { kind: 'there', height: 1_000 }, fund: null, now: NOW, params: PARAMS, ...more };
}
export const confirmedPlace: Extract<Place, { kind: 'confirmed' }> = { kind: 'confirmed', ip: '5.6.7.8', added: 1_100, confirmed: 1_110, lastConfirmed: 1_900, lastPaid: null, rank: 3 };

export const none = { answered: true, entry: null } as const;
export const silent = { answered: false } as const;
export function words(more: Partial<Words> = {}): Words {
  return { confirmed: none, started: none, dos: none, height: 2_000, at: NOW, source: 'agreed', ...more };
}
