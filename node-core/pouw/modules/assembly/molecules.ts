// Molecular dynamics: particles that attract and repel each other as Lennard-Jones has it, in a box without walls (reduced units),
// stepped by velocity Verlet. Two neighbours are computed at once; sums keep a fixed order. A unit is ten time steps.

import { FRAME, TOTAL, begin, nextUnit, paramsAt, seedOf, soundFrame, standing, unitsOf } from './frame';
export { abi, progress, units } from './frame';

const ROOM: u32 = 4096;
const MOST: u32 = 1024;
const STEPS_EACH: u32 = 10;
/** Energies that the output tells, spread over the run. */
const POINTS: u32 = 64;
const PARAMS: u32 = 32;

const COUNT: usize = 8200;
const NOTED: usize = 8204;
const BOX: usize = 8208;
const DT: usize = 8216;
const RANDOM: usize = 8224;
/** Potential energy of the last forces. */
const POTENTIAL: usize = 8232;
/** Numbers that both lanes need: the side of the box, its inverse, the square of the reach. */
const BOXES: usize = 8256;
const INVERSE: usize = 8272;
const CUT: usize = 8288;
/** Pairs that are near, as offsets. */
const LIST: usize = 8448;
const X: usize = 16384;
const Y: usize = X + 8 * 1024;
const Z: usize = Y + 8 * 1024;
const VX: usize = Z + 8 * 1024;
const VY: usize = VX + 8 * 1024;
const VZ: usize = VY + 8 * 1024;
const FX: usize = VZ + 8 * 1024;
const FY: usize = FX + 8 * 1024;
const FZ: usize = FY + 8 * 1024;
/** POINTS energies for each particle, then all positions x, y, z. */
const OUT: usize = FZ + 8 * 1024;

export function buf(bytes: i32): i32 {
  return <u32>bytes <= ROOM ? <i32>FRAME : 0;
}

/** params: particles u32 (even), steps u32, density f64, temperature f64, time step f64. */
export function init(at: i32, length: i32): i32 {
  if (!soundFrame(at, length, PARAMS) || length != 56 || load<u32>(FRAME + 48) != 0) return -1;
  const count = load<u32>(paramsAt()), steps = load<u32>(paramsAt() + 4);
  const density = load<f64>(paramsAt() + 8), temperature = load<f64>(paramsAt() + 16), dt = load<f64>(paramsAt() + 24);
  if (count < 8 || count > MOST || (count & 1) != 0 || steps == 0 || steps > 1000000) return -2;
  if (!(density >= 0.01 && density <= 1.0) || !(temperature >= 0.0 && temperature <= 5.0) || !(dt > 0.0 && dt <= 0.01)) return -2;
  memory.fill(COUNT, 0, OUT - COUNT + 8 * (POINTS + 3 * MOST));
  store<u32>(COUNT, count);
  store<f64>(DT, dt);
  store<u64>(RANDOM, seedOf());
  begin((steps + STEPS_EACH - 1) / STEPS_EACH);
  // A grid of at least so many places, filled from the start.
  let side: u32 = 1;
  while (side * side * side < count) side++;
  const box = cubeRoot(<f64>count / density);
  store<f64>(BOX, box);
  v128.store(BOXES, f64x2.splat(box));
  v128.store(INVERSE, f64x2.splat(1.0 / box));
  const gap = box / <f64>side;
  for (let each: u32 = 0; each < count; each++) {
    store<f64>(X + 8 * each, (<f64>(each % side) + 0.5) * gap);
    store<f64>(Y + 8 * each, (<f64>((each / side) % side) + 0.5) * gap);
    store<f64>(Z + 8 * each, (<f64>(each / (side * side)) + 0.5) * gap);
  }
  const speed = Math.sqrt(temperature);
  push(VX, count, speed);
  push(VY, count, speed);
  push(VZ, count, speed);
  forces();
  return 0;
}

/** Newton's way to the cube root of x from 8 to 10^6. */
function cubeRoot(x: f64): f64 {
  let root = 10.0;
  for (let each: i32 = 0; each < 40; each++) root = (2.0 * root + x / (root * root)) * (1.0 / 3.0);
  return root;
}

