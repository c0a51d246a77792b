// The shapes of everything in a model for a number of rows, and what it costs: whatever does not fit or is too large is refused before it runs.
import { MODEL_LIMITS } from './limits';
import { elementsOf, type Model, type Shape } from './model';
import { operatorOf } from './operators';
import { refuseModel } from './refuse';

export interface Plan {
  /** By the number of the value. */
  readonly shapes: readonly Shape[];
  readonly output: Shape;
  /** Multiplications of one unit of work. */
  readonly work: number;
}

/**
 * @param rows rows of one unit of work
 * @throws AppError pouw/model-shape | pouw/model-attribute | pouw/model-limit | pouw/model-work | pouw/model-output
 */
export function planOf(model: Model, rows: number): Plan {
  if (model.rows !== null && model.rows !== rows) refuseModel('shape', 'the model takes another number of rows at once', { takes: model.rows, rows });
  const shapes: Shape[] = [[rows, ...model.row], ...model.tensors.map(({ dims }) => dims)];
  let [all, work] = [0, 0];
  const count = (shape: Shape): void => {
    const elements = elementsOf(shape);
    all += elements;
    if (shape.length > MODEL_LIMITS.rank || shape.some((size) => size < 1) || elements > MODEL_LIMITS.elements || all > MODEL_LIMITS.allElements) refuseModel('limit', 'a tensor of the model is too large', { elements });
  };
  shapes.forEach(count);
  for (const { op, inputs, attributes } of model.nodes) {
    const operator = operatorOf(op);
    const from = inputs.map((value) => shapes[value] ?? refuseModel('order', 'a node needs a value that is not there yet', { op }));
    const constants = inputs.map((value) => model.tensors[value - 1]);
    constants.forEach((tensor, place) => {
      if ((tensor?.type === 'i64') !== (operator.shapeAt === place)) refuseModel('tensor', 'whole numbers stand where they may not, or are missing', { op });
    });
    const output = operator.shape(from, attributes, constants);
    count(output);
    shapes.push(output);
    work += operator.work?.(from, output, attributes) ?? elementsOf(output);
    if (work > MODEL_LIMITS.work) refuseModel('work', 'a unit of this model is too much work', { most: MODEL_LIMITS.work });
  }
  const output = shapes[model.output] ?? [];
  if (output[0] !== rows) refuseModel('output', 'the output of the model does not have a row for each row of the input');
  return { shapes, output, work };
}
