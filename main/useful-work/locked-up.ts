// Whether the system really locked a renderer up: on Linux its own status says so. Elsewhere Chromium's word has to do.

import { readFile } from 'node:fs/promises';

/** Milliseconds that a process which was just forked may take until its filter of system calls is on. */
const PATIENCE_MS = 2_000;

export async function lockedUp(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  for (const since = Date.now(); ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    if (/^Seccomp:\s*2$/m.test(status) && /^NoNewPrivs:\s*1$/m.test(status)) return true;
    if (status === '' || Date.now() - since > PATIENCE_MS) return false;
  }
}
