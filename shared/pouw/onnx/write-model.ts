// Writes a model that is understood as an ONNX file: with names of its own, for a fixed number of rows, and nothing in it that was not read.
// The same model gives the same bytes.
import type { Model, Node, Shape, Tensor } from './model';
import { operatorOf } from './operators';
import { planOf } from './shapes';
import { Message } from './wire';

const IR_VERSION = 8;
const FLOAT = 1;
const INT64 = 7;
/** Which kind an attribute is (AttributeProto.AttributeType). */
const KINDS = { float: 1, int: 2, ints: 7 } as const;

/** Names of the input and the output in a file that was written here. */
export const INPUT = 'v0';
export const outputOf = (model: Model): string => nameOf(model.output);

const nameOf = (value: number): string => `v${value}`;

/**
 * The file. @param rows of one unit of work; null keeps their number open, for others to read
 * @throws AppError pouw/model-… when shapes do not fit
 */
export function writeModel(model: Model, rows: number | null): Uint8Array {
  const plan = planOf(model, rows ?? model.rows ?? 1);
  const open = rows === null && model.rows === null;
  const graph = new Message();
  model.nodes.forEach((node, index) => graph.message(1, nodeMessage(node, 1 + model.tensors.length + index)));
  graph.text(2, 'graph');
  model.tensors.forEach((tensor, index) => graph.message(5, tensorMessage(tensor, index + 1)));
  graph.message(11, valueMessage(INPUT, plan.shapes[0] ?? [], open)).message(12, valueMessage(outputOf(model), plan.output, open));
  return new Message().number(1, IR_VERSION).message(7, graph).message(8, new Message().text(1, '').number(2, model.opset)).end();
}

function nodeMessage({ op, inputs, attributes }: Node, output: number): Message {
  const node = new Message();
  for (const value of inputs) node.text(1, nameOf(value));
  node.text(2, nameOf(output)).text(4, op);
  for (const [name, kind] of Object.entries(operatorOf(op).attributes)) {
    const value = attributes[name];
    if (value === undefined) continue;
    const attribute = new Message().text(1, name);
    if (typeof value !== 'number') for (const each of value) attribute.number(8, each);
    else if (kind === 'float') attribute.float(2, value);
    else attribute.number(3, value);
    node.message(5, attribute.number(20, KINDS[kind]));
  }
  return node;
}

function tensorMessage(tensor: Tensor, value: number): Message {
  const message = new Message();
  for (const size of tensor.dims) message.number(1, size);
  message.number(2, tensor.type === 'f32' ? FLOAT : INT64).text(8, nameOf(value));
  const data = tensor.type === 'f32' ? tensor.data : BigInt64Array.from(tensor.data, BigInt);
  return message.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function valueMessage(name: string, [rows = 1, ...row]: Shape, open: boolean): Message {
  const shape = new Message().message(1, open ? new Message().text(2, 'rows') : new Message().number(1, rows));
  for (const size of row) shape.message(1, new Message().number(1, size));
  return new Message().text(1, name).message(2, new Message().message(1, new Message().number(1, FLOAT).message(2, shape)));
}

