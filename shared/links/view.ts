// What the dialog of a link shows: every part of the link by its name, and the link as a whole, with nothing left out or hidden.

import { plainAmount } from '../money/units';
import { decimalsOf } from '../uri/bip21';
import { builtInAsset } from '../chains/registry';
import { visibleText } from '../text/visible';
import type { Link } from './parse';

export interface LinkRow {
  readonly name: 'asset' | 'address' | 'amount' | 'label' | 'note' | 'message' | 'storage' | 'callback' | 'answer' | 'extra';
  /** The parameter's own name; null where `name` says it. */
  readonly parameter: string | null;
  /** In visible form. */
  readonly text: string;
}

const row = (name: LinkRow['name'], text: string | null, parameter: string | null = null): LinkRow[] => (text === null ? [] : [{ name, parameter, text: visibleText(text) }]);

/** Decimals where the coin is a built-in one; a token that is not is counted in base units. */
function amountOf(link: Extract<Link, { kind: 'pay' }>): string | null {
  const { asset, amount } = link.request;
  if (amount === null) return null;
  return builtInAsset(asset) === null ? amount.toString() : plainAmount(amount, decimalsOf(asset));
}

/** The parts of a link in the order in which they are read. */
export function linkRows(link: Link): LinkRow[] {
  const extras = link.extras.flatMap(({ name, value }) => row('extra', value, name));
  switch (link.kind) {
    case 'pay': return [
      ...row('asset', link.request.asset), ...row('address', link.request.address), ...row('amount', amountOf(link)), ...row('label', link.request.label), ...row('note', link.request.message),
      ...row('callback', link.callback?.url ?? null), ...extras,
    ];
    case 'sign': return [...(link.message.kind === 'text' ? row('message', link.message.text) : row('storage', link.message.url)), ...row('callback', link.callback?.url ?? null), ...extras];
    case 'address': {
      const { answer } = link;
      const to = answer.kind === 'none' ? null : answer.kind === 'deeplink' ? answer.to.url : answer.callback.url;
      return [...row('asset', link.asset), ...row('callback', to), ...(answer.kind === 'none' ? [] : row('answer', answer.kind)), ...extras];
    }
  }
}

/** The whole link as it came, for whoever wants to read that. */
export const wholeLink = (link: Link): string => visibleText(link.whole);
