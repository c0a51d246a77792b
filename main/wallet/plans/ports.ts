// What plans, previews and the outbox need of the rest of the wallet process; the store and the chain clients implement it.
// Rule: what cannot be learned throws an AppError (or is a reading in state "unknown"); it is never an empty list or a zero.

import type { Reading } from '../../../shared/contract/base';
import type { Imported, Intent, KeyRef, ScriptType } from '../../../shared/contract/money-path';
import type { ChainId, EvmChain, NetworkId } from '../../../shared/chains/ids';
import type { ErrorShape } from '../../../shared/errors/app-error';

export type Awaitable<T> = T | Promise<T>;
export type UtxoChain = 'flux' | 'bitcoin';

/** Names an output: transaction id in display form and position. */
export interface Outpoint {
  readonly txid: string;
  readonly vout: number;
}

/** `txid:vout`, the key under which an output stands in sets and maps. */
export const outpointKey = (point: Outpoint): string => `${point.txid}:${point.vout}`;

/** An unspent output that belongs to the wallet, as the last sync found it. */
export interface Coin extends Outpoint {
  /** Zatoshi or satoshi. */
  readonly value: bigint;
  readonly address: string;
  readonly key: KeyRef;
  readonly scriptType: ScriptType;
  /** Bytes of the public key that spends it: 65 only for imported uncompressed keys. */
  readonly keyBytes: 33 | 65;
  /** Height of its block; null while it is in the mempool. */
  readonly height: number | null;
  readonly coinbase: boolean;
  /** True when this wallet made the transaction that created it (all inputs were ours), so that nobody else can take it back. */
  readonly ownTransaction: boolean;
}

/** The local view of the chains, kept by sync. */
export interface CoinSource {
  /**
   * Every unspent output of the wallet as servers report it, those spent by the outbox included (plans leave them out by
   * `OutboxRepository.live`). Loading or unknown while the chain was never synced or its last sync failed.
   */
  coins(chain: UtxoChain): Awaitable<Reading<readonly Coin[]>>;
  /**
   * Raw previous transactions by id, each checked against its id when it was stored.
   * @throws AppError when one is missing and cannot be fetched
   */
  previous(chain: UtxoChain, txids: readonly string[]): Awaitable<ReadonlyMap<string, Uint8Array>>;
  /**
   * Outpoints (`txid:vout`) of FluxNode collateral that may be spent, because the person typed which node ends with it: for every
   * payment, or for this very intent alone. Null: for a preview.
   */
  released(intent: Intent | null): ReadonlySet<string>;
}

/** An address of the wallet itself. */
export interface OwnAddress {
  readonly address: string;
  readonly key: KeyRef;
  readonly scriptType: ScriptType;
}

export interface AccountSource {
  /**
   * The next internal address (m/…/1/i) that no transaction has used, those in the outbox included. Null when the wallet has
   * no account of that script type. Asking does not use it up.
   */
  freshChange(chain: UtxoChain, scriptType: ScriptType): Awaitable<OwnAddress | null>;
  /** The next unused receiving address of the chain's default account. */
  freshReceive(chain: UtxoChain): Awaitable<OwnAddress>;
  /** Who of the wallet an address belongs to, or null. */
  own(chain: ChainId, address: string): Awaitable<OwnAddress | null>;
  /** The one EVM account. */
  evm(): Awaitable<OwnAddress>;
  /** Every imported key. */
  imported(): Awaitable<readonly Imported[]>;
}

/** What servers know of a transaction. */
export type ChainView =
  | { readonly kind: 'absent' }
  | { readonly kind: 'mempool' }
  /** `ok` false: an EVM transaction that was mined and reverted. */
  | { readonly kind: 'block'; readonly height: number; readonly ok: boolean };

