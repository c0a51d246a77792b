// Tells main when a task is on the screen, so that what the password does not need starts after it and not beside it.

import { useEffect } from 'react';
import { callMain } from './client';

/** @param ready the task has all it needs and is drawn with the next frame */
export function useShown(ready: boolean): void {
  useEffect(() => {
    if (!ready) return undefined;
    // A frame of a hidden window never comes; main does not wait for ever either.
    const frame = requestAnimationFrame(() => void callMain('secretsWindow.shown', undefined).catch(() => undefined));
    return () => cancelAnimationFrame(frame);
  }, [ready]);
}
