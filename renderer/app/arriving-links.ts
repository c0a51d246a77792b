// Links that the system handed over: the one that waits is taken when no other is being looked at, and never changes what is on the screen.

import { useEffect } from 'react';
import { call, listen } from './client';
import { useNavigation } from './navigation';

export function useArrivingLinks(): void {
  const { link, openLink } = useNavigation();
  const free = link === null;
  useEffect(() => {
    if (!free) return undefined;
    let here = true;
    const take = () => void call('links.take', undefined).then(({ text }) => {
      if (text !== null && here) openLink(text);
    }, () => undefined);
    take();
    const stop = listen('links.arrived', take);
    return () => {
      here = false;
      stop();
    };
  }, [free, openLink]);
}
