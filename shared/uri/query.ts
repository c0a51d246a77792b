// The query of a URI (RFC 3986): decoded strictly, every name at most once.
import { MAX_TEXT_LENGTH, uriError } from './request';

/** Percent-decoding; "+" stays a plus, as RFC 3986 has it. */
function decodePart(text: string): string {
  if (!/^(?:[!$'()*+,\-./0-9:;=@A-Z_a-z~?]|%[0-9A-Fa-f]{2}|[^\x00-\x7f])*$/.test(text)) throw uriError('bad-escape', 'a character must be percent-encoded');
  try {
    return decodeURIComponent(text);
  } catch {
    throw uriError('bad-escape', 'percent-encoding is not UTF-8');
  }
}

/**
 * Names and values of a query.
 * @throws AppError uri/bad-escape | uri/malformed | uri/duplicate (context.name)
 */
export function parseQuery(query: string): Map<string, string> {
  const found = new Map<string, string>();
  if (query === '') return found;
  for (const pair of query.split('&')) {
    const split = pair.indexOf('=');
    const name = decodePart(split < 0 ? pair : pair.slice(0, split));
    if (!/^[A-Za-z0-9_.-]{1,40}$/.test(name)) throw uriError('malformed', 'a parameter has no proper name');
    if (found.has(name)) throw uriError('duplicate', 'a parameter stands twice', { name });
    found.set(name, decodePart(split < 0 ? '' : pair.slice(split + 1)));
  }
  return found;
}

/** @throws AppError uri/unknown-required (context.name): the sender insists on something that is not understood */
export function refuseUnknownRequired(query: ReadonlyMap<string, string>): void {
  for (const name of query.keys()) {
    if (name.toLowerCase().startsWith('req-')) throw uriError('unknown-required', 'the link requires something that is not understood', { name });
  }
}

/** Control characters, marks that turn the direction of text or hide in it, and halves of characters. */
const UNSAFE_TEXT = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u;

/** @throws AppError uri/text-too-long | uri/bad-text */
export function checkText(name: string, text: string): void {
  if (text.length > MAX_TEXT_LENGTH) throw uriError('text-too-long', 'a text of the link is too long', { name, max: MAX_TEXT_LENGTH });
  if (UNSAFE_TEXT.test(text)) throw uriError('bad-text', 'a text of the link holds characters that cannot be shown safely', { name });
}

/** A text for showing; empty counts as absent. Errors as `checkText`. */
export function readText(query: ReadonlyMap<string, string>, name: string): string | null {
  const text = query.get(name);
  if (text === undefined || text === '') return null;
  checkText(name, text);
  return text;
}

/** Percent-encoded for a query value. */
export function encodePart(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
