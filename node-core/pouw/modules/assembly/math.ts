// Exponential and logarithm from additions, multiplications and divisions alone: the same bits on every computer.

/** e^x for x of at most 0. */
export function expOf(x: f64): f64 {
  if (x < -30.0) return 0.0;
  const y = x * 0.015625;
  let value = 1.0 + y * (1.0 + y * (0.5 + y * (0.16666666666666666 + y * (0.041666666666666664 + y * 0.008333333333333333))));
  value *= value;
  value *= value;
  value *= value;
  value *= value;
  value *= value;
  return value * value;
}

/** Natural logarithm of x from 10^-9 to 10^9, by halving and a series in (x - 1) / (x + 1). */
export function logOf(x: f64): f64 {
  let value = x;
  let sum = 0.0;
  while (value > 1.5) {
    value *= 0.5;
    sum += 0.6931471805599453;
  }
  while (value < 0.75) {
    value *= 2.0;
    sum -= 0.6931471805599453;
  }
  const z = (value - 1.0) / (value + 1.0);
  const y = z * z;
  return sum + 2.0 * z * (1.0 + y * (0.3333333333333333 + y * (0.2 + y * (0.14285714285714285 + y * 0.1111111111111111))));
}
