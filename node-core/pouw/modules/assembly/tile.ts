// A tile of a picture of a spiral galaxy: rays through a glowing, dusty volume, several for each pixel, each jittered by the seed and the
// pixel. A unit is one row of the tile. Two rays are marched at once, each in a lane of doubles, by the same operations in the same order as
// one by one. Cosine and angle are polynomials of their own: the same bits everywhere.

import { FRAME, begin, nextUnit, paramsAt, seedOf, soundFrame, standing, unitsOf } from './frame';
import { expOfTwo, logOfTwo } from './math';
export { abi, progress, units } from './frame';

const ROOM: u32 = 4096;
const MOST_SIDE: u32 = 256;
const STEPS: i32 = 40;
// State.
const WIDTH: usize = 8196;
const HEIGHT: usize = 8200;
const X: usize = 8204;
const Y: usize = 8208;
const W: usize = 8212;
const H: usize = 8216;
const SAMPLES: usize = 8220;
const SCENE: usize = 8224;
const SEED: usize = 8232;
/** What two rays gathered: red of both, green, blue. */
const GLOW: usize = 8240;
const OUT: usize = 16384;

export function buf(bytes: i32): i32 {
  return <u32>bytes <= ROOM ? <i32>FRAME : 0;
}

export function init(at: i32, length: i32): i32 {
  if (!soundFrame(at, length, 32) || length != 56 || load<u32>(FRAME + 48) != 0) return -1;
  const params = paramsAt();
  const width = load<u32>(params), height = load<u32>(params + 4), x = load<u32>(params + 8), y = load<u32>(params + 12);
  const w = load<u32>(params + 16), h = load<u32>(params + 20), samples = load<u32>(params + 24), scene = load<u32>(params + 28);
  if (width < 16 || height < 16 || width > 4096 || height > 4096) return -2;
  if (w == 0 || h == 0 || w > MOST_SIDE || h > MOST_SIDE || x > width || y > height || x + w > width || y + h > height) return -2;
  if (samples == 0 || samples > 4096 || scene > 16) return -2;
  memory.fill(WIDTH, 0, OUT - WIDTH + 4 * MOST_SIDE * MOST_SIDE);
  store<u32>(WIDTH, width);
  store<u32>(HEIGHT, height);
  store<u32>(X, x);
  store<u32>(Y, y);
  store<u32>(W, w);
  store<u32>(H, h);
  store<u32>(SAMPLES, samples);
  store<u32>(SCENE, scene);
  store<u64>(SEED, seedOf());
  begin(h);
  return 0;
}

export function step(count: i32): i32 {
  for (let left = unitsOf(count); left > 0; left--) row(nextUnit());
  return standing();
}

/** A hash of 32 bits that mixes well (Wellons' lowbias32 constants). */
function mixed(value: u32): u32 {
  let x = value;
  x ^= x >> 16;
  x *= 0x7feb352d;
  x ^= x >> 15;
  x *= 0x846ca68b;
  x ^= x >> 16;
  return x;
}

/** In [0, 1). */
@inline
function part(bits: u32): f64 {
  return <f64>bits * (1.0 / 4294967296.0);
}

/** Cosine of a number of turns. */
@inline
function cosTurns(turns: v128): v128 {
  const x = f64x2.sub(turns, f64x2.floor(f64x2.add(turns, f64x2.splat(0.5))));
  const y = f64x2.mul(x, x);
  let sum = f64x2.splat(7.9035363713184935);
  sum = f64x2.add(f64x2.splat(-26.42625678337438), f64x2.mul(y, sum));
  sum = f64x2.add(f64x2.splat(60.24464137187666), f64x2.mul(y, sum));
  sum = f64x2.add(f64x2.splat(-85.45681720669373), f64x2.mul(y, sum));
  sum = f64x2.add(f64x2.splat(64.93939402266829), f64x2.mul(y, sum));
  sum = f64x2.add(f64x2.splat(-19.739208802178716), f64x2.mul(y, sum));
  return f64x2.add(f64x2.splat(1.0), f64x2.mul(y, sum));
}

