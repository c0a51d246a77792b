// Calls a callback: one short exchange with the address that was judged, and with nobody that its name is made to lead to. The host is a stranger.

import { isIP, type LookupFunction } from 'node:net';
import type { NetworkId } from '../../../shared/chains/ids';
import type { Delivery } from '../../../shared/contract/links';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { judgeCallback, type Callback } from '../../../shared/links/callback';
import { visibleText } from '../../../shared/text/visible';
import type { Http, HttpAnswer } from '../chains/http';
import { isLoopback, isPublicAddress } from './address-range';

export interface CallerDeps {
  readonly network: NetworkId;
  readonly http: Http;
  /** Addresses of a name. */
  readonly resolve: (host: string) => Promise<string[]>;
}

/** Milliseconds for the name, and again for the exchange. */
const LIMIT_MS = 10_000;
const MAX_BYTES = 64_000;
const MAX_SAID = 300;

/** Answers every question for a name with the addresses that were looked at. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, answer) => {
    const [first] = all;
    if (options.all === true) answer(null, all);
    else answer(null, first?.address ?? '', first?.family ?? 4);
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('endpoint/timeout', 'the name server does not answer in time')), LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class Caller {
  constructor(private readonly deps: CallerDeps) {}

  /**
   * @param query appended to the address as it is; null with a form
   * @param form sent as application/x-www-form-urlencoded, the only form that every service of Flux reads
   */
  async call(url: string, request: { readonly form: Readonly<Record<string, string>> } | { readonly append: string }): Promise<Delivery> {
    try {
      const answer = 'form' in request
        ? await this.exchange(url, { method: 'POST', body: new URLSearchParams(request.form).toString(), contentType: 'application/x-www-form-urlencoded' })
        : await this.exchange(url + encodeURIComponent(request.append), { method: 'GET' });
      return deliveryOf(answer);
    } catch (thrown) {
      const { code, message, context } = toAppError(thrown);
      return { state: 'failed', reason: { code, message, context: { ...context } } };
    }
  }

  /** @throws AppError links/… endpoint/… */
  async exchange(url: string, request: { readonly method: 'GET' | 'POST'; readonly body?: string; readonly contentType?: string }): Promise<HttpAnswer> {
    const callback = judgeCallback(url, this.deps.network);
    return this.deps.http({ url: callback.url, ...request, timeoutMs: LIMIT_MS, maxBytes: MAX_BYTES, lookup: pinned(await this.addressesOf(callback)) });
  }

  /** A public name may lead to public addresses alone; one that leads elsewhere, too, is not called at all. */
  private async addressesOf({ host, standing }: Callback): Promise<string[]> {
    if (isIP(host) !== 0) return [host];
    let found: string[];
    try {
      found = await inTime(this.deps.resolve(host));
    } catch (cause) {
      throw new AppError('endpoint/unreachable', 'the name is not known', { cause });
    }
    const allowed = standing === 'loopback' ? isLoopback : isPublicAddress;
    if (found.length === 0) throw new AppError('endpoint/unreachable', 'the name has no address');
    if (!found.every(allowed)) throw new AppError('links/callback-leads-inside', 'the name leads into a private network', { context: { host: host.slice(0, 200) } });
    return found;
  }
}

const line = (text: string): string => visibleText(text).replace(/\n/g, ' ').slice(0, MAX_SAID);

/** FluxOS answers errors with HTTP 200 and an envelope that says so. */
function deliveryOf({ status, text }: HttpAnswer): Delivery {
  const envelope = envelopeOf(text);
  const said = line(envelope?.message ?? text);
  if (status < 200 || status >= 300) return { state: 'failed', reason: { code: 'links/callback-status', message: 'the host refused', context: { status, said } } };
  if (envelope?.status === 'error') return { state: 'failed', reason: { code: 'links/callback-refused', message: 'the host refused', context: { said } } };
  return { state: 'delivered', status, said };
}

function envelopeOf(text: string): { status: string; message: string | null } | null {
  try {
    const whole: unknown = JSON.parse(text);
    if (typeof whole !== 'object' || whole === null || !('status' in whole) || typeof whole.status !== 'string') return null;
    const data = 'data' in whole ? whole.data : null;
    if (typeof data === 'string') return { status: whole.status, message: data };
    const message = typeof data === 'object' && data !== null && 'message' in data && typeof data.message === 'string' ? data.message : null;
    return { status: whole.status, message };
  } catch {
    return null;
  }
}
