// The admission against the engine: whatever is admitted is valid, whatever the engine refuses is refused, and what the admission calls
// invalid is refused by the engine as well. What the engine takes and the admission does not is then a rule, and no mistake of reading.
import { AppError } from '../../../shared/errors/app-error';
import { admit } from '../../../shared/pouw/admit/admit';
import { CORPUS_LIMITS } from './entry';

/** Refusals that say that a module is malformed, not that it breaks a rule of ours. */
const MALFORMED = ['pouw/module-invalid', 'pouw/module-truncated'];

/** The code of the verdict; throws what it should never come to, with the bytes. */
export function judge(bytes: Uint8Array): string {
  const hex = (): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const verdict = ask(bytes, hex);
  const valid = WebAssembly.validate(Uint8Array.from(bytes));
  if (verdict === 'admitted' && !valid) throw new Error(`admitted, and the engine refuses it: ${hex()}`);
  if (MALFORMED.includes(verdict) && valid) throw new Error(`${verdict}, and the engine takes it: ${hex()}`);
  return verdict;
}

function ask(bytes: Uint8Array, hex: () => string): string {
  try {
    admit(bytes, CORPUS_LIMITS);
    return 'admitted';
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('pouw/module-')) return error.code;
    throw new Error(`neither an answer nor a refusal: ${hex()}`, { cause: error });
  }
}
