// Links back into another program: only to wallets that are known, never to whatever a stranger names.

import { linkError, MAX_CALLBACK_LENGTH } from './error';

/** Schemes that an address may be handed to: the ecosystem's own wallets. For pages there is `get`. */
const SAFE_SCHEMES: readonly string[] = ['ssp', 'zelcore'];

export interface Deeplink {
  /** The address is put at its end. */
  readonly url: string;
  readonly scheme: string;
}

/** @throws AppError links/deeplink-scheme (scheme) | links/callback-malformed | links/callback-too-long (max) */
export function judgeDeeplink(text: string): Deeplink {
  if (text.length > MAX_CALLBACK_LENGTH) throw linkError('callback-too-long', 'the callback is too long', { max: MAX_CALLBACK_LENGTH });
  const scheme = /^([a-z][a-z0-9+.-]{0,40}):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined || !/^[!-~]+$/.test(text)) throw linkError('callback-malformed', 'the callback is no address');
  if (!SAFE_SCHEMES.includes(scheme)) throw linkError('deeplink-scheme', 'the link leads to a program that is not known', { scheme });
  return { url: text, scheme };
}
