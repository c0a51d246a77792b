// Asks what a window may ask, by the bridge that its own screens use: for reading what a test compares.

import type { Page } from 'playwright-core';
import type { appCalls } from '../../../shared/contract/app';
import type { CallInput, CallOutput } from '../../../shared/contract/base';

type Answer = { ok: true; output: unknown } | { ok: false; error: { code: string } };
declare global {
  // The preload's bridge, as a page sees it.
  // `secrets` leads to the signer and stands in the secrets window only.
  var fluxkeep: { call(name: string, input: unknown): Promise<Answer>; secrets(name: string, input: unknown): Promise<Answer> };
}

/** The raw answer, error included. */
export function rawCall(page: Page, name: string, input: unknown): Promise<Answer> {
  return page.evaluate(([call, value]) => globalThis.fluxkeep.call(call as string, value), [name, input] as const);
}

/** @throws Error with the code that was answered */
export async function callApp<N extends keyof typeof appCalls>(page: Page, name: N, input: CallInput<(typeof appCalls)[N]>): Promise<CallOutput<(typeof appCalls)[N]>> {
  const answer = await rawCall(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
  return answer.output as CallOutput<(typeof appCalls)[N]>;
}
