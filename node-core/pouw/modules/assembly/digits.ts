// One share of a training round: a small network (196 inputs, 32 hidden, 10 outputs) learns from its digits by stochastic gradient descent.
// A unit is one minibatch. Sums run in a fixed order and in f64, so that every computer ends at the same weights.

import { FRAME, begin, bytesAt, inputAt, nextUnit, paramsAt, seedOf, sizeAt, soundFrame, standing, unitsOf } from './frame';
import { expOf, logOf } from './math';
export { abi, progress, units } from './frame';

const INPUTS: u32 = 196;
const HIDDEN: u32 = 32;
const OUTPUTS: u32 = 10;
const WEIGHTS: u32 = 196 * 32 + 32 + 32 * 10 + 10;
const RECORD: u32 = 197;
const MOST_DIGITS: u32 = 4096;
const PARAMS: u32 = 16;
/** The frame of the most digits. */
const ROOM: u32 = 24 + 16 + 8 + 4 * 6634 + 16 + 197 * 4096 + 64;

const STATE: usize = 851968;
const COUNT: usize = STATE + 8;
const EPOCHS: usize = STATE + 12;
const BATCH: usize = STATE + 16;
const SHARD: usize = STATE + 20;
const RATE: usize = STATE + 24;
const START: usize = STATE + 32;
/** Sum of the losses and number of right answers in the last epoch. */
const LOSS: usize = STATE + 40;
const RIGHT: usize = STATE + 48;
const MASTER: usize = STATE + 1024;
const GRADIENT: usize = MASTER + 8 * 6640;
const ACTIVE: usize = GRADIENT + 8 * 6640;
const ANSWER: usize = ACTIVE + 8 * 32;
const BACK: usize = ANSWER + 8 * 16;
const OUT: usize = BACK + 8 * 32;

// Offsets into the weights.
const BIAS1: u32 = 196 * 32;
const WEIGHT2: u32 = 196 * 32 + 32;
const BIAS2: u32 = 196 * 32 + 32 + 320;

export function buf(bytes: i32): i32 {
  return <u32>bytes <= ROOM ? <i32>FRAME : 0;
}

export function init(at: i32, length: i32): i32 {
  if (!soundFrame(at, length, PARAMS) || <u32>length > ROOM) return -1;
  const weights = inputAt(length, PARAMS, 2, 0), shard = inputAt(length, PARAMS, 2, 1);
  if (weights == 0 || shard == 0 || sizeAt(weights) != 4 * WEIGHTS) return -2;
  const size = sizeAt(shard), count = size / RECORD;
  if (count == 0 || count * RECORD != size || count > MOST_DIGITS) return -3;
  const epochs = load<u32>(paramsAt()), batch = load<u32>(paramsAt() + 4), rate = load<f64>(paramsAt() + 8);
  if (epochs == 0 || epochs > 1000 || batch == 0 || batch > 256 || !(rate > 0.0 && rate <= 1.0)) return -4;
  for (let each: u32 = 0; each < count; each++) if (load<u8>(bytesAt(shard) + each * RECORD + INPUTS) > 9) return -5;
  memory.fill(STATE, 0, OUT - STATE + 4 * 6640);
  for (let each: u32 = 0; each < WEIGHTS; each++) {
    const weight = <f64>load<f32>(bytesAt(weights) + 4 * each);
    // Neither infinite nor no number at all.
    if (!(weight > -1000.0 && weight < 1000.0)) return -6;
    store<f64>(MASTER + 8 * each, weight);
  }
  store<u32>(COUNT, count);
  store<u32>(EPOCHS, epochs);
  store<u32>(BATCH, batch);
  store<u32>(SHARD, <u32>bytesAt(shard));
  store<f64>(RATE, rate);
  store<u32>(START, <u32>(seedOf() % <u64>count));
  begin(epochs * ((count + batch - 1) / batch));
  return 0;
}

export function step(count: i32): i32 {
  for (let left = unitsOf(count); left > 0; left--) minibatch(nextUnit());
  if (standing() == 1) finish();
  return standing();
}