/** SplitMix64 (Steele, Lea, Flood), as a number in [-1, 1). */
function next(): f64 {
  const state = load<u64>(RANDOM) + 0x9e3779b97f4a7c15;
  store<u64>(RANDOM, state);
  let z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  z ^= z >> 31;
  return <f64>(z >> 11) * (1.0 / 4503599627370496.0) - 1.0;
}

/** Speeds: sums of four even numbers are nearly normal; the whole stands still. */
function push(at: usize, count: u32, speed: f64): void {
  let sum = 0.0;
  for (let each: u32 = 0; each < count; each++) {
    const value = (next() + next() + next() + next()) * 0.8660254037844386 * speed;
    store<f64>(at + 8 * each, value);
    sum += value;
  }
  const mean = sum / <f64>count;
  for (let each: u32 = 0; each < count; each++) store<f64>(at + 8 * each, load<f64>(at + 8 * each) - mean);
}

/** Forces on all particles, cut off at 2.5 or half the box, with the potential moved so that it ends at zero there. */
function forces(): void {
  const count = load<u32>(COUNT);
  const box = load<f64>(BOX);
  const half = box * 0.5;
  const reach = half < 2.5 ? half : 2.5;
  const r2 = 1.0 / (reach * reach);
  const r6 = r2 * r2 * r2;
  const shift = 4.0 * r6 * (r6 - 1.0);
  const ones = f64x2.splat(1.0);
  v128.store(CUT, f64x2.splat(reach * reach));
  const boxes = v128.load(BOXES), inverse = v128.load(INVERSE);
  const shifts = f64x2.splat(shift);
  memory.fill(FX, 0, 8 * 1024 * 3);
  let potential = f64x2.splat(0.0);
  for (let i: u32 = 0; i + 1 < count; i++) {
    const xi = f64x2.splat(load<f64>(X + 8 * i)), yi = f64x2.splat(load<f64>(Y + 8 * i)), zi = f64x2.splat(load<f64>(Z + 8 * i));
    let fx = f64x2.splat(0.0), fy = f64x2.splat(0.0), fz = f64x2.splat(0.0);
    const end = LIST + 4 * neighbours(i, count, xi, yi, zi);
    for (let entry = LIST; entry < end; entry += 4) {
      const at: usize = load<u32>(entry);
      const dx = apart(xi, v128.load(at, X), boxes, inverse), dy = apart(yi, v128.load(at, Y), boxes, inverse), dz = apart(zi, v128.load(at, Z), boxes, inverse);
      const distance = f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz));
      let mask = f64x2.lt(distance, v128.load(CUT));
      // The first pair may hold the particle itself.
      if (at <= 8 * i) mask = v128.and(mask, i64x2(0, -1));
      const s = f64x2.div(ones, v128.bitselect(distance, ones, mask));
      const six = f64x2.mul(f64x2.mul(s, s), s);
      const energy = f64x2.sub(f64x2.mul(f64x2.mul(f64x2.splat(4.0), six), f64x2.sub(six, ones)), shifts);
      potential = f64x2.add(potential, v128.and(energy, mask));
      const force = v128.and(f64x2.mul(f64x2.mul(f64x2.mul(f64x2.splat(24.0), s), six), f64x2.sub(f64x2.add(six, six), ones)), mask);
      const px = f64x2.mul(force, dx), py = f64x2.mul(force, dy), pz = f64x2.mul(force, dz);
      fx = f64x2.add(fx, px);
      fy = f64x2.add(fy, py);
      fz = f64x2.add(fz, pz);
      v128.store(at, f64x2.sub(v128.load(at, FX), px), FX);
      v128.store(at, f64x2.sub(v128.load(at, FY), py), FY);
      v128.store(at, f64x2.sub(v128.load(at, FZ), pz), FZ);
    }
    gain(FX + 8 * i, fx);
    gain(FY + 8 * i, fy);
    gain(FZ + 8 * i, fz);
  }
  store<f64>(POTENTIAL, f64x2.extract_lane(potential, 0) + f64x2.extract_lane(potential, 1));
}

