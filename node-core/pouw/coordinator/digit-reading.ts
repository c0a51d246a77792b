// Reading digits with a network: which digits a job gets, which network reads them, and what all jobs together say. Each job's result is looked
// at once more in its own cheap way: a few rows that nobody could foretell are worked out in plain TypeScript and must be the same to the bit.

import { randomInt } from 'node:crypto';
import { toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { digitRows, readingsOf } from '../../../shared/pouw/kinds/digit-model';
import { encodeOnnx } from '../../../shared/pouw/kinds/onnx';
import { DIGIT_BYTES } from '../../../shared/pouw/kinds/train';
import { elementsOf } from '../../../shared/pouw/onnx/model';
import { inferPlainly } from '../../../shared/pouw/onnx/plain';
import { readModel } from '../../../shared/pouw/onnx/read-model';
import type { BatchRequest } from '../../../shared/pouw/protocol';

type Reading = Extract<BatchRequest['work'], { kind: 'onnx' }>;

/** Digits that the network reads at once: one unit of work. */
const PER_UNIT = 10;
/** Rows of each job that are worked out again. */
const LOOKS = 8;
/** Digits that are shown of a batch. */
const SHOWN = 48;
const PIXELS = DIGIT_BYTES - 1;

/** @param trained digits that training runs learn from; they stand first */
export function digitsOf({ digits: which }: Reading, digits: Uint8Array, trained: number): Uint8Array {
  return which === 'all' ? digits : digits.subarray(trained * DIGIT_BYTES);
}

/** What each job of a batch is about. @param digits those of the batch */
export function readingPieces(title: string, { jobs }: Reading, model: Uint8Array, digits: Uint8Array): { title: string; params: Uint8Array; inputs: Uint8Array[] }[] {
  return sharesOf(jobs, digits).map((share, index) => {
    const rows = digitRows(share);
    return { title: `${title}, part ${index + 1}`, params: encodeOnnx({ rows: share.length / DIGIT_BYTES, perUnit: PER_UNIT }), inputs: [model, new Uint8Array(rows.buffer)] };
  });
}

function sharesOf(jobs: number, digits: Uint8Array): Uint8Array[] {
  const count = digits.length / DIGIT_BYTES;
  const from = (index: number): number => Math.floor((index * count) / jobs) * DIGIT_BYTES;
  return Array.from({ length: jobs }, (_, index) => digits.subarray(from(index), from(index + 1)));
}

/**
 * What was read, as JSON: how many, how many of them right, each digit's own count, and some to look at, those that were misread first.
 * @param outputs of the jobs in their order
 * @throws AppError pouw/bad-output when a row is not what the network says of it
 */
export function assembleReading({ jobs }: Reading, outputs: readonly Uint8Array[], model: Uint8Array, digits: Uint8Array): Uint8Array {
  const scores = outputs.map((output) => new Float32Array(new Uint8Array(output).buffer));
  sharesOf(jobs, digits).forEach((share, index) => lookAt(scores[index] ?? new Float32Array(0), share, model));
  const all = scores.flatMap((each) => readingsOf(each)).map((reading, index) => ({ ...reading, index, label: digits[index * DIGIT_BYTES + PIXELS] ?? 0 }));
  const digitsOfEach = Array.from({ length: 10 }, (_, digit) => all.filter(({ label }) => label === digit));
  const wrong = all.filter(({ read, label }) => read !== label).slice(0, SHOWN / 3);
  // The digits take turns by tens: a step that shares nothing with ten meets each of them.
  const step = Math.floor(all.length / SHOWN / 10) * 10 + 1;
  const right = all.filter(({ read, label, index }) => read === label && index % step === 0).slice(0, SHOWN - wrong.length);
  return new TextEncoder().encode(JSON.stringify({
    digits: all.length, right: all.filter(({ read, label }) => read === label).length,
    each: digitsOfEach.map((own) => ({ digits: own.length, right: own.filter(({ read, label }) => read === label).length })),
    shown: [...wrong, ...right].map(({ index, label, read, sure }) => ({ label, read, sure, pixels: toHex(digits.subarray(index * DIGIT_BYTES, index * DIGIT_BYTES + PIXELS)) })),
  }));
}

function lookAt(scores: Float32Array, share: Uint8Array, bytes: Uint8Array): void {
  const model = readModel(bytes);
  const count = share.length / DIGIT_BYTES;
  const width = scores.length / count;
  for (let look = 0; look < LOOKS; look += 1) {
    const row = randomInt(count);
    const said = inferPlainly(model, digitRows(share.subarray(row * DIGIT_BYTES, (row + 1) * DIGIT_BYTES)), 1);
    if (elementsOf(model.row) !== PIXELS || said.length !== width || said.some((score, place) => score !== scores[row * width + place])) throw new AppError('pouw/bad-output', 'a row is not what the network says of it');
  }
}
