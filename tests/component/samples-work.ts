// Useful work as its screen may find it.
import type { UsefulWorkView, WorkStatus } from '../../shared/contract/useful-work';
import { zUsefulWorkSettings } from '../../shared/contract/settings';

const NOW = 1_790_000_000_000;
const id = (digit: string): string => digit.repeat(32);
export const COORDINATOR = 'http://127.0.0.1:8787';

export const workStatus: WorkStatus = {
  state: { run: true, notes: [] }, node: 'ab'.repeat(32), isolation: 'chromium', temperatureC: 61.4, onBattery: false, disk: { bytes: 12_000_000 },
  jobs: [
    { lease: id('1'), title: 'Galaxy volume, tile 311', kind: 'render', coordinator: COORDINATOR, done: 0.72, secondsLeft: 64, credits: 80, stage: 'computing' },
    { lease: id('2'), title: 'Digit model, share 18', kind: 'train', coordinator: COORDINATOR, done: 1, secondsLeft: null, credits: 168, stage: 'waiting' },
  ],
  history: [
    { lease: id('3'), title: 'Prime gaps, part 4', kind: 'primes', coordinator: COORDINATOR, at: NOW - 60_000, credits: 38, busyMs: 5_400_000, end: 'validated', error: null },
    { lease: id('4'), title: 'Prime gaps, part 5', kind: 'primes', coordinator: COORDINATOR, at: NOW - 120_000, credits: 38, busyMs: 12_000, end: 'refused', error: { code: 'pouw/verdict', message: 'slice 3 showed who was wrong', context: {} } },
  ],
  coordinators: [{
    url: COORDINATOR, name: 'Practice coordinator', satPerCredit: 10_000, error: null,
    account: { credits: 1_204, escrow: 38, valid: 12, invalid: 1, excluded: false, payouts: [{ txid: 'cd'.repeat(32), sat: '12040000', credits: 1_204, at: NOW - 30_000 }] },
    batches: [
      { id: id('5'), title: 'Digit model', kind: 'train', own: true, created: NOW - 300_000, state: 'finished', jobs: 6, done: 6, workers: 3, result: { sha256: 'ef'.repeat(32), size: 10, media: 'application/x-digits-f32' }, curve: [{ loss: 0.9, accuracy: 0.71 }, { loss: 0.4, accuracy: 0.88 }] },
      { id: id('6'), title: 'Prime gaps', kind: 'primes', own: false, created: NOW - 200_000, state: 'finished', jobs: 4, done: 4, workers: 2, result: { sha256: '12'.repeat(32), size: 10, media: 'application/x-primes+json' }, curve: [] },
      { id: id('7'), title: 'Argon in a box', kind: 'molecules', own: true, created: NOW - 100_000, state: 'running', jobs: 8, done: 2, workers: 2, result: null, curve: [] },
    ],
  }],
};

export const workOff: UsefulWorkView = { network: 'practice', installed: true, lockedUp: true, refusal: null, settings: zUsefulWorkSettings.parse({}), process: null, status: null, cores: 8, memoryMegabytes: 16_000, delegation: null };
export const workOn: UsefulWorkView = { ...workOff, settings: { ...workOff.settings, enabled: true }, process: { state: 'running' }, status: workStatus };

export const primesResult = { media: 'application/x-primes+json', bytes: Uint8Array.from(JSON.stringify({ from: '0', to: '1000000', primes: '78498', twins: '8169', largestGap: '114', gapAfter: '492113' }), (letter) => letter.charCodeAt(0)) };

/** Two digits of ten that were read, one of them wrong. */
export const digitsResult = {
  media: 'application/x-digits-read+json',
  bytes: Uint8Array.from(JSON.stringify({ digits: 10, right: 9, each: Array.from({ length: 10 }, (_, digit) => ({ digits: 1, right: digit === 4 ? 0 : 1 })), shown: [{ label: 4, read: 9, sure: 0.61, pixels: '00ff'.repeat(98) }, { label: 7, read: 7, sure: 0.98, pixels: '7f00'.repeat(98) }] }), (letter) => letter.charCodeAt(0)),
};
