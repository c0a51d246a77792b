// What plans and the outbox ask of Flux and Bitcoin servers (UtxoBackend): several servers, one answer.

import { AppError } from '../../../shared/errors/app-error';
import type { Broadcaster, ChainView, Tip, UtxoBackend } from '../plans/ports';
import type { Endpoints, Said } from './endpoints';
import type { UtxoClient } from './utxo-client';

/** Servers whose tips differ by no more agree. */
const TIP_SLACK = 2;

export class UtxoServers implements UtxoBackend {
  /** @param offered told once of bytes that servers are offered, before the first of them answers */
  constructor(private readonly endpoints: Endpoints<UtxoClient>, private readonly offered?: (raw: Uint8Array) => void) {}

  async tip(): Promise<Tip> {
    const tips = await answered(this.endpoints, this.endpoints.all((client) => client.tip(), (tip) => tip.height));
    return agreedTip(tips.map(({ value }) => value.height), this.endpoints.list.length);
  }

  async feeEstimates(): Promise<ReadonlyMap<number, number> | null> {
    return (await this.endpoints.use((client) => client.feeEstimates())).value;
  }

  async transaction(txid: string): Promise<ChainView> {
    const views = await answered(this.endpoints, this.endpoints.all((client) => client.status(txid)));
    const found = views.map(({ value }) => value).filter((value) => value !== null);
    const heights = found.map(({ height }) => height).filter((height): height is number => height !== null);
    if (heights.length > 0) return { kind: 'block', height: Math.max(...heights), ok: true };
    return found.length > 0 ? { kind: 'mempool' } : { kind: 'absent' };
  }

  async spender({ txid, vout }: { readonly txid: string; readonly vout: number }) {
    return (await this.endpoints.use((client) => client.spender(txid, vout))).value;
  }

  broadcasters(): readonly Broadcaster[] {
    let told = false;
    const send = (endpoint: ReturnType<Endpoints<UtxoClient>['inOrder']>[number], raw: Uint8Array): ReturnType<Broadcaster['send']> => {
      if (!told) this.offered?.(raw);
      told = true;
      return this.endpoints.on(endpoint, (client) => client.send(raw));
    };
    return this.endpoints.inOrder().map((endpoint) => ({ url: endpoint.url, send: (raw) => send(endpoint, raw) }));
  }
}

/** At least one answer. @throws AppError the reason why there is none */
export async function answered<C, T>(endpoints: Endpoints<C>, asked: Promise<Said<T>[]>): Promise<Said<T>[]> {
  const answers = await asked;
  if (answers.length > 0) return answers;
  throw endpoints.reason();
}

/** The highest tip, and whether a second server confirms it. A server that alone runs ahead by more than the slack is not believed. */
export function agreedTip(heights: readonly number[], configured: number): Tip {
  const sorted = [...heights].sort((left, right) => right - left);
  const [best, second] = sorted;
  if (best === undefined) throw new AppError('endpoint/none', 'no server answered');
  if (configured === 1) return { height: best, agreed: true };
  if (second === undefined) return { height: best, agreed: false };
  return best - second <= TIP_SLACK ? { height: second, agreed: true } : { height: second, agreed: false };
}
