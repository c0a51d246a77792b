// Exponential and logarithm from additions, multiplications and divisions alone, as the modules have them.
#pragma once

static inline double exp_of(double x) {
  if (x < -30.0) return 0.0;
  const double y = x * 0.015625;
  double value = 1.0 + y * (1.0 + y * (0.5 + y * (0.16666666666666666 + y * (0.041666666666666664 + y * 0.008333333333333333))));
  for (int each = 0; each < 5; each++) value *= value;
  return value * value;
}

static inline double log_of(double x) {
  double value = x, sum = 0.0;
  for (; value > 1.5; value *= 0.5) sum += 0.6931471805599453;
  for (; value < 0.75; value *= 2.0) sum -= 0.6931471805599453;
  const double z = (value - 1.0) / (value + 1.0), y = z * z;
  return sum + 2.0 * z * (1.0 + y * (0.3333333333333333 + y * (0.2 + y * (0.14285714285714285 + y * 0.1111111111111111))));
}
