// Reaches the practice network that the running app has started, by the file in its folder: faults, mining, and the chains' own figures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAINS, type ChainId } from '../../../shared/chains/ids';
import { PRACTICE_TOKEN_HEADER, practiceAccessSchema, type Fault, type PracticeAccess } from '../../../shared/practice/control-api';
import { processTree } from '../harness/processes';
import { until } from '../harness/until';

/** Waits until the practice network of this profile serves. */
export function practiceAccess(profile: string, ms = 30_000): Promise<PracticeAccess> {
  return until('the practice network', () => {
    const found = readAccess(profile);
    return found && processTree(found.pid).length > 0 ? found : null;
  }, ms);
}

function readAccess(profile: string): PracticeAccess | null {
  try {
    return practiceAccessSchema.parse(JSON.parse(readFileSync(join(profile, 'practice-network', 'ready.json'), 'utf8')));
  } catch {
    // Not there yet, or just being replaced.
    return null;
  }
}

/** @returns the answer's JSON. @throws Error with the practice network's own words */
export async function practiceControl(profile: string, path: string, body: unknown): Promise<unknown> {
  const { endpoints, controlToken } = await practiceAccess(profile);
  const response = await fetch(`${endpoints.control}${path}`, {
    method: 'POST', headers: { [PRACTICE_TOKEN_HEADER]: controlToken, 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

type Faulty = ChainId | 'prices' | 'fusion' | 'xdao';

/** Switches one fault of the named endpoints on; both when none is named. */
export async function fault(profile: string, chain: Faulty, name: Fault, { only, value = true }: { only?: 'a' | 'b'; value?: boolean | number } = {}): Promise<void> {
  for (const endpoint of only ? [only] : ['a', 'b']) await practiceControl(profile, '/control/fault', { chain, endpoint, fault: name, value });
}

/** Switches every fault of these chains off. */
export async function noFaults(profile: string, chains: readonly Faulty[] = [...CHAINS, 'prices']): Promise<void> {
  for (const chain of chains) for (const endpoint of ['a', 'b']) await practiceControl(profile, '/control/fault', { chain, endpoint, fault: 'none' });
}
