// Delegates of a running record: set, replaced or erased with a START, which is what the network stores them with.

import { useState } from 'react';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { useAct } from '../../../ui/use-act';
import { DelegateKeys } from '../delegate-keys';
import { soundDelegates, typedKeys } from '../keys';
import { OwnDelegateKey } from '../own-delegate-key';

export function DelegatesDialog({ node, onClose }: { node: FluxNode; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [keys, setKeys] = useState<readonly string[]>(['']);
  const [cancelled, setCancelled] = useState(false);
  const submit = useAct(async (wanted: string[]) => {
    setCancelled(false);
    const { intent } = await call('staking.delegates', { node: node.id, keys: wanted });
    const outcome = await call('money.submit', { intent });
    if (outcome.kind === 'cancelled') return setCancelled(true);
    say(t('staking.node.delegates.done'));
    onClose();
  });
  const wanted = typedKeys(keys);
  const allowed = node.start.allowed;
  return (
    <Dialog wide title={t('staking.node.delegates.title', { name: node.name })} closeLabel={t('common.close')} onClose={onClose}>
      <form className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5" onSubmit={(event) => { event.preventDefault(); if (allowed && wanted.length > 0 && soundDelegates(keys)) void submit.run(wanted); }}>
        <p className="text-xs text-muted">{t('staking.node.delegates.when')}</p>
        {!allowed && <Notice tone="warn">{t('staking.node.delegates.not')}</Notice>}
        <DelegateKeys keys={keys} onKeys={setKeys} />
        <OwnDelegateKey />
        {cancelled && <Notice>{t('staking.tools.restart.cancelled')}</Notice>}
        {submit.error && <ErrorNotice error={submit.error} />}
        {submit.busy && <Notice title={t('staking.start.waiting')} urgent>{t('staking.start.waitingText')}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="danger" className="mr-auto" disabled={!allowed || submit.busy} onClick={() => void submit.run([])}>{t('staking.node.delegates.erase')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" busy={submit.busy} disabled={!allowed || wanted.length === 0 || !soundDelegates(keys)}>{t('staking.node.delegates.set')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
