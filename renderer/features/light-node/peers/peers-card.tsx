// Whom the light node speaks to now, and the peers that the person wants asked, too.

import { useState } from 'react';
import type { LightNodeView } from '../../../../shared/contract/light-node-window';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { Pill } from '../../../ui/pill';
import { OwnPeers } from './own-peers';

export function PeersCard({ view }: { view: LightNodeView }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const peers = view.status?.peers ?? [];
  return (
    <Card label={t('lightNode.peers.title')} className="overflow-hidden">
      <div className="px-5 pt-4.5 pb-3">
        <CardTitle aside={<Button size="sm" look="quiet" aria-expanded={editing} onClick={() => setEditing(!editing)}>{t('lightNode.peers.own')}</Button>}>{t('lightNode.peers.title')}</CardTitle>
        {editing && <OwnPeers peers={view.settings.peers} onDone={() => setEditing(false)} />}
      </div>
      {peers.length === 0 ? <p className="px-5 pb-5 text-xs text-muted">{t('lightNode.peers.none')}</p> : (
        <table className="w-full table-fixed text-xs">
          <thead>
            <tr className="h-9 border-b border-line text-2xs text-muted">
              <th scope="col" className="w-[40%] pl-5 text-left font-normal">{t('lightNode.peers.address')}</th>
              <th scope="col" className="text-left font-normal">{t('lightNode.peers.agent')}</th>
              <th scope="col" className="w-[22%] pr-5 text-right font-normal">{t('lightNode.peers.height')}</th>
            </tr>
          </thead>
          <tbody>
            {peers.map((peer) => (
              <tr key={peer.address} className="border-line not-first:border-t">
                <td data-selectable className="py-2.5 pl-5 font-mono text-2xs break-all">{peer.address}</td>
                <td className="truncate py-2.5 pr-3 text-muted" title={peer.agent}>{peer.agent}</td>
                <td className="py-2.5 pr-5 text-right tabular">{peer.syncing ? <Pill tone="warn">{t('lightNode.notice.syncing')}</Pill> : peer.height === null ? <span className="text-muted">{t('lightNode.peers.heightUnknown')}</span> : formatNumber(peer.height)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
