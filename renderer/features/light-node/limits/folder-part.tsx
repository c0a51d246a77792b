// The folder of the light node's data: which one, what is free there, and another one by the system's own dialog.

import type { LightNodeView } from '../../../../shared/contract/light-node-window';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { formatBytes } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { useAct } from '../../../ui/use-act';

export function FolderPart({ folder }: { folder: LightNodeView['folder'] }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const move = useAct(async (to: 'choose' | 'usual') => {
    const { moved } = await call('lightNode.folder', { to });
    if (moved) say(t('lightNode.limits.moved'));
  });
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3 text-xs">
        <span className="text-sm">{t('lightNode.limits.folder')}</span>
        {folder.freeBytes !== null && <span className="text-muted tabular">{t('lightNode.limits.free', { size: formatBytes(folder.freeBytes) })}</span>}
      </div>
      <p data-selectable className="mt-1.5 font-mono text-2xs break-all text-muted">{folder.path}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" busy={move.busy} aria-label={`${t('lightNode.limits.choose')}: ${t('lightNode.limits.folder')}`} onClick={() => void move.run('choose')}>{t('lightNode.limits.choose')}</Button>
        {folder.chosen && <Button size="sm" look="quiet" disabled={move.busy} onClick={() => void move.run('usual')}>{t('lightNode.limits.usual')}</Button>}
      </div>
      {move.error && <ErrorNotice error={move.error} className="mt-2.5" />}
    </div>
  );
}
