// Derivation paths (BIP32): text to numbers and back. Hardened steps carry 2^31.

import { AppError } from '../errors/app-error';

export const HARDENED = 0x80000000;
const MAX_DEPTH = 10;

/** @returns steps as unsigned 32-bit numbers @throws AppError hd/bad-path */
export function parsePath(text: string): number[] {
  const [root, ...parts] = text.split('/');
  if (root !== 'm' || parts.length > MAX_DEPTH) throw badPath();
  return parts.map((part) => {
    const match = /^(0|[1-9]\d{0,9})('?)$/.exec(part);
    const number = Number(match?.[1] ?? Number.NaN);
    if (!match || number >= HARDENED) throw badPath();
    return match[2] ? number + HARDENED : number;
  });
}

/** `m/44'/19167'/0'` of numbers. @throws AppError hd/bad-path */
export function formatPath(steps: readonly number[]): string {
  const parts = steps.map((step) => {
    if (!Number.isInteger(step) || step < 0 || step > 0xffffffff) throw badPath();
    return step >= HARDENED ? `${step - HARDENED}'` : String(step);
  });
  return ['m', ...parts].join('/');
}

function badPath(): AppError {
  return new AppError('hd/bad-path', 'not a derivation path');
}
