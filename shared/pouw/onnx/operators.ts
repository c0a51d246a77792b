// The operators that a model may have (onnx.ai/onnx/operators): each gives the same bits for the same input on one processor thread, has no
// state and no randomness. What shape comes out is worked out here, so that a model whose shapes do not fit never reaches the runtime.
import { convolved, pooled } from './operators-of-images';
import { elementsOf, type Attributes, type OpName, type Shape, type Tensor } from './model';
import { refuseModel } from './refuse';

/** What an attribute may be. */
type Kind = 'int' | 'float' | 'ints';

export interface Operator {
  /** Least and most inputs. */
  readonly inputs: readonly [number, number];
  readonly attributes: Readonly<Record<string, Kind>>;
  /** Input that must be a tensor of whole numbers. */
  readonly shapeAt?: number;
  /** @param constants the tensors among the inputs, in their places @throws AppError pouw/model-shape | pouw/model-attribute */
  shape(inputs: readonly Shape[], attributes: Attributes, constants: readonly (Tensor | undefined)[]): Shape;
  /** Multiplications; where it is not given, one for each number that comes out. */
  work?(inputs: readonly Shape[], output: Shape, attributes: Attributes): number;
}

const wrong = (message: string): never => refuseModel('shape', message);
const at = (shape: Shape, index: number): number => shape[index] ?? wrong('a tensor has fewer dimensions than its operator needs');

export function int(attributes: Attributes, name: string, usual: number): number {
  const value = attributes[name] ?? usual;
  return typeof value === 'number' ? value : usual;
}

function ints(attributes: Attributes, name: string): readonly number[] | null {
  const value = attributes[name];
  return value === undefined || typeof value === 'number' ? null : value;
}

/** A place among `rank` dimensions, counted from the end when it is below zero. */
export function axisOf(attributes: Attributes, usual: number, rank: number, most = rank - 1): number {
  const axis = int(attributes, 'axis', usual);
  const place = axis < 0 ? axis + rank : axis;
  return place >= 0 && place <= most ? place : refuseModel('attribute', 'an axis lies outside its tensor', { axis });
}

/** Both as one, sizes of one stretched (NumPy's rule). */
function broadcast([left = [], right = []]: readonly Shape[]): Shape {
  const rank = Math.max(left.length, right.length);
  return Array.from({ length: rank }, (_, place) => {
    const [one, other] = [left[place - rank + left.length] ?? 1, right[place - rank + right.length] ?? 1];
    return one === other || other === 1 ? one : one === 1 ? other : wrong('two tensors have sizes that do not fit each other');
  });
}

const same = ([first = []]: readonly Shape[]): Shape => first;
const pair: Operator = { inputs: [2, 2], attributes: {}, shape: broadcast };
const single: Operator = { inputs: [1, 1], attributes: {}, shape: same };

/** The order of the dimensions after a transposition. */
export function permutation(attributes: Attributes, rank: number): readonly number[] {
  const order = ints(attributes, 'perm') ?? Array.from({ length: rank }, (_, place) => rank - 1 - place);
  return order.length === rank && new Set(order).size === rank && order.every((place) => place >= 0 && place < rank) ? order : refuseModel('attribute', 'perm is not an order of the dimensions');
}

function reshaped(from: Shape, wish: readonly number[]): Shape {
  const copied = wish.map((size, place) => (size === 0 ? at(from, place) : size));
  const known = elementsOf(copied.filter((size) => size !== -1));
  const open = copied.filter((size) => size === -1).length;
  if (open > 1 || copied.some((size) => size < -1 || size === 0)) return wrong('a shape that is asked for makes no sense');
  const whole = copied.map((size) => (size === -1 ? elementsOf(from) / known : size));
  return whole.every(Number.isInteger) && elementsOf(whole) === elementsOf(from) ? whole : wrong('a tensor does not fill the shape that is asked for');
}

const OPERATORS: Readonly<Record<OpName, Operator>> = {
  Add: pair, Sub: pair, Mul: pair,
  Relu: single, Sigmoid: single, Tanh: single,
  Softmax: {
    inputs: [1, 1], attributes: { axis: 'int' },
    shape: ([from = []], attributes) => {
      axisOf(attributes, -1, from.length);
      return from;
    },
  },
  MatMul: {
    inputs: [2, 2], attributes: {},
    shape: ([left = [], right = []]) => (left.length >= 2 && right.length === 2 && left.at(-1) === right[0] ? [...left.slice(0, -1), at(right, 1)] : wrong('the two sides of a matrix product do not fit')),
    work: ([left = []], output) => elementsOf(output) * (left.at(-1) ?? 1),
  },
  Gemm: {
    inputs: [2, 3], attributes: { alpha: 'float', beta: 'float', transB: 'int' },
    shape: ([left = [], right = [], added], attributes) => {
      const [inner, columns] = int(attributes, 'transB', 0) === 0 ? [at(right, 0), at(right, 1)] : [at(right, 1), at(right, 0)];
      if (left.length !== 2 || right.length !== 2 || at(left, 1) !== inner) return wrong('the two sides of a matrix product do not fit');
      const output = [at(left, 0), columns];
      if (added && elementsOf(broadcast([output, added])) !== elementsOf(output)) return wrong('what is added to a matrix product is larger than it');
      return output;
    },
    work: ([left = []], output) => elementsOf(output) * (left[1] ?? 1),
  },
  Conv: { inputs: [2, 3], attributes: { kernel_shape: 'ints', strides: 'ints', pads: 'ints', dilations: 'ints', group: 'int' }, shape: convolved, work: ([, kernel = []], output) => elementsOf(output) * elementsOf(kernel.slice(1)) },
  MaxPool: { inputs: [1, 1], attributes: { kernel_shape: 'ints', strides: 'ints', pads: 'ints' }, shape: pooled, work: (_inputs, output, attributes) => elementsOf(output) * elementsOf(ints(attributes, 'kernel_shape') ?? []) },
  GlobalAveragePool: { inputs: [1, 1], attributes: {}, shape: ([from = []]) => (from.length === 4 ? [at(from, 0), at(from, 1), 1, 1] : wrong('an average over pictures takes four dimensions')), work: ([from = []]) => elementsOf(from) },
  Flatten: {
    inputs: [1, 1], attributes: { axis: 'int' },
    shape: ([from = []], attributes) => {
      const axis = axisOf(attributes, 1, from.length, from.length);
      return [elementsOf(from.slice(0, axis)), elementsOf(from.slice(axis))];
    },
  },
  Reshape: { inputs: [2, 2], attributes: {}, shapeAt: 1, shape: ([from = []], _attributes, [, wish]) => (wish?.type === 'i64' ? reshaped(from, wish.data) : wrong('a shape that is asked for must be kept in the model')) },
  Transpose: { inputs: [1, 1], attributes: { perm: 'ints' }, shape: ([from = []], attributes) => permutation(attributes, from.length).map((place) => at(from, place)) },
  Concat: {
    inputs: [1, 64], attributes: { axis: 'int' },
    shape: (inputs, attributes) => {
      const [first = []] = inputs;
      if (attributes.axis === undefined) return refuseModel('attribute', 'Concat needs an axis');
      const axis = axisOf(attributes, 0, first.length);
      if (inputs.some((each) => each.length !== first.length || each.some((size, place) => place !== axis && size !== first[place]))) return wrong('tensors that are put together do not fit each other');
      return first.map((size, place) => (place === axis ? inputs.reduce((sum, each) => sum + at(each, axis), 0) : size));
    },
  },
};

export const operatorOf = (name: OpName): Operator => OPERATORS[name];
