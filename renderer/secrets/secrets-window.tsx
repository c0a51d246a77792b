// The secrets window: one task per opening, chosen by why it was opened.

import { useCallback, useState } from 'react';
import type { SecretsOpen, SecretsPurpose } from '../../shared/contract/secrets';
import { callMain } from './client';
import type { Task } from './task';
import { ImportKey } from './tasks/import-key';
import { KeyRemoval } from './tasks/key-removal';
import { ChangePassword } from './tasks/change-password';
import { NodeSettings } from './tasks/node-settings';
import { Recheck } from './tasks/recheck';
import { Removal } from './tasks/removal';
import { Reveal } from './tasks/reveal';
import type { Path } from './onboarding/flow';
import { Onboarding } from './onboarding/onboarding';
import { Unlock } from './unlock/unlock';
import { useShown } from './use-shown';

interface Where {
  purpose: SecretsPurpose;
  wallet: string | null;
  path: Path | null;
}

export function SecretsWindow({ open }: { open: SecretsOpen }) {
  const [where, setWhere] = useState<Where>({ purpose: open.purpose, wallet: open.wallet, path: null });
  const finish = useCallback((done: boolean) => callMain('secretsWindow.close', { done }), []);
  const go = useCallback(async (purpose: SecretsPurpose, wallet: string | null, path: Path | null = null) => {
    await callMain('secretsWindow.open', { purpose, wallet });
    setWhere({ purpose, wallet, path });
  }, []);
  useShown(where.purpose !== 'unlock');
  const task: Task = { open: { ...open, wallet: where.wallet }, finish };
  switch (where.purpose) {
    case 'welcome':
    case 'add':
      return <Onboarding {...task} adding={where.purpose === 'add'} startPath={where.path} onBack={open.purpose === 'unlock' ? () => go('unlock', open.wallet) : null} />;
    case 'unlock':
      return <Unlock {...task} onAdd={(path) => go('add', null, path)} onRemove={(wallet) => go('remove', wallet)} />;
    case 'import-key':
      return <ImportKey {...task} />;
    case 'remove-key':
      return <KeyRemoval {...task} />;
    case 'node-settings':
      return <NodeSettings {...task} />;
    case 'reveal':
      return <Reveal {...task} />;
    case 'recheck':
      return <Recheck {...task} />;
    case 'change-password':
      return <ChangePassword {...task} />;
    case 'remove':
      return <Removal {...task} />;
  }
}
