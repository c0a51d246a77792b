// Putting the results of a round together: tiles to a picture, weights to their mean, stretches of numbers to one.

import { AppError } from '../../../shared/errors/app-error';
import { decodeMolecules } from '../../../shared/pouw/kinds/molecules';
import { decodePrimes, joinTallies } from '../../../shared/pouw/kinds/primes';
import { tilesOf } from '../../../shared/pouw/kinds/render';
import { averageWeights, decodeTrained, testWeights } from '../../../shared/pouw/kinds/train';
import type { BatchRequest } from '../../../shared/pouw/protocol';

export interface Made {
  readonly bytes: Uint8Array;
  readonly media: string;
  readonly loss: number | null;
  readonly accuracy: number | null;
  /** Of a training run: what the next round begins with. */
  readonly weights: Float32Array | null;
}

type Work = Exclude<BatchRequest['work'], { kind: 'onnx' }>;

const made = (media: string, bytes: Uint8Array): Made => ({ media, bytes, loss: null, accuracy: null, weights: null });
const json = (media: string, value: unknown): Made => made(media, new TextEncoder().encode(JSON.stringify(value)));

/** @param outputs of the round's jobs in their order @param testDigits digits that nobody learned from @param shares digits of each share */
export function assembleRound(work: Work, outputs: readonly Uint8Array[], testDigits: Uint8Array, shares: readonly number[]): Made {
  switch (work.kind) {
    case 'render': return made(`image/x-rgba;width=${work.width};height=${work.height}`, picture(work, outputs));
    case 'train': {
      const weights = averageWeights(outputs.map((output, at) => ({ weights: decodeTrained(output).weights, digits: shares[at] ?? 0 })));
      return { ...made('application/x-digits-f32', new Uint8Array(weights.buffer)), ...testWeights(weights, testDigits), weights };
    }
    case 'primes': {
      const { from, to, primes, twins, largestGap, gapAfter } = outputs.map(decodePrimes).reduce(joinTallies);
      const text = Object.fromEntries(Object.entries({ from, to, primes, twins, largestGap, gapAfter }).map(([name, value]) => [name, value.toString()]));
      return json('application/x-primes+json', text);
    }
    case 'molecules': {
      const runs = outputs.map(decodeMolecules);
      const means = runs.map(({ energies }) => energies.reduce((sum, energy) => sum + energy, 0) / energies.length);
      const energyMean = means.reduce((sum, mean) => sum + mean, 0) / means.length;
      return json('application/x-molecules+json', {
        replicas: runs.length, particles: (runs[0]?.positions.length ?? 0) / 3, energyMean,
        energySpread: Math.sqrt(means.reduce((sum, mean) => sum + (mean - energyMean) ** 2, 0) / means.length), drift: Math.max(...runs.map(({ drift }) => drift)),
      });
    }
  }
}

/** The tiles in their places. */
function picture(work: Extract<Work, { kind: 'render' }>, outputs: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(work.width * work.height * 4);
  tilesOf(work).forEach(({ x, y, w, h }, index) => {
    const tile = outputs[index];
    if (tile?.length !== w * h * 4) throw new AppError('pouw/bad-output', 'a tile has another size than it should');
    for (let row = 0; row < h; row += 1) whole.set(tile.subarray(row * w * 4, (row + 1) * w * 4), ((y + row) * work.width + x) * 4);
  });
  return whole;
}
