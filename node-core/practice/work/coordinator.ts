// The practice network's coordinator of useful work: the real one, funded from the practice chain, in the folder of its world.
import { join } from 'node:path';
import { startCoordinator, type LocalCoordinator } from '../../pouw/coordinator/local';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { World } from '../world';
import { startPracticeWorkers, type PracticeWorkers } from './helpers';
import { practicePayer } from './payer';

/** Practice FLUX for a credit: enough that a small picture pays for itself. */
const SAT_PER_CREDIT = 10_000;
const LEAST_SAT = 100_000n;

/**
 * @param folder of the world
 * @param programs with the modules and the bundled thread
 * @throws AppError pouw/…
 */
export async function practiceCoordinator(world: World, folder: string, programs: string, port: number, report: (line: string) => void): Promise<Pick<LocalCoordinator, 'url' | 'stop'>> {
  const now = () => Math.round(world.clock.nowMs());
  let helpers: Promise<PracticeWorkers> | null = null;
  const published = () => {
    helpers ??= startPracticeWorkers(join(folder, 'work'), programs, running.url, now, report);
  };
  const running: LocalCoordinator = await startCoordinator({
    folder: join(folder, 'work'), programs, port, report, name: 'Practice coordinator', params: PRACTICE_FLUX, published, now,
    // A handful of workers on one computer, and people who do not want to wait: trust comes sooner than among strangers, looks are few.
    policy: { trustAfter: 3, checks: 1, agreedLooks: 0.1, looks: 0.1, retryAfterSeconds: 1, leaseMs: 120_000, stateMs: 20_000 },
    pays: { payer: practicePayer(world.flux, world.seed), terms: { satPerCredit: SAT_PER_CREDIT, leastSat: LEAST_SAT } },
  });
  // What was published before and is not finished goes on.
  if (running.coordinator.state.open.size > 0) published();
  return {
    url: running.url,
    stop: async () => {
      await (await helpers)?.stop();
      await running.stop();
    },
  };
}
