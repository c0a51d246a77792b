// A tile of a picture of a spiral galaxy: rays through a glowing, dusty volume, several for each pixel, each jittered by the seed and the
// pixel. A unit is one row of the tile. Cosine and angle are polynomials of their own: the same bits everywhere.

import { FRAME, begin, nextUnit, paramsAt, seedOf, soundFrame, standing, unitsOf } from './frame';
import { expOf, logOf } from './math';
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
/** What one ray gathered: red, green, blue. */
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
function cosTurns(turns: f64): f64 {
  const x = turns - Math.floor(turns + 0.5);
  const y = x * x;
  return 1.0 + y * (-19.739208802178716 + y * (64.93939402266829 + y * (-85.45681720669373 + y * (60.24464137187666 + y * (-26.42625678337438 + y * 7.9035363713184935)))));
}

/** The angle of (x, y) in turns, from 0 to 1. */
function turnOf(x: f64, y: f64): f64 {
  const ax = Math.abs(x), ay = Math.abs(y);
  const most = ax > ay ? ax : ay;
  if (most == 0.0) return 0.0;
  const z = (ax > ay ? ay : ax) / most;
  const s = z * z;
  let turn = z * (0.15915494309 + s * (-0.0530421 + s * (0.0313017 + s * (-0.0193563 + s * (0.0086 - s * 0.00185)))));
  if (ay > ax) turn = 0.25 - turn;
  if (x < 0.0) turn = 0.5 - turn;
  return y < 0.0 ? 1.0 - turn : turn;
}

/** Lumps of gas: noise between the corners of a grid. */
function lumps(x: f64, y: f64, z: f64, seed: u32): f64 {
  const fx = Math.floor(x), fy = Math.floor(y), fz = Math.floor(z);
  let tx = x - fx, ty = y - fy, tz = z - fz;
  tx = tx * tx * (3.0 - 2.0 * tx);
  ty = ty * ty * (3.0 - 2.0 * ty);
  tz = tz * tz * (3.0 - 2.0 * tz);
  const ix = <u32>(<i32>fx), iy = <u32>(<i32>fy), iz = <u32>(<i32>fz);
  let sum = 0.0;
  for (let corner: u32 = 0; corner < 8; corner++) {
    const cx = corner & 1, cy = (corner >> 1) & 1, cz = corner >> 2;
    const bits = mixed(mixed(mixed(ix + cx + seed) + iy + cy) + iz + cz);
    sum += part(bits) * (cx ? tx : 1.0 - tx) * (cy ? ty : 1.0 - ty) * (cz ? tz : 1.0 - tz);
  }
  return sum;
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
    for (let sample: u32 = 0; sample < samples; sample++) {
      state = mixed(state + sample + 1);
      const jx = part(state);
      state = mixed(state + 0x9e3779b9);
      const jy = part(state);
      state = mixed(state + 0x9e3779b9);
      ray(<f64>px + jx, <f64>py + jy, part(state), base);
      red += load<f64>(GLOW);
      green += load<f64>(GLOW + 8);
      blue += load<f64>(GLOW + 16);
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

/** Marches one ray from the camera through the disc. */
function ray(px: f64, py: f64, start: f64, seed: u32): void {
  const width = <f64>load<u32>(WIDTH), height = <f64>load<u32>(HEIGHT);
  const scene = <f64>load<u32>(SCENE);
  const u = (px - width * 0.5) / height, v = (height * 0.5 - py) / height;
  // The camera stands above the disc and looks at its middle; the scene turns it around.
  const tilt = 0.52 + 0.04 * scene;
  const cy = Math.sqrt(1.0 - tilt * tilt);
  const ox = 0.0, oy = 2.35 * tilt, oz = -2.35 * cy;
  let dx = u * 1.15, dy = v * 1.15 * cy - tilt, dz = cy + v * 1.15 * tilt;
  const norm = 1.0 / Math.sqrt(dx * dx + dy * dy + dz * dz);
  dx *= norm;
  dy *= norm;
  dz *= norm;
  let red = 0.0, green = 0.0, blue = 0.0, through = 1.0;
  // Through the slab that holds the disc.
  const near = 0.7, far = 4.2;
  const length = (far - near) / <f64>STEPS;
  let at = near + length * start;
  for (let each: i32 = 0; each < STEPS; each++) {
    const x = ox + dx * at, y = oy + dy * at, z = oz + dz * at;
    at += length;
    const flat = x * x + z * z;
    const height2 = y * y;
    if (flat > 3.2 || height2 > 0.36) continue;
    const radius = Math.sqrt(flat) + 0.001;
    const disc = expOf(-(height2 * 260.0) - radius * 3.1);
    const core = expOf(-(flat + height2 * 2.2) * 26.0);
    if (disc < 0.0005 && core < 0.0005) continue;
    // Two arms that wind outwards.
    const wind = 2.0 * turnOf(x, z) - 1.35 * logOf(radius);
    const wave = 0.5 + 0.5 * cosTurns(wind);
    const arms = wave * wave * wave;
    const cloud = 0.65 * lumps(x * 7.0, y * 14.0, z * 7.0, seed) + 0.35 * lumps(x * 17.0, y * 34.0, z * 17.0, seed + 77);
    const gas = disc * (0.06 + 2.2 * arms * cloud * cloud);
    const young = gas * arms * cloud;
    const dust = disc * cloud * (0.25 + 2.6 * (1.0 - wave) * wave);
    const glow = through * length;
    red += glow * (gas * 15.0 + core * 17.0 + young * 14.0);
    green += glow * (gas * 12.6 + core * 13.0 + young * 19.0);
    blue += glow * (gas * 15.5 + core * 8.0 + young * 46.0);
    through *= expOf(-dust * length * 9.0);
  }
  store<f64>(GLOW, red);
  store<f64>(GLOW + 8, green);
  store<f64>(GLOW + 16, blue);
}

export function out(): i32 {
  return <i32>OUT;
}

export function out_len(): i32 {
  return load<u32>(W) * load<u32>(H) * 4;
}
