// Where a link wants an answer sent: judged by its address alone, before anything asks a name server or connects.

import type { NetworkId } from '../chains/ids';
import { visibleText } from '../text/visible';
import { linkError, MAX_CALLBACK_LENGTH } from './error';
import { standingOf, type Standing } from './official';

export interface Callback {
  /** What is called, in the form in which it is called: a host of other alphabets stands in its ASCII form. */
  readonly url: string;
  readonly host: string;
  /** Null: the usual one of https. */
  readonly port: number | null;
  /** `loopback`: this computer, on the practice network only. */
  readonly standing: Standing | 'loopback';
  /** The official name that a look-alike imitates, where it is known. */
  readonly like: string | null;
}

const SHAPE = /^(https?):\/\/([^/?#\\]+)((?:[/?][^#\\]*)?)$/i;
/** Endings that lead into a private network, or nowhere. */
const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|test|invalid|onion|i2p)$/;
const LABEL = /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/;
const LOOPBACK = ['127.0.0.1', 'localhost'];

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw linkError('callback-malformed', 'the callback is no address');
  }
}

/** A name with a dot in it, outside private networks. Numbers in any notation are no names. */
function insistPublicName(host: string): void {
  if (host.startsWith('[')) throw linkError('callback-private', 'a callback to an IPv6 address', { host });
  if (/(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(host)) throw linkError('callback-private', 'a callback to a number instead of a name', { host });
  if (PRIVATE_NAMES.test(host) || !host.includes('.')) throw linkError('callback-private', 'a callback into a private network', { host });
  if (host.length > 253 || !host.split('.').every((label) => LABEL.test(label))) throw linkError('callback-malformed', 'the callback has no proper host');
}

/**
 * Judges the address of a callback: https to a public name, or on the practice network this computer itself.
 * @throws AppError links/callback-malformed | links/callback-too-long (max) | links/callback-credentials | links/callback-not-https (host) | links/callback-private (host)
 */
export function judgeCallback(text: string, network: NetworkId): Callback {
  if (text.length > MAX_CALLBACK_LENGTH) throw linkError('callback-too-long', 'the callback is too long', { max: MAX_CALLBACK_LENGTH });
  const match = SHAPE.exec(text);
  if (!match || /\s/.test(text) || visibleText(text) !== text) throw linkError('callback-malformed', 'the callback is no address');
  const [, scheme = '', authority = ''] = match;
  const url = parseUrl(text);
  if (authority.includes('@') || url.username !== '' || url.password !== '') throw linkError('callback-credentials', 'the callback holds a name or a password');
  if (url.href.length > MAX_CALLBACK_LENGTH) throw linkError('callback-too-long', 'the callback is too long', { max: MAX_CALLBACK_LENGTH });
  const host = url.hostname;
  const port = url.port === '' ? null : Number(url.port);
  const shown = host.slice(0, 200);
  // As it is written: 127.1 or 0x7f000001 are not taken for this computer, on no network.
  if (network === 'practice' && LOOPBACK.includes(authority.replace(/:\d{1,5}$/, '').toLowerCase())) return { url: url.href, host, port, standing: 'loopback', like: null };
  if (scheme.toLowerCase() !== 'https') throw linkError('callback-not-https', 'the callback is not https', { host: shown });
  insistPublicName(host);
  return { url: url.href, host, port, ...standingOf(host) };
}

/** Whether Flux or Zelcore answer for who is behind it, as far as a name can. */
export const isOfficial = ({ standing }: Callback): boolean => standing === 'official' || standing === 'node';

/** Host as it is shown: with a port that is not the usual one. */
export const hostLine = ({ host, port }: Pick<Callback, 'host' | 'port'>): string => (port === null ? host : `${host}:${port}`);
