// Sample answers about the light node: off, on its way, at the tip, and in trouble.

import type { Evidence, TransactionEvidence } from '../../shared/contract/evidence';
import type { LightNodeStatus } from '../../shared/contract/light-node';
import type { LightNodeView } from '../../shared/contract/light-node-window';
import { FLUX_ADDRESS, NOW } from './samples';

const HEIGHT = 2_412_905;
const START = 2_398_000;
const block = (height: number) => ({ height, hash: 'ab'.repeat(32), time: NOW - (HEIGHT - height) * 30_000 - 12_000 });

const status: LightNodeStatus = {
  phase: { kind: 'following' }, tip: block(HEIGHT), verified: true, provenTo: block(HEIGHT - 41), start: block(START), tableFrom: ['explorer.runonflux.io', 'api.runonflux.io'],
  peers: ['65.108.41.7', '95.216.124.220', '144.76.33.12', '5.39.57.50', '88.198.11.4', '167.86.99.3'].map((host, at) => ({ address: `${host}:16125`, agent: '/MagicBean:9.1.0/', height: at === 5 ? null : HEIGHT - (at === 3 ? 2 : 0), syncing: at === 5 })),
  nodes: { cumulus: 4_216, nimbus: 2_871, stratus: 1_133 }, rate: null, secondsLeft: null, reorganised: null, emergency: null, lastError: null,
  disk: { bytes: 63_400_000 }, traffic: { received: 21_300_000, sent: 840_000 },
};
const settings: LightNodeView['settings'] = { enabled: true, paused: false, diskMegabytes: 500, kilobytesPerSecond: null, peers: [] };
const pace = Array.from({ length: 60 }, (_, at) => (at < 4 ? 140 - at * 30 : 2 + (at % 7 === 0 ? 1 : 0) - (at % 11 === 0 ? 1 : 0)));

export const nodeOn: LightNodeView = { network: 'practice', settings, folder: { path: '/home/ana/.config/Fluxkeep/light-node/practice', chosen: false, freeBytes: 64_200_000_000 }, process: { state: 'running' }, status, pace };
export const nodeOff: LightNodeView = { ...nodeOn, settings: { ...settings, enabled: false }, process: null, status: null, pace: [] };
/** With another status. */
export const nodeWith = (patch: Partial<LightNodeStatus>, view: Partial<LightNodeView> = {}): LightNodeView => ({ ...nodeOn, status: { ...status, ...patch }, ...view });

const coin = (txid: string, value: string, height: number | null, patch: Partial<Evidence['coins'][number]>): Evidence['coins'][number] => ({
  txid: txid.repeat(32), vout: 0, address: FLUX_ADDRESS, value, height, mark: 'proven', why: null,
  seen: height === null || height < START ? null : { block: block(height), above: { blocks: HEIGHT - height, producers: Math.min(88, HEIGHT - height), emergency: 0 } }, ...patch,
});
export const evidence: Evidence = {
  on: true, sums: { proven: '1236022500000', 'proven-as-of': '0', included: '0', agreed: '8350000000', reported: '3650000000', contradicted: '0' }, more: 3, from: START + 1, asOf: block(HEIGHT), contradictions: [],
  coins: [
    coin('a1', '1000000000000', HEIGHT - 2_880, {}), coin('a2', '236022500000', HEIGHT - 512, {}),
    coin('a3', '8000000000', START - 90_000, { mark: 'agreed', why: 'too-old' }), coin('a4', '3650000000', null, { mark: 'reported', why: 'not-seen' }), coin('a5', '350000000', HEIGHT - 11, { mark: 'agreed', why: 'shallow' }),
  ],
};
export const evidenceOff: Evidence = { on: false, sums: { proven: '0', 'proven-as-of': '0', included: '0', agreed: '1248022500000', reported: '0', contradicted: '0' }, coins: [], more: 0, from: null, asOf: null, contradictions: [] };
const lie = { server: 'http://127.0.0.1:31001/api', vout: 0, address: FLUX_ADDRESS };
export const contradicted: Evidence = {
  ...evidence, sums: { ...evidence.sums, proven: '236022500000', contradicted: '1000000000000' },
  coins: evidence.coins.map((one, at) => (at === 0 ? { ...one, mark: 'contradicted', why: 'contradicted' } : one)),
  contradictions: [
    { ...lie, kind: 'amount', txid: 'a1'.repeat(32), told: { value: '2000000000000', height: HEIGHT - 2_880 }, node: { value: '1000000000000', height: HEIGHT - 2_880, spentAt: null } },
    { ...lie, kind: 'missing', txid: 'a2'.repeat(32), told: null, node: { value: '236022500000', height: HEIGHT - 512, spentAt: null } },
    { ...lie, kind: 'invented', txid: 'b7'.repeat(32), told: { value: '5000000000', height: HEIGHT - 90 }, node: null },
    { ...lie, kind: 'spent', txid: 'b8'.repeat(32), told: { value: '700000000', height: HEIGHT - 300 }, node: { value: '700000000', height: HEIGHT - 300, spentAt: HEIGHT - 20 } },
  ],
};
export const transaction: TransactionEvidence = { mark: 'proven', why: null, block: block(HEIGHT - 512), above: { blocks: 512, producers: 88 }, from: START + 1, asOf: block(HEIGHT), contradicted: false };
