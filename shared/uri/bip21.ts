// BIP21 links: `scheme:address?amount=&label=&message=`, for Bitcoin, Flux and, under their aliases, FLUX tokens.
import { builtInAsset } from '../chains/registry';
import type { AssetId } from '../chains/ids';
import { plainAmount } from '../money/units';
import { parseCoinAmount } from './amounts';
import { encodePart, parseQuery, readText, refuseUnknownRequired } from './query';
import { uriError, type PaymentRequest } from './request';

/** Decimals of an asset that links name by its alias: all of them are built in. */
export function decimalsOf(asset: AssetId): number {
  const info = builtInAsset(asset);
  if (info === null) throw uriError('other-chain', 'this wallet does not know the coin', { chain: asset });
  return info.decimals;
}

/**
 * @param rest what follows the scheme's colon
 * @throws AppError uri/…
 */
export function parseBip21(asset: AssetId, rest: string): PaymentRequest {
  const split = rest.indexOf('?');
  const address = split < 0 ? rest : rest.slice(0, split);
  if (address === '') throw uriError('no-address', 'the link has no address');
  if (!/^[A-Za-z0-9]{1,128}$/.test(address)) throw uriError('malformed', 'the link has no proper address');
  const query = parseQuery(split < 0 ? '' : rest.slice(split + 1));
  refuseUnknownRequired(query);
  const amount = query.get('amount');
  return {
    asset,
    address,
    amount: amount === undefined ? null : parseCoinAmount(amount, decimalsOf(asset)),
    label: readText(query, 'label'),
    message: readText(query, 'message'),
  };
}

export function buildBip21(scheme: string, request: PaymentRequest): string {
  const parts: string[] = [];
  if (request.amount !== null) parts.push(`amount=${plainAmount(request.amount, decimalsOf(request.asset))}`);
  if (request.label !== null) parts.push(`label=${encodePart(request.label)}`);
  if (request.message !== null) parts.push(`message=${encodePart(request.message)}`);
  return `${scheme}:${request.address}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}