/** How far two are apart on one axis: the nearest of the other's images in the neighbouring boxes counts. */
@inline
function apart(one: v128, other: v128, boxes: v128, inverse: v128): v128 {
  const straight = f64x2.sub(one, other);
  return f64x2.sub(straight, f64x2.mul(boxes, f64x2.nearest(f64x2.mul(straight, inverse))));
}

/**
 * Writes down the pairs behind particle `i` (from its own on) of which at least one is near, and counts them. Most are far: a loop that only
 * looks, without a branch, goes through them much faster than one that also has to know what to do with the near ones.
 */
function neighbours(i: u32, count: u32, xi: v128, yi: v128, zi: v128): u32 {
  const boxes = v128.load(BOXES), inverse = v128.load(INVERSE), cut = v128.load(CUT);
  let found: u32 = 0;
  for (let at: usize = 8 * ((i + 1) & ~1), end: usize = 8 * count; at < end; at += 16) {
    const dx = apart(xi, v128.load(at, X), boxes, inverse), dy = apart(yi, v128.load(at, Y), boxes, inverse), dz = apart(zi, v128.load(at, Z), boxes, inverse);
    const distance = f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz));
    store<u32>(LIST + 4 * found, at);
    found += <u32>v128.any_true(f64x2.lt(distance, cut));
  }
  return found;
}

@inline
function gain(at: usize, pair: v128): void {
  store<f64>(at, load<f64>(at) + (f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1)));
}

export function step(count: i32): i32 {
  const total = load<u32>(TOTAL);
  for (let left = unitsOf(count); left > 0; left--) {
    const done = nextUnit() + 1;
    for (let small: u32 = 0; small < STEPS_EACH; small++) verlet();
    // The output's points lie at the same units on every computer.
    const noted = load<u32>(NOTED);
    if (noted < POINTS && <u64>done * <u64>POINTS >= <u64>(noted + 1) * <u64>total) {
      const energy = energyNow();
      for (let point = noted; point < POINTS && <u64>done * <u64>POINTS >= <u64>(point + 1) * <u64>total; point++) {
        store<f64>(OUT + 8 * point, energy);
        store<u32>(NOTED, point + 1);
      }
    }
  }
  if (standing() == 0) return 0;
  const particles = load<u32>(COUNT);
  for (let each: u32 = 0; each < particles; each++) {
    store<f64>(OUT + 8 * (POINTS + 3 * each), load<f64>(X + 8 * each));
    store<f64>(OUT + 8 * (POINTS + 3 * each + 1), load<f64>(Y + 8 * each));
    store<f64>(OUT + 8 * (POINTS + 3 * each + 2), load<f64>(Z + 8 * each));
  }
  return 1;
}

function verlet(): void {
  const count = load<u32>(COUNT);
  const dt = load<f64>(DT), box = load<f64>(BOX);
  const half = dt * 0.5;
  for (let axis: usize = 0; axis < 3; axis++) {
    const place = X + axis * 8192, speed = VX + axis * 8192, force = FX + axis * 8192;
    for (let each: u32 = 0; each < count; each++) {
      const v = load<f64>(speed + 8 * each) + half * load<f64>(force + 8 * each);
      store<f64>(speed + 8 * each, v);
      let x = load<f64>(place + 8 * each) + dt * v;
      x -= box * Math.floor(x / box);
      store<f64>(place + 8 * each, x);
    }
  }
  forces();
  for (let axis: usize = 0; axis < 3; axis++) {
    const speed = VX + axis * 8192, force = FX + axis * 8192;
    for (let each: u32 = 0; each < count; each++) store<f64>(speed + 8 * each, load<f64>(speed + 8 * each) + half * load<f64>(force + 8 * each));
  }
}

/** Energy for each particle, moving and bound. */
function energyNow(): f64 {
  const count = load<u32>(COUNT);
  let moving = 0.0;
  for (let each: u32 = 0; each < count; each++) {
    const x = load<f64>(VX + 8 * each), y = load<f64>(VY + 8 * each), z = load<f64>(VZ + 8 * each);
    moving += 0.5 * (x * x + y * y + z * z);
  }
  return (moving + load<f64>(POTENTIAL)) / <f64>count;
}

export function out(): i32 {
  return <i32>OUT;
}

export function out_len(): i32 {
  return 8 * (POINTS + 3 * load<u32>(COUNT));
}
