// The modules that came with this package, by their hashes: what others send is run only where a person allows it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param programs folder of the package @returns hexadecimal SHA-256 of its modules; none when its list is not there */
export function listedModules(programs: string): string[] {
  try {
    return readFileSync(join(programs, 'modules', 'SHA256SUMS'), 'utf8').split('\n').flatMap((line) => /^([0-9a-f]{64}) {2}\S+\.wasm$/.exec(line)?.[1] ?? []);
  } catch {
    return [];
  }
}
