// One complete look at an EVM chain through one server: transfers by logs, native changes by bisection, balances at one block.

import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import { contractOf, nativeAsset, tokenAsset, type AssetId, type EvmChain } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import { balanceOfCall, decodeUint } from '../chains/evm/abi';
import { tokenFacts } from '../chains/evm/token-facts';
import type { EvmBlock, EvmClient } from '../chains/evm/evm-client';
import { inParallel } from '../chains/rest';
import type { Entry } from '../history/entry';
import type { ChainStore, EvmScan } from '../store/chain-store';
import type { TokenFacts, TokenStore } from '../store/token-store';
import { internalEntry, nativeEffect, feeOf, transactionEntry, transferEntry, type SeenTx } from './evm-entries';
import { LogReader, type TokenTransfer } from './evm-logs';
import { scanNative, type AccountPoint } from './evm-native';

export interface EvmLookDeps {
  readonly chain: EvmChain;
  readonly marks: ChainStore;
  readonly tokens: TokenStore;
  /** Whether the person asked for a token: sent it, or showed an address for it. */
  readonly askedFor: (asset: AssetId) => boolean;
  /** How many blocks back history is read when a chain is met for the first time. */
  readonly lookback: { readonly logs: number; readonly native: number };
}
export interface EvmLookResult {
  readonly block: EvmBlock;
  readonly entries: readonly Entry[];
  /** Entries from this height up to `scannedTo` that are not in `entries` are gone from the chain. */
  readonly reread: number;
  readonly scannedTo: number;
  readonly scan: EvmScan;
  readonly balances: ReadonlyMap<AssetId, bigint>;
  readonly tokens: readonly TokenFacts[];
}

/** Unknown tokens that are asked about themselves in one look, and that are followed in all: anyone can send such tokens. */
const NEW_TOKENS = 20;
const MOST_TOKENS = 200;
/** Blocks that are looked through again when a settled block turns out to be replaced. */
const DEEP_REORG = 100;

export class EvmLook {
  readonly #logs = new LogReader();

  constructor(private readonly deps: EvmLookDeps) {}

  /** @param me own address in lower case @param height block at which balances are read */
  async look(client: EvmClient, url: string, me: string, height: number): Promise<EvmLookResult> {
    const { chain, marks, lookback } = this.deps;
    const depth = chainInfo(chain).confirmations;
    const before = marks.scan(chain);
    const block = await client.block(height);
    if (block.number !== height) throw new AppError('endpoint/lies', 'the server gives another block', { context: { what: 'block' } });
    const logFrom = before.logTo === null ? Math.max(0, height - lookback.logs) : Math.min(height, Math.max(0, before.logTo + 1 - depth));
    const transfers = await this.#logs.read(client, url, me, logFrom, height);
    const native = await this.#native(client, me, before, height);
    const seen = new SeenTransactions(client);
    const entries = [...(await this.#nativeEntries(client, seen, me, native.blocks, transfers)), ...(await this.#transferEntries(seen, me, transfers))];
    const tokens = await this.#newTokens(client, transfers);
    const balances = await this.balances(client, me, height, tokens.map(({ asset }) => asset));
    // The mark stays below what a reorganisation may replace, unless the server keeps no state that old.
    const settled = Math.max(Math.min(native.from, native.scannedTo), Math.min(native.scannedTo, height - depth));
    const point = native.scannedTo > settled ? await this.#pointAt(client, me, settled) : native.end;
    const nativeHeight = point ? settled : native.scannedTo;
    const scan: EvmScan = {
      logFrom: before.logFrom === null ? logFrom : Math.min(before.logFrom, logFrom), logTo: height,
      nativeHeight, nativeHash: nativeHeight === height ? block.hash : (await client.block(nativeHeight)).hash,
      nativeUnits: (point ?? native.end).balance, nativeNonce: (point ?? native.end).nonce,
    };
    return { block, entries, reread: Math.max(logFrom, native.from + 1), scannedTo: native.scannedTo, scan, balances, tokens };
  }

  /** Balances of the native coin, the registry's tokens and those that were met, in one block. */
  async balances(client: EvmClient, me: string, height: number, added: readonly AssetId[] = []): Promise<Map<AssetId, bigint>> {
    const { chain, tokens } = this.deps;
    const balances = new Map<AssetId, bigint>([[nativeAsset(chain), await client.balance(me, height)]]);
    const registry = chainInfo(chain).tokens.map(({ id }) => id);
    const all = [...new Set([...registry, ...tokens.of(chain), ...added])];
    await inParallel(all, 4, async (asset) => {
      const contract = contractOf(asset) ?? '';
      const data = builtInAsset(asset) ? await client.call(contract, balanceOfCall(me), height) : await client.tryCall(contract, balanceOfCall(me));
      const units = data === null ? null : decodeUint(data);
      if (units !== null) balances.set(asset, units);
      // A registry token without code answers "0x": a fresh practice chain, or a server of another chain.
      else if (data === '0x') balances.set(asset, 0n);
    });
    return balances;
  }

  async #native(client: EvmClient, me: string, before: EvmScan, height: number) {
    const { from, start } = await this.#startOf(client, me, before, height);
    try {
      return { from, ...(await scanNative(client, me, from, Math.max(from, height), start)) };
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'evm/no-history') throw thrown;
      // No server can tell what happened in between: the balance is right, the list has a hole, and goes on from here.
      const [balance, nonce] = await Promise.all([client.balance(me, height), client.nonce(me, height)]);
      return { from: height, blocks: [], scannedTo: height, end: { balance, nonce } };
    }
  }

