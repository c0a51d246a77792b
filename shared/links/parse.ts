// Links that ask something of the wallet: `zel:` and `fluxkeep:` (pay, sign, getaddress) and payment links of every chain. Strict and
// total: a link is read whole and without doubt, or refused with a reason. Nothing is fetched, and nothing is done.

import type { AssetId, NetworkId } from '../chains/ids';
import { parsePaymentUri, type PaymentRequest } from '../uri/payment-uri';
import { parseQuery, refuseUnknownRequired } from '../uri/query';
import { assetOfCoin } from '../uri/schemes';
import { uriError } from '../uri/request';
import { visibleText } from '../text/visible';
import { judgeCallback, type Callback } from './callback';
import { judgeDeeplink, type Deeplink } from './deeplink';
import { linkError, MAX_LINK_LENGTH, MAX_SIGNED_TEXT } from './error';

/** What a link says beyond what is understood; shown, never obeyed and never fetched. */
export interface Extra {
  readonly name: string;
  readonly value: string;
}
interface Common {
  /** The link as it came. */
  readonly whole: string;
  readonly extras: readonly Extra[];
}
export interface PayLink extends Common {
  readonly kind: 'pay';
  /** The link as the send form reads it. */
  readonly uri: string;
  readonly request: PaymentRequest;
  /** Told of the payment once it is sent, if the person agrees. */
  readonly callback: Callback | null;
}
export interface SignLink extends Common {
  readonly kind: 'sign';
  /** `stored`: the text lies at Flux's storage and is fetched when the person asks for it. */
  readonly message: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'stored'; readonly url: string };
  readonly callback: Callback | null;
}
export interface AddressLink extends Common {
  readonly kind: 'address';
  readonly asset: AssetId;
  readonly answer: { readonly kind: 'none' } | { readonly kind: 'post' | 'get'; readonly callback: Callback } | { readonly kind: 'deeplink'; readonly to: Deeplink };
}
export type Link = PayLink | SignLink | AddressLink;

/** Schemes in Zelcore's form; the second is our own. */
const ASKING = ['zel', 'fluxkeep'] as const;
const STORED = 'FLUX_URL=';
const STORAGE = /^https:\/\/storage\.runonflux\.io\/v1\/public\/[A-Za-z0-9_-]{1,128}$/;
const KNOWN: Readonly<Record<Link['kind'], readonly string[]>> = {
  pay: ['action', 'address', 'amount', 'coin', 'message', 'callback'],
  sign: ['action', 'message', 'callback'],
  address: ['action', 'coin', 'callback', 'callbacktype'],
};

type Values = ReadonlyMap<string, string>;

/** Which way an answer should go means nothing where none is asked for. */
const isKnown = (values: Values, kind: Link['kind'], name: string): boolean => KNOWN[kind].includes(name) && (name !== 'callbacktype' || callbackIn(values) !== null);
const extrasOf = (values: Values, kind: Link['kind']): Extra[] => [...values].filter(([name]) => !isKnown(values, kind, name)).map(([name, value]) => ({ name, value }));
/** An empty callback counts as none. */
const callbackIn = (values: Values): string | null => values.get('callback') || null;

function callbackOf(values: Values, network: NetworkId): Callback | null {
  const text = callbackIn(values);
  return text === null ? null : judgeCallback(text, network);
}

/**
 * A text that can be signed whole and shown whole.
 * @throws AppError links/no-message | links/message-too-long (max)
 */
export function signableText(text: string): string {
  if (text === '') throw linkError('no-message', 'there is no text to sign');
  if (/\p{Surrogate}/u.test(text)) throw linkError('bad-text', 'the text holds half a character');
  if (visibleText(text).length > MAX_SIGNED_TEXT) throw linkError('message-too-long', 'the text is too long to be shown whole', { max: MAX_SIGNED_TEXT });
  return text;
}

/** Whether a text is an address of Flux's public storage. */
export const isStorageUrl = (url: string): boolean => STORAGE.test(url);

function messageOf(values: Values): SignLink['message'] {
  const message = values.get('message') ?? '';
  if (!message.startsWith(STORED)) return { kind: 'text', text: signableText(message) };
  const url = message.slice(STORED.length);
  if (!isStorageUrl(url)) throw linkError('foreign-storage', 'the text lies at a place that is not known');
  return { kind: 'stored', url };
}

function answerOf(values: Values, network: NetworkId): AddressLink['answer'] {
  const kind = values.get('callbacktype') ?? 'post';
  if (kind !== 'post' && kind !== 'get' && kind !== 'deeplink') throw linkError('callback-type', 'the link wants its answer in a way that is not known', { kind: kind.slice(0, 40) });
  const text = callbackIn(values);
  if (text === null) return { kind: 'none' };
  return kind === 'deeplink' ? { kind, to: judgeDeeplink(text) } : { kind, callback: judgeCallback(text, network) };
}

function parseAsking(whole: string, query: string, network: NetworkId): Link {
  const values = parseQuery(query);
  refuseUnknownRequired(values);
  const action = values.get('action') ?? 'pay';
  switch (action) {
    case 'pay': {
      const uri = `zel:?${query}`;
      return { kind: 'pay', whole, uri, request: parsePaymentUri(uri), callback: callbackOf(values, network), extras: extrasOf(values, 'pay') };
    }
    case 'sign': return { kind: 'sign', whole, message: messageOf(values), callback: callbackOf(values, network), extras: extrasOf(values, 'sign') };
    case 'getaddress': {
      const coin = (values.get('coin') ?? '').toLowerCase();
      if (coin === '') throw linkError('no-coin', 'the link does not say for which coin');
      const asset = assetOfCoin(coin);
      if (asset === null) throw uriError('other-chain', 'the link is for another chain', { chain: coin.slice(0, 40) });
      return { kind: 'address', whole, asset, answer: answerOf(values, network), extras: extrasOf(values, 'address') };
    }
    default: throw linkError('unknown-action', 'the link asks for something that is not known', { action: visibleText(action.slice(0, 40)) });
  }
}

/**
 * Reads a link.
 * @throws AppError links/… or uri/… and nothing else, whatever the text
 */
export function parseLink(text: string, network: NetworkId): Link {
  if (text.length > MAX_LINK_LENGTH) throw linkError('too-long', 'the link is too long', { max: MAX_LINK_LENGTH });
  const whole = text.trim();
  if (/\p{Surrogate}/u.test(whole)) throw linkError('bad-text', 'the link holds half a character');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(whole)?.[1];
  if (scheme === undefined) throw linkError('not-a-link', 'this is no link');
  const rest = whole.slice(scheme.length + 1);
  const known = ASKING.find((name) => name === scheme.toLowerCase());
  if (known !== undefined && rest.startsWith('?')) return parseAsking(whole, rest.slice(1), network);
  if (known === 'fluxkeep') throw linkError('malformed', 'the link lacks its question mark');
  return { kind: 'pay', whole, uri: whole, request: parsePaymentUri(whole), callback: null, extras: [] };
}
