// Models for tests: drawn from a seed, of every operator that is allowed.
import type { Model, Tensor } from '../../../../../shared/pouw/onnx/model';
import type { Random } from '../../../../e2e/harness/random';

/** Weights from -1 to 1. */
export function floats(random: Random, dims: readonly number[]): Tensor {
  return { type: 'f32', dims, data: Float32Array.from({ length: dims.reduce((product, size) => product * size, 1) }, () => random(-1_000, 1_000) / 1_000) };
}

export const rowsFor = ({ row }: Model, rows: number, random: Random): Float32Array => Float32Array.from({ length: rows * row.reduce((product, size) => product * size, 1) }, () => random(-1_000, 1_000) / 1_000);

/** Two layers, as a training run makes them. */
export function layers(random: Random): Model {
  const [inputs, hidden, outputs] = [random(1, 40), random(1, 20), random(1, 9)];
  return {
    opset: random(13, 21), row: [inputs], rows: null,
    tensors: [floats(random, [inputs, hidden]), floats(random, [hidden]), floats(random, [hidden, outputs]), floats(random, [1, outputs])],
    nodes: [{ op: 'MatMul', inputs: [0, 1], attributes: {} }, { op: 'Add', inputs: [5, 2], attributes: {} }, { op: 'Relu', inputs: [6], attributes: {} }, { op: 'MatMul', inputs: [7, 3], attributes: {} }, { op: 'Sub', inputs: [8, 4], attributes: {} }],
    output: 9,
  };
}

/** Pictures through convolutions with groups, gaps and padding, a pool, a mean, and a matrix product. */
export function pictures(random: Random): Model {
  const [height, width] = [random(6, 12), random(6, 12)];
  return {
    opset: 17, row: [2, height, width], rows: null,
    tensors: [floats(random, [4, 2, 3, 3]), floats(random, [4]), floats(random, [6, 2, 2, 2]), floats(random, [5, 6]), floats(random, [5])],
    nodes: [
      { op: 'Conv', inputs: [0, 1, 2], attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [1, 1] } }, { op: 'Relu', inputs: [6], attributes: {} },
      { op: 'MaxPool', inputs: [7], attributes: { kernel_shape: [2, 2], strides: [2, 2], pads: [0, 1, 1, 0] } },
      { op: 'Conv', inputs: [8, 3], attributes: { group: 2, dilations: [1, 2] } },
      { op: 'GlobalAveragePool', inputs: [9], attributes: {} }, { op: 'Flatten', inputs: [10], attributes: { axis: 1 } },
      { op: 'Gemm', inputs: [11, 4, 5], attributes: { transB: 1, alpha: 0.5, beta: 2 } },
    ],
    output: 12,
  };
}

/** Tensors that change their form, and what needs an exponential. */
export function forms(random: Random): Model {
  return {
    opset: 13, row: [2, 6], rows: null,
    tensors: [{ type: 'i64', dims: [3], data: [0, 3, -1] }, floats(random, [4, 3]), { type: 'i64', dims: [2], data: [0, -1] }],
    nodes: [
      { op: 'Reshape', inputs: [0, 1], attributes: {} }, { op: 'Transpose', inputs: [4], attributes: { perm: [0, 2, 1] } }, { op: 'Mul', inputs: [5, 2], attributes: {} },
      { op: 'Sigmoid', inputs: [6], attributes: {} }, { op: 'Tanh', inputs: [5], attributes: {} }, { op: 'Concat', inputs: [7, 8, 6], attributes: { axis: -2 } },
      { op: 'Softmax', inputs: [9], attributes: { axis: 1 } }, { op: 'Reshape', inputs: [10, 3], attributes: {} },
    ],
    output: 11,
  };
}

export const MODELS = { layers, pictures, forms } as const;
