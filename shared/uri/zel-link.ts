// `zel:?action=pay&coin=&address=&amount=&message=`: the link form of Zelcore, read for payments only.
import { parseCoinAmount } from './amounts';
import { decimalsOf } from './bip21';
import { parseQuery, readText, refuseUnknownRequired } from './query';
import { uriError, type PaymentRequest } from './request';
import { assetOfCoin } from './schemes';

/**
 * A payment link. Callback addresses in it are not followed: a payment tells nobody but the chain.
 * @param query what follows "zel:?"
 * @throws AppError uri/not-a-payment (context.action) for links that ask for something else; other uri/…
 */
export function parseZelLink(query: string): PaymentRequest {
  const values = parseQuery(query);
  refuseUnknownRequired(values);
  const action = values.get('action') ?? 'pay';
  if (action !== 'pay') throw uriError('not-a-payment', 'the link does not ask for a payment', { action: action.slice(0, 40) });
  const coin = (values.get('coin') ?? 'bitcoin').toLowerCase();
  const asset = assetOfCoin(coin);
  if (asset === null) throw uriError('other-chain', 'the link is for another chain', { chain: coin.slice(0, 40) });
  const address = values.get('address') ?? '';
  if (address === '') throw uriError('no-address', 'the link has no address');
  if (!/^[A-Za-z0-9]{1,128}$/.test(address)) throw uriError('malformed', 'the link has no proper address');
  const amount = values.get('amount');
  return { asset, address, amount: amount === undefined ? null : parseCoinAmount(amount, decimalsOf(asset)), label: null, message: readText(values, 'message') };
}
