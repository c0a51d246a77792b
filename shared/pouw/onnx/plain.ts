// What a model says of rows, worked out in plain TypeScript from the operators' definitions: every result is rounded to f32, sums begin at
// zero and take their terms in the order of numbers. It is slow and it is what the runtime is judged by: products and sums come out to the
// bit, whatever needs an exponential within 2^-20 of it.
import { elementsOf, type Attributes, type Model, type OpName, type Plain, type Shape } from './model';
import { axisOf, int, permutation } from './operators';
import { convolve, pool } from './plain-images';
import { planOf } from './shapes';

const f32 = Math.fround;
const get = (data: Float32Array, index: number): number => data[index] ?? 0;
const EMPTY: Plain = { dims: [0], data: new Float32Array(0) };

/** The output for rows one after the other. @throws AppError pouw/model-… when shapes do not fit */
export function inferPlainly(model: Model, input: Float32Array, rows: number): Float32Array {
  const { shapes } = planOf(model, rows);
  const values: Plain[] = [{ dims: [rows, ...model.row], data: input }, ...model.tensors.map((tensor): Plain => (tensor.type === 'f32' ? tensor : EMPTY))];
  for (const { op, inputs, attributes } of model.nodes) values.push({ dims: shapes[values.length] ?? [], data: COMPUTE[op](inputs.map((value) => values[value] ?? EMPTY), attributes, shapes[values.length] ?? []) });
  return values[model.output]?.data ?? EMPTY.data;
}

type Compute = (inputs: readonly Plain[], attributes: Attributes, output: Shape) => Float32Array;

const each = (count: number, make: (index: number) => number): Float32Array => Float32Array.from({ length: count }, (_, index) => make(index));
const single = (make: (value: number) => number): Compute => ([{ data } = EMPTY]) => data.map(make);

/** Distances between neighbours along each dimension. */
function stridesOf(dims: Shape): number[] {
  return dims.map((_, place) => elementsOf(dims.slice(place + 1)));
}

/** Where in a tensor of `dims`, stretched to `output`, the number at `index` of the output comes from. */
function stretched(dims: Shape, output: Shape): (index: number) => number {
  const [to, from, shift] = [stridesOf(output), stridesOf(dims), output.length - dims.length];
  return (index) => dims.reduce((sum, size, place) => sum + (size === 1 ? 0 : (Math.floor(index / (to[place + shift] ?? 1)) % size) * (from[place] ?? 1)), 0);
}

const pair = (make: (left: number, right: number) => number): Compute => ([left = EMPTY, right = EMPTY], _attributes, output) => {
  const [ofLeft, ofRight] = [stretched(left.dims, output), stretched(right.dims, output)];
  return each(elementsOf(output), (index) => make(get(left.data, ofLeft(index)), get(right.data, ofRight(index))));
};

/** @param transposed the right side holds its columns as rows */
function product(left: Plain, right: Plain, transposed: boolean): Float32Array {
  const inner = left.dims.at(-1) ?? 1;
  const columns = (transposed ? right.dims[0] : right.dims[1]) ?? 1;
  return each((left.data.length / inner) * columns, (index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    let sum = 0;
    for (let k = 0; k < inner; k += 1) sum = f32(sum + f32(get(left.data, row * inner + k) * get(right.data, transposed ? column * inner + k : k * columns + column)));
    return sum;
  });
}

function gemm([left = EMPTY, right = EMPTY, added]: readonly Plain[], attributes: Attributes, output: Shape): Float32Array {
  const [alpha, beta] = [int(attributes, 'alpha', 1), int(attributes, 'beta', 1)];
  const from = stretched(added?.dims ?? [], output);
  return product(left, right, int(attributes, 'transB', 0) !== 0).map((sum, index) => f32(f32(sum * alpha) + (added ? f32(get(added.data, from(index)) * beta) : 0)));
}

function softmax([{ dims, data } = EMPTY]: readonly Plain[], attributes: Attributes): Float32Array {
  const axis = axisOf(attributes, -1, dims.length);
  const [size, step] = [dims[axis] ?? 1, elementsOf(dims.slice(axis + 1))];
  const output = new Float32Array(data.length);
  for (let first = 0; first < data.length; first += 1) {
    if (Math.floor(first / step) % size !== 0) continue;
    const places = Array.from({ length: size }, (_, index) => first + index * step);
    const most = Math.max(...places.map((place) => get(data, place)));
    const odds = places.map((place) => f32(Math.exp(f32(get(data, place) - most))));
    const whole = odds.reduce((sum, odd) => f32(sum + odd), 0);
    places.forEach((place, index) => { output[place] = f32((odds[index] ?? 0) / whole); });
  }
  return output;
}

function transpose([{ dims, data } = EMPTY]: readonly Plain[], attributes: Attributes, output: Shape): Float32Array {
  const order = permutation(attributes, dims.length);
  const [to, from] = [stridesOf(output), stridesOf(dims)];
  return each(data.length, (index) => get(data, order.reduce((sum, place, at) => sum + (Math.floor(index / (to[at] ?? 1)) % (output[at] ?? 1)) * (from[place] ?? 1), 0)));
}

function concat(inputs: readonly Plain[], attributes: Attributes, output: Shape): Float32Array {
  const axis = axisOf(attributes, 0, output.length);
  const blocks = elementsOf(output.slice(0, axis));
  const whole = new Float32Array(elementsOf(output));
  let at = 0;
  for (let block = 0; block < blocks; block += 1) {
    for (const { data } of inputs) {
      const size = data.length / blocks;
      whole.set(data.subarray(block * size, (block + 1) * size), at);
      at += size;
    }
  }
  return whole;
}

function average([{ dims, data } = EMPTY]: readonly Plain[]): Float32Array {
  const size = elementsOf(dims.slice(2));
  return each(data.length / size, (index) => f32(data.subarray(index * size, (index + 1) * size).reduce((sum, value) => f32(sum + value), 0) / size));
}

const COMPUTE: Readonly<Record<OpName, Compute>> = {
  Add: pair((left, right) => f32(left + right)), Sub: pair((left, right) => f32(left - right)), Mul: pair((left, right) => f32(left * right)),
  Relu: single((value) => (value > 0 ? value : 0)), Sigmoid: single((value) => f32(1 / (1 + Math.exp(-value)))), Tanh: single((value) => f32(Math.tanh(value))),
  Softmax: softmax,
  MatMul: ([left = EMPTY, right = EMPTY]) => product(left, right, false), Gemm: gemm,
  Conv: convolve, MaxPool: pool, GlobalAveragePool: average,
  Flatten: ([{ data } = EMPTY]) => data, Reshape: ([{ data } = EMPTY]) => data, Transpose: transpose, Concat: concat,
};
