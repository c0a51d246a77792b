// Models that mean harm, or that mean something which is not understood here: each is refused by its rule, before any runtime sees it.
import type { Model } from '../../../../../shared/pouw/onnx/model';
import { readModel } from '../../../../../shared/pouw/onnx/read-model';
import { planOf } from '../../../../../shared/pouw/onnx/shapes';
import { Message } from '../../../../../shared/pouw/onnx/wire';

const message = (): Message => new Message();
const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

interface Parts {
  readonly nodes?: readonly Message[];
  readonly tensors?: readonly Message[];
  readonly inputs?: readonly Message[];
  readonly outputs?: readonly Message[];
  readonly graph?: (graph: Message) => Message;
  readonly model?: (model: Message) => Message;
  readonly ir?: number;
  readonly sets?: readonly Message[];
}

const value = (name: string, rows: Message = message().text(2, 'n'), type = 1, sizes: readonly number[] = [2]): Message => {
  const shape = message().message(1, rows);
  for (const size of sizes) shape.message(1, message().number(1, size));
  return message().text(1, name).message(2, message().message(1, message().number(1, type).message(2, shape)));
};
const node = (op: string, inputs: readonly string[], output: string): Message => {
  const made = message();
  for (const name of inputs) made.text(1, name);
  return made.text(2, output).text(4, op);
};
const tensor = (name: string, dims: readonly number[], data: Uint8Array, type = 1): Message => {
  const made = message();
  for (const size of dims) made.number(1, size);
  return made.number(2, type).text(8, name).bytes(9, data);
};
const opset = (version: number, domain = ''): Message => message().text(1, domain).number(2, version);

/** Doubles a pair of numbers, unless parts of it are others. */
function model({ nodes = [node('Mul', ['x', 'two'], 'y')], tensors = [tensor('two', [1], floats(2))], inputs = [value('x')], outputs = [value('y')], graph: more = (same) => same, model: most = (same) => same, ir = 8, sets = [opset(17)] }: Parts = {}): Uint8Array {
  const graph = message();
  for (const each of nodes) graph.message(1, each);
  for (const each of tensors) graph.message(5, each);
  for (const each of inputs) graph.message(11, each);
  for (const each of outputs) graph.message(12, each);
  const whole = message().number(1, ir).message(7, more(graph));
  for (const set of sets) whole.message(8, set);
  return most(whole).end();
}

const read = (bytes: Uint8Array): Model => {
  const found = readModel(bytes);
  planOf(found, 1);
  return found;
};
const attribute = (name: string): Message => message().text(1, name);
const many = (count: number): Message[] => Array.from({ length: count }, (_, index) => node('Relu', [index === 0 ? 'x' : `r${index - 1}`], `r${index}`));

it('the model that the others are made from is fine', () => {
  expect(read(model())).toMatchObject({ row: [2], rows: null, nodes: [{ op: 'Mul', inputs: [0, 1] }], output: 2 });
});

