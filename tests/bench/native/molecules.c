// Lennard-Jones particles in a periodic box, velocity Verlet, two neighbours at once. A unit is ten time steps.
#include "kernel.h"
#include <math.h>
#ifdef __SSE4_1__
#include <smmintrin.h>
#endif

enum { MOST = 1024, STEPS_EACH = 10, POINTS = 64 };
typedef double pair __attribute__((vector_size(16)));
typedef int64_t mask __attribute__((vector_size(16)));

static uint32_t count, unit, total, noted;
static double box, dt, potential;
static uint64_t random_state;
static double place[3][MOST] __attribute__((aligned(16))), speed[3][MOST] __attribute__((aligned(16))), force[3][MOST] __attribute__((aligned(16)));
static double out[POINTS + 3 * MOST];

static double cube_root(double x) {
  double root = 10.0;
  for (int each = 0; each < 40; each++) root = (2.0 * root + x / (root * root)) * (1.0 / 3.0);
  return root;
}

static double next(void) {
  uint64_t z = random_state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  z ^= z >> 31;
  return (double)(z >> 11) * (1.0 / 4503599627370496.0) - 1.0;
}

static inline pair nearest(pair value) {
#ifdef __SSE4_1__
  return (pair)_mm_round_pd((__m128d)value, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
#else
  return (pair){ rint(value[0]), rint(value[1]) };
#endif
}
static inline pair chosen(mask where, pair yes, pair no) {
  return (pair)(((mask)yes & where) | ((mask)no & ~where));
}

/** The square of how far particle and pair are apart, the nearest images counting, and the way on each axis. */
static inline pair squared(pair xi, pair yi, pair zi, uint32_t j, pair boxes, pair inverse, pair *dx, pair *dy, pair *dz) {
  const pair x = xi - *(const pair *)&place[0][j], y = yi - *(const pair *)&place[1][j], z = zi - *(const pair *)&place[2][j];
  *dx = x - boxes * nearest(x * inverse);
  *dy = y - boxes * nearest(y * inverse);
  *dz = z - boxes * nearest(z * inverse);
  return *dx * *dx + *dy * *dy + *dz * *dz;
}

static void forces(void) {
  static uint32_t list[MOST / 2];
  const double half = box * 0.5, reach = half < 2.5 ? half : 2.5, r2 = 1.0 / (reach * reach), r6 = r2 * r2 * r2, shift = 4.0 * r6 * (r6 - 1.0);
  const pair boxes = { box, box }, inverse = { 1.0 / box, 1.0 / box }, cut = { reach * reach, reach * reach }, ones = { 1.0, 1.0 }, none = { 0.0, 0.0 };
  memset(force, 0, sizeof force);
  pair sum = none;
  for (uint32_t i = 0; i + 1 < count; i++) {
    const pair xi = { place[0][i], place[0][i] }, yi = { place[1][i], place[1][i] }, zi = { place[2][i], place[2][i] };
    pair fx = none, fy = none, fz = none;
    // As in the module: one loop looks which pairs are near, without a branch, and another knows what to do with them.
    uint32_t found = 0;
    for (uint32_t j = (i + 1) & ~1u; j < count; j += 2) {
      const pair distance = squared(xi, yi, zi, j, boxes, inverse, &(pair){ 0 }, &(pair){ 0 }, &(pair){ 0 });
      const mask near = distance < cut;
      list[found] = j;
      found += (near[0] | near[1]) != 0;
    }
    for (uint32_t entry = 0; entry < found; entry++) {
      const uint32_t j = list[entry];
      pair dx, dy, dz;
      const pair distance = squared(xi, yi, zi, j, boxes, inverse, &dx, &dy, &dz);
      mask near = distance < cut;
      if (j <= i) near &= (mask){ 0, -1 };
      const pair s = ones / chosen(near, distance, ones), six = s * s * s;
      sum += chosen(near, 4.0 * six * (six - ones) - shift, none);
      const pair strength = chosen(near, 24.0 * s * six * (six + six - ones), none);
      const pair px = strength * dx, py = strength * dy, pz = strength * dz;
      fx += px;
      fy += py;
      fz += pz;
      *(pair *)&force[0][j] -= px;
      *(pair *)&force[1][j] -= py;
      *(pair *)&force[2][j] -= pz;
    }
    force[0][i] += fx[0] + fx[1];
    force[1][i] += fy[0] + fy[1];
    force[2][i] += fz[0] + fz[1];
  }
  potential = sum[0] + sum[1];
}

uint32_t kernel_init(const uint8_t *frame, size_t length) {
  if (length != 56) return 0;
  const uint8_t *params = PARAMS(frame);
  count = u32_at(params);
  const uint32_t steps = u32_at(params + 4);
  const double density = f64_at(params + 8), warmth = sqrt(f64_at(params + 16));
  dt = f64_at(params + 24);
  if (count > MOST || (count & 1)) return 0;
  memset(speed, 0, sizeof speed);
  memset(place, 0, sizeof place);
  unit = noted = 0;
  total = (steps + STEPS_EACH - 1) / STEPS_EACH;
  random_state = SEED(frame);
  uint32_t side = 1;
  while (side * side * side < count) side++;
  box = cube_root((double)count / density);
  const double gap = box / (double)side;
  for (uint32_t each = 0; each < count; each++) {
    place[0][each] = ((double)(each % side) + 0.5) * gap;
    place[1][each] = ((double)(each / side % side) + 0.5) * gap;
    place[2][each] = ((double)(each / (side * side)) + 0.5) * gap;
  }
  for (int axis = 0; axis < 3; axis++) {
    double sum = 0.0;
    for (uint32_t each = 0; each < count; each++) {
      // Calls in a sum may come in any order in C.
      double value = next();
      value += next();
      value += next();
      value += next();
      speed[axis][each] = value * 0.8660254037844386 * warmth;
      sum += speed[axis][each];
    }
    const double mean = sum / (double)count;
    for (uint32_t each = 0; each < count; each++) speed[axis][each] -= mean;
  }
  forces();
  return total;
}

static void verlet(void) {
  const double half = dt * 0.5;
  for (int axis = 0; axis < 3; axis++) {
    for (uint32_t each = 0; each < count; each++) {
      const double v = speed[axis][each] + half * force[axis][each];
      speed[axis][each] = v;
      const double x = place[axis][each] + dt * v;
      place[axis][each] = x - box * floor(x / box);
    }
  }
  forces();
  for (int axis = 0; axis < 3; axis++) for (uint32_t each = 0; each < count; each++) speed[axis][each] += half * force[axis][each];
}

static double energy_now(void) {
  double moving = 0.0;
  for (uint32_t each = 0; each < count; each++) {
    const double x = speed[0][each], y = speed[1][each], z = speed[2][each];
    moving += 0.5 * (x * x + y * y + z * z);
  }
  return (moving + potential) / (double)count;
}

void kernel_step(uint32_t units) {
  for (; units > 0; units--) {
    unit++;
    for (int small = 0; small < STEPS_EACH; small++) verlet();
    for (; noted < POINTS && (uint64_t)unit * POINTS >= (uint64_t)(noted + 1) * total; noted++) out[noted] = energy_now();
  }
}

const uint8_t *kernel_output(size_t *length) {
  for (uint32_t each = 0; each < count; each++) for (int axis = 0; axis < 3; axis++) out[POINTS + 3 * each + (uint32_t)axis] = place[axis][each];
  *length = 8 * (POINTS + 3 * (size_t)count);
  return (const uint8_t *)out;
}
