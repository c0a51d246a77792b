// Sample answers of staking: tiers, nodes in every state, candidates, rewards, tools. Typed by the contract, checked against it by a test.

import type { appCalls } from '../../shared/contract/app';
import type { CallOutput } from '../../shared/contract/base';
import type { Intent } from '../../shared/contract/money-path';
import type { CollateralCandidate, FluxNode, NodeStatus, TierFacts } from '../../shared/contract/staking';
import { FLUX_ADDRESS, NOW } from './samples';

type Answer<K extends keyof typeof appCalls> = CallOutput<(typeof appCalls)[K]>;
const MINUTE = 60_000;
export const HEIGHT = 2_412_905;
export const SERVER_KEY = `02${'5a'.repeat(32)}`;
export const DELEGATE_KEY = `03${'7b'.repeat(32)}`;
const known = <T>(value: T) => ({ state: 'known' as const, value, source: 'agreed' as const, at: NOW - 20_000 });
const hex = (start: string, end: string): string => `${start}${'0'.repeat(64 - start.length - end.length)}${end}`;

const tier = (name: TierFacts['tier'], collateral: string, reward: string, nodes: number, missing: string): TierFacts => ({
  tier: name, collateral, reward, nodes: known(nodes), secondsBetween: known(nodes * 30), coins: known(0), available: known('1248022500000'), missing: known(missing),
});
export const tiers: readonly TierFacts[] = [
  tier('cumulus', '100000000000', '100000000', 3376, '0'),
  tier('nimbus', '1250000000000', '350000000', 1582, '1977500000'),
  tier('stratus', '4000000000000', '900000000', 1764, '2751977500000'),
];

const idOf = (number: number): string => number.toString(16).padStart(32, '0');
const node = (number: number, name: string, status: NodeStatus, patch: Partial<FluxNode> = {}): FluxNode => ({
  id: idOf(number), name, tier: 'cumulus', collateral: { txid: hex('9c41', `b7e${number}`), vout: 0 }, address: FLUX_ADDRESS, identity: { kind: 'own', index: number }, status,
  seen: { height: HEIGHT, at: NOW - 40_000, source: 'agreed' }, trouble: null, nextPayment: null, rewards: { count: 0, total: '0', week: '0', last: null },
  start: { allowed: false, from: null, problem: null }, multisig: false, released: false, ...patch,
});
const running = (lastConfirmed: number, ip: string, expiring: boolean): NodeStatus => ({
  kind: 'confirmed', ip, confirmedHeight: HEIGHT - 91_000, lastConfirmed, lastPaid: HEIGHT - 2300, renewFrom: lastConfirmed + 501, expiresAt: lastConfirmed + 641, expiring, rank: 1080,
});
const startable = { allowed: true, from: null, problem: null };

export const nodes = {
  confirmed: node(1, 'cumulus-1', running(HEIGHT - 8, '203.0.113.18:16127', false), { nextPayment: 32_400, rewards: { count: 62, total: '6200000000', week: '610000000', last: NOW - 19 * 60 * MINUTE } }),
  expiring: node(2, 'cumulus-2', running(HEIGHT - 531, '203.0.113.18:16137', true), { collateral: { txid: hex('1fd2', '0a94'), vout: 1 }, nextPayment: 14_400 }),
  started: node(3, 'nimbus-home', { kind: 'started', height: HEIGHT - 30, confirmBy: HEIGHT + 210 }, { tier: 'nimbus', collateral: { txid: hex('77ab', 'e315'), vout: 0 }, identity: { kind: 'other', publicKey: SERVER_KEY } }),
  maturing: node(4, 'cumulus-3', { kind: 'maturing', confirmations: 64, of: 100, startAt: HEIGHT + 36 }),
  unmined: node(5, 'cumulus-4', { kind: 'maturing', confirmations: null, of: 100, startAt: null }),
  'too-old': node(6, 'cumulus-5', { kind: 'needs-signature', why: 'too-old' }, { start: startable }),
  starting: node(7, 'cumulus-6', { kind: 'starting', attempts: 2, reason: { code: 'endpoint/unreachable', message: '', context: {} } }),
  banned: node(8, 'cumulus-7', { kind: 'banned', since: HEIGHT - 300, until: HEIGHT + 420 }, { start: { allowed: false, from: HEIGHT + 420, problem: 'staking/in-dos-list' } }),
  out: node(9, 'cumulus-8', { kind: 'out', was: 'confirmed' }, { start: startable }),
  ended: node(10, 'cumulus-9', { kind: 'ended', txid: 'ef'.repeat(32) }),
  failed: node(11, 'cumulus-10', { kind: 'failed', reason: { code: 'broadcast/conflict', message: '', context: {} } }, { collateral: null }),
  reserved: node(12, 'cumulus-11', { kind: 'reserved' }, { collateral: null, seen: null }),
};
export const listOf = (...list: readonly FluxNode[]): Answer<'staking.nodes'> => ({ nodes: [...list], locked: '1450000000000', week: '2160000000', height: known(HEIGHT) });
export const nodeList = listOf(nodes.confirmed, nodes.expiring, nodes.started, nodes.maturing);

