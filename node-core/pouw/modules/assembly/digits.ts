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
/** The digit's pixels, from 0 to 1. */
const PIXELS: usize = BACK + 8 * 32;
const OUT: usize = PIXELS + 8 * 196;

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
    const weight = <f64>load<f32>(bytesAt(weights) + 4 * placeOf(each));
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
  // Adding the negative product is the same as taking the product away.
  addScaled(MASTER, GRADIENT, -(load<f64>(RATE) / <f64>(last - place)), WEIGHTS);
}

/** Eight hidden cells at once: each takes its terms in the order of the pixels, and none has to wait for another's sum. */
function cells(h: u32): void {
  const bias = MASTER + 8 * (BIAS1 + h);
  let a = v128.load(bias), b = v128.load(bias, 16), c = v128.load(bias, 32), d = v128.load(bias, 48);
  for (let pixel = PIXELS, at = MASTER + 8 * h; pixel < PIXELS + 8 * INPUTS; pixel += 8, at += 8 * HIDDEN) {
    const value = v128.load64_splat(pixel);
    a = f64x2.add(a, f64x2.mul(v128.load(at), value));
    b = f64x2.add(b, f64x2.mul(v128.load(at, 16), value));
    c = f64x2.add(c, f64x2.mul(v128.load(at, 32), value));
    d = f64x2.add(d, f64x2.mul(v128.load(at, 48), value));
  }
  const none = f64x2.splat(0.0), active = ACTIVE + 8 * h;
  v128.store(active, v128.and(a, f64x2.gt(a, none)));
  v128.store(active, v128.and(b, f64x2.gt(b, none)), 16);
  v128.store(active, v128.and(c, f64x2.gt(c, none)), 32);
  v128.store(active, v128.and(d, f64x2.gt(d, none)), 48);
}

/** Adds `factor` times each of `count` numbers (even) to those at `to`. */
@inline
function addScaled(to: usize, from: usize, factor: f64, count: u32): void {
  const factors = f64x2.splat(factor);
  for (let each: u32 = 0; each < count; each += 2) {
    const at = to + 8 * each;
    v128.store(at, f64x2.add(v128.load(at), f64x2.mul(factors, v128.load(from + 8 * each))));
  }
}

/** Adds what one digit says about the weights. */
function learn(digit: usize): void {
  for (let i: u32 = 0; i < INPUTS; i++) store<f64>(PIXELS + 8 * i, <f64>load<u8>(digit + i) * (1.0 / 255.0));
  for (let h: u32 = 0; h < HIDDEN; h += 8) cells(h);
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
    const second = 8 * (WEIGHT2 + o * HIDDEN);
    addScaled(GRADIENT + second, ACTIVE, error, HIDDEN);
    addScaled(BACK, MASTER + second, error, HIDDEN);
  }
  if (answer == label) store<u32>(RIGHT, load<u32>(RIGHT) + 1);
  // A hidden cell that was silent has no part in the error.
  for (let h: u32 = 0; h < HIDDEN; h++) if (load<f64>(ACTIVE + 8 * h) <= 0.0) store<f64>(BACK + 8 * h, 0.0);
  addScaled(GRADIENT + 8 * BIAS1, BACK, 1.0, HIDDEN);
  for (let h: u32 = 0; h < HIDDEN; h += 8) blame(h);
}

/** Adds what one digit says about the weights of eight hidden cells. */
function blame(h: u32): void {
  const back = BACK + 8 * h;
  const a = v128.load(back), b = v128.load(back, 16), c = v128.load(back, 32), d = v128.load(back, 48);
  for (let pixel = PIXELS, at = GRADIENT + 8 * h; pixel < PIXELS + 8 * INPUTS; pixel += 8, at += 8 * HIDDEN) {
    const value = v128.load64_splat(pixel);
    v128.store(at, f64x2.add(v128.load(at), f64x2.mul(a, value)));
    v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(b, value)), 16);
    v128.store(at, f64x2.add(v128.load(at, 32), f64x2.mul(c, value)), 32);
    v128.store(at, f64x2.add(v128.load(at, 48), f64x2.mul(d, value)), 48);
  }
}

/** Where a weight lies in the frame and in the output: there the first layer's stand cell by cell, in here pixel by pixel. */
@inline
function placeOf(weight: u32): u32 {
  return weight < BIAS1 ? (weight % HIDDEN) * INPUTS + weight / HIDDEN : weight;
}

/** The new weights as f32, then loss and share of right answers of the last epoch. */
function finish(): void {
  for (let weight: u32 = 0; weight < WEIGHTS; weight++) store<f32>(OUT + 4 * placeOf(weight), <f32>load<f64>(MASTER + 8 * weight));
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
