// Typed calls over a message port: the same few lines serve main, the utility processes and the secrets window.

import { AppError, toAppError } from '../errors/app-error';
import type { Calls, Client, Handlers } from './base';
import { zEvent, zReply, zRequest, type WireEvent } from './wire';

/** The least a port must do; Electron's parentPort, UtilityProcess, MessagePortMain and the DOM's MessagePort are adapted to it. */
export interface RpcPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/**
 * Answers requests on `port` for the calls of `map`. Malformed messages are dropped; an unknown call, bad input or
 * bad output is answered with an error and never reaches further.
 */
export function serve<M extends Calls>(port: RpcPort, map: M, handlers: Handlers<M>, allow: (name: keyof M & string) => boolean = () => true): void {
  port.onMessage((message) => {
    const request = zRequest.safeParse(message);
    if (!request.success) return;
    const { id, call, input } = request.data;
    void answer(map, handlers, allow, call, input).then(
      (output) => port.post({ id, ok: true, output }),
      (thrown: unknown) => port.post({ id, ok: false, error: toAppError(thrown).toShape() }),
    );
  });
}

/** Parses input, runs the handler, parses output. @throws AppError contract/unknown-call, contract/bad-input, contract/bad-output or the handler's own */
export async function answer<M extends Calls>(map: M, handlers: Handlers<M>, allow: (name: keyof M & string) => boolean, name: string, input: unknown): Promise<unknown> {
  const spec = Object.prototype.hasOwnProperty.call(map, name) ? map[name] : undefined;
  if (!spec || !allow(name)) throw new AppError('contract/unknown-call', 'no such call for this caller', { context: { call: name } });
  const parsed = spec.in.safeParse(input);
  if (!parsed.success) throw new AppError('contract/bad-input', 'input does not fit the contract', { context: { call: name, at: parsed.error.issues[0]?.path.join('.') ?? '' } });
  const handler = handlers[name] as (value: unknown) => unknown;
  const output = spec.out.safeParse(await handler(parsed.data));
  if (!output.success) throw new AppError('contract/bad-output', 'answer does not fit the contract', { context: { call: name, at: output.error.issues[0]?.path.join('.') ?? '' } });
  return output.data;
}

export interface RpcClient<M extends Calls> {
  readonly calls: Client<M>;
  /** Fails every open call, now and later: the other side is gone. */
  close(reason: AppError): void;
}

/** A client of `map` over `port`; every answer is parsed by its schema. Messages that are events go to `onEvent`. */
export function connect<M extends Calls>(port: RpcPort, map: M, onEvent: (event: WireEvent) => void = () => undefined): RpcClient<M> {
  const open = new Map<number, { name: string; resolve(value: unknown): void; reject(error: AppError): void }>();
  let next = 0;
  let closed: AppError | null = null;
  port.onMessage((message) => {
    const reply = zReply.safeParse(message);
    if (!reply.success) {
      const event = zEvent.safeParse(message);
      if (event.success) onEvent(event.data);
      return;
    }
    const waiting = open.get(reply.data.id);
    if (!waiting) return;
    open.delete(reply.data.id);
    if (!reply.data.ok) return waiting.reject(AppError.fromShape(reply.data.error));
    const output = map[waiting.name]?.out.safeParse(reply.data.output);
    if (output?.success) waiting.resolve(output.data);
    else waiting.reject(new AppError('contract/bad-output', 'answer does not fit the contract', { context: { call: waiting.name } }));
  });
  const invoke = (name: string, input: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (closed) return reject(closed);
      const id = next++;
      open.set(id, { name, resolve, reject });
      port.post({ id, call: name, input });
    });
  const calls = Object.fromEntries(Object.keys(map).map((name) => [name, (input: unknown) => invoke(name, input)])) as Client<M>;
  return {
    calls,
    close(reason) {
      closed = reason;
      for (const waiting of open.values()) waiting.reject(reason);
      open.clear();
    },
  };
}
