// A refusal names the rule that a model breaks: by its code for programs, in plain words for people.
import { AppError, type ErrorContext } from '../../errors/app-error';

/** The rules for models; the code of a refusal is `pouw/model-` and one of these. */
export type ModelRule = 'size' | 'truncated' | 'number' | 'wire' | 'field' | 'twice' | 'version' | 'name' | 'limit' | 'tensor' | 'external' | 'input' | 'output' | 'operator' | 'attribute' | 'order' | 'shape' | 'work';

export function refuseModel(rule: ModelRule, message: string, context: ErrorContext = {}): never {
  throw new AppError(`pouw/model-${rule}`, message, { context });
}
