// Payment links of every chain: recognised by their scheme, read strictly, written exactly (BIP21, EIP-681, `zel:`).
import { buildBip21, parseBip21 } from './bip21';
import { buildEip681, parseEip681 } from './eip681';
import { checkText } from './query';
import { MAX_URI_LENGTH, uriError, type PaymentRequest } from './request';
import { assetOfScheme, isOtherChain, schemeOf } from './schemes';
import { parseZelLink } from './zel-link';

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;

/** Whether a text looks like a link at all; addresses of the chains served have no colon. */
export function looksLikeUri(text: string): boolean {
  return SCHEME.test(text.trim());
}

/**
 * Reads a payment link.
 * @throws AppError uri/too-long | uri/malformed | uri/unknown-scheme | uri/other-chain (context.chain) | uri/unknown-chain (context.chainId)
 *   | uri/no-address | uri/name | uri/bad-amount | uri/too-many-decimals | uri/duplicate | uri/unknown-required | uri/unknown-parameter
 *   | uri/unknown-function | uri/not-a-payment | uri/bad-escape | uri/bad-text | uri/text-too-long
 */
export function parsePaymentUri(text: string): PaymentRequest {
  const link = text.trim();
  if (link.length > MAX_URI_LENGTH) throw uriError('too-long', 'the link is too long', { max: MAX_URI_LENGTH });
  if (/[\s#]/.test(link)) throw uriError('malformed', 'the link holds a space or a fragment');
  const match = SCHEME.exec(link);
  if (!match) throw uriError('malformed', 'not a link');
  const scheme = (match[1] ?? '').toLowerCase();
  const rest = link.slice(match[0].length);
  if (rest.startsWith('//')) throw uriError('malformed', 'payment links have no host');
  if (scheme === 'ethereum') return parseEip681(rest);
  if (scheme === 'zel' && rest.startsWith('?')) return parseZelLink(rest.slice(1));
  const asset = assetOfScheme(scheme);
  if (asset !== null) return parseBip21(asset, rest);
  if (isOtherChain(scheme)) throw uriError('other-chain', 'the link is for another chain', { chain: scheme });
  throw uriError('unknown-scheme', 'not a payment link', { scheme: scheme.slice(0, 40) });
}

/**
 * Writes a payment link that `parsePaymentUri` reads back as it was.
 * @throws AppError uri/bad-amount for amounts that are not above zero, uri/text-too-long, uri/bad-text, uri/other-chain for unknown coins
 */
export function buildPaymentUri(request: PaymentRequest): string {
  if (request.amount !== null && request.amount <= 0n) throw uriError('bad-amount', 'the amount must be above zero');
  checkText('label', request.label ?? '');
  checkText('message', request.message ?? '');
  const clean = { ...request, label: request.label === '' ? null : request.label, message: request.message === '' ? null : request.message };
  const scheme = schemeOf(request.asset);
  return scheme === 'ethereum' ? buildEip681(clean) : buildBip21(scheme, clean);
}

export type { PaymentRequest };
