// A share of training in plain TypeScript: a network of one hidden layer (ReLU), softmax and cross-entropy, gradient descent by minibatches.
// Weights are doubles while it learns and f32 at the end; sums start at the bias or at zero and take their terms in the order of numbers.
import { DIGIT_BYTES } from '../../../../../shared/pouw/kinds/train';
import { expOf, logOf } from './math-reference';

const [INPUTS, HIDDEN, OUTPUTS] = [196, 32, 10];

/** A layer, or what the digits of a minibatch say of it. */
interface Layer {
  readonly weights: number[][];
  readonly biases: number[];
}
interface Digit {
  readonly pixels: readonly number[];
  readonly label: number;
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;
const empty = (rows: number, columns: number): Layer => ({ weights: Array.from({ length: rows }, () => new Array<number>(columns).fill(0)), biases: new Array<number>(rows).fill(0) });

function layersOf(flat: Float32Array): [Layer, Layer] {
  let place = 0;
  const take = (count: number): number[] => Array.from(flat.subarray(place, (place += count)));
  return [[HIDDEN, INPUTS], [OUTPUTS, HIDDEN]].map(([rows = 0, columns = 0]): Layer => ({ weights: Array.from({ length: rows }, () => take(columns)), biases: take(rows) })) as [Layer, Layer];
}

/** Bias plus inputs by weights, for each row. */
const through = ({ weights, biases }: Layer, inputs: readonly number[]): number[] => weights.map((row, r) => row.reduce((sum, weight, column) => sum + weight * at(inputs, column), at(biases, r)));

/** Adds `errors` by `inputs` to what is known of a layer. */
function blame(known: Layer, errors: readonly number[], inputs: readonly number[], only: (row: number) => boolean): void {
  known.weights.forEach((row, r) => {
    if (!only(r)) return;
    known.biases[r] = at(known.biases, r) + at(errors, r);
    for (let column = 0; column < row.length; column += 1) row[column] = at(row, column) + at(errors, r) * at(inputs, column);
  });
}

function descend(layer: Layer, known: Layer, rate: number): void {
  layer.weights.forEach((row, r) => row.forEach((weight, column) => { row[column] = weight - rate * at(known.weights[r] ?? [], column); }));
  layer.biases.forEach((bias, r) => { layer.biases[r] = bias - rate * at(known.biases, r); });
}

/** The new weights, then mean loss and share of right answers of the last epoch. */
export function train({ epochs, batch, rate }: { epochs: number; batch: number; rate: number }, weights: Float32Array, shard: Uint8Array, seed: bigint): Uint8Array {
  const count = shard.length / DIGIT_BYTES;
  const start = Number(seed % BigInt(count));
  const digits = Array.from({ length: count }, (_, index): Digit => {
    const bytes = shard.subarray(((start + index) % count) * DIGIT_BYTES);
    return { pixels: Array.from(bytes.subarray(0, INPUTS), (byte) => byte * (1 / 255)), label: at(bytes, INPUTS) };
  });
  const [first, second] = layersOf(weights);
  let [loss, right] = [0, 0];
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    [loss, right] = [0, 0];
    for (let place = 0; place < count; place += batch) {
      const now = digits.slice(place, place + batch);
      const [ofFirst, ofSecond] = [empty(HIDDEN, INPUTS), empty(OUTPUTS, HIDDEN)];
      for (const { pixels, label } of now) {
        const active = through(first, pixels).map((sum) => (sum > 0 ? sum : 0));
        const answers = through(second, active);
        const most = Math.max(...answers);
        const odds = answers.map((answer) => expOf(answer - most));
        const whole = odds.reduce((sum, each) => sum + each, 0);
        const shares = odds.map((each) => each / whole);
        loss -= logOf(Math.max(at(shares, label), 1e-9));
        if (answers.indexOf(most) === label) right += 1;
        const errors = shares.map((share, o) => share - (o === label ? 1 : 0));
        const back = active.map((_, h) => errors.reduce((sum, error, o) => sum + error * at(second.weights[o] ?? [], h), 0));
        blame(ofSecond, errors, active, () => true);
        // A hidden cell that was silent has no part in the error.
        blame(ofFirst, back, pixels, (h) => at(active, h) > 0);
      }
      descend(first, ofFirst, rate / now.length);
      descend(second, ofSecond, rate / now.length);
    }
  }
  const flat = [first, second].flatMap((layer) => [...layer.weights.flat(), ...layer.biases]);
  return new Uint8Array(Float32Array.from([...flat, loss / count, right / count]).buffer);
}
