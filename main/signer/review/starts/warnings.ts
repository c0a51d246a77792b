// What a person should know of STARTs before they sign: each thing once, with the names of the nodes that it is about.

import type { Review, Warning } from '../../../../shared/contract/money-path';

type Shown = Review['starts'][number];
/** As much as a warning's context carries. */
const MAX_NAMES = 240;

function about(starts: readonly Shown[], id: Warning['id'], level: Warning['level'], holds: (start: Shown) => boolean): Warning[] {
  const names = starts.filter(holds).map(({ name }) => name);
  return names.length === 0 ? [] : [{ id, level, context: { nodes: names.join(', ').slice(0, MAX_NAMES), count: names.length } }];
}

export function startWarnings(starts: readonly Shown[]): Warning[] {
  return [
    ...about(starts, 'collateral-not-ours', 'warn', ({ asDelegate }) => asDelegate),
    ...about(starts, 'delegates-replaced', 'warn', ({ delegates }) => delegates.kind === 'update' && delegates.keys.length > 0),
    ...about(starts, 'delegates-erased', 'warn', ({ delegates }) => delegates.kind === 'update' && delegates.keys.length === 0),
    ...about(starts, 'identity-not-ours', 'warn', ({ identity }) => identity.path === null),
  ];
}
