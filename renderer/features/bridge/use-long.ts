// Whether something has been waited for longer than a second: then it is said for what.

import { useEffect, useState } from 'react';

export function useLong(waiting: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!waiting) return setLong(false);
    const timer = setTimeout(() => setLong(true), 1000);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && long;
}
