// Reads columns of a row as what they must be; a value of another type means that the file is damaged.

import type { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import type { Row } from './database';

function wrong(column: string): AppError {
  return new AppError('store/damaged', 'a stored value has the wrong type', { context: { column } });
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw wrong(column);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw wrong(column);
  return value;
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

export function flag(row: Row, column: string): boolean {
  return integer(row, column) !== 0;
}

/** An amount that was stored as INTEGER or as decimal TEXT. */
export function units(row: Row, column: string): bigint {
  const value = row[column];
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?\d{1,80}$/.test(value)) return BigInt(value);
  throw wrong(column);
}

export function unitsOrNull(row: Row, column: string): bigint | null {
  return row[column] === null ? null : units(row, column);
}

export function blob(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw wrong(column);
  return value;
}

/** Parsed JSON of a column, to be checked by the caller's schema. */
export function json(row: Row, column: string): unknown {
  try {
    return JSON.parse(text(row, column));
  } catch {
    throw wrong(column);
  }
}

/** A stored value by its schema; another shape means that the file is damaged. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('store/damaged', 'a stored value has another shape');
  return parsed.data;
}
