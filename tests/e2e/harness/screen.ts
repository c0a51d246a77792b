// The screen of this worker: one of its own where start-screen.ts made them, else the real one.

/** Environment for a program with windows. */
export function screenOfWorker(env: NodeJS.ProcessEnv = process.env): { DISPLAY?: string } {
  const screens = env['FLUXKEEP_SCREENS']?.split(' ') ?? [];
  const worker = Number(env['JEST_WORKER_ID'] ?? '1');
  const own = screens[(worker - 1) % Math.max(1, screens.length)];
  return own === undefined ? {} : { DISPLAY: own };
}
