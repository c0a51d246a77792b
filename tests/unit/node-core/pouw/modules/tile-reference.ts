// The galaxy's tile in plain TypeScript, with the same operations in the same order: doubles are the same everywhere.
import type { TileParams } from '../../../../../shared/pouw/kinds/render';
import { expOf, logOf } from './math-reference';

const u32 = (value: number): number => value >>> 0;

function mixed(value: number): number {
  let x = u32(value);
  x = u32(x ^ (x >>> 16));
  x = u32(Math.imul(x, 0x7feb352d));
  x = u32(x ^ (x >>> 15));
  x = u32(Math.imul(x, 0x846ca68b));
  return u32(x ^ (x >>> 16));
}

const part = (bits: number): number => bits * (1.0 / 4294967296.0);

function cosTurns(turns: number): number {
  const x = turns - Math.floor(turns + 0.5);
  const y = x * x;
  return 1.0 + y * (-19.739208802178716 + y * (64.93939402266829 + y * (-85.45681720669373 + y * (60.24464137187666 + y * (-26.42625678337438 + y * 7.9035363713184935)))));
}

function turnOf(x: number, y: number): number {
  const [ax, ay] = [Math.abs(x), Math.abs(y)];
  const most = ax > ay ? ax : ay;
  if (most === 0.0) return 0.0;
  const z = (ax > ay ? ay : ax) / most;
  const s = z * z;
  let turn = z * (0.15915494309 + s * (-0.0530421 + s * (0.0313017 + s * (-0.0193563 + s * (0.0086 - s * 0.00185)))));
  if (ay > ax) turn = 0.25 - turn;
  if (x < 0.0) turn = 0.5 - turn;
  return y < 0.0 ? 1.0 - turn : turn;
}

function lumps(x: number, y: number, z: number, seed: number): number {
  const [fx, fy, fz] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  let [tx, ty, tz] = [x - fx, y - fy, z - fz];
  tx = tx * tx * (3.0 - 2.0 * tx);
  ty = ty * ty * (3.0 - 2.0 * ty);
  tz = tz * tz * (3.0 - 2.0 * tz);
  let sum = 0.0;
  for (let corner = 0; corner < 8; corner += 1) {
    const [cx, cy, cz] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const bits = mixed(mixed(mixed(u32(fx + cx + seed)) + u32(fy + cy)) + u32(fz + cz));
    sum += part(bits) * (cx ? tx : 1.0 - tx) * (cy ? ty : 1.0 - ty) * (cz ? tz : 1.0 - tz);
  }
  return sum;
}

function starAt(px: number, py: number, base: number): number {
  const bits = mixed(u32(mixed(u32(px + 0x51ed270b)) + Math.imul(py, 0x2545f491) + base));
  if ((bits & 1023) !== 7) return 0.0;
  const bright = part(mixed(bits));
  return 0.55 * bright * bright * bright;
}

function tone(light: number): number {
  const value = Math.floor(Math.sqrt(light / (1.0 + light)) * 255.0 + 0.5);
  return value > 255.0 ? 255 : value;
}

function ray({ width, height, scene }: TileParams, px: number, py: number, start: number, seed: number): [number, number, number] {
  const [u, v] = [(px - width * 0.5) / height, (height * 0.5 - py) / height];
  const tilt = 0.52 + 0.04 * scene;
  const cy = Math.sqrt(1.0 - tilt * tilt);
  const [ox, oy, oz] = [0.0, 2.35 * tilt, -2.35 * cy];
  let [dx, dy, dz] = [u * 1.15, v * 1.15 * cy - tilt, cy + v * 1.15 * tilt];
  const norm = 1.0 / Math.sqrt(dx * dx + dy * dy + dz * dz);
  dx *= norm;
  dy *= norm;
  dz *= norm;
  let [red, green, blue, through] = [0.0, 0.0, 0.0, 1.0];
  const [near, far] = [0.7, 4.2];
  const length = (far - near) / 40;
  let at = near + length * start;
  for (let each = 0; each < 40; each += 1) {
    const [x, y, z] = [ox + dx * at, oy + dy * at, oz + dz * at];
    at += length;
    const [flat, height2] = [x * x + z * z, y * y];
    if (flat > 3.2 || height2 > 0.36) continue;
    const radius = Math.sqrt(flat) + 0.001;
    const disc = expOf(-(height2 * 260.0) - radius * 3.1);
    const core = expOf(-(flat + height2 * 2.2) * 26.0);
    if (disc < 0.0005 && core < 0.0005) continue;
    const wave = 0.5 + 0.5 * cosTurns(2.0 * turnOf(x, z) - 1.35 * logOf(radius));
    const arms = wave * wave * wave;
    const cloud = 0.65 * lumps(x * 7.0, y * 14.0, z * 7.0, seed) + 0.35 * lumps(x * 17.0, y * 34.0, z * 17.0, u32(seed + 77));
    const gas = disc * (0.06 + 2.2 * arms * cloud * cloud);
    const young = gas * arms * cloud;
    const dust = disc * cloud * (0.25 + 2.6 * (1.0 - wave) * wave);
    const glow = through * length;
    red += glow * (gas * 15.0 + core * 17.0 + young * 14.0);
    green += glow * (gas * 12.6 + core * 13.0 + young * 19.0);
    blue += glow * (gas * 15.5 + core * 8.0 + young * 46.0);
    through *= expOf(-dust * length * 9.0);
  }
  return [red, green, blue];
}

export function renderTile(params: TileParams, seed: bigint): Uint8Array {
  const { width, x, y, w, h, samples } = params;
  const out = new Uint8Array(w * h * 4);
  const base = u32(mixed(Number(seed & 0xffffffffn)) ^ Number(seed >> 32n));
  for (let row = 0; row < h; row += 1) for (let each = 0; each < w; each += 1) {
    const [px, py] = [x + each, y + row];
    let [red, green, blue] = [0.0, 0.0, 0.0];
    let state = mixed(u32(base + mixed(u32(Math.imul(py, width) + px))));
    for (let sample = 0; sample < samples; sample += 1) {
      state = mixed(u32(state + sample + 1));
      const jx = part(state);
      state = mixed(u32(state + 0x9e3779b9));
      const jy = part(state);
      state = mixed(u32(state + 0x9e3779b9));
      const [r, g, b] = ray(params, px + jx, py + jy, part(state), base);
      red += r;
      green += g;
      blue += b;
    }
    const share = 1.0 / samples;
    const star = starAt(px, py, base);
    out.set([tone(red * share + star), tone(green * share + star), tone(blue * share + star), 255], (row * w + each) * 4);
  }
  return out;
}
