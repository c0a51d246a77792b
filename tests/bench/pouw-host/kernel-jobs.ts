// The jobs by which modules and native code are compared: one of each kernel, in two halves of about a third of a second.
import { readFileSync } from 'node:fs';
import { inProject } from '../../../build/setup/paths.mjs';
import { encodeFrame, type OutputType } from '../../../shared/pouw/abi';
import { encodeMolecules } from '../../../shared/pouw/kinds/molecules';
import { encodePrimes } from '../../../shared/pouw/kinds/primes';
import { encodeTile } from '../../../shared/pouw/kinds/render';
import { DIGIT_BYTES, encodeTraining, firstWeights } from '../../../shared/pouw/kinds/train';

export type KernelName = 'tile' | 'primes' | 'molecules' | 'digits';

export interface KernelJob {
  readonly module: Uint8Array;
  readonly frame: Uint8Array;
  readonly units: number;
  readonly output: OutputType;
}

const SEGMENT = 262_144;

function built(name: string): Uint8Array {
  return new Uint8Array(readFileSync(inProject(`node-core/pouw/modules/built/${name}.wasm`)));
}

/** @param longer so many times the work */
export function kernelJob(name: KernelName, longer = 1): KernelJob {
  const job = (units: number, params: Uint8Array, output: OutputType, inputs: readonly Uint8Array[] = []): KernelJob => ({ module: built(name), frame: encodeFrame({ seed: 7n, params, inputs }), units, output });
  switch (name) {
    // The middle of the picture, where every ray goes through the disc; both halves are alike.
    case 'tile': return job(64, encodeTile({ width: 256, height: 160, x: 96, y: 48, w: 64, h: 64, samples: 60 * longer, scene: 0 }), 'bytes');
    case 'primes': return job(1_400 * longer, encodePrimes({ from: 1_000_000_000n, count: BigInt(1_400 * longer * SEGMENT) }), 'bytes');
    case 'molecules': return job(120 * longer, encodeMolecules({ particles: 512, steps: 1_200 * longer, density: 0.5, temperature: 1, timeStep: 0.004 }), 'f64');
    case 'digits': {
      const digits = new Uint8Array(readFileSync(inProject('node-core/pouw/modules/data/digits.bin')));
      const [count, batch, epochs] = [1_024, 32, 100 * longer];
      return job(epochs * (count / batch), encodeTraining({ epochs, batch, rate: 0.1 }), 'f32', [new Uint8Array(firstWeights(1).buffer), digits.slice(0, count * DIGIT_BYTES)]);
    }
  }
}
