// Notices that whoever started this process is gone: a signal, a closed input, another parent than at the start.

/** How often to look at the parent, real milliseconds. */
const CHECK_MS = 1_000;

/**
 * Calls `end`, perhaps more than once.
 * @param ownsInput whether standard input is a pipe that the parent holds open for as long as it lives
 */
export function whenParentGoes(ownsInput: boolean, end: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // Writing to a reader that is gone must not throw while the rest is saved.
  process.stdout.on('error', end);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, CHECK_MS).unref();
  // An Electron utility process has no input; Electron ends it with the app.
  if (ownsInput && !Reflect.has(process, 'parentPort')) process.stdin.on('end', end).on('close', end).on('error', end).resume();
}