const HOSTILE: readonly (readonly [name: string, code: string, bytes: () => Uint8Array])[] = [
  ['an empty file', 'field', () => new Uint8Array(0)],
  ['a file that ends too early', 'truncated', () => model().slice(0, -3)],
  ['a file that is too large', 'size', () => new Uint8Array(16 * 1024 * 1024 + 1)],
  ['a number of eleven bytes', 'number', () => Uint8Array.from([0x08, ...new Array<number>(10).fill(0xff), 0x01])],
  ['a number with more than 64 bits', 'number', () => Uint8Array.from([0x08, ...new Array<number>(9).fill(0xff), 0x02])],
  ['a number that is longer than it has to be', 'number', () => Uint8Array.from([0x08, 0x88, 0x00])],
  ['a group', 'wire', () => Uint8Array.from([0x0b, 0x0c])],
  ['a field with the number 0', 'wire', () => Uint8Array.from([0x00, 0x00])],
  ['a part that is longer than the file', 'truncated', () => Uint8Array.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
  ['many tiny fields', 'limit', () => model({ model: (whole) => { for (let each = 0; each < 9_000; each += 1) whole.text(6, ''); return whole; } })],
  ['functions', 'field', () => model({ model: (whole) => whole.message(25, message().text(1, 'f')) })],
  ['training', 'field', () => model({ model: (whole) => whole.message(20, message()) })],
  ['two graphs', 'twice', () => model({ model: (whole) => whole.message(7, message()) })],
  ['a version of the file that comes one day', 'version', () => model({ ir: 99 })],
  ['operators that are too old', 'version', () => model({ sets: [opset(12)] })],
  ['operators that are too new', 'version', () => model({ sets: [opset(22)] })],
  ['operators of others', 'version', () => model({ sets: [opset(17), opset(1, 'com.microsoft')] })],
  ['a node of others', 'operator', () => model({ nodes: [node('Mul', ['x', 'two'], 'y').text(7, 'com.microsoft')] })],
  ...['Loop', 'If', 'Scan', 'RandomNormal', 'Dropout', 'Bernoulli', 'LSTM', 'Einsum', 'constructor', '__proto__'].map((op) => [`the operator ${op}`, 'operator', () => model({ nodes: [node(op, ['x'], 'y')] })] as const),
  ['a node that uses itself', 'order', () => model({ nodes: [node('Mul', ['x', 'y'], 'y')] })],
  ['a circle of nodes', 'order', () => model({ nodes: [node('Mul', ['x', 'b'], 'a'), node('Mul', ['a', 'x'], 'b'), node('Relu', ['b'], 'y')] })],
  ['an input that is not there', 'order', () => model({ nodes: [node('Mul', ['x', 'three'], 'y')] })],
  ['an input without a name', 'name', () => model({ nodes: [node('Mul', ['x', ''], 'y')] })],
  ['a value that is made twice', 'name', () => model({ nodes: [node('Relu', ['x'], 'y'), node('Relu', ['x'], 'y')] })],
  ['a name with a line feed', 'name', () => model({ nodes: [node('Relu', ['x'], 'y\n')] })],
  ['a node of two outputs', 'operator', () => model({ nodes: [node('Relu', ['x'], 'y').text(2, 'z')] })],
  ['a product of one side', 'operator', () => model({ nodes: [node('MatMul', ['x'], 'y')] })],
  ['a node that has a graph of its own', 'field', () => model({ nodes: [node('Relu', ['x'], 'y').message(5, attribute('body').message(6, message()))] })],
  ['an attribute that is not on the list', 'attribute', () => model({ nodes: [node('Relu', ['x'], 'y').message(5, attribute('alpha').float(2, 1))] })],
  ['an attribute called __proto__', 'attribute', () => model({ nodes: [node('Relu', ['x'], 'y').message(5, attribute('__proto__').number(3, 1))] })],
  ['an attribute that is there twice', 'twice', () => model({ nodes: [node('Softmax', ['x'], 'y').message(5, attribute('axis').number(3, 1)).message(5, attribute('axis').number(3, 0))] })],
  ['padding that is worked out', 'attribute', () => model({ nodes: [node('MaxPool', ['x'], 'y').message(5, attribute('auto_pad').text(4, 'SAME_UPPER'))] })],
  ['an axis outside', 'attribute', () => model({ nodes: [node('Softmax', ['x'], 'y').message(5, attribute('axis').number(3, 7))] })],
  ['a tensor in another file', 'external', () => model({ tensors: [tensor('two', [1], floats(2)).message(13, message().text(1, 'location').text(2, '/etc/passwd'))] })],
  ['a tensor that says it is in another file', 'external', () => model({ tensors: [tensor('two', [1], floats(2)).number(14, 1)] })],
  ['a tensor of huge dimensions', 'number', () => model({ tensors: [tensor('two', [2 ** 31], floats(2))] })],
  ['dimensions whose product is huge', 'limit', () => model({ tensors: [tensor('two', [4_000_000, 4_000_000], floats(2))] })],
  ['a dimension below zero', 'number', () => model({ tensors: [tensor('two', [-1], floats(2))] })],
  ['a tensor of six dimensions', 'limit', () => model({ tensors: [tensor('two', [1, 1, 1, 1, 1, 1], floats(2))] })],
  ['a tensor with too few numbers', 'tensor', () => model({ tensors: [tensor('two', [2], floats(2))] })],
  ['a tensor with NaN', 'tensor', () => model({ tensors: [tensor('two', [1], floats(Number.NaN))] })],
  ['a tensor with infinity', 'tensor', () => model({ tensors: [tensor('two', [1], floats(Number.POSITIVE_INFINITY))] })],
  ['a tensor that says its numbers twice', 'tensor', () => model({ tensors: [tensor('two', [1], floats(2)).bytes(4, floats(3))] })],
  ['a tensor of texts', 'tensor', () => model({ tensors: [tensor('two', [1], floats(2), 8)] })],
  ['sparse tensors', 'field', () => model({ graph: (graph) => graph.message(15, message()) })],
  ['quantisation', 'field', () => model({ graph: (graph) => graph.message(14, message()) })],
  ['an input of doubles', 'input', () => model({ inputs: [value('x', message().text(2, 'n'), 11)] })],
  ['two inputs', 'input', () => model({ inputs: [value('x'), value('z')] })],
  ['no input', 'input', () => model({ inputs: [] })],
  ['an input whose rows are open in length', 'input', () => model({ inputs: [value('x', message().text(2, 'n'), 1, [])] })],
  ['a size that is said twice', 'twice', () => model({ inputs: [value('x', message().number(1, 1).text(2, 'n'))] })],
  ['two outputs', 'output', () => model({ outputs: [value('y'), value('x')] })],
  ['an output that is its input', 'output', () => model({ outputs: [value('x')] })],
  ['too many nodes', 'limit', () => model({ nodes: many(513), outputs: [value('r512')] })],
  ['sizes that do not fit each other', 'shape', () => model({ tensors: [tensor('two', [3], floats(1, 2, 3))] })],
  ['sides of a product that do not fit', 'shape', () => model({ nodes: [node('MatMul', ['x', 'two'], 'y')], tensors: [tensor('two', [3, 1], floats(1, 2, 3))] })],
  ['a shape that is worked out while it runs', 'tensor', () => model({ nodes: [node('Reshape', ['x', 'two'], 'y')] })],
  ['whole numbers where others belong', 'tensor', () => model({ tensors: [tensor('two', [1], new Uint8Array(BigInt64Array.of(2n).buffer), 7)] })],
  ['a shape that the tensor does not fill', 'shape', () => model({ nodes: [node('Reshape', ['x', 'two'], 'y')], tensors: [tensor('two', [2], new Uint8Array(BigInt64Array.of(0n, 3n).buffer), 7)] })],
  ['an output that lost its rows', 'output', () => model({ nodes: [node('Transpose', ['x'], 'y')], tensors: [] })],
  ['a window that is larger than its picture', 'shape', () => model({ inputs: [value('x', message().text(2, 'n'), 1, [1, 2, 2])], tensors: [], nodes: [node('MaxPool', ['x'], 'y').message(5, attribute('kernel_shape').number(8, 3).number(8, 3))] })],
  ['padding as large as the window', 'attribute', () => model({ inputs: [value('x', message().text(2, 'n'), 1, [1, 2, 2])], tensors: [], nodes: [node('MaxPool', ['x'], 'y').message(5, attribute('kernel_shape').number(8, 2).number(8, 2)).message(5, attribute('pads').number(8, 2).number(8, 0).number(8, 0).number(8, 0))] })],
  ['tensors in passing that grow and grow', 'limit', () => model({ tensors: [], nodes: Array.from({ length: 30 }, (_, index) => node('Concat', new Array<string>(8).fill(index === 0 ? 'x' : `c${index - 1}`), `c${index}`).message(5, attribute('axis').number(3, 1))), outputs: [value('c29')] })],
  ['a product that would take hours', 'work', () => model({ inputs: [value('x', message().text(2, 'n'), 1, [1_000, 1_000])], tensors: [tensor('two', [1_000, 4_000], new Uint8Array(16_000_000))], nodes: [node('MatMul', ['x', 'two'], 'y')] })],
];

it.each(HOSTILE)('%s is refused (pouw/model-%s)', (_name, code, bytes) => {
  expect(() => read(bytes())).toThrow(expect.objectContaining({ code: `pouw/model-${code}` }) as Error);
});

it('what other programs write although it says nothing is read: producer, documentation, padding in words that mean none', () => {
  const picture = [value('x', message().text(2, 'n'), 1, [1, 2, 2])];
  const pooled = node('MaxPool', ['x'], 'y').text(3, 'pool').text(6, 'words').message(5, attribute('auto_pad').text(4, 'NOTSET').number(20, 3)).message(5, attribute('kernel_shape').bytes(8, Uint8Array.of(2, 2))).message(5, attribute('ceil_mode').number(3, 0));
  const bytes = model({ inputs: picture, tensors: [], nodes: [pooled], graph: (graph) => graph.text(2, 'name').text(10, 'words').message(13, message().text(1, 'y')), model: (whole) => whole.text(2, 'pytorch').text(3, '2').number(5, 1).text(6, 'words').message(14, message()) });
  expect(read(bytes).nodes).toEqual([{ op: 'MaxPool', inputs: [0], attributes: { kernel_shape: [2, 2] } }]);
});