function minibatch(unit: u32): void {
  const count = load<u32>(COUNT), batch = load<u32>(BATCH);
  const each = (count + batch - 1) / batch;
  const place = (unit % each) * batch;
  if (place == 0) {
    store<f64>(LOSS, 0.0);
    store<u32>(RIGHT, 0);
  }
  const last = place + batch < count ? place + batch : count;
  memory.fill(GRADIENT, 0, 8 * WEIGHTS);
  for (let index = place; index < last; index++) learn(load<u32>(SHARD) + ((index + load<u32>(START)) % count) * RECORD);
  const rate = load<f64>(RATE) / <f64>(last - place);
  for (let weight: u32 = 0; weight < WEIGHTS; weight++) {
    const slot = MASTER + 8 * weight;
    store<f64>(slot, load<f64>(slot) - rate * load<f64>(GRADIENT + 8 * weight));
  }
}

/** Adds what one digit says about the weights. */
function learn(digit: usize): void {
  for (let h: u32 = 0; h < HIDDEN; h++) {
    let sum = load<f64>(MASTER + 8 * (BIAS1 + h));
    const row = MASTER + 8 * (h * INPUTS);
    for (let i: u32 = 0; i < INPUTS; i++) sum += load<f64>(row + 8 * i) * (<f64>load<u8>(digit + i) * (1.0 / 255.0));
    store<f64>(ACTIVE + 8 * h, sum > 0.0 ? sum : 0.0);
  }
  let most = -1.0e30;
  let answer: u32 = 0;
  for (let o: u32 = 0; o < OUTPUTS; o++) {
    let sum = load<f64>(MASTER + 8 * (BIAS2 + o));
    for (let h: u32 = 0; h < HIDDEN; h++) sum += load<f64>(MASTER + 8 * (WEIGHT2 + o * HIDDEN + h)) * load<f64>(ACTIVE + 8 * h);
    store<f64>(ANSWER + 8 * o, sum);
    if (sum > most) {
      most = sum;
      answer = o;
    }
  }
  let whole = 0.0;
  for (let o: u32 = 0; o < OUTPUTS; o++) {
    const value = expOf(load<f64>(ANSWER + 8 * o) - most);
    store<f64>(ANSWER + 8 * o, value);
    whole += value;
  }
  const label = <u32>load<u8>(digit + INPUTS);
  memory.fill(BACK, 0, 8 * HIDDEN);
  for (let o: u32 = 0; o < OUTPUTS; o++) {
    const share = load<f64>(ANSWER + 8 * o) / whole;
    if (o == label) store<f64>(LOSS, load<f64>(LOSS) - logOf(share > 1.0e-9 ? share : 1.0e-9));
    const error = share - (o == label ? 1.0 : 0.0);
    const bias = GRADIENT + 8 * (BIAS2 + o);
    store<f64>(bias, load<f64>(bias) + error);
    for (let h: u32 = 0; h < HIDDEN; h++) {
      const slot = 8 * (WEIGHT2 + o * HIDDEN + h);
      store<f64>(GRADIENT + slot, load<f64>(GRADIENT + slot) + error * load<f64>(ACTIVE + 8 * h));
      store<f64>(BACK + 8 * h, load<f64>(BACK + 8 * h) + error * load<f64>(MASTER + slot));
    }
  }
  if (answer == label) store<u32>(RIGHT, load<u32>(RIGHT) + 1);
  for (let h: u32 = 0; h < HIDDEN; h++) {
    if (load<f64>(ACTIVE + 8 * h) <= 0.0) continue;
    const error = load<f64>(BACK + 8 * h);
    const bias = GRADIENT + 8 * (BIAS1 + h);
    store<f64>(bias, load<f64>(bias) + error);
    const row = GRADIENT + 8 * (h * INPUTS);
    for (let i: u32 = 0; i < INPUTS; i++) store<f64>(row + 8 * i, load<f64>(row + 8 * i) + error * (<f64>load<u8>(digit + i) * (1.0 / 255.0)));
  }
}

/** The new weights as f32, then loss and share of right answers of the last epoch. */
function finish(): void {
  for (let weight: u32 = 0; weight < WEIGHTS; weight++) store<f32>(OUT + 4 * weight, <f32>load<f64>(MASTER + 8 * weight));
  const count = <f64>load<u32>(COUNT);
  store<f32>(OUT + 4 * WEIGHTS, <f32>(load<f64>(LOSS) / count));
  store<f32>(OUT + 4 * WEIGHTS + 4, <f32>(<f64>load<u32>(RIGHT) / count));
}

export function out(): i32 {
  return <i32>OUT;
}

export function out_len(): i32 {
  return 4 * WEIGHTS + 8;
}
