// Says that a node is confirmed, is about to expire, has fallen out or needs a signature, on whatever screen the person is.

import { useEffect } from 'react';
import { useT } from '../i18n/use-t';
import { useAnnouncements } from './announce';
import { call, listen } from './client';

const KINDS = ['node-confirmed', 'node-expiring', 'node-out', 'node-needs-signature'] as const;

export function useNodeNews(): void {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  useEffect(() => listen('notify', ({ kind, about }) => {
    const news = KINDS.find((one) => one === kind);
    if (!news) return;
    const tell = (name: string | undefined) => say(t(`staking.notify.${news}`, { name: name ?? t('staking.notify.someNode') }));
    void call('staking.nodes', undefined).then(({ nodes }) => tell(nodes.find((node) => node.id === about)?.name), () => tell(undefined));
  }), [t, say]);
}
