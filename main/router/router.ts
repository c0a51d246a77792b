// Knows which window may call what: a call is identified by its web contents, main frame and origin, then parsed by the contract.

import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Calls, Handlers } from '../../shared/contract/base';
import { CALL_CHANNEL } from '../../shared/contract/channels';
import { answer } from '../../shared/contract/rpc';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { originOf, type WindowKind } from '../windows/origins';

/** The calls of one kind of window, with handlers that know which contents asked. */
export interface Route<M extends Calls = Calls> {
  readonly kind: WindowKind;
  readonly map: M;
  handlers(contentsId: number): Handlers<M>;
  /** Whether these web contents are the live window of that kind. */
  owns(contentsId: number): boolean;
}

/** Binds a map and its handlers; keeps their types together. */
export function route<M extends Calls>(spec: Route<M>): Route<M> {
  return spec;
}

export type CallResult = { ok: true; output: unknown } | { ok: false; error: ReturnType<AppError['toShape']> };

export interface AnyRoute {
  readonly kind: WindowKind;
  owns(contentsId: number): boolean;
  answer(contentsId: number, name: string, input: unknown): Promise<unknown>;
}

export function toAnyRoute<M extends Calls>(spec: Route<M>): AnyRoute {
  return {
    kind: spec.kind,
    owns: spec.owns,
    answer: (contentsId, name, input) =>
      answer(spec.map, spec.handlers(contentsId), (call) => spec.map[call]?.callers.includes(spec.kind) ?? false, name, input),
  };
}

export function listen(routes: readonly AnyRoute[], log: (line: string) => void): void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown): Promise<CallResult> => {
    try {
      if (typeof name !== 'string') throw new AppError('contract/unknown-call', 'a call needs a name');
      return { ok: true, output: await callerOf(event, routes).answer(event.sender.id, name, input) };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code.startsWith('internal/') || error.code.startsWith('contract/')) log(`call ${String(name).slice(0, 80)} failed: ${error.code} ${describe(error)}`);
      return { ok: false, error: error.toShape() };
    }
  });
}

/** @throws AppError contract/unknown-caller */
function callerOf(event: IpcMainInvokeEvent, routes: readonly AnyRoute[]): AnyRoute {
  const frame = event.senderFrame;
  const found = routes.find((candidate) => candidate.owns(event.sender.id));
  if (!found || !frame || frame !== event.sender.mainFrame || frame.origin !== originOf(found.kind)) {
    throw new AppError('contract/unknown-caller', 'this window may not call');
  }
  return found;
}

/** Where an unexpected error came from, without its text: that could hold anything. */
function describe(error: AppError): string {
  const at = error.context['at'];
  const cause = error.cause instanceof Error ? (error.cause.stack ?? '').split('\n').slice(1, 4).map((line) => line.trim()).join(' < ') : '';
  return [at, cause].filter(Boolean).join(' ');
}
