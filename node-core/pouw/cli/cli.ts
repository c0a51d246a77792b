// Useful work for a terminal or a server: `fluxkeep-node coordinator`, `worker` and `publish` end up here, where its package is installed.
// Events are lines of JSON on standard output, words for people go to standard error.

import { cpus, homedir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors/app-error';
import { fluxParams } from '../../../shared/hd/script-of-key';
import type { BatchRequest } from '../../../shared/pouw/protocol';
import { startCoordinator } from '../coordinator/local';
import { NatsEventLog } from '../coordinator/nats-event-log';
import { USUAL_POLICY } from '../coordinator/policy';
import { kindsOf } from '../host/onnx-package';
import { ThreadHost } from '../host/thread-host';
import { nodeKey } from '../ident/node-key';
import { checked } from '../openapi/checks';
import { CoordinatorClient } from '../worker/coordinator-client';
import { listedModules } from '../worker/listed-modules';
import { Worker } from '../worker/worker';
import { WORK_USAGE } from './usage';

export interface WorkTerminal {
  event(value: unknown): void;
  say(line: string): void;
  readonly ended: Promise<void>;
  /** Folder of this package: modules and the bundled thread. */
  readonly programs: string;
}

const bad = (message: string): AppError => new AppError('cli/bad-option', message);

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args], allowPositionals: true,
      options: {
        folder: { type: 'string' }, name: { type: 'string', default: 'A coordinator' }, host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string', default: '8787' }, nats: { type: 'string' }, 'nats-stream': { type: 'string', default: 'POUW' }, 'nats-replicas': { type: 'string', default: '1' },
        coordinator: { type: 'string', multiple: true, default: [] }, jobs: { type: 'string' }, 'keep-every-ms': { type: 'string', default: '15000' }, 'trust-after': { type: 'string', default: String(USUAL_POLICY.trustAfter) },
        network: { type: 'string', default: 'mainnet' }, 'clock-offset-ms': { type: 'string', default: '0' }, 'any-module': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (thrown) {
    throw bad(thrown instanceof Error ? thrown.message : 'the options cannot be read');
  }
}

type Values = ReturnType<typeof readArgs>['values'];

function whole(name: string, text: string, least: number, most: number): number {
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw bad(`--${name} takes a whole number from ${least} to ${most}`);
  return value;
}

function urls({ coordinator }: Values): string[] {
  if (coordinator.length === 0) throw bad('--coordinator URL says whom to work for');
  return coordinator.map((text) => {
    if (!/^https?:\/\/[^/\s]+$/.test(text.replace(/\/$/, ''))) throw bad(`--coordinator takes http://host:port, not "${text.slice(0, 60)}"`);
    return text.replace(/\/$/, '');
  });
}

const clockOf = ({ 'clock-offset-ms': offset }: Values) => {
  const ahead = whole('clock-offset-ms', offset, -1e14, 1e14);
  return () => Date.now() + ahead;
};

/** The log in NATS, where somebody asked for it. @throws AppError cli/bad-option | pouw/nats-away | pouw/log-unfit */
async function natsLog({ nats, 'nats-stream': stream, 'nats-replicas': replicas }: Values): Promise<NatsEventLog | undefined> {
  if (nats === undefined) return undefined;
  if (!nats.split(',').every((url) => /^(nats|tls):\/\/([^@/\s]+@)?[^@/\s]+$/.test(url))) throw bad('--nats takes nats://host:port, several with commas');
  if (!/^[\w-]{1,64}$/.test(stream)) throw bad('--nats-stream takes letters, digits, - and _');
  return NatsEventLog.open({ servers: nats, stream, replicas: whole('nats-replicas', replicas, 1, 5) });
}

