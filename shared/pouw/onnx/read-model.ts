// Reads an ONNX model (onnx.proto, IR versions 3 to 10) and takes only what is understood: whatever could change the result and is not known
// here is refused, what only tells people something is left out. Nothing that was read reaches the runtime; write-model.ts writes it anew.
import { MODEL_LIMITS, OPSETS } from './limits';
import type { Model, Node, Tensor } from './model';
import { refuseModel } from './refuse';
import { attributesOf, operatorNamed } from './read-node';
import { readTensor } from './read-tensor';
import { bytesOf, nameOf, numberOf, Parts } from './parts';

const IR = { least: 3n, most: 10n };
const FLOAT = 1;

/** The numbers that values get, by their names in the file. */
class Values {
  private readonly known = new Map<string, number>();

  add(name: string): void {
    if (this.known.has(name)) refuseModel('name', 'two values have the same name', { name });
    this.known.set(name, this.known.size);
  }

  find(name: string): number {
    return this.known.get(name) ?? refuseModel('order', 'a node needs a value that is not there yet', { name });
  }
}

/** @throws AppError pouw/model-… that names the rule which the bytes break */
export function readModel(bytes: Uint8Array): Model {
  if (bytes.length > MODEL_LIMITS.bytes) refuseModel('size', `the model is larger than ${MODEL_LIMITS.bytes} bytes`, { bytes: bytes.length });
  // Words for people about the file: producer, domain, version, description, properties. Training and functions are not among them.
  const parts = new Parts(bytes, { one: [1, 7], many: [8], left: [2, 3, 4, 5, 6, 14] });
  const version = numberOf(parts.needed(1));
  if (version < IR.least || version > IR.most) refuseModel('version', 'the file has a version that is not known', { version: Number(BigInt.asIntN(32, version)) });
  const sets = parts.all(8).map((set) => new Parts(bytesOf(set), { one: [1, 2] }));
  const [set] = sets;
  if (!set || sets.length > 1 || !['', 'ai.onnx'].includes(set.text(1, MODEL_LIMITS.nameBytes))) return refuseModel('version', 'the model uses operators of others than ONNX');
  const opset = set.whole(2, 0, 1_000);
  if (opset < OPSETS.least || opset > OPSETS.most) refuseModel('version', `the operators have another version than ${OPSETS.least} to ${OPSETS.most}`, { opset });
  return { opset, ...readGraph(bytesOf(parts.needed(7))) };
}

function readGraph(bytes: Uint8Array): Omit<Model, 'opset'> {
  // Shapes of values in between (13) are worked out here; sparse tensors and quantisation are refused.
  const parts = new Parts(bytes, { one: [2, 10], many: [1, 5, 11, 12], left: [13, 16] });
  const tensors = parts.all(5).map((each) => readTensor(bytesOf(each)));
  if (tensors.length > MODEL_LIMITS.tensors) refuseModel('limit', 'the model has too many tensors', { tensors: tensors.length });
  const kept = new Set(tensors.map(({ name }) => name));
  // Older files list the tensors that are kept among the inputs.
  const inputs = parts.all(11).map((each) => readInput(bytesOf(each), kept)).filter((each) => each !== null);
  const [input] = inputs;
  if (!input || inputs.length > 1) return refuseModel('input', 'the model must have exactly one input', { inputs: inputs.length });
  const values = new Values();
  values.add(input.name);
  for (const { name } of tensors) values.add(name);
  const all = parts.all(1);
  if (all.length === 0 || all.length > MODEL_LIMITS.nodes) refuseModel('limit', 'the model has no node, or too many', { nodes: all.length });
  const nodes = all.map((each) => readNode(bytesOf(each), values));
  return { row: input.row, rows: input.rows, tensors: tensors.map(({ tensor }): Tensor => tensor), nodes, output: readOutput(parts, values, 1 + tensors.length) };
}

function readOutput(graph: Parts, values: Values, firstMade: number): number {
  const [output, ...more] = graph.all(12);
  if (!output || more.length > 0) return refuseModel('output', 'the model must have exactly one output');
  const value = values.find(nameOf(new Parts(bytesOf(output), { one: [1, 2, 3], left: [4] }).needed(1)));
  return value >= firstMade ? value : refuseModel('output', 'the output of the model is not made by a node');
}

function readNode(bytes: Uint8Array, values: Values): Node {
  const parts = new Parts(bytes, { one: [3, 4, 6, 7], many: [1, 2, 5], left: [9] });
  if (!['', 'ai.onnx'].includes(parts.text(7, MODEL_LIMITS.nameBytes))) refuseModel('operator', 'a node is of others than ONNX');
  const op = operatorNamed(nameOf(parts.needed(4)), parts.all(1).length);
  const inputs = parts.all(1).map((each) => values.find(nameOf(each)));
  const [output, ...more] = parts.all(2);
  if (!output || more.length > 0) return refuseModel('operator', 'a node must have exactly one output', { op });
  const attributes = attributesOf(op, parts.all(5).map(bytesOf));
  values.add(nameOf(output));
  return { op, inputs, attributes };
}

function readInput(bytes: Uint8Array, kept: ReadonlySet<string>): { name: string; row: number[]; rows: number | null } | null {
  const info = new Parts(bytes, { one: [1, 2, 3], left: [4] });
  const name = nameOf(info.needed(1));
  if (kept.has(name)) return null;
  const type = new Parts(bytesOf(info.needed(2)), { one: [1, 6] });
  const tensor = new Parts(bytesOf(type.needed(1)), { one: [1, 2] });
  if (tensor.whole(1, 0, 100) !== FLOAT) refuseModel('input', 'the input must be of f32');
  const dims = new Parts(bytesOf(tensor.needed(2)), { many: [1] }).all(1).map((each) => {
    const dim = new Parts(bytesOf(each), { one: [1, 2, 3] });
    if (dim.has(1) && dim.has(2)) refuseModel('twice', 'a size is said twice');
    return dim.has(1) ? dim.whole(1, 0, MODEL_LIMITS.elements) : null;
  });
  const [rows = 0, ...row] = dims;
  const sizes = row.flatMap((size) => (size === null || size < 1 ? [] : [size]));
  if (dims.length > MODEL_LIMITS.rank || rows === 0 || row.length === 0 || sizes.length !== row.length) return refuseModel('input', 'only the number of rows of the input may be open');
  return { name, rows, row: sizes };
}