/** The angle of (x, y) in turns, from 0 to 1. */
@inline
function turnOf(x: v128, y: v128): v128 {
  const ax = f64x2.abs(x), ay = f64x2.abs(y), none = f64x2.splat(0.0);
  const most = f64x2.pmax(ax, ay);
  const z = f64x2.div(f64x2.pmin(ax, ay), most);
  const s = f64x2.mul(z, z);
  let turn = f64x2.sub(f64x2.splat(0.0086), f64x2.mul(s, f64x2.splat(0.00185)));
  turn = f64x2.add(f64x2.splat(-0.0193563), f64x2.mul(s, turn));
  turn = f64x2.add(f64x2.splat(0.0313017), f64x2.mul(s, turn));
  turn = f64x2.add(f64x2.splat(-0.0530421), f64x2.mul(s, turn));
  turn = f64x2.add(f64x2.splat(0.15915494309), f64x2.mul(s, turn));
  turn = f64x2.mul(z, turn);
  turn = v128.bitselect(f64x2.sub(f64x2.splat(0.25), turn), turn, f64x2.gt(ay, ax));
  turn = v128.bitselect(f64x2.sub(f64x2.splat(0.5), turn), turn, f64x2.lt(x, none));
  turn = v128.bitselect(f64x2.sub(f64x2.splat(1.0), turn), turn, f64x2.lt(y, none));
  // In the middle there is no angle, and 0 / 0 above.
  return v128.bitselect(none, turn, f64x2.eq(most, none));
}

