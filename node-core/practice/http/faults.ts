// Fault switches of one endpoint: the ones that any service shows the same way, and the state of the others.
import type { Fault } from '../../../shared/practice/control-api';
import { json, text, type ServiceHandler, type ServiceReply, type ServiceRequest } from './server';

const DEFAULT_DELAY_MS = 5_000;
const RETRY_AFTER_SECONDS = '2';

interface Frozen {
  readonly height: number;
  readonly nowMs: number;
}

export class FaultSwitches {
  readonly #on = new Map<Fault, boolean | number>();
  #frozen: Frozen | null = null;

  /** `now` is what a `stale` endpoint goes on showing. */
  set(fault: Fault | 'none', value: boolean | number, now: Frozen): void {
    if (fault === 'none') this.#on.clear();
    else if (value === false) this.#on.delete(fault);
    else this.#on.set(fault, value);
    if (!this.#on.has('stale')) this.#frozen = null;
    else this.#frozen ??= now;
  }

  has(fault: Fault): boolean {
    return this.#on.has(fault);
  }

  /** Where a `stale` endpoint stopped, or null. */
  get frozen(): Frozen | null {
    return this.#frozen;
  }

  entries(): readonly (readonly [Fault, boolean | number])[] {
    return [...this.#on];
  }

  get delayMs(): number {
    const value = this.#on.get('slow');
    return typeof value === 'number' ? value : DEFAULT_DELAY_MS;
  }
}

/** The handler behind the faults that do not depend on what is asked. */
export function withFaults(faults: FaultSwitches, handler: ServiceHandler): ServiceHandler {
  return async (request: ServiceRequest): Promise<ServiceReply> => {
    if (faults.has('slow')) await new Promise((resolve) => setTimeout(resolve, faults.delayMs).unref());
    if (faults.has('down')) return { kind: 'drop' };
    if (faults.has('http500')) return json({ error: 'internal server error' }, 500);
    if (faults.has('rateLimit')) return { kind: 'text', status: 429, text: 'Too many requests', headers: { 'retry-after': RETRY_AFTER_SECONDS } };
    const reply = await handler(request);
    return faults.has('malformedJson') ? broken(reply) : reply;
  };
}

/** The first half of the answer, and a sign that no parser takes. */
function broken(reply: ServiceReply): ServiceReply {
  if (reply.kind === 'drop') return reply;
  const whole = reply.kind === 'json' ? JSON.stringify(reply.value) : reply.text;
  return text(`${whole.slice(0, Math.ceil(whole.length / 2))}<`, reply.status);
}
