// The practice world: its clock, its seven chains, its faucet, its bridge operator, its cloud, its node hosts, its vote service; created once, resumed as it was left.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHAINS, EVM_CHAINS, isEvmChain, type ChainId, type EvmChain as EvmChainId } from '../../shared/chains/ids';
import { toHex } from '../../shared/crypto/bytes';
import { AppError } from '../../shared/errors/app-error';
import type { practiceTokenSchema } from '../../shared/practice/control-api';
import type { z } from 'zod';
import { BITCOIN_FIRST_BLOCKS, bitcoinRules } from './bitcoin/rules';
import { PracticeClock, type Monotonic } from './clock';
import { FluxCloud } from './cloud/cloud';
import { EvmChain } from './evm/evm-chain';
import { FLUX_DECIMALS, PUSD_DECIMALS } from './evm/tokens';
import { NodeHosts } from './flux/hosts/hosts';
import type { NodeTable } from './flux/nodes/table';
import { FIRST_BLOCKS } from './flux/parameters';
import { fluxRules } from './flux/rules';
import { fundOnFlux } from './fusion/funding';
import { FusionOperator } from './fusion/operator';
import { wordsOf, type EmitEvent } from './log';
import type { FolderClaim } from './process/folder-claim';
import { MetaFile, type Meta } from './store/meta-file';
import { UtxoNode } from './utxo/node';
import { XdaoService } from './xdao/service';

export interface WorldOptions {
  readonly folder: string;
  /** Seed of a world that is created now; one that exists keeps its own. */
  readonly seed: string;
  /** Overrides the saved rate. */
  readonly clockRate: number | null;
  /** Start of practice time for a world that is created now; null: real time, and real time is caught up with at every start. */
  readonly startTimeMs: number | null;
  readonly claim: FolderClaim;
  readonly anvilProgram: string;
  readonly emit: EmitEvent;
  readonly wallMs: () => number;
  readonly monotonic: Monotonic;
  /** Bytes that nobody can guess. */
  readonly random: (size: number) => Uint8Array;
}

/** Real milliseconds between two writes of the clock: what a kill -9 takes back at most. */
const CLOCK_SAVE_MS = 5_000;
/** Blocks at creation that stand on the operator's first coins. */
const FUNDING_BLOCKS = 5;
const WORLD_PREFIX = 'world-';

type PracticeToken = z.infer<typeof practiceTokenSchema>;

export class World {
  readonly instanceId: string;
  readonly seed: string;
  readonly clock: PracticeClock;
  readonly flux: UtxoNode;
  /** FluxNodes of the Flux chain. */
  readonly fluxNodes: NodeTable;
  readonly bitcoin: UtxoNode;
  /** Where this world keeps its state. */
  readonly folder: string;
  readonly #evm = new Map<EvmChainId, EvmChain>();
  #fusion: FusionOperator | null = null;
  #hosts: NodeHosts | null = null;
  #xdao: XdaoService | null = null;
  #cloud: FluxCloud | null = null;
  readonly #meta: MetaFile;
  readonly #options: WorldOptions;
  readonly #followsReal: boolean;
  #clockTimer: NodeJS.Timeout | null = null;
  #clockSaved = true;

  private constructor(meta: Meta, metaFile: MetaFile, options: WorldOptions) {
    this.instanceId = meta.instanceId;
    this.seed = meta.seed;
    this.#meta = metaFile;
    this.#options = options;
    this.#followsReal = meta.followsReal;
    this.clock = new PracticeClock(meta.nowMs, options.clockRate ?? meta.rate, options.monotonic);
    const folder = join(options.folder, WORLD_PREFIX + meta.instanceId);
    this.folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const rules = fluxRules(meta.seed);
    this.fluxNodes = rules.ledger;
    this.flux = UtxoNode.open(rules, this.clock, folder);
    this.bitcoin = UtxoNode.open(bitcoinRules(meta.seed), this.clock, folder);
    // The saved clock may be older than the blocks that it timed; time passed on while nobody ran the network.
    this.clock.advanceTo(Math.max(this.flux.state.tip.time, this.bitcoin.state.tip.time) * 1000);
    if (meta.followsReal) this.clock.advanceTo(options.wallMs());
  }