async function coordinate(values: Values, { event, say, ended, programs }: WorkTerminal): Promise<number> {
  if (values.network !== 'mainnet' && values.network !== 'practice') throw bad('--network takes mainnet or practice');
  const running = await startCoordinator({
    folder: values.folder ?? join(homedir(), '.fluxkeep-coordinator'), name: values.name.slice(0, 100), programs, host: values.host, port: whole('port', values.port, 0, 65_535), now: clockOf(values), report: say,
    policy: { trustAfter: whole('trust-after', values['trust-after'], 1, 1000) },
    // A coordinator on the command line counts credits; who wants to pay connects a payer of their own (docs/pouw-protocol.md).
    pays: null, params: fluxParams(values.network), log: await natsLog(values),
  });
  event({ event: 'ready', url: running.url });
  await ended;
  await running.stop();
  return 0;
}

async function work(values: Values, { event, say, ended, programs }: WorkTerminal): Promise<number> {
  const now = clockOf(values);
  let last = '';
  const told = new Set<string>();
  const worker = await Worker.open({
    folder: values.folder ?? join(homedir(), '.fluxkeep-worker'), host: new ThreadHost(programs), kinds: kindsOf(programs), now, log: say,
    hostClass: { runtime: `Node ${process.versions.node}, no sandbox of the system`, cores: Math.max(1, cpus().length), memoryMegabytes: Math.round(totalmem() / 1e6) },
    keepEvery: whole('keep-every-ms', values['keep-every-ms'], 50, 3_600_000),
    changed: () => {
      const { jobs, history, coordinators } = worker.view();
      const line = JSON.stringify(jobs.map(({ record, done }) => [record.lease, done]));
      if (line !== last) event({ event: 'jobs', jobs: jobs.map(({ record, done }) => ({ lease: record.lease, title: record.job.title, kind: record.job.kind, done, units: record.job.units, state: record.state })) });
      last = line;
      for (const { lease, job, end } of history) if (end && !told.has(lease)) {
        told.add(lease);
        event({ event: 'ended', lease, job: job.id, kind: job.kind, end: end.how, error: end.error });
      }
      for (const { url, error } of coordinators) if (error && error.code !== 'pouw/unreachable') say(`${url}: ${error.message} (${error.code})`);
    },
  });
  for (const { lease } of worker.view().history) told.add(lease);
  event({ event: 'ready', node: worker.key.id });
  say('Jobs run in threads: their modules have no imports, but only V8 stands between them and this process. The app has a sandbox of the system besides.');
  worker.setLimits({ slots: values.jobs === undefined ? Math.max(1, Math.floor(cpus().length / 2)) : whole('jobs', values.jobs, 1, 256), modules: values['any-module'] ? null : listedModules(programs) });
  worker.setCoordinators(urls(values));
  await ended;
  await worker.stop();
  return 0;
}

async function publish(values: Values, rest: readonly string[], { event }: WorkTerminal): Promise<number> {
  const [text] = rest;
  let request: BatchRequest;
  try {
    request = checked('BatchRequest', JSON.parse(text ?? ''));
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : bad('publish takes a batch as JSON, see docs/pouw-protocol.md');
  }
  const [url = ''] = urls(values);
  const key = nodeKey(join(values.folder ?? join(homedir(), '.fluxkeep-worker'), 'node-key.pem'));
  const client = new CoordinatorClient(url, key, clockOf(values));
  await client.register({ host: { runtime: 'publisher', cores: 1, memoryMegabytes: 1, kinds: [] }, delegation: null });
  event({ event: 'published', batch: await client.submit(request) });
  return 0;
}

/** @returns the exit code @throws AppError cli/bad-option | pouw/… */
export async function runWork(args: readonly string[], terminal: WorkTerminal): Promise<number> {
  const { values, positionals: [command, ...rest] } = readArgs(args);
  if (values.help) {
    terminal.say(WORK_USAGE);
    return 0;
  }
  if (command === 'coordinator') return coordinate(values, terminal);
  if (command === 'worker') return work(values, terminal);
  if (command === 'publish') return publish(values, rest, terminal);
  throw bad(`there is no command "${String(command).slice(0, 40)}"`);
}
