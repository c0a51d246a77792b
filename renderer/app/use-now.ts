// The time for ages on the screen: the practice network's own clock there, the system's elsewhere.

import { useEffect, useState } from 'react';
import { useCall } from './queries';

/** Milliseconds; moves every `every` milliseconds of real time. */
export function useNow(every = 15_000): number {
  const practice = useCall('practice.status', undefined).data;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return practice?.state === 'running' ? Math.max(now, practice.now) : now;
}
