// A way to take back everything that is under way.
import { setMaxListeners } from 'node:events';

/** Many blocks wait on one signal. */
export function freshAbort(): AbortController {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  return abort;
}
