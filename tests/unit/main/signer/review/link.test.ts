// A text for a link: the signer judges by itself who gets the signature, and an approval of one place is none of another.
import { zReview, type LinkPurpose } from '../../../../../shared/contract/money-path';
import type { MessageIntent } from '../../../../../main/signer/review/message';
import { bitcoinKey, fluxKey, makeKit, refusedWith, type Kit } from './kit';

const PHRASE = '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh';
const ask = (kit: Kit, message: string, callback: string | null, scheme: 'flux' | 'bitcoin' = 'bitcoin'): MessageIntent => {
  const key = scheme === 'flux' ? fluxKey(0) : bitcoinKey(0);
  const purpose: LinkPurpose = { kind: 'link', callback };
  return { kind: 'sign-message', scheme, key, address: kit.keys.scriptOf(key, 'p2pkh', scheme).address, message, purpose };
};
const review = (kit: Kit, message: string, callback: string | null) => kit.reviewer.review({ intent: ask(kit, message, callback), plan: { kind: 'message' } });

it.each<[string, string, string | null, [string, string][]]>([
  ['a login to Flux', PHRASE, 'https://home.runonflux.io/id/verifylogin', [['raw-data', 'warn']]],
  ['a phrase for a stranger', PHRASE, 'https://shop.example.org/', [['link-phrase-elsewhere', 'danger']]],
  ['a phrase for a look-alike', PHRASE, 'https://runonflux.io.evil.example/', [['link-phrase-elsewhere', 'danger'], ['link-look-alike', 'danger']]],
  ['a phrase for the person', PHRASE, null, [['raw-data', 'warn']]],
  ['a hash', 'ab'.repeat(32), 'https://home.runonflux.io/', [['raw-data', 'danger']]],
  ['an app for a stranger', 'fluxappupdate1{"name":"a"}1767225600000', 'https://shop.example.org/', [['link-app-elsewhere', 'danger']]],
  ['plain words for an app of the cloud', 'hello', 'https://x.app.runonflux.io/', [['link-cloud-app', 'warn']]],
  ['plain words', 'hello', 'https://shop.example.org/', []],
])('%s', (_name, message, callback, warnings) => {
  const kit = makeKit();
  const read = review(kit, message, callback);
  expect(zReview.parse(read)).toEqual(read);
  expect(read).toMatchObject({ action: 'message', message: { text: message, purpose: { kind: 'link', callback } } });
  expect(read.warnings.map(({ id, level }) => [id, level])).toEqual(warnings);
});

it('an approval of one place is none of another', () => {
  const kit = makeKit();
  const hashes = ['https://a.example.org/', 'https://a.example.org/x', null].map((callback) => review(kit, 'hello', callback).hash);
  const plain = kit.reviewer.review({ intent: { ...ask(kit, 'hello', null), purpose: null }, plan: { kind: 'message' } }).hash;
  expect(new Set([...hashes, plain]).size).toBe(4);
});

it.each<[string, string, (kit: Kit) => MessageIntent]>([
  ['a place that is not called', 'review/bad-callback', (kit) => ask(kit, 'x', 'https://10.0.0.1/')],
  ['a place without encryption', 'review/bad-callback', (kit) => ask(kit, 'x', 'http://shop.example.org/')],
  ['a place that is written other than it is called', 'review/plan-does-not-match-intent callback', (kit) => ask(kit, 'x', 'https://SHOP.example.org')],
  ['another key than the Flux ID’s kind', 'review/plan-does-not-match-intent scheme', (kit) => ask(kit, 'x', null, 'flux')],
  ['a text that is too long', 'review/too-large', (kit) => ask(kit, '\u202e'.repeat(600), null)],
])('%s is refused', (_name, code, intent) => {
  const kit = makeKit();
  expect(refusedWith(() => kit.reviewer.review({ intent: intent(kit), plan: { kind: 'message' } }))).toBe(code);
});
