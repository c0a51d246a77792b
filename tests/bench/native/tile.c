// A tile of a picture of a spiral galaxy: rays through a glowing, dusty volume. A unit is one row of the tile.
#include "kernel.h"
#include "maths.h"
#include <math.h>

enum { MOST_SIDE = 256, STEPS = 40 };

static uint32_t width, height, left, top, w, h, samples, scene, unit, base;
static uint8_t out[MOST_SIDE * MOST_SIDE * 4];

static inline uint32_t mixed(uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352d;
  x ^= x >> 15;
  x *= 0x846ca68b;
  return x ^ (x >> 16);
}

static inline double part(uint32_t bits) {
  return (double)bits * (1.0 / 4294967296.0);
}

uint32_t kernel_init(const uint8_t *frame, size_t length) {
  if (length != 56) return 0;
  const uint8_t *params = PARAMS(frame);
  width = u32_at(params), height = u32_at(params + 4), left = u32_at(params + 8), top = u32_at(params + 12);
  w = u32_at(params + 16), h = u32_at(params + 20), samples = u32_at(params + 24), scene = u32_at(params + 28);
  if (w > MOST_SIDE || h > MOST_SIDE) return 0;
  base = mixed((uint32_t)SEED(frame)) ^ (uint32_t)(SEED(frame) >> 32);
  unit = 0;
  return h;
}

static inline double cos_turns(double turns) {
  const double x = turns - floor(turns + 0.5), y = x * x;
  return 1.0 + y * (-19.739208802178716 + y * (64.93939402266829 + y * (-85.45681720669373 + y * (60.24464137187666 + y * (-26.42625678337438 + y * 7.9035363713184935)))));
}

static inline double turn_of(double x, double y) {
  const double ax = fabs(x), ay = fabs(y), most = ax > ay ? ax : ay;
  if (most == 0.0) return 0.0;
  const double z = (ax > ay ? ay : ax) / most, s = z * z;
  double turn = z * (0.15915494309 + s * (-0.0530421 + s * (0.0313017 + s * (-0.0193563 + s * (0.0086 - s * 0.00185)))));
  if (ay > ax) turn = 0.25 - turn;
  if (x < 0.0) turn = 0.5 - turn;
  return y < 0.0 ? 1.0 - turn : turn;
}

static inline double lumps(double x, double y, double z, uint32_t seed) {
  const double fx = floor(x), fy = floor(y), fz = floor(z);
  double tx = x - fx, ty = y - fy, tz = z - fz;
  tx = tx * tx * (3.0 - 2.0 * tx);
  ty = ty * ty * (3.0 - 2.0 * ty);
  tz = tz * tz * (3.0 - 2.0 * tz);
  const uint32_t ix = (uint32_t)(int32_t)fx, iy = (uint32_t)(int32_t)fy, iz = (uint32_t)(int32_t)fz;
  const double wx[2] = { 1.0 - tx, tx }, wy[2] = { 1.0 - ty, ty }, wz[2] = { 1.0 - tz, tz };
  uint32_t first[2], second[4], third[8];
  for (uint32_t at = 0; at < 2; at++) first[at] = mixed(ix + at + seed);
  for (uint32_t at = 0; at < 4; at++) second[at] = mixed(first[at & 1] + iy + (at >> 1));
  for (uint32_t at = 0; at < 8; at++) third[at] = mixed(second[at & 3] + iz + (at >> 2));
  double sum = 0.0;
  for (uint32_t at = 0; at < 8; at++) sum += part(third[at]) * wx[at & 1] * wy[(at >> 1) & 1] * wz[at >> 2];
  return sum;
}

static double star_at(uint32_t px, uint32_t py) {
  const uint32_t bits = mixed(mixed(px + 0x51ed270b) + py * 0x2545f491 + base);
  if ((bits & 1023) != 7) return 0.0;
  const double bright = part(mixed(bits));
  return 0.55 * bright * bright * bright;
}

static uint8_t tone(double light) {
  const double value = floor(sqrt(light / (1.0 + light)) * 255.0 + 0.5);
  return value > 255.0 ? 255 : (uint8_t)(uint32_t)value;
}

static void ray(double px, double py, double start, double *glows) {
  const double u = (px - width * 0.5) / height, v = (height * 0.5 - py) / height;
  const double tilt = 0.52 + 0.04 * (double)scene, cy = sqrt(1.0 - tilt * tilt);
  const double ox = 0.0, oy = 2.35 * tilt, oz = -2.35 * cy;
  double dx = u * 1.15, dy = v * 1.15 * cy - tilt, dz = cy + v * 1.15 * tilt;
  const double norm = 1.0 / sqrt(dx * dx + dy * dy + dz * dz);
  dx *= norm;
  dy *= norm;
  dz *= norm;
  double red = 0.0, green = 0.0, blue = 0.0, through = 1.0;
  const double near = 0.7, far = 4.2, length = (far - near) / STEPS;
  double at = near + length * start;
  for (int each = 0; each < STEPS; each++) {
    const double x = ox + dx * at, y = oy + dy * at, z = oz + dz * at;
    at += length;
    const double flat = x * x + z * z, height2 = y * y;
    if (flat > 3.2 || height2 > 0.36) continue;
    const double radius = sqrt(flat) + 0.001;
    const double disc = exp_of(-(height2 * 260.0) - radius * 3.1), core = exp_of(-(flat + height2 * 2.2) * 26.0);
    if (disc < 0.0005 && core < 0.0005) continue;
    const double wind = 2.0 * turn_of(x, z) - 1.35 * log_of(radius);
    const double wave = 0.5 + 0.5 * cos_turns(wind), arms = wave * wave * wave;
    const double cloud = 0.65 * lumps(x * 7.0, y * 14.0, z * 7.0, base) + 0.35 * lumps(x * 17.0, y * 34.0, z * 17.0, base + 77);
    const double gas = disc * (0.06 + 2.2 * arms * cloud * cloud), young = gas * arms * cloud;
    const double dust = disc * cloud * (0.25 + 2.6 * (1.0 - wave) * wave), glow = through * length;
    red += glow * (gas * 15.0 + core * 17.0 + young * 14.0);
    green += glow * (gas * 12.6 + core * 13.0 + young * 19.0);
    blue += glow * (gas * 15.5 + core * 8.0 + young * 46.0);
    through *= exp_of(-dust * length * 9.0);
  }
  glows[0] += red;
  glows[1] += green;
  glows[2] += blue;
}

static void row(uint32_t index) {
  const uint32_t py = top + index;
  for (uint32_t each = 0; each < w; each++) {
    const uint32_t px = left + each;
    double glows[3] = { 0.0, 0.0, 0.0 };
    uint32_t state = mixed(base + mixed(py * width + px));
    for (uint32_t sample = 0; sample < samples; sample++) {
      state = mixed(state + sample + 1);
      const double jx = part(state);
      state = mixed(state + 0x9e3779b9);
      const double jy = part(state);
      state = mixed(state + 0x9e3779b9);
      ray((double)px + jx, (double)py + jy, part(state), glows);
    }
    const double share = 1.0 / samples, star = star_at(px, py);
    uint8_t *pixel = out + 4 * (index * w + each);
    for (int colour = 0; colour < 3; colour++) pixel[colour] = tone(glows[colour] * share + star);
    pixel[3] = 255;
  }
}

void kernel_step(uint32_t units) {
  for (; units > 0; units--) row(unit++);
}

const uint8_t *kernel_output(size_t *length) {
  *length = (size_t)w * h * 4;
  return out;
}
