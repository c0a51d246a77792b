// The practice network's public door: starts the world, its twenty-three local services, its coordinator of useful work, and its two doors for peers, and stops them all.
import { createHash, randomBytes } from 'node:crypto';
import { CHAINS, isEvmChain } from '../../shared/chains/ids';
import { useNativeSha256 } from '../../shared/crypto/hashes';
import { AppError } from '../../shared/errors/app-error';
import type { PracticeEndpoints, PracticeReady } from '../../shared/practice/control-api';
import { findAnvil } from './evm/anvil-binary';
import { Faucet } from './faucet';
import { controlHandler } from './http/control';
import { esploraHandler } from './http/esplora';
import { evmHandler } from './http/evm-proxy';
import { FaultSwitches, withFaults } from './http/faults';
import { fluxosHandler } from './http/fluxos';
import { fusionHandler } from './http/fusion';
import { insightHandler } from './http/insight';
import type { FluxSource } from './http/node-lists';
import { pricesHandler } from './http/prices';
import { xdaoHandler } from './http/xdao';
import { startService, type Service, type ServiceHandler } from './http/server';
import type { LocalCoordinator } from '../pouw/coordinator/local';
import type { EmitEvent } from './log';
import { PeerDoor } from './p2p/server';
import { FolderClaim } from './process/folder-claim';
import { ReadyFile } from './store/ready-file';
import { practiceCoordinator } from './work/coordinator';
import { World, type WorldOptions } from './world';

export interface PracticeOptions {
  readonly dataDir: string;
  /** Seed of a network that is created now; one that exists keeps its own. */
  readonly seed: string;
  /** First of twenty-six ports in a row; 0 (default): any free ones. */
  readonly ports?: number;
  /** Practice seconds per real second; left out: as saved, or 1. */
  readonly clockRate?: number;
  /** Start of practice time for a network that is created now, so that a run can be repeated exactly. */
  readonly startTimeMs?: number;
  /** Folder of the package for useful work; left out: the network has no coordinator. */
  readonly workPrograms?: string;
  /** Path of Anvil; left out: the npm package of this platform. */
  readonly anvilProgram?: string;
  readonly emit: EmitEvent;
}

export interface PracticeNetwork {
  /** What the ready line says. */
  readonly ready: PracticeReady;
  readonly endpoints: PracticeEndpoints;
  instanceId(): string;
  stop(): Promise<void>;
}

const SERVICES = [...CHAINS, 'prices', 'fusion', 'fluxos', 'xdao'] as const;
type ServiceName = (typeof SERVICES)[number];
const PEERS = 'p2p';
const SIDES = ['a', 'b'] as const;
const faultKey = (chain: string, side: 'a' | 'b'): string => `${chain}/${side}`;

/**
 * Starts the practice network in this process.
 * @throws AppError `practice/folder-in-use` | `practice/state-damaged` | `practice/anvil-missing` | `practice/cannot-start-program` | `practice/port-in-use`
 */
export async function startPractice(options: PracticeOptions): Promise<PracticeNetwork> {
  useNativeSha256((data) => createHash('sha256').update(data).digest());
  const claim = FolderClaim.take(options.dataDir);
  const readyFile = new ReadyFile(options.dataDir);
  readyFile.remove();
  const cleanups: (() => Promise<void>)[] = [async () => claim.release()];
  try {
    const network = await startAll(options, claim, cleanups);
    readyFile.write(network.ready);
    cleanups.push(async () => readyFile.remove());
    return network;
  } catch (thrown) {
    for (const cleanup of cleanups.reverse()) await cleanup();
    throw thrown;
  }
}

