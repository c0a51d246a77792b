// No child outlives the app: the process ends when the process that started it is gone, also after kill -9.

/** Milliseconds between two looks at the parent's process id. */
const EVERY = 1_000;

/** @param close is given a moment to put everything on disk */
export function watchParent(close: () => Promise<void>): void {
  const parent = process.ppid;
  const end = (): void => {
    void close().then(() => process.exit(0), () => process.exit(1));
    setTimeout(() => process.exit(1), 3_000).unref();
  };
  // An orphan is given to another parent; Windows keeps the dead id, so that process is asked for as well.
  const timer = setInterval(() => {
    if (process.ppid === parent && alive(parent)) return;
    clearInterval(timer);
    end();
  }, EVERY);
  timer.unref();
  process.once('SIGTERM', end);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
