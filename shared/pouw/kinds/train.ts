// Training jobs: a small network learns from a share of the digits. Params: epochs u32, minibatch u32, rate f64. Inputs: weights (f32),
// digits (196 pixels and a label each). Output: the new weights, then loss and share of right answers of the last epoch, f32 all.

import { AppError } from '../../errors/app-error';

export const NETWORK = { inputs: 196, hidden: 32, outputs: 10 } as const;
/** First layer, its biases, second layer, its biases. */
export const WEIGHTS = NETWORK.inputs * NETWORK.hidden + NETWORK.hidden + NETWORK.hidden * NETWORK.outputs + NETWORK.outputs;
/** Bytes of a digit: its pixels and its label. */
export const DIGIT_BYTES = 197;

export function encodeTraining({ epochs, batch, rate }: { epochs: number; batch: number; rate: number }): Uint8Array {
  const params = new Uint8Array(16);
  const view = new DataView(params.buffer);
  view.setUint32(0, epochs, true);
  view.setUint32(4, batch, true);
  view.setFloat64(8, rate, true);
  return params;
}

export interface Trained {
  readonly weights: Float32Array;
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

/** @throws AppError pouw/bad-output */
export function decodeTrained(output: Uint8Array): Trained {
  if (output.length !== 4 * (WEIGHTS + 2)) throw new AppError('pouw/bad-output', 'this is no result of a training job');
  const values = new Float32Array(output.slice().buffer);
  return { weights: values.slice(0, WEIGHTS), loss: values[WEIGHTS] ?? 0, accuracy: values[WEIGHTS + 1] ?? 0 };
}

/** The mean of weights, each counted by the digits it learned from; summed in f64 in the order given. */
export function averageWeights(shares: readonly { readonly weights: Float32Array; readonly digits: number }[]): Float32Array {
  const all = shares.reduce((sum, { digits }) => sum + digits, 0);
  if (all === 0) throw new AppError('pouw/bad-output', 'there is nothing to average');
  return Float32Array.from({ length: WEIGHTS }, (_, at) => shares.reduce((sum, { weights, digits }) => sum + (weights[at] ?? 0) * digits, 0) / all);
}

/** What the network says of digits it has not learned from: mean loss, and the share that it reads right. */
export function testWeights(weights: Float32Array, digits: Uint8Array): { loss: number; accuracy: number } {
  const { inputs, hidden, outputs } = NETWORK;
  const weight = (at: number): number => weights[at] ?? 0;
  const [bias1, weight2, bias2] = [inputs * hidden, inputs * hidden + hidden, inputs * hidden + hidden + hidden * outputs];
  let [loss, right] = [0, 0];
  const count = Math.floor(digits.length / DIGIT_BYTES);
  for (let digit = 0; digit < count; digit += 1) {
    const pixels = digits.subarray(digit * DIGIT_BYTES, (digit + 1) * DIGIT_BYTES);
    const active = Array.from({ length: hidden }, (_, h) => {
      let sum = weight(bias1 + h);
      for (let i = 0; i < inputs; i += 1) sum += (weight(h * inputs + i) * (pixels[i] ?? 0)) / 255;
      return Math.max(0, sum);
    });
    const answers = Array.from({ length: outputs }, (_, o) => active.reduce((sum, value, h) => sum + value * weight(weight2 + o * hidden + h), weight(bias2 + o)));
    const most = Math.max(...answers);
    const whole = answers.reduce((sum, answer) => sum + Math.exp(answer - most), 0);
    const label = pixels[inputs] ?? 0;
    loss -= (answers[label] ?? 0) - most - Math.log(whole);
    if (answers.indexOf(most) === label) right += 1;
  }
  return { loss: loss / Math.max(1, count), accuracy: right / Math.max(1, count) };
}

/** Weights to begin with, the same for a seed: small in the size that keeps signals alive (He). */
export function firstWeights(seed: number): Float32Array {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
  const { inputs, hidden, outputs } = NETWORK;
  const scale = (at: number): number => (at < inputs * hidden ? Math.sqrt(6 / inputs) : at >= inputs * hidden + hidden && at < inputs * hidden + hidden + hidden * outputs ? Math.sqrt(6 / hidden) : 0);
  return Float32Array.from({ length: WEIGHTS }, (_, at) => next() * scale(at));
}
