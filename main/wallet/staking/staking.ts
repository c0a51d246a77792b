// The door of this folder: the FluxNodes of one open wallet, with their calls, what they need of the person, and their say over collateral coins.

import type { AssetId, ChainId, NetworkId } from '../../../shared/chains/ids';
import type { Handlers, Reading } from '../../../shared/contract/base';
import type { Imported, Intent, NodeKeyBranch } from '../../../shared/contract/money-path';
import type { stakingMainCalls, stakingWindowCalls } from '../../../shared/contract/staking';
import type { Need } from '../../../shared/contract/wallet';
import { AppError, type ErrorShape } from '../../../shared/errors/app-error';
import type { Http } from '../chains/http';
import { isCollateral } from '../plans/coin-selection/spendable';
import type { Plans } from '../plans/plans';
import { outboxId, outpointKey, type Broadcaster, type Coin, type Outpoint, type OutboxEntry } from '../plans/ports';
import type { Balance } from '../portfolio/balances';
import { DueTimer } from '../process/due-timer';
import type { Db } from '../store/database';
import type { UtxoStore } from '../store/utxo-store';
import { carryOut } from './carry-out';
import { evacuate } from './evacuate';
import { Grants } from './grants';
import { NodeFollower } from './life/follower';
import { nodeNeed, type NodeNews } from './life/news';
import { sceneOf, type FactDeps } from './life/facts';
import { heightOf, statusOf } from './life/status';
import { ListDesk, type ListServers } from './lists/desk';
import { recognise } from './identities';
import { NodeKeys } from './node-keys';
import { NodeStore } from './node-store';
import { NEW_NODE, type NodeRecord } from './record';
import { nodeParams } from './rules';
import { judgeHardware, readBenchmark } from './show/hardware';
import { rewardsByNode, rewardsCsv, rewardsOf, sumOf, type Reward } from './show/rewards';
import { thisComputer } from './show/this-computer';
import { tierFacts } from './show/tiers';
import { showNode, type ViewDeps } from './show/view';
import { abandon, begin, beginAsDelegate, holdToRecords, isWish, recordOf, restart, setDelegates, type BeginDeps } from './wish/begin';
import { candidatesOf, collateralCoins } from './wish/candidates';
import { judgeWish } from './wish/judge';
import { nameOf } from './wish/names';

export interface StakingDeps extends Pick<BeginDeps, 'freshAddress' | 'handedOut' | 'own' | 'delegateKey' | 'raw' | 'random'> {
  readonly network: NetworkId;
  readonly db: Db;
  readonly http: Http;
  /** Transactions and coins of the Flux main chain. */
  readonly store: UtxoStore;
  readonly outbox: { get(id: string): OutboxEntry | null; live(): readonly OutboxEntry[]; all(): readonly OutboxEntry[] };
  readonly plans: Plans;
  readonly balances: { assets(): AssetId[]; of(chain: ChainId, asset: AssetId): Reading<Balance> };
  /** Own coins of the Flux main chain as the last look found them. */
  readonly coins: () => Reading<readonly Coin[]>;
  readonly imported: () => readonly Imported[];
  /** What the public keys of own servers follow from; null without a phrase. */
  readonly nodeKeys: () => NodeKeyBranch | null;
  readonly broadcasters: () => readonly Broadcaster[];
  /** Height of the Flux main chain's tip: at the last good look, and as a reading. */
  readonly tip: () => number | null;
  readonly height: () => Reading<number>;
  /** Network time, and this computer's clock; milliseconds. */
  readonly clock: () => number;
  readonly now: () => number;
  readonly chance: () => number;
  /** Folder of the wallet's database. */
  readonly dir: string;
  readonly changed: () => void;
  /** What needs the person, or what may be spent, is another now. */
  readonly portfolioChanged: () => void;
  readonly notify: (kind: NodeNews, node: string) => void;
}

type StakingCalls = typeof stakingWindowCalls & typeof stakingMainCalls;
const plain = (error: ErrorShape | null) => error && { ...error, context: { ...error.context } };

