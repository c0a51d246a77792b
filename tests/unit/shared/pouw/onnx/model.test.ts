// Reading and writing models: what was written is read back as it was, and another reader of ONNX files understands it the same way.
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { inProject } from '../../../../../build/setup/paths.mjs';
import { readModel } from '../../../../../shared/pouw/onnx/read-model';
import { planOf } from '../../../../../shared/pouw/onnx/shapes';
import { writeModel } from '../../../../../shared/pouw/onnx/write-model';
import { seededRandom } from '../../../../e2e/harness/random';
import { floats, layers, MODELS, pictures } from './models';

const names = Object.keys(MODELS) as (keyof typeof MODELS)[];
const seeds = fc.integer({ min: 0, max: 1_000_000 });

it.each(names)('%s: what was written is what is read', (name) => {
  fc.assert(fc.property(seeds, fc.option(fc.integer({ min: 1, max: 20 })), (seed, rows) => {
    const model = MODELS[name](seededRandom(seed));
    const bytes = writeModel(model, rows);
    const read = readModel(bytes);
    expect(read).toEqual({ ...model, rows });
    expect(Buffer.compare(writeModel(read, rows), bytes)).toBe(0);
  }), { numRuns: 40 });
});

it('a file that is written is an ONNX model to the schema of onnxruntime-web', () => {
  interface Decoded {
    readonly irVersion: number | { toNumber(): number };
    readonly opsetImport: readonly { readonly version: unknown }[];
    readonly graph: { readonly node: readonly { readonly opType: string; readonly input: readonly string[]; readonly output: readonly string[] }[]; readonly initializer: readonly { readonly name: string; readonly dims: readonly unknown[]; readonly rawData: Uint8Array }[]; readonly input: readonly { readonly name: string }[]; readonly output: readonly { readonly name: string }[] };
  }
  const schema = createRequire(__filename)(inProject('node_modules/onnxruntime-web/lib/onnxjs/ort-schema/protobuf/onnx.js')) as { onnx: { ModelProto: { decode(bytes: Uint8Array): Decoded; verify(value: Decoded): string | null } } };
  const model = pictures(seededRandom(5));
  const decoded = schema.onnx.ModelProto.decode(writeModel(model, 4));
  expect(schema.onnx.ModelProto.verify(decoded)).toBeNull();
  expect(decoded.graph.node.map(({ opType }) => opType)).toEqual(model.nodes.map(({ op }) => op));
  expect(decoded.graph.node[0]).toMatchObject({ input: ['v0', 'v1', 'v2'], output: ['v6'] });
  expect(decoded.graph.initializer.map(({ dims }) => dims.map(Number))).toEqual(model.tensors.map(({ dims }) => dims));
  expect(decoded.graph.input.map(({ name }) => name)).toEqual(['v0']);
  expect(decoded.graph.output.map(({ name }) => name)).toEqual(['v12']);
  expect(Number(decoded.opsetImport[0]?.version)).toBe(17);
});

it('shapes and work of a model follow from its rows', () => {
  const model = { ...layers(seededRandom(1)), row: [3], tensors: [floats(seededRandom(1), [3, 4]), floats(seededRandom(1), [4]), floats(seededRandom(1), [4, 2]), floats(seededRandom(1), [1, 2])] };
  // Two products and three operators that touch each number once.
  expect(planOf(model, 5)).toMatchObject({ output: [5, 2], work: 5 * 3 * 4 + 5 * 4 + 5 * 4 + 5 * 4 * 2 + 5 * 2 });
});

it('any change of a byte gives a refusal or a model that can be written again, and never anything else', () => {
  const whole = writeModel(pictures(seededRandom(3)), null);
  let refused = 0;
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }), fc.option(fc.integer({ min: 0, max: whole.length })), (changes, length) => {
    const bytes = whole.slice(0, length ?? whole.length);
    for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
    try {
      const model = readModel(bytes);
      expect(readModel(writeModel(model, 2))).toMatchObject({ nodes: model.nodes });
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: expect.stringMatching(/^pouw\/model-/) as string });
      refused += 1;
    }
  }), { numRuns: 1_500 });
  expect(refused).toBeGreaterThan(300);
});

it('bytes that are nothing are refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
    expect(() => readModel(bytes)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^pouw\/model-/) as string }) as Error);
  }), { numRuns: 500 });
});
