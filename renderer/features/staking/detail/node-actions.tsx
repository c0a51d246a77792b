// What can be done about a node now; what cannot be done says why and from when.

import { useState } from 'react';
import type { Reading } from '../../../../shared/contract/base';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { useAct } from '../../../ui/use-act';
import { LeftOut } from '../nodes/left-out';
import { NotYet } from '../nodes/not-yet';
import { canForget, startable } from '../nodes/standing';
import { useRestart } from '../use-restart';
import { useServerSettings } from '../use-server-settings';
import { DelegatesDialog } from './delegates-dialog';
import { ReleaseDialog } from './release-dialog';

export function NodeActions({ node, height, onClose }: { node: FluxNode; height: Reading<number>; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [dialog, setDialog] = useState<'delegates' | 'release' | null>(null);
  const settings = useServerSettings(node);
  const restart = useRestart();
  const { collateral, status } = node;
  const keep = useAct(async () => {
    if (!collateral) return;
    await call('staking.keep', { outpoint: collateral });
    say(t('staking.node.release.kept'));
  });
  const forget = useAct(async () => {
    await call('staking.forget', { node: node.id });
    say(t('staking.node.forgotten', { name: node.name }));
    onClose();
  });
  const over = canForget(node);
  const can = startable(node);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {can && <Button size="sm" look="primary" busy={restart.act.busy} disabled={!node.start.allowed} onClick={() => void restart.act.run([node.id])}>{t(status.kind === 'needs-signature' || status.kind === 'reserved' ? 'staking.node.actions.first' : 'staking.node.actions.again')}</Button>}
        {settings && !over && <Button size="sm" busy={settings.busy} onClick={() => void settings.run()}>{t('staking.node.actions.settings')}</Button>}
        {collateral && !over && <Button size="sm" onClick={() => setDialog('delegates')}>{t('staking.node.actions.delegates')}</Button>}
        {collateral && !over && (node.released
          ? <Button size="sm" busy={keep.busy} onClick={() => void keep.run()}>{t('staking.node.actions.keep')}</Button>
          : <Button size="sm" look="danger" onClick={() => setDialog('release')}>{t('staking.node.actions.release')}</Button>)}
        {over && <Button size="sm" busy={forget.busy} onClick={() => void forget.run()}>{t(status.kind === 'reserved' ? 'staking.node.actions.giveUp' : 'staking.node.actions.forget')}</Button>}
      </div>
      {can && !node.start.allowed && <NotYet node={node} height={height} />}
      <LeftOut restart={restart} nodes={[node]} />
      {[settings, keep, forget].map((act, at) => act?.error && <ErrorNotice key={at} error={act.error} />)}
      {dialog === 'delegates' && <DelegatesDialog node={node} onClose={() => setDialog(null)} />}
      {dialog === 'release' && collateral && <ReleaseDialog name={node.name} tier={node.tier} collateral={collateral} onClose={() => setDialog(null)} />}
    </div>
  );
}
