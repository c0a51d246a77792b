// The person's own name for a node.

import { useState } from 'react';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';

export function RenameNode({ node }: { node: FluxNode }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [name, setName] = useState(node.name);
  const typed = name.trim();
  const same = typed === node.name || typed === '';
  const save = useAct(async () => {
    if (same) return;
    await call('staking.rename', { node: node.id, name: typed });
    say(t('staking.node.rename.saved'));
  });
  return (
    <>
      <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => { event.preventDefault(); void save.run(); }}>
        <TextField className="min-w-0 flex-[1_1_10rem]" label={t('staking.node.rename.label')} value={name} maxLength={60} onValue={setName} />
        <Button type="submit" busy={save.busy} disabled={same} aria-label={t('staking.node.rename.save')}>{t('common.save')}</Button>
      </form>
      {save.error && <ErrorNotice error={save.error} />}
    </>
  );
}
