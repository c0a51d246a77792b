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

/** `expOf` of two. */
@inline
export function expOfTwo(x: v128): v128 {
  const y = f64x2.mul(x, f64x2.splat(0.015625)), ones = f64x2.splat(1.0);
  let value = f64x2.add(f64x2.splat(0.041666666666666664), f64x2.mul(y, f64x2.splat(0.008333333333333333)));
  value = f64x2.add(f64x2.splat(0.16666666666666666), f64x2.mul(y, value));
  value = f64x2.add(f64x2.splat(0.5), f64x2.mul(y, value));
  value = f64x2.add(ones, f64x2.mul(y, value));
  value = f64x2.add(ones, f64x2.mul(y, value));
  value = f64x2.mul(value, value);
  value = f64x2.mul(value, value);
  value = f64x2.mul(value, value);
  value = f64x2.mul(value, value);
  value = f64x2.mul(value, value);
  return v128.and(f64x2.mul(value, value), f64x2.ge(x, f64x2.splat(-30.0)));
}

/** `logOf` of two. */
@inline
export function logOfTwo(x: v128): v128 {
  const part = f64x2.splat(0.6931471805599453), ones = f64x2.splat(1.0);
  let value = x, sum = f64x2.splat(0.0);
  for (;;) {
    const large = f64x2.gt(value, f64x2.splat(1.5));
    if (!v128.any_true(large)) break;
    value = v128.bitselect(f64x2.mul(value, f64x2.splat(0.5)), value, large);
    sum = f64x2.add(sum, v128.and(part, large));
  }
  for (;;) {
    const small = f64x2.lt(value, f64x2.splat(0.75));
    if (!v128.any_true(small)) break;
    value = v128.bitselect(f64x2.add(value, value), value, small);
    sum = f64x2.sub(sum, v128.and(part, small));
  }
  const z = f64x2.div(f64x2.sub(value, ones), f64x2.add(value, ones));
  const y = f64x2.mul(z, z);
  let series = f64x2.add(f64x2.splat(0.14285714285714285), f64x2.mul(y, f64x2.splat(0.1111111111111111)));
  series = f64x2.add(f64x2.splat(0.2), f64x2.mul(y, series));
  series = f64x2.add(f64x2.splat(0.3333333333333333), f64x2.mul(y, series));
  series = f64x2.add(ones, f64x2.mul(y, series));
  return f64x2.add(sum, f64x2.mul(f64x2.mul(f64x2.splat(2.0), z), series));
}
