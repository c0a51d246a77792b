// The form as the wallet is asked for it, and what the wallet says of it while it is typed.

import type { AppError } from '../../../../shared/errors/app-error';
import type { FluxNode } from '../../../../shared/contract/staking';
import type { Input, Output } from '../../../app/client';
import type { StartForm } from '../../../app/navigation';
import { useCall } from '../../../app/queries';
import { useDebounced } from '../../../app/use-debounced';
import { cleanKey, isPublicKey, soundDelegates, typedKeys } from '../keys';
import { parseOutpoint } from '../outpoint';

const PAUSE_MS = 250;
export type Wish = Input<'staking.preview'>;
export type StartPreview = Output<'staking.preview'>;

/** "cumulus-3": the first number that no node of that name has. */
export function suggestedName(tier: StartForm['tier'], nodes: readonly FluxNode[]): string {
  const taken = new Set(nodes.map((node) => node.name));
  let number = 1;
  while (taken.has(`${tier}-${number}`)) number += 1;
  return `${tier}-${number}`;
}

/** Null while something that is typed cannot be what it stands for; its field says so. */
export function wishOf(form: StartForm, name: string): Wish | null {
  const collateral = form.collateral === 'new' ? ('new' as const) : parseOutpoint(form.collateral);
  if (collateral === null || !soundDelegates(form.delegates)) return null;
  if (form.identity === 'other' && !isPublicKey(form.publicKey)) return null;
  const keys = typedKeys(form.delegates);
  return { tier: form.tier, name, collateral, identity: form.identity === 'own' ? 'own' : cleanKey(form.publicKey), delegates: keys.length > 0 ? { kind: 'update', keys } : { kind: 'none' } };
}

const NO_WISH: Wish = { tier: 'cumulus', name: '', collateral: 'new', identity: 'own', delegates: { kind: 'none' } };

/** `current` is false while the preview belongs to something that was typed before; one that is only asked for again stays current. */
export function useStartPreview(wish: Wish | null): { preview: StartPreview | undefined; current: boolean; error: AppError | null; again(): void } {
  // The name changes nothing of what is previewed: it is not asked for with every letter.
  const asked = wish && { ...wish, name: '' };
  const settled = useDebounced(asked, PAUSE_MS);
  const query = useCall('staking.preview', settled ?? NO_WISH, { enabled: settled !== null, keep: true });
  const current = asked !== null && query.data !== undefined && !query.isPlaceholderData && JSON.stringify(asked) === JSON.stringify(settled);
  return { preview: query.data, current, error: query.error, again: () => void query.refetch() };
}