async function startAll(options: PracticeOptions, claim: FolderClaim, cleanups: (() => Promise<void>)[]): Promise<PracticeNetwork> {
  const worldOptions: WorldOptions = {
    folder: options.dataDir,
    seed: options.seed,
    clockRate: options.clockRate ?? null,
    startTimeMs: options.startTimeMs ?? null,
    claim,
    anvilProgram: options.anvilProgram ?? findAnvil(),
    emit: options.emit,
    wallMs: () => Date.now(),
    monotonic: () => performance.now(),
    random: (size) => randomBytes(size),
  };
  const first = await World.open(worldOptions);
  let world: World | null = first;
  let instanceId = first.instanceId;
  cleanups.push(async () => world?.stop());
  const current = (): World => {
    if (world === null) throw new AppError('practice/resetting', 'the practice network is being reset');
    return world;
  };
  const faults = new Map([...SERVICES, PEERS].flatMap((name) => SIDES.map((side) => [faultKey(name, side), new FaultSwitches()] as const)));
  const faultsOf = (chain: string, side: 'a' | 'b'): FaultSwitches => {
    const found = faults.get(faultKey(chain, side));
    if (found === undefined) throw new AppError('practice/no-chain', 'no such endpoint', { context: { chain } });
    return found;
  };
  const doors: PeerDoor[] = [];
  const { workPrograms } = options;
  const openWork = async (of: World, port: number): Promise<Pick<LocalCoordinator, 'url' | 'stop'> | null> => workPrograms === undefined ? null
    : practiceCoordinator(of, of.folder, workPrograms, port, (message) => options.emit({ event: 'log', level: 'warn', message }));
  const reset = async (seed: string | null): Promise<World> => {
    const before = current();
    world = null;
    for (const door of doors) door.cut();
    const workPort = work === null ? 0 : Number(new URL(work.url).port);
    await work?.stop();
    await before.stop(true);
    for (const switches of faults.values()) switches.set('none', true, { height: 0, nowMs: 0 });
    world = await World.open({ ...worldOptions, seed: seed ?? before.seed, clockRate: before.clock.rate });
    instanceId = world.instanceId;
    for (const door of doors) door.follow();
    if (work !== null) work = await openWork(world, workPort);
    options.emit({ event: 'reset', instanceId, tokens: world.tokens(), clock: world.clock.reading() });
    return world;
  };

  const firstPort = options.ports ?? 0;
  let opened = 0;
  const open = async (handler: ServiceHandler): Promise<Service> => {
    const service = await startService(firstPort === 0 ? 0 : firstPort + opened, () => instanceId, handler);
    opened += 1;
    cleanups.push(() => service.stop());
    return service;
  };
  const urls = new Map<string, string>();
  for (const name of SERVICES) for (const side of SIDES) {
    const service = await open(withFaults(faultsOf(name, side), handlerOf(name, side, current, faultsOf, (other) => urls.get(faultKey(name, other)) ?? '')));
    urls.set(faultKey(name, side), `http://127.0.0.1:${service.port}${name === 'flux' ? '/api' : ''}`);
  }
  const controlToken = randomBytes(32).toString('hex');
  const control = await open(controlHandler({
    token: controlToken,
    world: current,
    faucet: new Faucet(worldOptions.monotonic),
    faultsOf,
    allFaults: () => [...SERVICES, PEERS].flatMap((chain) => SIDES.map((endpoint) => ({ chain, endpoint, faults: faultsOf(chain, endpoint) }))),
    reset,
  }));

  for (const side of SIDES) {
    const door = await PeerDoor.open(firstPort === 0 ? 0 : firstPort + opened + doors.length, current, faultsOf(PEERS, side));
    doors.push(door);
    cleanups.push(() => door.stop());
  }

  let work = await openWork(first, firstPort === 0 ? 0 : firstPort + opened + doors.length);
  cleanups.push(async () => work?.stop());

  const pair = (name: ServiceName): { a: string; b: string } => ({ a: urls.get(faultKey(name, 'a')) ?? '', b: urls.get(faultKey(name, 'b')) ?? '' });
  const endpoints: PracticeEndpoints = {
    flux: pair('flux'), bitcoin: pair('bitcoin'), ethereum: pair('ethereum'), bsc: pair('bsc'), polygon: pair('polygon'), avalanche: pair('avalanche'), base: pair('base'),
    prices: pair('prices'), fusion: pair('fusion'), fluxos: pair('fluxos'), xdao: pair('xdao'), p2p: doors.map(({ address }) => address), control: `http://127.0.0.1:${control.port}`, work: work?.url ?? null,
  };
  const ready: PracticeReady = { event: 'ready', instanceId, pid: process.pid, controlToken, endpoints, tokens: first.tokens(), clock: first.clock.reading() };
  let stopping: Promise<void> | null = null;
  return {
    ready,
    endpoints,
    instanceId: () => instanceId,
    stop: () => (stopping ??= (async () => {
      for (const cleanup of cleanups.reverse()) await cleanup();
    })()),
  };
}

const fluxSource = ({ flux, fluxNodes }: World): FluxSource => ({ node: flux, table: fluxNodes });

function handlerOf(name: ServiceName, side: 'a' | 'b', world: () => World, faultsOf: (chain: string, side: 'a' | 'b') => FaultSwitches, urlOf: (side: 'a' | 'b') => string): ServiceHandler {
  const faults = faultsOf(name, side);
  if (name === 'prices') return pricesHandler(() => ({ seed: world().seed, nowMs: world().clock.nowMs() }), faults);
  if (name === 'fusion') return fusionHandler(() => world().fusion);
  if (name === 'xdao') return xdaoHandler(() => world().xdao, () => world().clock.nowMs());
  if (name === 'fluxos') {
    return fluxosHandler({
      flux: () => fluxSource(world()), cloud: () => world().cloud, node: side, portOf: (other) => Number(new URL(urlOf(other)).port), isUp: (other) => urlOf(other) !== '' && !faultsOf(name, other).has('down'),
    }, faults);
  }
  if (name === 'flux') return insightHandler(() => fluxSource(world()), faults);
  if (name === 'bitcoin') return esploraHandler(() => ({ node: world().bitcoin, seed: world().seed }), faults);
  if (isEvmChain(name)) return evmHandler(() => world().evmOrNull(name), faults);
  throw new AppError('practice/no-chain', 'no such service', { context: { name } });
}
