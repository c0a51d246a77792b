/** Calls `act` at most every `ms` milliseconds, the last time included. */
export function paced(act: () => void, ms: number): () => void {
  let waiting = false;
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      last = performance.now();
      act();
    }, Math.max(0, last + ms - performance.now()));
  };
}
