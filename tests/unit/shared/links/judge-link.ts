// What must hold of any text that is taken for a link: an answer or a typed refusal, and a dialog that shows all of it.
import { decodeInOrder } from './decode';
import { AppError } from '../../../../shared/errors/app-error';
import { judgeCallback } from '../../../../shared/links/callback';
import { meaningOf } from '../../../../shared/links/meaning';
import { parseLink, type Link } from '../../../../shared/links/parse';
import { linkRows, wholeLink } from '../../../../shared/links/view';
import { linkWarnings } from '../../../../shared/links/warnings';
import { visibleText } from '../../../../shared/text/visible';

/** Values that stand in another form in the dialog: amounts as numbers, the coin by its id, a place by its address, fee hints not at all. */
const OTHER_FORM = ['action', 'amount', 'coin', 'callback', 'value', 'uint256'];

function insist(holds: boolean, what: string, text: string): void {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(text.slice(0, 400))}`);
}

function insistAllShown(link: Link, text: string): void {
  const rows = linkRows(link);
  insist(wholeLink(link) === visibleText(text.trim()), 'the whole link is not shown', text);
  for (const shown of [...rows.map((row) => row.text), wholeLink(link)]) insist(visibleText(shown) === shown, 'something invisible is left', text);
  if (!/^(?:zel|fluxkeep):\?/i.test(text.trim())) return;
  for (const [name, value] of decodeInOrder(text.trim())) {
    if (value === '' || OTHER_FORM.includes(name)) continue;
    insist(rows.some((row) => row.text.includes(visibleText(value.replace(/^FLUX_URL=/, '')))), `the value of ${name} is not shown`, text);
  }
}

function insistSound(link: Link, text: string): void {
  const callback = link.kind === 'address' ? (link.answer.kind === 'post' || link.answer.kind === 'get' ? link.answer.callback : null) : link.callback;
  if (callback !== null) {
    insist(callback.standing === 'loopback' || callback.url.startsWith('https://'), 'a callback is not https', text);
    insist(judgeCallback(callback.url, 'practice').host === callback.host, 'what is called is not what was judged', text);
  }
  if (link.kind !== 'sign' || link.message.kind !== 'text') return;
  meaningOf(link.message.text);
  linkWarnings(link.message.text, callback);
}

/** @returns what became of it: the kind of link, or the code of the refusal. @throws Error when a rule does not hold */
export function judgeLink(text: string, network: 'practice' | 'mainnet'): string {
  let link: Link;
  try {
    link = parseLink(text, network);
  } catch (thrown) {
    if (thrown instanceof AppError && /^(?:links|uri)\/[a-z-]+$/.test(thrown.code)) return thrown.code;
    throw thrown;
  }
  insistAllShown(link, text);
  insistSound(link, text);
  return link.kind;
}