  /** Where the search for native changes goes on. The old mark is checked first: a server must still say there what was said then. */
  async #startOf(client: EvmClient, me: string, { nativeHeight, nativeHash, nativeUnits, nativeNonce }: EvmScan, height: number): Promise<{ from: number; start: AccountPoint | null }> {
    if (nativeHeight === null || nativeUnits === null || nativeNonce === null) return { from: Math.max(0, height - this.deps.lookback.native), start: null };
    const hash = nativeHeight <= height ? (await client.block(nativeHeight)).hash : null;
    if (hash !== nativeHash) return { from: Math.max(0, nativeHeight - DEEP_REORG), start: null };
    const point = await this.#pointAt(client, me, nativeHeight);
    if (point && (point.balance !== nativeUnits || point.nonce !== nativeNonce)) throw new AppError('endpoint/lies', 'the server changes its word on a settled block', { context: { what: 'balance' } });
    return { from: nativeHeight, start: { balance: nativeUnits, nonce: nativeNonce } };
  }

  async #pointAt(client: EvmClient, me: string, height: number) {
    try {
      const [balance, nonce] = await Promise.all([client.balance(me, height), client.nonce(me, height)]);
      return { balance, nonce };
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'evm/no-history') return null;
      throw thrown;
    }
  }

  async #nativeEntries(client: EvmClient, seen: SeenTransactions, me: string, blocks: readonly { height: number; delta: bigint | null }[], transfers: readonly TokenTransfer[]): Promise<Entry[]> {
    const { chain } = this.deps;
    const entries: Entry[] = [];
    for (const { height, delta } of blocks) {
      const block = await client.fullBlock(height);
      const time = block.timestamp * 1000;
      const touching: SeenTx[] = [];
      for (const tx of block.transactions) {
        if (tx.from !== me && tx.to !== me) continue;
        touching.push(await seen.withReceipt(tx, height, time));
      }
      const explained = touching.reduce((sum, one) => sum + nativeEffect(one, me) - (one.tx.from === me ? feeOf(one.receipt) ?? 0n : 0n), 0n);
      const rest = delta === null ? 0n : delta - explained;
      // What a contract paid back belongs to the one call of ours in that block.
      const calls = touching.filter(({ tx }) => tx.from === me && tx.input !== '0x');
      for (const one of touching) {
        const entry = transactionEntry(chain, one, me, calls.length === 1 && calls[0] === one ? rest : 0n);
        if (entry && !transfers.some((transfer) => transfer.txid === one.tx.hash && transfer.from === me && one.tx.from === me && entry.amount === 0n)) entries.push(entry);
      }
      if (rest !== 0n && calls.length !== 1) entries.push(internalEntry(chain, block.hash, height, time, rest));
    }
    return entries;
  }

  async #transferEntries(seen: SeenTransactions, me: string, transfers: readonly TokenTransfer[]): Promise<Entry[]> {
    const { chain, askedFor } = this.deps;
    const begun = new Set<string>();
    const entries: Entry[] = [];
    for (const transfer of transfers) {
      const first = !begun.has(transfer.txid) && transfer.from === me;
      if (first) begun.add(transfer.txid);
      const tx = await seen.byId(transfer.txid, transfer.height);
      entries.push(transferEntry(chain, transfer, tx, me, first, askedFor(tokenAsset(chain, transfer.contract))));
    }
    return entries;
  }

  async #newTokens(client: EvmClient, transfers: readonly TokenTransfer[]): Promise<TokenFacts[]> {
    const { chain, tokens } = this.deps;
    const met = [...new Set(transfers.filter(({ amount }) => amount > 0n).map(({ contract }) => tokenAsset(chain, contract)))].filter((asset) => builtInAsset(asset) === null && tokens.get(asset) === null);
    const room = Math.max(0, Math.min(NEW_TOKENS, MOST_TOKENS - tokens.of(chain).length));
    return inParallel(met.slice(0, room), 4, (asset) => tokenFacts(client, asset));
  }
}

/** Transactions with receipt and time, each asked for once a look. */
class SeenTransactions {
  readonly #known = new Map<string, SeenTx>();
  readonly #times = new Map<number, number>();

  constructor(private readonly client: EvmClient) {}

  async withReceipt(tx: SeenTx['tx'], height: number, time: number): Promise<SeenTx> {
    const known = this.#known.get(tx.hash);
    if (known) return known;
    const receipt = await this.client.receipt(tx.hash);
    if (receipt === null) throw new AppError('endpoint/lies', 'the server has no receipt for a mined transaction', { context: { what: 'receipt' } });
    const seen = { tx, receipt, height, time };
    this.#known.set(tx.hash, seen);
    return seen;
  }

  async byId(txid: string, height: number): Promise<SeenTx> {
    const known = this.#known.get(txid);
    if (known) return known;
    const tx = await this.client.transaction(txid);
    if (tx === null) throw new AppError('endpoint/lies', 'the server lists a transaction that it cannot show', { context: { what: 'logs' } });
    return this.withReceipt(tx, height, await this.#time(height));
  }

  async #time(height: number): Promise<number> {
    const known = this.#times.get(height);
    if (known !== undefined) return known;
    const time = (await this.client.block(height)).timestamp * 1000;
    this.#times.set(height, time);
    return time;
  }
}
