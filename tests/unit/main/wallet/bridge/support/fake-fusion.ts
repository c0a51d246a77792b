// A scripted Fusion behind an Http: it remembers reservations and swaps, and fails in every way that it is told to.
import { AppError } from '../../../../../../shared/errors/app-error';
import type { Http, HttpRequest } from '../../../../../../main/wallet/chains/http';

export interface FakeSwap {
  _id?: string;
  txidFrom: string;
  chainFrom: string;
  chainTo: string;
  addressFrom: string;
  addressTo: string;
  amountFrom?: number;
  amountTo?: number;
  fee?: number;
  confsRequired?: number;
  status: string;
  txidTo?: string;
}
export interface Asked {
  readonly at: number;
  readonly path: string;
  readonly body: string | undefined;
  readonly label: string | undefined;
}
type Answer = { readonly status?: number; readonly text: string };

const refuse = (message: string): Answer => ({ text: JSON.stringify({ status: 'error', data: { code: 400, name: 'Error', message } }) });
const succeed = (data: unknown): Answer => ({ text: JSON.stringify({ status: 'success', data }) });

export const EVM_DEPOSIT = '0x00000000000000000000000000000000000000d1';

export class FakeFusion {
  readonly asked: Asked[] = [];
  readonly reservations: Record<string, unknown>[] = [];
  readonly swaps = new Map<string, FakeSwap>();
  info = {
    chains: ['main', 'eth', 'bsc', 'matic', 'avax', 'base', 'kda', 'trx', 'sol', 'erg', 'algo'],
    coins: [], confirmations: [{ confirmations: 4, amount: 5_000 }, { confirmations: 7, amount: 10_000 }, { confirmations: 30, amount: 100_000 }],
    fees: { swap: { percentage: 0.001, main: 0.5, eth: 9, bsc: 1.5, matic: 1, avax: 1, base: 1, kda: 0.5, trx: 2.5, sol: 1.5, erg: 1, algo: 1 }, mining: { percentage: 0, eth: 9, kda: 0.5, base: 1 } },
    swapAddresses: [{ chain: 'main', address: '' }, ...['eth', 'bsc', 'matic', 'avax', 'base'].map((chain) => ({ chain, address: EVM_DEPOSIT }))],
  };
  /** The next questions whose path holds the key get this in place of an answer: a code of Http, or an answer. A number counts how often. */
  readonly faults = new Map<string, { times: number; answer: Answer | AppError }>();
  mining: Record<string, unknown> = {};
  multi: Record<string, unknown> | null = null;
  claims: Record<string, unknown>[] = [];
  phrases = 0;
  phraseText: ((count: number) => string) | null = null;
  readonly spent = new Set<string>();
  /** Called around each question; may throw to stop the program there. */
  step: (where: string) => void = () => undefined;

  constructor(private readonly now: () => number) {}

  fail(path: string, answer: 'unreachable' | 'timeout' | Answer, times = Number.MAX_SAFE_INTEGER): void {
    this.faults.set(path, { times, answer: typeof answer === 'string' ? new AppError(`endpoint/${answer}`, 'x') : answer });
  }
  refuse(path: string, message: string, times?: number): void {
    this.fail(path, refuse(message), times);
  }

  readonly http: Http = async (request) => {
    const path = request.url.replace('https://fusion.test', '');
    this.asked.push({ at: this.now(), path, body: request.body, label: request.headers?.zelid });
    this.step(`before ${path}`);
    const answer = this.#fault(path) ?? this.#answer(path, request);
    await Promise.resolve();
    this.step(`after ${path}`);
    if (answer instanceof AppError) throw answer;
    return { status: answer.status ?? 200, text: answer.text };
  };

  #fault(path: string): Answer | AppError | null {
    for (const [part, fault] of this.faults) {
      if (!path.includes(part) || fault.times <= 0) continue;
      fault.times -= 1;
      return fault.answer;
    }
    return null;
  }

  #answer(path: string, { body, headers }: HttpRequest): Answer {
    const posted = body === undefined ? {} : (JSON.parse(body) as Record<string, unknown>);
    if (path === '/swap/info') return succeed(this.info);
    if (path === '/swap/reserve') {
      this.reservations.push(posted);
      return succeed({ ...posted, zelid: headers?.zelid });
    }
    if (path === '/swap/create') return this.#create(posted);
    if (path.startsWith('/swap/detail?txid=')) {
      const swap = this.swaps.get(path.slice('/swap/detail?txid='.length));
      return swap ? succeed(swap) : refuse('Swap not found');
    }
    if (path === '/swap/userhistory') return succeed([...this.swaps.values()]);
    return this.#claimAnswer(path, posted);
  }

  #create(posted: Record<string, unknown>): Answer {
    const txid = String(posted.txidFrom);
    if (this.swaps.has(txid)) return refuse('Swap with this txid already exists');
    const pair = (item: Record<string, unknown>): string => [item.chainFrom, item.chainTo, item.addressFrom, item.addressTo].join();
    if (!this.reservations.some((one) => pair(one) === pair(posted))) return refuse('No reservation');
    const swap: FakeSwap = { _id: 'ab'.repeat(12), ...(posted as unknown as FakeSwap), confsRequired: 4, status: 'new' };
    this.swaps.set(txid, swap);
    return succeed(swap);
  }

  #claimAnswer(path: string, posted: Record<string, unknown>): Answer {
    if (path === '/fees') return succeed(this.info.fees);
    if (path.startsWith('/coinbase/summary')) return succeed(this.mining);
    if (path.startsWith('/coinbase/multiavailable')) return this.multi ? succeed(this.multi) : refuse('nothing to claim');
    if (path.startsWith('/coinbase/claimed')) return succeed({ transactions: this.claims });
    if (path === '/messagephrase') {
      this.phrases += 1;
      return succeed(this.phraseText?.(this.phrases) ?? `1700000000000${String(this.phrases).padStart(44, 'a')}`);
    }
    const message = String(posted.message);
    if (this.spent.has(message)) return refuse('message already used');
    this.spent.add(message);
    const all = path === '/coinbase/multiclaim';
    const txid = all ? `flux:${'e'.repeat(64)}` : `0x${'d'.repeat(64)}`;
    this.claims.push({ address: posted.address, amount: 5, chain: posted.chain ?? 'kda', txid, claimedAddress: posted.claimingAddress ?? posted.address, message, fee: 1 });
    return succeed(txid);
  }

  /** Changes what the operator says of a deposit. */
  say(txid: string, more: Partial<FakeSwap>): void {
    const swap = this.swaps.get(txid);
    if (!swap) throw new Error(`no swap ${txid}`);
    Object.assign(swap, more);
  }

  count(path: string): number {
    return this.asked.filter((one) => one.path.startsWith(path)).length;
  }
}