const coin = (start: string, patch: Partial<CollateralCandidate> = {}): CollateralCandidate => ({
  outpoint: { txid: hex(start, 'c0de'), vout: 1 }, tier: 'cumulus', address: FLUX_ADDRESS, imported: null, multisig: false, confirmations: 4120, node: null, problem: null, ...patch,
});
export const candidates: readonly CollateralCandidate[] = [
  coin('a1a1'),
  coin('b2b2', { imported: 'SSP key', multisig: true, confirmations: 230 }),
  coin('c3c3', { confirmations: 12, problem: 'staking/too-young' }),
  coin('d4d4', { node: idOf(1), problem: 'staking/node-exists' }),
];
export const candidatesReading = known([...candidates]);

export const startIntent: Intent = {
  kind: 'start-nodes', fund: { amount: '100000000000', to: FLUX_ADDRESS, key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 21 }, feeLimit: '678' },
  starts: [{ node: idOf(4), name: 'cumulus-3', tier: 'cumulus', collateral: null, owner: { kind: 'own', key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 21 }, scriptType: 'p2pkh' }, identity: { kind: 'own', index: 4 }, version: 6, sigTime: 1_790_003_000, delegates: { kind: 'none' } }],
};
export const preview: Answer<'staking.preview'> = { problems: [], ready: true, fee: '339', seconds: 3000 };
export const rewards: Answer<'staking.rewards'> = {
  total: '6200000000', count: 62,
  rewards: Array.from({ length: 5 }, (_, at) => ({ node: nodes.confirmed.id, name: 'cumulus-1', txid: hex(`5${at}`, 'aa'), height: HEIGHT - 2300 - at * 3376, time: NOW - (19 + at * 28) * 60 * MINUTE, amount: '100000000' })),
};
export const consolidation: Answer<'staking.consolidate'> = {
  coins: 62, amount: '6199990000', fee: '10000', problem: null,
  intent: { kind: 'pay', asset: 'flux/native', to: FLUX_ADDRESS, amount: '6199990000', all: false, feeLimit: '20000', note: null },
};
const pay = (asset: 'flux/native' | 'bitcoin/native', to: string): Intent => ({ kind: 'pay', asset, to, amount: '1', all: true, feeLimit: '1000', note: null });
export const evacuation: Answer<'staking.evacuate'> = {
  steps: [
    { asset: 'flux/native', amount: '1248022500000', fee: '4520', feeAsset: 'flux/native', nodes: ['cumulus-1', 'cumulus-2'], intent: pay('flux/native', FLUX_ADDRESS), problem: null },
    { asset: 'bitcoin/native', amount: '3210000', fee: '2820', feeAsset: 'bitcoin/native', nodes: [], intent: pay('bitcoin/native', 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'), problem: null },
    { asset: 'polygon/0xa2bb7a68c46b53f6bbf6cc91c865ae247a82e99b', amount: '125000000000', fee: null, feeAsset: 'polygon/native', nodes: [], intent: null, problem: { code: 'plan/fee-not-covered', message: '', context: {} } },
  ],
};
const check = (what: Answer<'staking.hardware'>['tiers'][number]['checks'][number]['what'], have: number | null, want: number) => ({ what, have, want, ok: have === null ? null : have >= want });
const checks = (cores: number, memory: number, disk: number, speed: number, write: number, net: number) => [
  check('cores', 8, cores), check('memory', 31.2, memory), check('disk', 512, disk), check('speed', null, speed), check('disk-speed', null, write), check('download', null, net), check('upload', null, net),
];
export const hardware: Answer<'staking.hardware'> = {
  source: 'this-computer',
  tiers: [{ tier: 'cumulus', checks: checks(4, 7, 220, 240, 180, 25) }, { tier: 'nimbus', checks: checks(8, 30, 440, 640, 180, 50) }, { tier: 'stratus', checks: checks(16, 61, 880, 1520, 400, 100) }],
};
export const servers: Answer<'practice.server'> = [
  { collateral: { txid: hex('9c41', 'b7e1'), vout: 0 }, ip: '203.0.113.18:16127', running: true, status: 'confirmed', refusal: null },
  { collateral: { txid: hex('1fd2', '0a94'), vout: 1 }, ip: '203.0.113.18:16137', running: false, status: 'stopped', refusal: null },
];
