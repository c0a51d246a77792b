// What is understood of an ONNX model (onnx.ai/onnx/repo-docs/IR.html): a list of known operators over tensors of f32. Values have numbers
// instead of names: 0 is the input, then come the tensors that are kept, then the outputs of the nodes in their order.

/** The operators that a model may have. */
const OP_NAMES = ['Add', 'Sub', 'Mul', 'Relu', 'Sigmoid', 'Tanh', 'Softmax', 'MatMul', 'Gemm', 'Conv', 'MaxPool', 'GlobalAveragePool', 'Flatten', 'Reshape', 'Transpose', 'Concat'] as const;
export type OpName = (typeof OP_NAMES)[number];
export const opNamed = (name: string): OpName | undefined => OP_NAMES.find((known) => known === name);

export type Shape = readonly number[];
export type Attributes = Readonly<Record<string, number | readonly number[]>>;

export type Tensor =
  | { readonly type: 'f32'; readonly dims: Shape; readonly data: Float32Array }
  /** Whole numbers, where an operator takes a shape as an input. */
  | { readonly type: 'i64'; readonly dims: Shape; readonly data: readonly number[] };

/** A tensor in passing. */
export interface Plain {
  readonly dims: Shape;
  readonly data: Float32Array;
}

export interface Node {
  readonly op: OpName;
  readonly inputs: readonly number[];
  readonly attributes: Attributes;
}

export interface Model {
  /** Version of ONNX's operators. */
  readonly opset: number;
  /** Shape of one row of the input: what the model says without its first dimension. */
  readonly row: Shape;
  /** Rows that the model takes at once; null: any number. */
  readonly rows: number | null;
  readonly tensors: readonly Tensor[];
  readonly nodes: readonly Node[];
  /** Number of the value that is the output. */
  readonly output: number;
}

/** Numbers in a tensor of that shape. */
export const elementsOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);
