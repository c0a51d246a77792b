// One act at a time with its outcome: busy while it runs, the error kept until the next try.

import { useCallback, useRef, useState } from 'react';
import { toAppError, type ErrorShape } from '../../shared/errors/app-error';

export interface Act<A extends unknown[]> {
  readonly busy: boolean;
  readonly error: ErrorShape | null;
  run(...args: A): Promise<void>;
  clear(): void;
}

/** A second call while the first runs does nothing. */
export function useAct<A extends unknown[]>(work: (...args: A) => Promise<void>): Act<A> {
  const [state, setState] = useState<{ busy: boolean; error: ErrorShape | null }>({ busy: false, error: null });
  const running = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  const run = useCallback(async (...args: A) => {
    if (running.current) return;
    running.current = true;
    setState({ busy: true, error: null });
    try {
      await latest.current(...args);
      setState({ busy: false, error: null });
    } catch (thrown) {
      setState({ busy: false, error: toAppError(thrown).toShape() });
    } finally {
      running.current = false;
    }
  }, []);
  const clear = useCallback(() => setState({ busy: false, error: null }), []);
  return { ...state, run, clear };
}
