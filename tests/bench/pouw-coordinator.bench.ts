// Leases to their results, as many a second as the coordinator takes: the engine with its log on a disk and without a door; the same with its
// log in NATS; and through the door, signed, by workers in another process.
import { execFile } from 'node:child_process';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Batches } from '../../node-core/pouw/coordinator/batches';
import { Coordinator } from '../../node-core/pouw/coordinator/coordinator';
import { FileEventLog, type EventLog } from '../../node-core/pouw/coordinator/event-log';
import { NatsEventLog } from '../../node-core/pouw/coordinator/nats-event-log';
import { USUAL_POLICY } from '../../node-core/pouw/coordinator/policy';
import { Referee } from '../../node-core/pouw/coordinator/referee';
import { openDoor } from '../../node-core/pouw/coordinator/server';
import { ThreadHost } from '../../node-core/pouw/host/thread-host';
import { randomHex } from '../../node-core/pouw/ident/node-key';
import { BlobCache } from '../../node-core/pouw/store/blob-cache';
import type { Job } from '../../shared/pouw/protocol';
import { BATCH, jobs, load, OUTPUT, REGISTRATION, truthAt, type LoadFigures, type Way } from '../pouw/load/load';
import { natsServer } from '../pouw/nats-server';
import { median, type Bench, type Measured } from './bench-type';

const AT_ONCE = 64;

/** Knows what is true without computing it. */
class KnowingReferee extends Referee {
  override async truth(_job: Job, slice: number): Promise<string> {
    return truthAt(slice);
  }
}

interface Standing {
  readonly coordinator: Coordinator;
  readonly folder: string;
  end(): Promise<void>;
}

async function standing(count: number, openLog: (folder: string) => Promise<EventLog>): Promise<Standing> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-load-'));
  const blobs = await BlobCache.open(join(folder, 'blobs'), { quota: 1e9, now: Date.now });
  await blobs.put(OUTPUT);
  const threads = new ThreadHost('none');
  const coordinator = await Coordinator.open({
    name: 'bench', blobs, now: Date.now, report: () => undefined, log: await openLog(folder), referee: new KnowingReferee(threads, blobs),
    batches: await Batches.open(join(__dirname, '..', 'useful-work', 'modules'), blobs), policy: USUAL_POLICY,
    chance: { random: Math.random, id: () => randomHex(16) }, pays: null, checkDelegation: () => undefined,
  });
  const at = Date.now();
  await coordinator.write([
    { t: 'batch', batch: BATCH, publisher: randomHex(32), request: { title: 'load', work: { kind: 'primes', from: '0', count: '1000000', jobs: 1 } }, at },
    ...jobs(count).map((job) => ({ t: 'job' as const, job, round: 0, at })),
  ]);
  const ticking = setInterval(() => void coordinator.tick(), 2_000);
  return {
    coordinator, folder,
    end: async () => {
      clearInterval(ticking);
      await coordinator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function direct(nodes: number, cycles: number, openLog: (folder: string) => Promise<EventLog>): Promise<LoadFigures> {
  const { coordinator, end } = await standing(cycles, openLog);
  try {
    const ways = Array.from({ length: nodes }, (): Way => {
      const id = randomHex(32);
      return {
        id,
        lease: async () => (await coordinator.lease(id, { kinds: ['primes'], holds: [] })).lease,
        commit: (lease, commitment) => coordinator.commit(id, lease, commitment),
        heartbeat: (lease) => coordinator.heartbeat(id, lease),
        result: (lease, result) => coordinator.result(id, lease, result),
      };
    });
    await Promise.all(ways.map(({ id }) => coordinator.register(id, REGISTRATION)));
    return await load(ways, cycles, AT_ONCE);
  } finally {
    await end();
  }
}

const figures = ({ perSecond, p99, calls, cycles }: LoadFigures): Measured => ({ value: perSecond, note: `${cycles} cycles of ${(calls / cycles).toFixed(1)} calls, 99 of 100 calls within ${p99.toFixed(1)} ms` });

const embedded = async (): Promise<Measured> => figures(await direct(10_000, 20_000, (folder) => FileEventLog.open(join(folder, 'events.log'))));

async function overNats(): Promise<Measured> {
  const server = await natsServer();
  try {
    return figures(await direct(10_000, 20_000, () => NatsEventLog.open({ servers: server.url, stream: 'BENCH' })));
  } finally {
    await server.end();
  }
}

/** Verifications a second, with nothing around them. */
function bareVerifications(): number {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const text = Buffer.from('x'.repeat(180));
  const signature = sign(null, text, privateKey);
  const rates = Array.from({ length: 5 }, () => {
    const start = performance.now();
    for (let count = 0; count < 1_000; count += 1) if (!verify(null, text, publicKey, signature)) throw new Error('a signature is not right');
    return 1_000_000 / (performance.now() - start);
  });
  return median(rates);
}

async function throughTheDoor(workers: number, cycles: number): Promise<LoadFigures> {
  const { coordinator, folder, end } = await standing(cycles, (at) => FileEventLog.open(join(at, 'events.log')));
  const door = await openDoor(() => coordinator, { now: Date.now });
  try {
    const generator = join(__dirname, '..', 'test', 'load-generator.cjs');
    const { stdout } = await promisify(execFile)(process.execPath, [generator, door.url, join(folder, 'keys'), workers, cycles, AT_ONCE].map(String), { timeout: 300_000 });
    return JSON.parse(stdout) as LoadFigures;
  } finally {
    await door.stop();
    await end();
  }
}

/** A cycle: lease, commitment, the question whether to reveal for every second one, the output's bytes, the result. */
const SIGNED_A_CYCLE = 4.5;

async function signed(): Promise<Measured> {
  const verifications = bareVerifications();
  const wanted = Math.min(200, verifications / SIGNED_A_CYCLE / 2);
  const { perSecond, p99, cycles } = await throughTheDoor(500, 3_000);
  return { value: perSecond / wanted, note: `${perSecond.toFixed(0)} cycles a second, wanted ${wanted.toFixed(0)}; ${cycles} cycles, 99 of 100 calls within ${p99.toFixed(0)} ms; ${verifications.toFixed(0)} bare verifications a second` };
}

export const benches: readonly Bench[] = [
  { id: 'pouw-coordinator/embedded', issue: 6, anchor: 'a second, events on the disk before anybody is told', bar: 1_000, atLeast: true, unit: 'count', run: embedded },
  { id: 'pouw-coordinator/nats', issue: 6, anchor: 'a second, events in JetStream before anybody is told', bar: 500, atLeast: true, unit: 'count', run: overNats },
  { id: 'pouw-coordinator/signed-http', issue: 6, anchor: '200 cycles a second, or half of what the bare checking of signatures allows', bar: 1, atLeast: true, unit: 'ratio', run: signed },
];