export class Staking {
  readonly handlers: Handlers<StakingCalls>;
  readonly #nodes: NodeStore;
  readonly #keys: NodeKeys;
  readonly #desk: ListDesk;
  readonly #follower: NodeFollower;
  readonly #timer: DueTimer;
  readonly #grants = new Grants();
  readonly #facts: FactDeps;
  readonly #begin: BeginDeps;
  #started = false;
  #lastNeeds = '[]';

  constructor(private readonly deps: StakingDeps) {
    const { db, network, store, outbox, tip, clock, now, http, chance, coins, imported } = deps;
    const params = nodeParams(network);
    this.#nodes = new NodeStore(db);
    this.#keys = new NodeKeys(deps.nodeKeys, network);
    this.#desk = new ListDesk({ http, timing: { now, random: chance }, clock });
    this.#facts = { store, outbox, tip, clock, params };
    const live = () => outbox.live();
    this.#begin = { ...deps, ...this.#facts, nodes: this.#nodes, keys: this.#keys, live, imported, coins, funding: () => deps.plans.funding() };
    this.#follower = new NodeFollower({
      ...this.#facts, network, nodes: this.#nodes, keys: this.#keys, desk: this.#desk, collateral: () => collateralCoins({ coins, live }), broadcasters: deps.broadcasters, random: deps.random, now,
      changed: () => this.#changed(), notify: deps.notify,
    });
    this.#timer = new DueTimer('staking', () => this.#follower.turn(), now);
    this.handlers = { ...this.#windowCalls(), ...this.#starts(), ...this.#money() };
  }

  /** Finds every node where it was left; wishes that nothing was signed for are given up. In one transaction of its own. */
  adopt(): void {
    this.#nodes.together(() => {
      this.#nodes.setDamagedAside();
      for (const record of this.#nodes.all()) if (isWish(record)) this.#nodes.remove(record.id);
      for (const entry of this.deps.outbox.all()) this.#adoptPayment(entry);
      recognise(this.#nodes, this.#keys);
    });
  }

  /** A payment for a collateral is never without its node: one whose record was lost gets it back, without the START, which is signed again. */
  #adoptPayment({ intent, txid, ownOutputs, createdAt }: OutboxEntry): void {
    if (intent.kind !== 'start-nodes' || intent.fund === null) return;
    const { to, amount } = intent.fund;
    const start = intent.starts.find(({ collateral }) => collateral === null);
    const output = ownOutputs.find(({ own, value }) => own.address === to && value === BigInt(amount));
    if (start === undefined || output === undefined || this.#nodes.get(start.node) !== null || this.#nodes.on({ txid, vout: output.vout }) !== null) return;
    this.#nodes.add({ ...NEW_NODE, id: start.node, name: start.name, tier: start.tier, collateral: { txid, vout: output.vout }, address: to, multisig: false, owner: { kind: 'own' }, identity: start.identity, fund: txid, createdAt });
  }

  /** @param servers FluxOS gateways and Insight explorers */
  configure(servers: ListServers): void {
    if (this.#desk.configure(servers)) this.#follower.renew();
    this.#wake();
  }

  /** Tier of every confirmed node of the network by `txid:vout`. @throws AppError endpoint/… */
  tiers(): ReturnType<ListDesk['tiers']> {
    return this.#desk.tiers();
  }

  /** Own nodes, those that the person took off the list left out. */
  shown(): readonly NodeRecord[] {
    return this.#nodes.all().filter(({ hidden }) => !hidden);
  }

  start(): void {
    this.#started = true;
    this.#wake();
  }

  async stop(): Promise<void> {
    await this.#timer.stop();
  }

  /** A new block, or other coins: ages of collaterals are others now. */
  chainMoved(chain: ChainId): void {
    if (chain !== 'flux' || !this.#started) return;
    if (this.#shown().length > 0) this.#changed();
    this.#timer.soon();
  }

  /** Called after a state of the outbox changed and is on disk. */
  outboxChanged({ intent }: OutboxEntry): void {
    if (intent.kind === 'start-nodes') this.#changed();
  }

  needs(): Need[] {
    return this.#shown().flatMap((record) => {
      const scene = sceneOf(record, this.#facts);
      return nodeNeed(record, statusOf(record, scene), heightOf(record, scene)) ?? [];
    });
  }

  /** Collateral (`txid:vout`) that may be spent: what the person freed, and what was typed for with this very intent. */
  released(intent: Intent | null): ReadonlySet<string> {
    return new Set([...this.#nodes.released(), ...this.#grants.of(intent)]);
  }

  /** Whether an address was given to a node whose collateral is still to come. */
  reserves(address: string): boolean {
    return this.#nodes.reserves(address);
  }

  /** @throws AppError staking/… when an intent is not what was begun for its nodes */
  hold(intent: Intent): void {
    if (intent.kind === 'start-nodes') holdToRecords(intent, this.#nodes);
  }

  #wake(): void {
    if (this.#started) this.#timer.soon();
  }

  #shown(): NodeRecord[] {
    return this.#nodes.all().filter(({ hidden }) => !hidden);
  }

  #changed(): void {
    this.deps.changed();
    const needs = JSON.stringify(this.needs());
    if (needs === this.#lastNeeds) return;
    this.#lastNeeds = needs;
    this.deps.portfolioChanged();
  }

  #rewards(node: string | null = null): Reward[] {
    const all = rewardsOf(this.deps.store.rewards(), this.#shown(), this.#facts.params);
    return node === null ? all : all.filter((reward) => reward.node === node);
  }

  /** Collateral that no payment touches, in zatoshi: as last seen, also while no server answers. */
  #locked(): bigint {
    const released = this.#nodes.released();
    return this.deps.store.coins(this.deps.tip() ?? 0).filter((coin) => isCollateral('flux', coin) && !released.has(outpointKey(coin))).reduce((sum, { value }) => sum + value, 0n);
  }

  #windowCalls() {
    const { deps } = this;
    const view: ViewDeps = { ...this.#facts, hasKey: (address) => deps.own(address) !== null, released: () => this.#nodes.released(), trouble: () => this.#follower.trouble };
    return {
      'staking.tiers': () => tierFacts({ ...this.#begin, counts: () => this.#desk.counts() }),
      'staking.nodes': async () => {
        const counts = this.#shown().some(({ place }) => place?.kind === 'confirmed' && place.rank === null) ? await this.#desk.counts() : { state: 'loading' as const };
        const rewards = this.#rewards();
        const byNode = rewardsByNode(rewards);
        return { nodes: this.#shown().map((record) => showNode(record, { rewards: byNode.get(record.id) ?? [], counts }, view)), locked: this.#locked().toString(), week: sumOf(rewards, deps.clock()).week.toString(), height: deps.height() };
      },
      'staking.candidates': ({ tier }) => candidatesOf(tier, this.#begin),
      'staking.preview': async (wish) => {
        const { problems, terms, seconds } = await judgeWish(wish, this.#begin);
        return { problems: problems.map((one) => ({ ...one, context: { ...one.context } })), ready: problems.length === 0, fee: terms?.fee?.toString() ?? null, seconds };
      },
      'staking.delegateKey': () => {
        const own = deps.delegateKey();
        return { publicKey: own?.publicKey ?? null, address: own?.address ?? null };
      },
      'staking.look': async () => {
        this.#follower.urge();
        await this.#timer.afresh();
      },
      'staking.rewards': ({ node, limit }) => {
        const rewards = this.#rewards(node);
        const { total, count } = sumOf(rewards, deps.clock());
        return { total: total.toString(), count, rewards: rewards.slice(0, limit).map((reward) => ({ node: reward.node, name: reward.name, txid: reward.txid, height: reward.height, time: reward.time, amount: reward.value.toString() })) };
      },
      'staking.exportRewards': ({ node }) => ({ csv: rewardsCsv(this.#rewards(node)) }),
      'staking.hardware': async ({ pasted }) => (pasted === null ? judgeHardware(await thisComputer(deps.dir), 'this-computer') : judgeHardware(readBenchmark(pasted), 'pasted')),
    } satisfies Partial<Handlers<StakingCalls>>;
  }

  #starts() {
    const began = <T>(result: T): T => {
      this.#changed();
      return result;
    };
    return {
      'staking.begin': async (wish) => began(await begin(wish, this.#begin)),
      'staking.restart': ({ nodes }) => restart(nodes, this.#begin),
      'staking.delegates': ({ node, keys }) => ({ intent: setDelegates(node, keys, this.#begin) }),
      'staking.startAsDelegate': async (wish) => began(await beginAsDelegate(wish, this.#begin)),
      'staking.abandon': ({ nodes }) => {
        if (abandon(nodes, this.#nodes)) this.#changed();
        return undefined;
      },
      'staking.forget': ({ node }) => {
        this.#forget(recordOf(node, this.#nodes));
        return undefined;
      },
      'staking.rename': ({ node, name }) => {
        const record = recordOf(node, this.#nodes);
        this.#nodes.put({ ...record, name: nameOf(name, record.tier, record.collateral ?? 0) });
        this.#changed();
        return undefined;
      },
      'staking.carryOut': async ({ intent, signed }) => {
        const { plans, tip, clock } = this.deps;
        const done = await carryOut(intent, signed, { nodes: this.#nodes, outbox: plans.outbox, tip, clock });
        // A START on a coin that is old enough goes out at once.
        if (done.txid === null) await this.#timer.afresh();
        this.#changed();
        this.deps.portfolioChanged();
        this.#timer.soon();
        const reason = done.txid === null ? done.nodes.map((id) => this.#nodes.get(id)?.start?.reason ?? null).find((one) => one !== null) ?? null : done.reason;
        return { nodes: done.nodes, txid: done.txid, sent: done.sent && (done.txid !== null || reason === null), reason: plain(reason) };
      },
    } satisfies Partial<Handlers<StakingCalls>>;
  }

  #money() {
    return {
      'staking.release': ({ outpoint, typed }) => {
        this.#release(outpoint, typed);
        return undefined;
      },
      'staking.keep': ({ outpoint }) => {
        this.#nodes.keep(outpoint);
        this.#changed();
        this.deps.portfolioChanged();
        return undefined;
      },
      'staking.consolidate': async () => {
        const { coins, amount, fee, intent, problem } = await this.deps.plans.consolidate();
        return { coins, amount: amount?.toString() ?? null, fee: fee?.toString() ?? null, intent, problem: plain(problem) };
      },
      'staking.evacuate': async ({ to, typed }) => {
        const { plans, balances, coins } = this.deps;
        const steps = await evacuate(to, typed, { plans, balances, coins, nodes: this.#nodes, grants: this.#grants });
        return { steps: steps.map((step) => ({ ...step, amount: step.amount?.toString() ?? null, fee: step.fee?.toString() ?? null, nodes: [...step.nodes], problem: plain(step.problem) })) };
      },
    } satisfies Partial<Handlers<StakingCalls>>;
  }

  /** @throws AppError staking/no-such-coin | staking/typed-wrong */
  #release(point: Outpoint, typed: string): void {
    const fate = this.deps.store.fate(point.txid, point.vout);
    if (fate === null || fate.spentBy !== null || !isCollateral('flux', fate)) throw new AppError('staking/no-such-coin', 'no collateral of this wallet');
    const node = this.#nodes.on(point);
    const wanted = node === null || node.hidden ? outpointKey(point) : node.name;
    if (wanted === '' || typed.trim() !== wanted) throw new AppError('staking/typed-wrong', 'this is not what was to be typed');
    this.#nodes.release(point, this.deps.clock());
    this.#changed();
    this.deps.portfolioChanged();
  }

  /** @throws AppError staking/still-alive */
  #forget(record: NodeRecord): void {
    const status = statusOf(record, sceneOf(record, this.#facts));
    if (isWish(record)) this.#nodes.remove(record.id);
    else if (status.kind === 'ended' || status.kind === 'failed') this.#nodes.put({ ...record, hidden: true });
    else throw new AppError('staking/still-alive', 'a node that was signed for stays until its coin is spent', { context: { status: status.kind } });
    this.#changed();
  }
}
