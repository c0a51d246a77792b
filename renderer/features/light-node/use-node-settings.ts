// Changing what the light node may do: main stores it and tells the process; the screen follows by its event.

import { call, type Input } from '../../app/client';
import { useAct } from '../../ui/use-act';

export function useNodeSettings() {
  return useAct(async (patch: Input<'lightNode.set'>) => {
    await call('lightNode.set', patch);
  });
}