/** One server that takes transactions. */
export interface Broadcaster {
  readonly url: string;
  /**
   * Hands a signed transaction over. Any answer of the server, success or refusal, is returned.
   * @throws AppError when the server did not answer or answered nonsense
   */
  send(raw: Uint8Array): Promise<BroadcastAnswer>;
}
export type BroadcastAnswer =
  | { readonly kind: 'accepted'; readonly txid: string }
  /** The server's own words (at most 300 characters) and its code if it gave one. */
  | { readonly kind: 'refused'; readonly message: string; readonly code: number | null };

/** A height that servers report; `agreed` when at least two of them (or the only configured one) say at least that. */
export interface Tip {
  readonly height: number;
  readonly agreed: boolean;
}

export interface UtxoBackend {
  tip(): Promise<Tip>;
  /** Bitcoin: reported satoshi a virtual byte by number of blocks (as decimal numbers); null where the chain has no estimates (Flux). */
  feeEstimates(): Promise<ReadonlyMap<number, number> | null>;
  /** The truth as the servers agree on it; "absent" only when every server that answered says so. */
  transaction(txid: string): Promise<ChainView>;
  /** The transaction that spends an output, or null when it is unspent or unknown. */
  spender(point: Outpoint): Promise<{ readonly txid: string; readonly height: number | null } | null>;
  broadcasters(): readonly Broadcaster[];
}

export interface EvmCall {
  readonly from: string;
  readonly to: string;
  readonly value: bigint;
  readonly data: Uint8Array;
}

/** Reported fees in wei. */
export interface EvmFeeReport {
  /** Of the latest block; null where the chain has no EIP-1559. */
  readonly baseFee: bigint | null;
  /** Priority fees that recent blocks took (for instance the 10th, 50th and 90th percentile of eth_feeHistory). */
  readonly tips: { readonly slow: bigint; readonly normal: bigint; readonly fast: bigint };
  readonly gasPrice: bigint;
}

export interface EvmBackend {
  tip(): Promise<Tip>;
  /** Transaction counts in the latest block and with the mempool. */
  nonce(address: string): Promise<{ readonly latest: number; readonly pending: number }>;
  balance(address: string): Promise<bigint>;
  tokenBalance(contract: string, address: string): Promise<bigint>;
  fees(): Promise<EvmFeeReport>;
  /** @throws AppError evm/would-revert when the call fails on chain, any other code when nobody answered */
  estimateGas(call: EvmCall): Promise<bigint>;
  isContract(address: string): Promise<boolean>;
  /** A token's own word on itself; null what it does not say. */
  tokenFacts(contract: string): Promise<{ readonly decimals: number | null; readonly symbol: string | null }>;
  /** OP stack: what GasPriceOracle.getL1Fee says for a serialised transaction, in wei; null where there is no such contract. */
  l1Fee(transaction: Uint8Array): Promise<bigint | null>;
  transaction(txid: string): Promise<ChainView>;
  broadcasters(): readonly Broadcaster[];
}

/** The life of a signed transaction; see outbox/states.ts for the transitions that are allowed. */
export type OutboxState =
  /** On disk, accepted by no server yet; tried again at `nextAt`. */
  | { readonly kind: 'waiting'; readonly attempts: number; readonly nextAt: number; readonly reason: ErrorShape | null }
  /** A server accepted it; offered again at `nextAt` for as long as no block has it. */
  | { readonly kind: 'pending'; readonly since: number; readonly attempts: number; readonly nextAt: number }
  /** In a block that is not deep enough yet. */
  | { readonly kind: 'mined'; readonly height: number; readonly ok: boolean }
  | { readonly kind: 'confirmed'; readonly height: number }
  /** Flux: the chain went past its expiry height without it; its coins are free again. */
  | { readonly kind: 'expired'; readonly height: number }
  /** Another transaction took its coins or its nonce. */
  | { readonly kind: 'replaced'; readonly by: string | null }
  | { readonly kind: 'failed'; readonly reason: ErrorShape };

