// Which Electron runs here: the shipped one where it can be had, else the development runtime, said aloud.
import { step } from './report.mjs';
import { officialRuntime } from './official-runtime.mjs';
import { fallbackRuntime } from './fallback-runtime.mjs';

/**
 * @typedef {{ kind: 'official' | 'fallback', program: string, version: string }} Runtime
 */

/** @returns {Promise<Runtime>} */
export async function runtime() {
  if (process.env.FLUXKEEP_RUNTIME !== 'fallback') {
    const official = await step('Electron', officialRuntime);
    if (official.kind === 'found') return { kind: 'official', program: official.program, version: official.version };
  }
  const fallback = await step('fallback runtime', fallbackRuntime);
  return { kind: 'fallback', program: fallback.program, version: fallback.version };
}

/** @param {Runtime} chosen */
export function announce(chosen) {
  if (chosen.kind === 'official') return;
  const line = `  DEVELOPMENT RUNTIME: Electron ${chosen.version}, out of support, for development and tests only, NOT FOR RELEASE.  `;
  console.log(`\n${'='.repeat(line.length)}\n${line}\n${'='.repeat(line.length)}\n`);
}

/**
 * Chromium refuses to run its sandbox as root.
 * @returns {string[]}
 */
export function sandboxFlags() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  return ['--no-sandbox'];
}
