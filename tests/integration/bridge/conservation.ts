// The conservation run: random swaps in every direction, with an operator that fails and a wallet process that is killed; at the end
// every deposit has its swap, every swap its end, and the FLUX of every chain is all there. One seed, one run.
import * as ecc from 'tiny-secp256k1';
import { createReviewer, type Reviewer } from '../../../main/signer/review';
import { text } from '../../../main/wallet/store/columns';
import { openStore } from '../../../main/wallet/store/open';
import type { Swap } from '../../../shared/contract/bridge';
import type { Intent } from '../../../shared/contract/money-path';
import { AppError } from '../../../shared/errors/app-error';
import { fluxOn } from '../../../shared/fusion/flux-on';
import { killDuring } from '../../e2e/harness/kill-during';
import { seededRandom, type Random } from '../../e2e/harness/random';
import { until } from '../../e2e/harness/until';
import { CARRIERS, COIN, Fusion, Holder, type Carrier } from '../practice/fusion-kit';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { keysOf, openInput, removeFolder, walletFolder } from '../wallet/harness';
import { KilledWallet } from './killed-wallet';
import { account, AT_REST, CHAIN_KEYS, seenOn, type Evidence } from './sums';
import { Trouble } from './trouble';

export interface RunInput {
  readonly seed: number;
  readonly swaps: number;
  /** So many may be open before the next one waits. */
  readonly mostOpen: number;
  /** Of so many swaps in a row the last loses its wallet process, at a random moment. */
  readonly killEvery: number;
  readonly say?: (line: string) => void;
}
export interface RunResult {
  /** Swaps by the state that they ended in. */
  readonly ends: Readonly<Record<string, number>>;
  readonly kills: number;
}

/** From the faucet on each chain. */
const GIVEN = 20_000n * COIN;
/** Longest that a settled network may need: three cycles of the wallet and a slow look at what contradicts, many times over on a busy computer. */
const PATIENCE_MS = 120_000;

/** What is left when a run is over and everything added up: for planting a breakage that the check has to find. */
export interface Aftermath {
  readonly network: PracticeProcess;
  evidence(): Promise<Evidence>;
  /** Takes a swap and its deposit out of the wallet's files. */
  forget(swap: string): Promise<void>;
}
type After = (aftermath: Aftermath) => Promise<void>;

/** @throws Error whose cause is what does not add up */
export async function conservationRun(input: RunInput, after?: After): Promise<RunResult> {
  const folders = [temporaryFolder(), walletFolder()] as const;
  const network = await PracticeProcess.start(folders[0], '--seed', `conservation ${input.seed}`, '--clock-rate', '0');
  const run = new Run(network, folders[1], input);
  try {
    return await run.whole(after);
  } catch (thrown) {
    throw new Error(`seed ${input.seed}`, { cause: thrown });
  } finally {
    await run.end();
    await network.stop();
    remove(folders[0]);
    removeFolder(folders[1]);
  }
}

class Run {
  readonly #random: Random;
  readonly #trouble: Trouble;
  readonly #wallet: KilledWallet;
  readonly #signer: Reviewer;
  readonly #stranger: Holder;
  readonly #begun: string[] = [];

