// What the preload gives a window, and the shape of its answers. Answers were parsed by main; here they get their types.

import { AppError, toAppError, type ErrorShape } from '../../shared/errors/app-error';

export type Reply = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly error: ErrorShape };

/** Every window can call; events and the port to the signer are there for the window that needs them. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Reply>;
  on?(event: string, listener: (payload: unknown) => void): () => void;
  secrets?(name: string, input: unknown): Promise<Reply>;
  open?(): Promise<unknown>;
}

declare global {
  interface Window {
    readonly fluxkeep?: Bridge;
  }
}

/** @throws AppError window/no-bridge when the page runs outside the app */
export function bridge(): Bridge {
  if (!window.fluxkeep) throw new AppError('window/no-bridge', 'this page works inside Fluxkeep only');
  return window.fluxkeep;
}

/** The output of a reply. @throws AppError the reply's own, or internal/unexpected when the bridge itself failed */
export async function outputOf(reply: Promise<Reply>): Promise<unknown> {
  let settled: Reply;
  try {
    settled = await reply;
  } catch (thrown) {
    throw toAppError(thrown);
  }
  if (!settled.ok) throw AppError.fromShape(settled.error);
  return settled.output;
}