  /**
   * Resumes the world in the folder, or creates one.
   * @throws AppError `practice/state-damaged` | `practice/cannot-start-program`
   */
  static async open(options: WorldOptions): Promise<World> {
    const metaFile = new MetaFile(join(options.folder, 'meta.json'));
    const saved = metaFile.read();
    removeOtherWorlds(options.folder, saved?.instanceId ?? null);
    const meta: Meta = saved ?? {
      version: 1,
      instanceId: toHex(options.random(16)),
      seed: options.seed,
      followsReal: options.startTimeMs === null,
      createdMs: options.startTimeMs ?? options.wallMs(),
      nowMs: options.startTimeMs ?? options.wallMs(),
      rate: options.clockRate ?? 1,
    };
    const world = new World(meta, metaFile, options);
    try {
      if (saved === null) world.#create(meta);
      await world.#startEvm(Math.floor(meta.createdMs / 1000));
      world.#fusion = await world.#startFusion();
      world.#cloud = new FluxCloud({ folder: world.folder, seed: world.seed, clock: world.clock, flux: world.flux, table: world.fluxNodes, random: options.random });
      world.#hosts = new NodeHosts(join(options.folder, WORLD_PREFIX + meta.instanceId), world.flux, world.fluxNodes, world.clock);
      world.#xdao = world.#startXdao(world.#hosts);
    } catch (thrown) {
      await Promise.all([world.flux.stop(), world.bitcoin.stop(), ...[...world.#evm.values()].map((chain) => chain.stop(true))]);
      throw thrown;
    }
    world.#run();
    return world;
  }

  evm(chain: EvmChainId): EvmChain {
    const found = this.#evm.get(chain);
    if (found === undefined) throw new AppError('practice/no-chain', 'this chain does not run', { context: { chain } });
    return found;
  }

  /** For services that answer while the chains are still starting. */
  evmOrNull(chain: EvmChainId): EvmChain | null {
    return this.#evm.get(chain) ?? null;
  }

  get fusion(): FusionOperator {
    if (this.#fusion === null) throw new AppError('practice/no-operator', 'the bridge operator does not run');
    return this.#fusion;
  }

  get cloud(): FluxCloud {
    if (this.#cloud === null) throw new AppError('practice/no-cloud', 'the cloud does not run');
    return this.#cloud;
  }

  get hosts(): NodeHosts {
    if (this.#hosts === null) throw new AppError('practice/no-hosts', 'the node hosts do not run');
    return this.#hosts;
  }

  get xdao(): XdaoService {
    if (this.#xdao === null) throw new AppError('practice/no-vote-service', 'the vote service does not run');
    return this.#xdao;
  }

  coinChain(chain: 'flux' | 'bitcoin'): UtxoNode {
    return chain === 'flux' ? this.flux : this.bitcoin;
  }

  heightOf(chain: ChainId): number {
    return isEvmChain(chain) ? this.evm(chain).height : this.coinChain(chain).height;
  }

  async status(): Promise<Record<ChainId, { height: number; pending: number }>> {
    const entries = await Promise.all(CHAINS.map(async (chain) => {
      const pending = isEvmChain(chain) ? await this.evm(chain).pendingCount() : this.coinChain(chain).mempool.size;
      return [chain, { height: this.heightOf(chain), pending }] as const;
    }));
    const heights = Object.fromEntries(entries);
    return { flux: none, bitcoin: none, ethereum: none, bsc: none, polygon: none, avalanche: none, base: none, ...heights };
  }

  tokens(): PracticeToken[] {
    return EVM_CHAINS.flatMap((chain) => {
      const { flux, pusd } = this.evm(chain).tokens;
      return [{ chain, contract: flux, symbol: 'FLUX', decimals: FLUX_DECIMALS }, { chain, contract: pusd, symbol: 'PUSD', decimals: PUSD_DECIMALS }];
    });
  }

  /** Saves all and stops; `discard` throws the world away instead. */
  async stop(discard = false): Promise<void> {
    if (this.#clockTimer !== null) clearInterval(this.#clockTimer);
    await Promise.all([this.#fusion?.stop(), this.#xdao?.stop()]);
    this.#hosts?.stop();
    this.#cloud?.stop();
    await Promise.all([this.flux.stop(), this.bitcoin.stop(), ...[...this.#evm.values()].map((chain) => chain.stop(discard))]);
    if (!discard) return this.#saveClock();
    this.#meta.remove();
    removeOtherWorlds(this.#options.folder, null);
  }

  #create(meta: Meta): void {
    const endSeconds = Math.floor(meta.createdMs / 1000);
    // The operator's coins come out of the premine and lie in blocks when the world begins.
    this.flux.premine(FIRST_BLOCKS - FUNDING_BLOCKS, endSeconds - FUNDING_BLOCKS * this.flux.rules.spacingSeconds);
    fundOnFlux(this.flux, this.seed);
    this.flux.premine(FUNDING_BLOCKS, endSeconds);
    this.bitcoin.premine(BITCOIN_FIRST_BLOCKS, endSeconds);
    // Written last: a world without it was cut short while it was made, and is made anew.
    this.#meta.write({ ...meta, nowMs: this.clock.nowMs() });
  }

  #startFusion(): Promise<FusionOperator> {
    const { folder, random, emit } = this.#options;
    return FusionOperator.open({
      folder: join(folder, WORLD_PREFIX + this.instanceId), seed: this.seed, clock: this.clock, flux: this.flux, evm: (chain) => this.evm(chain), random,
      warn: (message) => emit({ event: 'log', level: 'warn', message }),
    });
  }

  #startXdao(hosts: NodeHosts): XdaoService {
    const { folder, random, emit } = this.#options;
    return new XdaoService({
      folder: join(folder, WORLD_PREFIX + this.instanceId), seed: this.seed, clock: this.clock, flux: this.flux, nodes: this.fluxNodes, hosts, random,
      warn: (message) => emit({ event: 'log', level: 'warn', message }),
    });
  }

  async #startEvm(genesisSeconds: number): Promise<void> {
    const { claim, anvilProgram, emit, folder } = this.#options;
    const started = await Promise.allSettled(EVM_CHAINS.map(async (chain) => {
      this.#evm.set(chain, await EvmChain.start({
        chain, folder: join(folder, WORLD_PREFIX + this.instanceId, chain), seed: this.seed, genesisSeconds, clock: this.clock, claim, program: anvilProgram, emit,
      }));
    }));
    const failed = started.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  #run(): void {
    for (const node of [this.flux, this.bitcoin]) {
      node.run((thrown) => this.#options.emit({ event: 'log', level: 'error', message: `${node.rules.name}: ${wordsOf(thrown)}` }));
    }
    this.#saveClock();
    this.#clockTimer = setInterval(() => this.#saveClock(), CLOCK_SAVE_MS);
    let announced = false;
    this.clock.onChange(() => {
      // Many blocks mined in one go move the clock many times: one line tells the end.
      if (announced) return;
      announced = true;
      setImmediate(() => {
        announced = false;
        this.#saveClock();
        this.#options.emit({ event: 'clock', clock: this.clock.reading() });
      });
    });
  }

  /** A disk that takes nothing costs the clock's last reading and no more: the chains keep their own time. */
  #saveClock(): void {
    try {
      const saved = this.#meta.read();
      if (saved !== null) this.#meta.write({ ...saved, followsReal: this.#followsReal, nowMs: this.clock.nowMs(), rate: this.clock.rate });
      this.#clockSaved = true;
    } catch (thrown) {
      if (this.#clockSaved) this.#options.emit({ event: 'log', level: 'warn', message: `the clock was not saved: ${wordsOf(thrown)}` });
      this.#clockSaved = false;
    }
  }
}

const none = { height: 0, pending: 0 };

/** Removes what is left of worlds that were reset, or cut short while they were made. */
function removeOtherWorlds(folder: string, keep: string | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    if (name.startsWith(WORLD_PREFIX) && name !== WORLD_PREFIX + (keep ?? '')) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
