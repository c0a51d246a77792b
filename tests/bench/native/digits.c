// One share of a training round: a network of one hidden layer learns by stochastic gradient descent. A unit is one minibatch.
#include "kernel.h"
#include "maths.h"

enum { INPUTS = 196, HIDDEN = 32, OUTPUTS = 10, WEIGHTS = INPUTS * HIDDEN + HIDDEN + HIDDEN * OUTPUTS + OUTPUTS, RECORD = 197, BIAS1 = INPUTS * HIDDEN, WEIGHT2 = BIAS1 + HIDDEN, BIAS2 = WEIGHT2 + HIDDEN * OUTPUTS };

static uint32_t count, batch, right, start, unit, total;
static double rate, loss, master[WEIGHTS], gradient[WEIGHTS];
static const uint8_t *shard;
static float out[WEIGHTS + 2];

/** The first layer's weights stand cell by cell outside, pixel by pixel in here. */
static uint32_t place_of(uint32_t weight) {
  return weight < BIAS1 ? weight % HIDDEN * INPUTS + weight / HIDDEN : weight;
}

uint32_t kernel_init(const uint8_t *frame, size_t length) {
  const uint32_t epochs = u32_at(PARAMS(frame));
  batch = u32_at(PARAMS(frame) + 4);
  rate = f64_at(PARAMS(frame) + 8);
  // Params of 16 bytes, the number of inputs, the size of the weights, the weights, the size of the digits, the digits.
  const uint8_t *weights = frame + 48;
  const size_t second = 48 + ((4 * WEIGHTS + 7) & ~(size_t)7);
  if (u32_at(frame + 32) != 2 || u32_at(frame + 40) != 4 * WEIGHTS || second + 8 > length) return 0;
  count = u32_at(frame + second) / RECORD;
  shard = frame + second + 8;
  for (uint32_t each = 0; each < WEIGHTS; each++) {
    float weight;
    memcpy(&weight, weights + 4 * place_of(each), 4);
    master[each] = (double)weight;
  }
  start = (uint32_t)(SEED(frame) % count);
  unit = right = 0;
  loss = 0.0;
  total = epochs * ((count + batch - 1) / batch);
  return total;
}

static void learn(const uint8_t *digit) {
  double pixels[INPUTS], active[HIDDEN], answers[OUTPUTS], back[HIDDEN] = { 0.0 };
  for (int i = 0; i < INPUTS; i++) pixels[i] = (double)digit[i] * (1.0 / 255.0);
  // Eight cells at once, as in the module: none has to wait for another's sum.
  for (int h = 0; h < HIDDEN; h += 8) {
    double sums[8];
    for (int cell = 0; cell < 8; cell++) sums[cell] = master[BIAS1 + h + cell];
    for (int i = 0; i < INPUTS; i++) for (int cell = 0; cell < 8; cell++) sums[cell] += master[i * HIDDEN + h + cell] * pixels[i];
    for (int cell = 0; cell < 8; cell++) active[h + cell] = sums[cell] > 0.0 ? sums[cell] : 0.0;
  }
  double most = -1.0e30;
  uint32_t answer = 0;
  for (int o = 0; o < OUTPUTS; o++) {
    double sum = master[BIAS2 + o];
    for (int h = 0; h < HIDDEN; h++) sum += master[WEIGHT2 + o * HIDDEN + h] * active[h];
    answers[o] = sum;
    if (sum > most) {
      most = sum;
      answer = (uint32_t)o;
    }
  }
  double whole = 0.0;
  for (int o = 0; o < OUTPUTS; o++) {
    answers[o] = exp_of(answers[o] - most);
    whole += answers[o];
  }
  const uint32_t label = digit[INPUTS];
  for (uint32_t o = 0; o < OUTPUTS; o++) {
    const double share = answers[o] / whole;
    if (o == label) loss -= log_of(share > 1.0e-9 ? share : 1.0e-9);
    const double error = share - (o == label ? 1.0 : 0.0);
    gradient[BIAS2 + o] += error;
    for (uint32_t h = 0; h < HIDDEN; h++) {
      gradient[WEIGHT2 + o * HIDDEN + h] += error * active[h];
      back[h] += error * master[WEIGHT2 + o * HIDDEN + h];
    }
  }
  if (answer == label) right++;
  for (int h = 0; h < HIDDEN; h++) {
    if (active[h] <= 0.0) back[h] = 0.0;
    gradient[BIAS1 + h] += back[h];
  }
  for (int i = 0; i < INPUTS; i++) for (int h = 0; h < HIDDEN; h++) gradient[i * HIDDEN + h] += back[h] * pixels[i];
}

static void minibatch(uint32_t index) {
  const uint32_t place = index % ((count + batch - 1) / batch) * batch, last = place + batch < count ? place + batch : count;
  if (place == 0) {
    loss = 0.0;
    right = 0;
  }
  memset(gradient, 0, sizeof gradient);
  for (uint32_t each = place; each < last; each++) learn(shard + (each + start) % count * RECORD);
  const double share = rate / (double)(last - place);
  for (int weight = 0; weight < WEIGHTS; weight++) master[weight] -= share * gradient[weight];
}

void kernel_step(uint32_t units) {
  for (; units > 0; units--) minibatch(unit++);
}

const uint8_t *kernel_output(size_t *length) {
  for (int weight = 0; weight < WEIGHTS; weight++) out[place_of((uint32_t)weight)] = (float)master[weight];
  out[WEIGHTS] = (float)(loss / (double)count);
  out[WEIGHTS + 1] = (float)((double)right / (double)count);
  *length = sizeof out;
  return (const uint8_t *)out;
}
