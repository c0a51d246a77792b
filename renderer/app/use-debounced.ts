// A value that follows another once it has stood still for a moment.

import { useEffect, useState } from 'react';

/** Compared by its JSON, so that a new object with the same content is the same value. */
export function useDebounced<T>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait);
    return () => clearTimeout(timer);
    // The key stands for the value.
  }, [key, wait]);
  return settled;
}
