// The network that a training run learns, as an ONNX model: digits as rows of pixels from 0 to 1, ten scores each. What it reads is the digit
// with the largest score; how sure it is, the softmax of it.

import { AppError } from '../../errors/app-error';
import type { Model } from '../onnx/model';
import { DIGIT_BYTES, NETWORK, WEIGHTS } from './train';

const { inputs: PIXELS, hidden: HIDDEN, outputs: DIGITS } = NETWORK;
const OPSET = 17;

/** @throws AppError pouw/bad-output when these are not the weights of that network */
export function digitModel(weights: Float32Array): Model {
  if (weights.length !== WEIGHTS) throw new AppError('pouw/bad-output', 'these are not the weights of the network for digits');
  let at = 0;
  /** A layer's rows become columns: the model multiplies from the left. */
  const layer = (from: number, to: number): Float32Array => {
    const rows = weights.subarray(at, (at += from * to));
    return Float32Array.from({ length: from * to }, (_, place) => rows[(place % to) * from + Math.floor(place / to)] ?? 0);
  };
  const biases = (count: number): Float32Array => weights.slice(at, (at += count));
  return {
    opset: OPSET, row: [PIXELS], rows: null,
    tensors: [
      { type: 'f32', dims: [PIXELS, HIDDEN], data: layer(PIXELS, HIDDEN) }, { type: 'f32', dims: [HIDDEN], data: biases(HIDDEN) },
      { type: 'f32', dims: [HIDDEN, DIGITS], data: layer(HIDDEN, DIGITS) }, { type: 'f32', dims: [DIGITS], data: biases(DIGITS) },
    ],
    nodes: [
      { op: 'MatMul', inputs: [0, 1], attributes: {} }, { op: 'Add', inputs: [5, 2], attributes: {} }, { op: 'Relu', inputs: [6], attributes: {} },
      { op: 'MatMul', inputs: [7, 3], attributes: {} }, { op: 'Add', inputs: [8, 4], attributes: {} },
    ],
    output: 9,
  };
}

/** Digits (pixels and a label each) as the rows of a job: pixels alone, nothing says what they show. */
export function digitRows(digits: Uint8Array): Float32Array {
  const count = Math.floor(digits.length / DIGIT_BYTES);
  return Float32Array.from({ length: count * PIXELS }, (_, place) => (digits[Math.floor(place / PIXELS) * DIGIT_BYTES + (place % PIXELS)] ?? 0) / 255);
}

export interface Reading {
  /** The digit that is read. */
  readonly read: number;
  /** How sure, 0 to 1. */
  readonly sure: number;
}

/** What the scores of rows say. @throws AppError pouw/bad-output */
export function readingsOf(scores: Float32Array): Reading[] {
  if (scores.length % DIGITS !== 0) throw new AppError('pouw/bad-output', 'these are no scores of digits');
  return Array.from({ length: scores.length / DIGITS }, (_, row): Reading => {
    const own = Array.from(scores.subarray(row * DIGITS, (row + 1) * DIGITS));
    const most = Math.max(...own);
    return { read: own.indexOf(most), sure: 1 / own.reduce((sum, score) => sum + Math.exp(score - most), 0) };
  });
}
