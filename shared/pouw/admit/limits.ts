// How large each part of a module may be. They bound what compiling it may cost, far above what a hand-written kernel needs.

export const LIMITS = {
  /** Bytes of the whole module. */
  bytes: 4 * 1024 * 1024,
  /** Bytes of all custom sections together. */
  customBytes: 512 * 1024,
  types: 1_000,
  params: 32,
  results: 16,
  functions: 10_000,
  /** Parameters included. */
  localsPerFunction: 2_000,
  locals: 200_000,
  bodyBytes: 128 * 1024,
  nesting: 256,
  /** Operands that wait at any point of a function. */
  operands: 1_000,
  branchTargets: 4_096,
  tableEntries: 10_000,
  globals: 1_000,
  exports: 2_000,
  nameBytes: 200,
  elementSegments: 1_000,
  dataSegments: 10_000,
} as const;
