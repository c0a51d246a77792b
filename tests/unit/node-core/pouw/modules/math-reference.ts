// Exponential and logarithm of the modules in plain TypeScript: Math.exp and Math.log may differ from one engine to the next.

/** e^x for x of at most 0: the series of e^(x/64) to its fifth power, squared six times. */
export function expOf(x: number): number {
  if (x < -30.0) return 0.0;
  const y = x * 0.015625;
  let value = 1.0 + y * (1.0 + y * (0.5 + y * (0.16666666666666666 + y * (0.041666666666666664 + y * 0.008333333333333333))));
  for (let each = 0; each < 5; each += 1) value *= value;
  return value * value;
}

/** Natural logarithm: halved or doubled to about 1, then the series of the inverse hyperbolic tangent. */
export function logOf(x: number): number {
  let [value, sum] = [x, 0.0];
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
