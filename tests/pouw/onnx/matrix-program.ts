// Small ONNX jobs drawn from a seed, in the real runtime, killed and resumed at random places, against plain arithmetic. A program of its own,
// because the runtime is bundled: `matrix-program.cjs WASM SEED JOBS` prints what it counted, or throws at the first job that differs.
import { readFileSync } from 'node:fs';
import { openRuntime } from '../../../node-core/pouw/onnx/ort';
import { encodeFrame } from '../../../shared/pouw/abi';
import { encodeOnnx } from '../../../shared/pouw/kinds/onnx';
import { OnnxRun } from '../../../shared/pouw/onnx/onnx-run';
import { inferPlainly } from '../../../shared/pouw/onnx/plain';
import { writeModel } from '../../../shared/pouw/onnx/write-model';
import { seededRandom } from '../../e2e/harness/random';
import { layers, rowsFor } from '../../unit/shared/pouw/onnx/models';

const LIMITS = { outputBytes: 1_048_576 };

async function main([wasm = '', first = '', jobs = '']: readonly string[]): Promise<void> {
  const runtime = openRuntime(new Uint8Array(readFileSync(wasm)));
  let kills = 0;
  for (let each = 0; each < Number(jobs); each += 1) {
    const seed = Number(first) + each;
    const random = seededRandom(seed);
    const model = layers(random);
    const [rows, perUnit] = [random(1, 40), random(1, 8)];
    const input = rowsFor(model, rows, random);
    const frame = encodeFrame({ seed: BigInt(seed), params: encodeOnnx({ rows, perUnit }), inputs: [writeModel(model, null), new Uint8Array(input.buffer)] });
    let run = await OnnxRun.open(frame, null, LIMITS, runtime);
    for (let kept = run.snapshot(); run.done < run.total; ) {
      if (random(0, 2) === 0) kept = run.snapshot();
      if (random(0, 2) === 0) {
        run = await OnnxRun.open(frame, kept, LIMITS, runtime);
        kills += 1;
      }
      await run.step(random(1, Math.max(1, Math.ceil(run.total / 3))));
    }
    if (Buffer.compare(run.output('f32'), new Uint8Array(inferPlainly(model, input, rows).buffer)) !== 0) throw new Error(`the runtime and the plain reference differ at seed ${seed}`);
  }
  process.stdout.write(`${JSON.stringify({ jobs: Number(jobs), kills })}\n`);
}

main(process.argv.slice(2)).then(() => process.exit(0), (thrown: unknown) => {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exit(1);
});
