// A queue of one: what is asked while something runs waits its turn.

/** @returns a function that runs its argument after everything given before has ended, however that ended */
export function serial(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task, task);
    last = run.catch(() => undefined);
    return run;
  };
}
