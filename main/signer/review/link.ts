// A text that a link asks to be signed: judged anew by the signer, so that the review names who gets the signature and what it can be used for.

import type { NetworkId } from '../../../shared/chains/ids';
import type { LinkPurpose, Warning } from '../../../shared/contract/money-path';
import { toAppError } from '../../../shared/errors/app-error';
import { judgeCallback, type Callback } from '../../../shared/links/callback';
import { machineText } from '../../../shared/links/meaning';
import { linkWarnings, type LinkWarning } from '../../../shared/links/warnings';
import { insistMatch, refusal } from './refusal';

export interface LinkReading {
  readonly warnings: readonly Warning[];
  /** What an approval covers beyond the text: where the signature goes. */
  readonly meaning: readonly string[];
}

function judged(url: string, network: NetworkId): Callback {
  try {
    return judgeCallback(url, network);
  } catch (thrown) {
    throw refusal('bad-callback', 'the signature would go where none is sent', { reason: toAppError(thrown).code }, thrown);
  }
}

function warningOf({ id, level }: LinkWarning, message: string, callback: Callback | null): Warning {
  const host = callback?.host.slice(0, 300) ?? '';
  switch (id) {
    case 'phrase': return { id: 'raw-data', level, context: { kind: 'phrase' } };
    case 'machine': return { id: 'raw-data', level, context: { kind: machineText(message) ?? 'hex' } };
    case 'look-alike': return { id: 'link-look-alike', level, context: { host, like: callback?.like ?? '' } };
    case 'phrase-elsewhere':
    case 'app-elsewhere':
    case 'delegation':
    case 'cloud-app': return { id: `link-${id}`, level, context: { host } };
  }
}

/** @throws AppError `review/plan-does-not-match-intent` (what: scheme, callback) | `review/bad-callback` (reason) */
export function readLink(request: { readonly message: string; readonly scheme: 'flux' | 'bitcoin' }, { callback: url }: LinkPurpose, network: NetworkId): LinkReading {
  // Links are signed with the Flux ID, which signs as Bitcoin does.
  insistMatch(request.scheme === 'bitcoin', 'scheme');
  const callback = url === null ? null : judged(url, network);
  // What is shown is what is called, to the letter.
  insistMatch(callback === null || callback.url === url, 'callback');
  return { warnings: linkWarnings(request.message, callback).map((warning) => warningOf(warning, request.message, callback)), meaning: ['link', url ?? ''] };
}
