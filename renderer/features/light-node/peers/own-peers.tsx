// Own peers: edited as a list, saved together. The light node starts anew with them.

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { isPeerAddress } from '../../../../shared/net/peer-address';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button, IconButton } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';

/** As many as the settings take. */
const MOST = 8;

export function OwnPeers({ peers, onDone }: { peers: readonly string[]; onDone(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [edited, setEdited] = useState<readonly string[]>(peers.length === 0 ? [''] : peers);
  const [tried, setTried] = useState(false);
  // A line that is left empty is no peer.
  const wanted = edited.map((peer) => peer.trim()).filter((peer) => peer !== '');
  const problemAt = (at: number): string | null => {
    const peer = (edited[at] ?? '').trim();
    if (peer === '') return null;
    if (!isPeerAddress(peer)) return t('lightNode.peers.bad');
    return edited.findIndex((other) => other.trim() === peer) < at ? t('lightNode.peers.twice') : null;
  };
  const store = useAct(async () => {
    await call('lightNode.set', { peers: wanted });
    say(t('lightNode.peers.saved'));
    onDone();
  });
  return (
    <form
      aria-label={t('lightNode.peers.own')} className="mt-3 flex flex-col gap-3 rounded-md border border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (edited.every((_, at) => problemAt(at) === null)) void store.run();
      }}
    >
      <p className="text-2xs text-muted">{t('lightNode.peers.ownHint')}</p>
      {edited.map((peer, at) => (
        <TextField
          // Peers have no name but their place.
          key={at} mono inputMode="url" label={t('lightNode.peers.name', { number: at + 1 })} value={peer} maxLength={300} problem={tried ? problemAt(at) : null}
          onValue={(value) => setEdited(edited.map((old, place) => (place === at ? value : old)))}
          suffix={<IconButton icon={Trash2} label={t('lightNode.peers.remove', { number: at + 1 })} className="-mr-2" onClick={() => setEdited(edited.filter((__, place) => place !== at))} />}
        />
      ))}
      {store.error && <ErrorNotice error={store.error} />}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={Plus} disabled={edited.length >= MOST} onClick={() => setEdited([...edited, ''])}>{t('lightNode.peers.add')}</Button>
        <Button size="sm" look="primary" type="submit" busy={store.busy}>{t('lightNode.peers.save')}</Button>
      </div>
    </form>
  );
}