/** A signed transaction and what it was for. All of it is written in one database transaction before the first broadcast. */
export interface OutboxEntry {
  /** `chain:txid`, also the id of its entry in Activity. */
  readonly id: string;
  readonly chain: ChainId;
  readonly txid: string;
  /** The exact signed bytes; never changed and never signed anew. */
  readonly raw: Uint8Array;
  readonly intent: Intent;
  readonly createdAt: number;
  /** UTXO: coins that it spends. Empty on EVM. */
  readonly spends: readonly Outpoint[];
  /** Outputs that pay the wallet itself; their addresses count as used from now on. */
  readonly ownOutputs: readonly { readonly vout: number; readonly value: bigint; readonly own: OwnAddress }[];
  /** EVM: sender and nonce. Null on UTXO chains. */
  readonly nonce: { readonly from: string; readonly value: number } | null;
  /** Flux: last height at which it can be mined; null where transactions do not expire. */
  readonly expiry: number | null;
  /** Network fee in native base units: exact on UTXO chains, the most it can be on EVM. */
  readonly fee: bigint;
  /** Id of the outbox entry that it replaces, else null. */
  readonly replaces: string | null;
  readonly state: OutboxState;
}

/** Signed transactions on disk. Every method that writes is one database transaction, durable when it returns. */
export interface OutboxRepository {
  /** @throws AppError outbox/known when the id exists already; disk errors as they are */
  add(entry: OutboxEntry): Awaitable<void>;
  get(id: string): Awaitable<OutboxEntry | null>;
  /** Entries that are not at their end: waiting, pending or mined, oldest first. */
  live(): Awaitable<readonly OutboxEntry[]>;
  /** Every entry of a chain whose `spends` or nonce slot overlaps (including ended ones), oldest first. */
  rivals(entry: OutboxEntry): Awaitable<readonly OutboxEntry[]>;
  setState(id: string, state: OutboxState): Awaitable<void>;
}

/** Milliseconds since 1970 on the network's own clock. */
export type Clock = () => number;
/** Cryptographic random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** No deposit of a swap; one that the bridge's operator was not told of yet; one that it was, or may have been. */
export type SwapDeposit = 'none' | 'untold' | 'told';

export interface PlanPorts {
  readonly network: NetworkId;
  readonly coins: CoinSource;
  readonly accounts: AccountSource;
  readonly outbox: OutboxRepository;
  utxo(chain: UtxoChain): UtxoBackend;
  evm(chain: EvmChain): EvmBackend;
  /** Tokens beyond the registry that the wallet has met: their reported decimals and symbol, or null. */
  knownToken(asset: string): Awaitable<{ readonly decimals: number | null; readonly symbol: string | null } | null>;
  /** What an entry of the outbox is to the bridge. */
  deposit(entry: OutboxEntry): Awaitable<SwapDeposit>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Called after a state of the outbox changed and is on disk. */
  changed(entry: OutboxEntry): void;
}

/** Id of an outbox entry. */
export const outboxId = (chain: ChainId, txid: string): string => `${chain}:${txid}`;

/** What a deposit to a bridge's operator would take, asked for while the person types. */
export interface DepositRequest {
  readonly chain: ChainId;
  /** 10⁻⁸ FLUX; null: nothing typed yet, only the sender is wanted. */
  readonly amount: bigint | 'all' | null;
  /** The operator's address on `chain`. */
  readonly deposit: string;
}
export interface DepositPreview {
  /** What arrives at the operator: the amount asked for, or all that `sender` can send. */
  readonly amount: bigint | null;
  /** Network fee, and the most that the intent may allow, in the chain's native coin. */
  readonly fee: bigint | null;
  readonly feeLimit: bigint | null;
  /** The one own address that the deposit comes from: the one that holds enough, else the one that holds most. */
  readonly sender: { readonly address: string; readonly spendable: bigint } | null;
  /** Flux: enough in sum, but in no single address. Paying `sender` gathers it first. */
  readonly gather: { readonly intent: Intent; readonly fee: bigint } | null;
  /** Why the deposit cannot be made as it stands: plan/…, fee/…, servers. `field` is where the person can change it. */
  readonly problem: { readonly field: 'from' | 'amount' | 'gas'; readonly error: ErrorShape } | null;
}
