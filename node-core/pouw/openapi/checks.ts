// Checks messages against the OpenAPI document: what it does not allow does not come in, and does not go out.

import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { AppError } from '../../../shared/errors/app-error';
import type { components } from '../../../shared/pouw/generated/protocol-types';
import document from './generated/document.json';

type Schemas = components['schemas'];

const ajv = new Ajv2020({ allErrors: false, strict: false, validateFormats: false });
ajv.addSchema({ $id: 'pouw', components: document.components });
const checks = new Map<string, ValidateFunction>();

/**
 * A value as the named shape of the protocol.
 * @throws AppError pouw/bad-message; it names the place, never the value
 */
export function checked<K extends keyof Schemas>(name: K, value: unknown): Schemas[K] {
  let check = checks.get(name);
  if (!check) checks.set(name, (check = ajv.compile({ $ref: `pouw#/components/schemas/${name}` })));
  if (check(value)) return value as Schemas[K];
  const [first] = check.errors ?? [];
  throw new AppError('pouw/bad-message', `${name}${(first?.instancePath ?? '').slice(0, 120)}: ${(first?.message ?? 'is not allowed').slice(0, 120)}`);
}
