// How large each part of a model may be: far above what a small network needs, far below what could exhaust a computer.

export const MODEL_LIMITS = {
  /** Bytes of the whole file. */
  bytes: 16 * 1024 * 1024,
  nodes: 512,
  tensors: 1_024,
  nameBytes: 200,
  /** Inputs of one node. */
  inputs: 64,
  rank: 5,
  /** Numbers of one tensor, kept or in passing. */
  elements: 4 * 1024 * 1024,
  /** Numbers of all tensors in passing together. */
  allElements: 32 * 1024 * 1024,
  /** Multiplications of one unit of work: about a second of one processor. */
  work: 2 ** 30,
} as const;

/** The part of the list of versions of ONNX's operators in which those that are allowed here mean the same. */
export const OPSETS = { least: 13, most: 21 } as const;
