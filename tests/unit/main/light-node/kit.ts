// A practice network that runs, and a light node at the tip.
import type { LightNodeStatus } from '../../../../shared/contract/light-node';
import type { PracticeReady } from '../../../../shared/practice/control-api';

export const INSTANCE = 'a'.repeat(32);
const pair = (port: number) => ({ a: `http://127.0.0.1:${port}/api`, b: `http://127.0.0.1:${port + 1}/api` });

export function practiceReady(patch: Partial<PracticeReady> = {}): PracticeReady {
  const evm = pair(32_000);
  return {
    event: 'ready', instanceId: INSTANCE, pid: 1, controlToken: 't'.repeat(32), tokens: [], clock: { nowMs: 1, rate: 1 },
    endpoints: { flux: pair(31_001), bitcoin: evm, ethereum: evm, bsc: evm, polygon: evm, avalanche: evm, base: evm, prices: evm, fusion: evm, fluxos: evm, xdao: evm, p2p: ['127.0.0.1:4001'], work: null, control: 'http://127.0.0.1:33000' },
    ...patch,
  };
}

const point = (height: number) => ({ height, hash: 'ab'.repeat(32), time: 1_790_000_000_000 });
export const status: LightNodeStatus = {
  phase: { kind: 'following' }, tip: point(900), verified: true, provenTo: point(860), start: point(100), tableFrom: ['127.0.0.1'], peers: [{ address: '127.0.0.1:4001', agent: '/practice/', height: 900, syncing: false }],
  nodes: { cumulus: 3, nimbus: 2, stratus: 1 }, rate: null, secondsLeft: null, reorganised: null, emergency: null, lastError: null, disk: { bytes: 1 }, traffic: { received: 1, sent: 1 },
};
