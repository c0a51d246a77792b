// The main window's calls, typed by the contract. Only types are imported: no schema library is in this window.

import type { z } from 'zod';
import type { appCalls, appEvents } from '../../shared/contract/app';
import { AppError } from '../../shared/errors/app-error';
import { bridge, outputOf } from './bridge';

type Calls = typeof appCalls;
export type CallName = keyof Calls & string;
export type Input<K extends CallName> = z.input<Calls[K]['in']>;
export type Output<K extends CallName> = z.output<Calls[K]['out']>;
export type EventName = keyof typeof appEvents & string;
type Payload<E extends EventName> = z.output<(typeof appEvents)[E]>;

/** @throws AppError what main or the process behind it answered */
export async function call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
  return (await outputOf(bridge().call(name, input))) as Output<K>;
}

/** @returns a function that stops listening */
export function listen<E extends EventName>(event: E, listener: (payload: Payload<E>) => void): () => void {
  const { on } = bridge();
  if (!on) throw new AppError('window/no-bridge', 'this window gets no events');
  return on(event, (payload) => listener(payload as Payload<E>));
}