  constructor(private readonly network: PracticeProcess, private readonly folder: string, private readonly input: RunInput) {
    const keys = keysOf(`conservation ${input.seed}`);
    this.#random = seededRandom(input.seed);
    this.#stranger = new Holder(network, 'a stranger');
    this.#trouble = new Trouble(network, this.#random);
    this.#wallet = new KilledWallet(async () => ({ ...openInput(network, keys, folder), clockOffset: await this.#clockOffset() }));
    this.#signer = createReviewer({
      keys, ecc, now: Date.now, speed: () => 1, random: (count) => new Uint8Array(count).fill(5),
      addresses: { contacts: () => [], paid: () => [], rememberPaid: () => Promise.resolve(), deposit: () => null, rememberDeposit: () => Promise.resolve() },
    });
  }

  async whole(after?: After): Promise<RunResult> {
    await this.#wallet.open();
    await this.#fund();
    expect(await this.#gather()).toBe(true);
    await this.#cancelOne();
    for (let tries = 0; this.#begun.length < this.input.swaps; tries += 1) {
      if (tries > this.input.swaps * 6) throw new Error(`only ${this.#begun.length} swaps could begin`);
      if (await this.#swap()) this.input.say?.(`${this.#begun.length} of ${this.input.swaps} swaps begun, ${this.#wallet.kills} kills`);
      await this.#untilFewOpen();
      if (this.#begun.length % 25 === 0) await this.#gather();
    }
    await this.#settle();
    const ends = account(await this.#evidence());
    const result = { ends, kills: this.#wallet.kills };
    await after?.({ network: this.network, evidence: () => this.#evidence(), forget: (id) => this.#forget(id) });
    return result;
  }

  async end(): Promise<void> {
    await this.#wallet.close();
  }

  async #clockOffset(): Promise<number> {
    return (await this.network.status()).clock.nowMs - Date.now();
  }

  async #fund(): Promise<void> {
    for (const key of CHAIN_KEYS.filter((chain) => chain !== 'main')) {
      const chain = CARRIERS[key];
      const { address } = await this.#wallet.ask((calls) => calls['receive.fresh']({ chain, scriptType: null }));
      await this.network.do('/faucet', { chain, asset: 'flux', address, amount: GIVEN.toString() });
      await this.network.do('/faucet', { chain, address });
    }
    // On the main chain it lies on two addresses, so that there is something to gather.
    for (const part of [GIVEN / 2n, GIVEN]) {
      const { address } = await this.#wallet.ask((calls) => calls['receive.fresh']({ chain: 'flux', scriptType: null }));
      await this.network.do('/faucet', { chain: 'flux', asset: 'native', address, amount: (GIVEN / 2n).toString() });
      await this.#mine(['main'], 2);
      await until('coins on the main chain', async () => {
        await this.#wallet.ask((calls) => calls['sync.now'](undefined));
        return (await this.#shown('main')) === part;
      }, 60_000);
    }
    await this.#mine(CHAIN_KEYS, 2);
    await until('the coins to begin with', async () => {
      await this.#wallet.ask((calls) => calls['sync.now'](undefined));
      const sums = await Promise.all(CHAIN_KEYS.map((key) => this.#shown(key)));
      return sums.every((units) => units === GIVEN);
    }, 60_000);
  }

  async #mine(chains: readonly Carrier[], blocks: number): Promise<void> {
    await Promise.all(chains.map((key) => this.network.do('/control/mine', { chain: CARRIERS[key], blocks })));
  }

  /** @returns whether one began; not when the operator stands in the way */
  async #swap(): Promise<boolean> {
    await this.#trouble.begins();
    const from = CHAIN_KEYS[this.#random(0, CHAIN_KEYS.length - 1)] ?? 'main';
    const to = CHAIN_KEYS.filter((key) => key !== from)[this.#random(0, CHAIN_KEYS.length - 2)] ?? 'base';
    const amount = BigInt(this.#random(15, 150)) * COIN + BigInt(this.#random(0, 99_999_999));
    // One swap in five goes to somebody else.
    const recipient = this.#random(1, 5) === 1 ? this.#stranger.on(to) : null;
    const kill = (this.#begun.length + 1) % this.input.killEvery === 0 ? this.#random(0, 2) : null;
    const intent = await this.#begin(from, to, amount, recipient);
    if (intent === null) {
      await this.#trouble.calm();
      await this.#wallet.ask((calls) => calls['sync.now'](undefined));
      return false;
    }
    await this.#trouble.begun();
    await this.#carryOutOrDie(intent, kill);
    await this.#mine([from, to], this.#random(1, 4));
    return true;
  }

  async #begin(from: Carrier, to: Carrier, amount: bigint, recipient: string | null): Promise<Intent | null> {
    const pair = { from: CARRIERS[from], to, amount: amount.toString(), recipient };
    const { ready, fee, arrives, deposit } = await this.#wallet.ask((calls) => calls['bridge.quote'](pair));
    if (!ready || fee === null || arrives === null || deposit === null) return null;
    try {
      const { swap, intent } = await this.#wallet.ask((calls) => calls['bridge.begin']({ ...pair, shown: { fee: fee.total, arrives, deposit: deposit.address } }));
      this.#begun.push(swap);
      return intent;
    } catch (thrown) {
      if (thrown instanceof AppError && /^(fusion|bridge)\//.test(thrown.code)) return null;
      throw thrown;
    }
  }

  /** More than any single address of the main chain holds, where there are several: it is gathered in one, by a payment to oneself. */
  async #gather(): Promise<boolean> {
    const ask = (amount: string) => this.#wallet.ask((calls) => calls['bridge.quote']({ from: 'flux', to: 'base', amount, recipient: null }));
    const { sender } = await ask(COIN.toString());
    const { gather } = await ask((BigInt(sender?.spendable ?? '0') + COIN).toString());
    if (gather === null) return false;
    await this.#carryOut(gather.intent);
    await this.#mine(['main'], 2);
    await this.#wallet.ask((calls) => calls['sync.now'](undefined));
    return true;
  }

  /** @param kill null: the process lives; 0: it dies before anything is signed, 1: in the middle of it, 2: right after it */
  async #carryOutOrDie(intent: Intent, kill: number | null): Promise<void> {
    if (kill === 1) await killDuring(async () => void (await this.#carryOut(intent)), this.#random(0, 250), () => this.#wallet.kill());
    else {
      if (kill !== 0) await this.#carryOut(intent);
      if (kill !== null) await this.#wallet.kill();
    }
    if (kill !== null) await this.#wallet.open();
  }

  /** @returns the id of what was sent in Activity */
  async #carryOut(intent: Intent, signing?: () => Promise<void>): Promise<string> {
    const plan = await this.#wallet.ask((calls) => calls['plan.make']({ intent }));
    const signed = await this.#signer.sign({ hash: this.#signer.review({ intent, plan }).hash });
    await signing?.();
    return (await this.#wallet.ask((calls) => calls['plan.carryOut']({ intent, signed }))).id;
  }

  /** A deposit that no server takes, so that the operator is not told of it, is cancelled. */
  async #cancelOne(): Promise<void> {
    const servers = async (fault: 'rejectBroadcast' | 'none'): Promise<void> => {
      for (const endpoint of ['a', 'b']) await this.network.do('/control/fault', { chain: 'base', endpoint, fault });
    };
    const swap = await this.#begin('base', 'avax', 20n * COIN, null);
    if (swap === null) throw new Error('no swap to cancel');
    await servers('rejectBroadcast');
    const id = await this.#carryOut(swap);
    const { intent, problem } = await this.#wallet.ask((calls) => calls['replace.preview']({ id, mode: 'cancel', fee: { kind: 'preset', preset: 'fast' } }));
    if (intent === null) throw new Error(problem?.code);
    await this.#carryOut(intent, () => servers('none'));
    await until('the cancellation', async () => {
      await this.#mine(['base'], 1);
      await this.#wallet.ask((calls) => calls['sync.now'](undefined));
      return (await this.#swaps())[0]?.state.kind === 'cancelled';
    }, 30_000);
  }

  /** Every swap that is no abandoned one, newest first. */
  async #swaps(): Promise<Swap[]> {
    const all: Swap[] = [];
    for (let total = 1; all.length < total;) {
      const page = await this.#wallet.ask((calls) => calls['bridge.list']({ offset: all.length, limit: 200 }));
      total = page.total;
      all.push(...page.swaps);
      if (page.swaps.length === 0) break;
    }
    return all;
  }

  async #untilFewOpen(): Promise<void> {
    let rounds = 0;
    await until('fewer open swaps', async () => {
      const open = (await this.#swaps()).filter(({ state }) => !AT_REST.includes(state.kind));
      if (open.length < this.input.mostOpen) return true;
      rounds += 1;
      if (rounds % 10 === 0) await this.#mine(chainsOf(open), 6);
      // What is held, what waits for a moment of the network and what an operator out of order keeps would wait for ever.
      if (rounds % 100 === 0) await this.#unblock();
      return false;
    }, PATIENCE_MS);
  }

  async #unblock(): Promise<void> {
    await this.#trouble.ends();
    await this.network.do('/control/clock', { advanceMs: 600_000 });
    const { endpoints, prices, fusion, fluxos, xdao, currency } = openInput(this.network, keysOf('any'), '');
    const clockOffset = await this.#clockOffset();
    await this.#wallet.ask((calls) => calls['wallet.configure']({ endpoints, prices, fusion, fluxos, xdao, currency, clockOffset }));
  }

  async #settle(): Promise<void> {
    this.input.say?.('every fault off');
    await this.#mine(CHAIN_KEYS, 8);
    await this.#unblock();
    let rounds = 0;
    await until('an end of every swap', async () => {
      const open = (await this.#swaps()).filter(({ state }) => !AT_REST.includes(state.kind));
      if (open.length === 0) return true;
      rounds += 1;
      if (rounds % 10 === 0) await this.#mine(chainsOf(open), 12);
      if (rounds % 100 === 0) await this.#unblock();
      return false;
    }, PATIENCE_MS);
    await this.#mine(CHAIN_KEYS, 40);
  }

  /** All that is to be looked at: from the wallet, from the operator's books, from the chains. */
  async #evidence(): Promise<Evidence> {
    const swaps = await this.#swaps();
    const status = await new Fusion(this.network).status();
    await this.#wallet.ask((calls) => calls['sync.now'](undefined));
    const chains = await Promise.all(CHAIN_KEYS.map(async (chain) => {
      const { address, otherAddress } = status.books.find((book) => book.chain === chain)?.wallet ?? { address: '', otherAddress: '' };
      return { chain, given: GIVEN, shown: await this.#shown(chain), ...(await seenOn(this.network, chain, await this.#own(chain), [address, otherAddress])) };
    }));
    const begun = await Promise.all(this.#begun.map(async (id) => ({ id, swap: await this.#wallet.ask((calls) => calls['bridge.get']({ id })) })));
    return { begun, swaps, chains, status };
  }

  /** The wallet's process dies, and comes back over files in which a swap and its deposit are missing. */
  async #forget(id: string): Promise<void> {
    await this.#wallet.kill();
    const { db } = openStore({ dir: this.folder, network: 'practice', instance: this.network.ready.instanceId, now: Date.now() });
    db.transaction(() => {
      const deposit = db.get('SELECT outbox.id FROM outbox JOIN swap ON swap.chain = outbox.chain AND swap.txid = outbox.txid WHERE swap.id = ?', [id]);
      for (const table of ['outbox_spend', 'outbox']) db.run(`DELETE FROM ${table} WHERE id = ?`, [deposit === null ? '' : text(deposit, 'id')]);
      db.run('DELETE FROM swap WHERE id = ?', [id]);
    });
    db.close();
    await this.#wallet.open();
  }

  async #own(chain: Carrier): Promise<string[]> {
    const used = await this.#wallet.ask((calls) => calls['receive.list']({ chain: CARRIERS[chain] }));
    return used.map(({ address }) => address);
  }

  /** FLUX of the wallet on a chain as it shows it; -1 while it does not know. */
  async #shown(chain: Carrier): Promise<bigint> {
    const asset = fluxOn(CARRIERS[chain])?.id;
    const row = (await this.#wallet.ask((calls) => calls['portfolio.get'](undefined))).assets.find((one) => one.asset === asset);
    return row?.balance.state === 'known' ? BigInt(row.balance.value.total) : -1n;
  }
}

const chainsOf = (swaps: readonly Swap[]): Carrier[] => CHAIN_KEYS.filter((key) => swaps.some(({ from, to }) => from === CARRIERS[key] || to === key));
