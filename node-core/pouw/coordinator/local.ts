// A coordinator on one machine: its log and its blobs in a folder, its door on a port. The practice network has one; anybody can run one.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomFillSync } from 'node:crypto';
import type { FluxParams } from '../../../shared/flux/params';
import { ThreadHost } from '../host/thread-host';
import { randomHex } from '../ident/node-key';
import { BlobCache } from '../store/blob-cache';
import { Batches } from './batches';
import { Coordinator } from './coordinator';
import { checkDelegation } from './delegation-check';
import { FileEventLog, type EventLog } from './event-log';
import { Payouts, type Payer, type PayoutTerms } from './payouts';
import { USUAL_POLICY, type CoordinatorPolicy } from './policy';
import { Referee } from './referee';
import { openDoor } from './server';

export interface LocalOptions {
  readonly folder: string;
  readonly name: string;
  /** Folder of the package: the modules, and the bundled threads that the coordinator checks slices with. */
  readonly programs: string;
  readonly host?: string;
  readonly port?: number;
  readonly policy?: Partial<CoordinatorPolicy>;
  /** Null: credits only. */
  readonly pays: { readonly payer: Payer; readonly terms: PayoutTerms } | null;
  readonly params: FluxParams;
  /** Somebody published a batch. */
  published?(): void;
  /** Where events are kept instead of a file. */
  readonly log?: EventLog;
  now(): number;
  report(line: string): void;
}

export interface LocalCoordinator {
  readonly url: string;
  readonly coordinator: Coordinator;
  stop(): Promise<void>;
}

const TICK_MS = 2_000;
const PAY_MS = 5_000;
/** Bytes of all blobs of all batches. */
const BLOB_QUOTA = 8_000_000_000;

/** A number in [0, 1) from the system's own randomness: workers must not foretell who is checked. */
function unforeseen(): number {
  return (randomFillSync(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}

/** Opens the folder and the door. @throws AppError pouw/log-damaged | pouw/port-taken | pouw/no-modules */
export async function startCoordinator({ folder, name, programs, host, port, policy, pays, params, log, now, report, published }: LocalOptions): Promise<LocalCoordinator> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const blobs = await BlobCache.open(join(folder, 'blobs'), { quota: BLOB_QUOTA, now });
  const threads = new ThreadHost(programs);
  const coordinator = await Coordinator.open({
    name, blobs, now, report, published, log: log ?? (await FileEventLog.open(join(folder, 'events.log'))),
    referee: new Referee(threads, blobs),
    batches: await Batches.open(join(programs, 'modules'), blobs),
    policy: { ...USUAL_POLICY, ...policy },
    chance: { random: unforeseen, id: () => randomHex(16) },
    pays: pays && { satPerCredit: pays.terms.satPerCredit },
    checkDelegation: (node, registration, at) => checkDelegation(node, registration, at, params),
  });
  const payouts = pays && new Payouts(coordinator, pays.payer, pays.terms, now, report);
  const door = await openDoor(() => coordinator, { host, port, now });
  const ticking = setInterval(() => void coordinator.tick().catch(() => undefined), TICK_MS);
  const paying = setInterval(() => void payouts?.run(), PAY_MS);
  return {
    url: door.url, coordinator,
    stop: async () => {
      clearInterval(ticking);
      clearInterval(paying);
      await door.stop();
      await coordinator.close();
      await threads.close();
    },
  };
}