/** `mixed` of four. */
@inline
function mixedFour(value: v128): v128 {
  let x = v128.xor(value, i32x4.shr_u(value, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** How far a place is between two corners, made smooth. */
@inline
function smooth(t: v128): v128 {
  return f64x2.mul(f64x2.mul(t, t), f64x2.sub(f64x2.splat(3.0), f64x2.mul(f64x2.splat(2.0), t)));
}

/** A place of the grid as whole numbers: both rays', twice. */
@inline
function corner(place: v128): v128 {
  const whole = i32x4.trunc_sat_f64x2_s_zero(place);
  return i32x4.shuffle(whole, whole, 0, 1, 0, 1);
}

/** What the four corners of one (y, z) add: first x's corner, then the next one's. `left` and `right` bring the scale of part(). */
@inline
function corners(sum: v128, bits: v128, left: v128, right: v128, y: v128, z: v128): v128 {
  const here = f64x2.mul(f64x2.mul(f64x2.mul(f64x2.convert_low_i32x4_u(bits), left), y), z);
  const there = f64x2.mul(f64x2.mul(f64x2.mul(f64x2.convert_low_i32x4_u(i32x4.shuffle(bits, bits, 2, 3, 2, 3)), right), y), z);
  return f64x2.add(f64x2.add(sum, here), there);
}

/** Lumps of gas: noise between the corners of a grid. Each mixed number is used by all corners that share it. */
@inline
function lumps(x: v128, y: v128, z: v128, seed: u32): v128 {
  const ones = f64x2.splat(1.0), scale = f64x2.splat(1.0 / 4294967296.0);
  const fx = f64x2.floor(x), fy = f64x2.floor(y), fz = f64x2.floor(z);
  const tx = smooth(f64x2.sub(x, fx)), ty = smooth(f64x2.sub(y, fy)), tz = smooth(f64x2.sub(z, fz));
  const sx = f64x2.sub(ones, tx), sy = f64x2.sub(ones, ty), sz = f64x2.sub(ones, tz);
  // A power of two: scaling first gives the same bits.
  const left = f64x2.mul(sx, scale), right = f64x2.mul(tx, scale);
  const iy = corner(fy), iz = corner(fz), next = i32x4.splat(1);
  const first = mixedFour(i32x4.add(i32x4.add(corner(fx), i32x4(0, 0, 1, 1)), i32x4.splat(seed)));
  const low = mixedFour(i32x4.add(first, iy)), high = mixedFour(i32x4.add(i32x4.add(first, iy), next));
  const far = i32x4.add(iz, next);
  let sum = f64x2.splat(0.0);
  sum = corners(sum, mixedFour(i32x4.add(low, iz)), left, right, sy, sz);
  sum = corners(sum, mixedFour(i32x4.add(high, iz)), left, right, ty, sz);
  sum = corners(sum, mixedFour(i32x4.add(low, far)), left, right, sy, tz);
  return corners(sum, mixedFour(i32x4.add(high, far)), left, right, ty, tz);
}

function row(index: u32): void {
  const w = load<u32>(W), width = load<u32>(WIDTH), samples = load<u32>(SAMPLES);
  const py = load<u32>(Y) + index;
  const seed = load<u64>(SEED);
  const base = mixed(<u32>seed) ^ <u32>(seed >> 32);
  for (let each: u32 = 0; each < w; each++) {
    const px = load<u32>(X) + each;
    let red = 0.0, green = 0.0, blue = 0.0;
    let state = mixed(base + mixed(py * width + px));
    for (let sample: u32 = 0; sample < samples; sample += 2) {
      let x = f64x2.splat(0.0), y = x, start = x;
      for (let lane: u32 = 0; lane < 2; lane++) {
        state = mixed(state + sample + lane + 1);
        x = f64x2(f64x2.extract_lane(x, 1), <f64>px + part(state));
        state = mixed(state + 0x9e3779b9);
        y = f64x2(f64x2.extract_lane(y, 1), <f64>py + part(state));
        state = mixed(state + 0x9e3779b9);
        start = f64x2(f64x2.extract_lane(start, 1), part(state));
      }
      rays(x, y, start, base);
      red += load<f64>(GLOW);
      green += load<f64>(GLOW + 16);
      blue += load<f64>(GLOW + 32);
      // Of an odd number the last one is alone.
      if (sample + 1 == samples) break;
      red += load<f64>(GLOW + 8);
      green += load<f64>(GLOW + 24);
      blue += load<f64>(GLOW + 40);
    }
    const share = 1.0 / <f64>samples;
    const star = starAt(px, py, base);
    const at = OUT + 4 * <usize>(index * w + each);
    store<u8>(at, tone(red * share + star));
    store<u8>(at + 1, tone(green * share + star));
    store<u8>(at + 2, tone(blue * share + star));
    store<u8>(at + 3, 255);
  }
}

/** Far stars, a few of the pixels. */
function starAt(px: u32, py: u32, base: u32): f64 {
  const bits = mixed(mixed(px + 0x51ed270b) + py * 0x2545f491 + base);
  if ((bits & 1023) != 7) return 0.0;
  const bright = part(mixed(bits));
  return 0.55 * bright * bright * bright;
}

/** Brightness as a byte: soft towards white, with the eye's root. */
function tone(light: f64): u8 {
  const soft = light / (1.0 + light);
  const value = Math.floor(Math.sqrt(soft) * 255.0 + 0.5);
  return value > 255.0 ? 255 : <u8>(<u32>value);
}

/** Marches two rays from the camera through the disc. */
function rays(px: v128, py: v128, start: v128, seed: u32): void {
  const width = <f64>load<u32>(WIDTH), height = f64x2.splat(<f64>load<u32>(HEIGHT));
  const scene = <f64>load<u32>(SCENE);
  const none = f64x2.splat(0.0), ones = f64x2.splat(1.0), half = f64x2.splat(0.5), wide = f64x2.splat(1.15), faint = f64x2.splat(0.0005);
  const u = f64x2.div(f64x2.sub(px, f64x2.splat(width * 0.5)), height), v = f64x2.div(f64x2.sub(f64x2.mul(height, half), py), height);
  // The camera stands above the disc and looks at its middle; the scene turns it around.
  const tilt = 0.52 + 0.04 * scene;
  const cy = Math.sqrt(1.0 - tilt * tilt);
  const oy = f64x2.splat(2.35 * tilt), oz = f64x2.splat(-2.35 * cy);
  let dx = f64x2.mul(u, wide);
  let dy = f64x2.sub(f64x2.mul(f64x2.mul(v, wide), f64x2.splat(cy)), f64x2.splat(tilt));
  let dz = f64x2.add(f64x2.splat(cy), f64x2.mul(f64x2.mul(v, wide), f64x2.splat(tilt)));
  const norm = f64x2.div(ones, f64x2.sqrt(f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz))));
  dx = f64x2.mul(dx, norm);
  dy = f64x2.mul(dy, norm);
  dz = f64x2.mul(dz, norm);
  let red = none, green = none, blue = none, through = ones;
  // Through the slab that holds the disc.
  const near = 0.7, far = 4.2;
  const length = f64x2.splat((far - near) / <f64>STEPS);
  let at = f64x2.add(f64x2.splat(near), f64x2.mul(length, start));
  for (let each: i32 = 0; each < STEPS; each++) {
    const x = f64x2.mul(dx, at), y = f64x2.add(oy, f64x2.mul(dy, at)), z = f64x2.add(oz, f64x2.mul(dz, at));
    at = f64x2.add(at, length);
    const flat = f64x2.add(f64x2.mul(x, x), f64x2.mul(z, z));
    const height2 = f64x2.mul(y, y);
    let seen = v128.and(f64x2.le(flat, f64x2.splat(3.2)), f64x2.le(height2, f64x2.splat(0.36)));
    if (!v128.any_true(seen)) continue;
    const radius = f64x2.add(f64x2.sqrt(flat), f64x2.splat(0.001));
    const disc = expOfTwo(f64x2.sub(f64x2.neg(f64x2.mul(height2, f64x2.splat(260.0))), f64x2.mul(radius, f64x2.splat(3.1))));
    const core = expOfTwo(f64x2.mul(f64x2.neg(f64x2.add(flat, f64x2.mul(height2, f64x2.splat(2.2)))), f64x2.splat(26.0)));
    seen = v128.and(seen, v128.or(f64x2.ge(disc, faint), f64x2.ge(core, faint)));
    if (!v128.any_true(seen)) continue;
    // Two arms that wind outwards.
    const wind = f64x2.sub(f64x2.mul(f64x2.splat(2.0), turnOf(x, z)), f64x2.mul(f64x2.splat(1.35), logOfTwo(radius)));
    const wave = f64x2.add(half, f64x2.mul(half, cosTurns(wind)));
    const arms = f64x2.mul(f64x2.mul(wave, wave), wave);
    const large = f64x2.splat(7.0), tall = f64x2.splat(14.0), small = f64x2.splat(17.0), low = f64x2.splat(34.0);
    const cloud = f64x2.add(f64x2.mul(f64x2.splat(0.65), lumps(f64x2.mul(x, large), f64x2.mul(y, tall), f64x2.mul(z, large), seed)), f64x2.mul(f64x2.splat(0.35), lumps(f64x2.mul(x, small), f64x2.mul(y, low), f64x2.mul(z, small), seed + 77)));
    const gas = f64x2.mul(disc, f64x2.add(f64x2.splat(0.06), f64x2.mul(f64x2.mul(f64x2.mul(f64x2.splat(2.2), arms), cloud), cloud)));
    const young = f64x2.mul(f64x2.mul(gas, arms), cloud);
    const dust = f64x2.mul(f64x2.mul(disc, cloud), f64x2.add(f64x2.splat(0.25), f64x2.mul(f64x2.mul(f64x2.splat(2.6), f64x2.sub(ones, wave)), wave)));
    // Where a ray sees nothing it gathers zero.
    const glow = v128.and(f64x2.mul(through, length), seen);
    red = f64x2.add(red, f64x2.mul(glow, shine(gas, 15.0, core, 17.0, young, 14.0)));
    green = f64x2.add(green, f64x2.mul(glow, shine(gas, 12.6, core, 13.0, young, 19.0)));
    blue = f64x2.add(blue, f64x2.mul(glow, shine(gas, 15.5, core, 8.0, young, 46.0)));
    through = v128.bitselect(f64x2.mul(through, expOfTwo(f64x2.mul(f64x2.mul(f64x2.neg(dust), length), f64x2.splat(9.0)))), through, seen);
  }
  v128.store(GLOW, red);
  v128.store(GLOW + 16, green);
  v128.store(GLOW + 32, blue);
}

@inline
function shine(gas: v128, ofGas: f64, core: v128, ofCore: f64, young: v128, ofYoung: f64): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(gas, f64x2.splat(ofGas)), f64x2.mul(core, f64x2.splat(ofCore))), f64x2.mul(young, f64x2.splat(ofYoung)));
}

export function out(): i32 {
  return <i32>OUT;
}

export function out_len(): i32 {
  return load<u32>(W) * load<u32>(H) * 4;
}
