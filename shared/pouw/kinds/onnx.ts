// ONNX jobs: what a model says of rows of numbers. Params: rows u32, rows of one unit u32. Inputs: the model, the rows (f32, one after the
// other). Output: f32, what the model says of each row, one after the other. The last unit is filled up with zeros that nobody sees.

import { AppError } from '../../errors/app-error';

export interface OnnxParams {
  readonly rows: number;
  /** Rows that the model takes at once. */
  readonly perUnit: number;
}

const MOST_ROWS = 1_000_000;
const MOST_PER_UNIT = 4_096;

export function encodeOnnx({ rows, perUnit }: OnnxParams): Uint8Array {
  const params = new Uint8Array(8);
  const view = new DataView(params.buffer);
  view.setUint32(0, rows, true);
  view.setUint32(4, perUnit, true);
  return params;
}

/** @throws AppError pouw/bad-params */
export function decodeOnnx(params: Uint8Array): OnnxParams {
  const view = new DataView(params.buffer, params.byteOffset, params.byteLength);
  const [rows, perUnit] = params.length === 8 ? [view.getUint32(0, true), view.getUint32(4, true)] : [0, 0];
  if (rows < 1 || rows > MOST_ROWS || perUnit < 1 || perUnit > MOST_PER_UNIT) throw new AppError('pouw/bad-params', 'these are no params of an ONNX job');
  return { rows, perUnit };
}

/** Units of work of a job. */
export const unitsOf = ({ rows, perUnit }: OnnxParams): number => Math.ceil(rows / perUnit);
