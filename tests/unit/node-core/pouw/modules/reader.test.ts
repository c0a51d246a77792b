// The model that reads digits before anybody trained one, and the runtime that it runs in: both are exactly what they are said to be.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { companions } from '../../../../../build/bundling/entries.mjs';
import { inProject } from '../../../../../build/setup/paths.mjs';
import { pretrain } from '../../../../../node-core/pouw/modules/pretrain';
import { digitModel, digitRows, readingsOf } from '../../../../../shared/pouw/kinds/digit-model';
import { DIGIT_BYTES, firstWeights, testWeights } from '../../../../../shared/pouw/kinds/train';
import { inferPlainly } from '../../../../../shared/pouw/onnx/plain';
import { readModel } from '../../../../../shared/pouw/onnx/read-model';
import { ONNX_RUNTIME } from '../../../../../shared/pouw/onnx/runtime';

const folder = inProject('node-core/pouw/modules');
const tested = new Uint8Array(readFileSync(`${folder}/data/digits.bin`)).subarray(4_000 * DIGIT_BYTES);
const labels = Array.from({ length: tested.length / DIGIT_BYTES }, (_, index) => tested[(index + 1) * DIGIT_BYTES - 1]);

it('digits.onnx is what training makes of the digits, to the bit', async () => {
  expect(Buffer.compare(await pretrain(folder), readFileSync(`${folder}/data/digits.onnx`))).toBe(0);
}, 60_000);

it('it reads nine of ten digits that it has not learned from', () => {
  const model = readModel(new Uint8Array(readFileSync(`${folder}/data/digits.onnx`)));
  const readings = readingsOf(inferPlainly(model, digitRows(tested), labels.length));
  expect(readings.filter(({ read }, index) => read === labels[index]).length).toBeGreaterThan(450);
  expect(readings.every(({ sure }) => sure > 0.1 && sure <= 1)).toBe(true);
});

it('a network as a model reads what the same network read when it was trained', () => {
  const weights = firstWeights(5);
  const readings = readingsOf(inferPlainly(digitModel(weights), digitRows(tested), labels.length));
  expect(readings.filter(({ read }, index) => read === labels[index]).length / labels.length).toBeCloseTo(testWeights(weights, tested).accuracy, 2);
  expect(() => digitModel(weights.slice(1))).toThrow(expect.objectContaining({ code: 'pouw/bad-output' }) as Error);
});

it('the runtime that is packaged is the one that jobs name, and only the package for useful work has it', () => {
  const [runtime, ...more] = companions.filter(({ source }) => source.includes('onnxruntime-web'));
  expect(more).toEqual([]);
  const bytes = readFileSync(inProject(runtime?.source ?? ''));
  expect({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }).toEqual(ONNX_RUNTIME);
  expect(runtime?.folders).toEqual(['useful-work/onnx']);
});
