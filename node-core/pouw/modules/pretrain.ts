// Trains the network for digits with the module of this folder and writes it as data/digits.onnx: the model that readers of digits have before
// anybody trained one. Run with tsx; the same digits give the same file, and a test compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeFrame } from '../../../shared/pouw/abi';
import { admit } from '../../../shared/pouw/admit/admit';
import { digitModel } from '../../../shared/pouw/kinds/digit-model';
import { decodeTrained, DIGIT_BYTES, encodeTraining, firstWeights } from '../../../shared/pouw/kinds/train';
import { writeModel } from '../../../shared/pouw/onnx/write-model';
import { JobRun } from '../../../shared/pouw/run';

const LEARNED = 4_000;
const SEED = 7;

/** @param folder of the modules and their data @returns the bytes of digits.onnx */
export async function pretrain(folder: string): Promise<Uint8Array> {
  const module = new Uint8Array(readFileSync(join(folder, 'built/digits.wasm')));
  const digits = new Uint8Array(readFileSync(join(folder, 'data/digits.bin'))).subarray(0, LEARNED * DIGIT_BYTES);
  const frame = encodeFrame({ seed: BigInt(SEED), params: encodeTraining({ epochs: 20, batch: 16, rate: 0.1 }), inputs: [new Uint8Array(firstWeights(SEED).buffer), digits] });
  const run = await JobRun.start(await WebAssembly.compile(module), admit(module, { memPages: 64 }), frame, { outputBytes: 1_048_576 });
  run.step(run.total);
  return writeModel(digitModel(decodeTrained(run.output('f32')).weights), null);
}

if (process.argv[1]?.endsWith('pretrain.ts')) {
  const folder = __dirname;
  void pretrain(folder).then((bytes) => writeFileSync(join(folder, 'data/digits.onnx'), bytes));
}
