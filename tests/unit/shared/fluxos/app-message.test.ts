// Messages about apps: the published one to the last digit, and texts that are no such message.
import * as tiny from 'tiny-secp256k1';
import { decodeBase58Check } from '../../../../shared/crypto/base58check';
import { verifyMessage } from '../../../../shared/flux/message';
import { appMessageHash, appMessageText, readAppMessage, type AppMessage } from '../../../../shared/fluxos/app-message';
import { isLoginPhrase, phraseTime } from '../../../../shared/fluxos/phrase';
import { expiryHeight, specificationText } from '../../../../shared/fluxos/specification';
import published from '../../../vectors/app-message.json';
import found from '../../../vectors/signed-messages.json';
import { component, spec } from './samples';

const message: AppMessage = { type: 'fluxappregister', specification: published.appSpecificationsJson, timestamp: published.timestamp };

test('the published message is signed by its owner and has its hash', () => {
  const text = appMessageText(message);
  const signature = Uint8Array.from(Buffer.from(published.signature, 'base64'));
  expect(verifyMessage(text, 'bitcoin', signature, decodeBase58Check(published.owner).subarray(1), tiny)).toBe(true);
  expect(appMessageHash(message, published.signature)).toBe(published.hash);
  expect(appMessageHash({ ...message, timestamp: message.timestamp + 1 }, published.signature)).not.toBe(published.hash);
});

test('a specification is written in one order of keys, whatever order it came in', () => {
  const shuffled = { enterprise: '', compose: [{ ...Object.fromEntries(Object.entries(component).reverse()), name: 'web' } as typeof component], ...Object.fromEntries(Object.entries(spec).filter(([key]) => key !== 'compose').reverse()) } as typeof spec;
  expect(specificationText(shuffled)).toBe(specificationText(spec));
  expect(Object.keys(JSON.parse(specificationText(spec)) as object)).toEqual(['version', 'name', 'description', 'owner', 'compose', 'instances', 'contacts', 'geolocation', 'expire', 'nodes', 'staticip', 'enterprise']);
  expect(Object.keys((JSON.parse(specificationText(spec)) as typeof spec).compose[0] ?? {})).toEqual(['name', 'description', 'repotag', 'ports', 'domains', 'environmentParameters', 'commands', 'containerPorts', 'containerData', 'cpu', 'ram', 'hdd', 'repoauth']);
  expect(specificationText({ ...spec, datacenter: true })).toContain('"staticip":false,"datacenter":true,"enterprise":""');
});

test('a text is read back as what it was made of', () => {
  const text = appMessageText({ type: 'fluxappupdate', specification: specificationText(spec), timestamp: 1_790_000_000_000 });
  expect(readAppMessage(text)).toEqual({ message: { type: 'fluxappupdate', specification: specificationText(spec), timestamp: 1_790_000_000_000 }, spec });
});

const whole = (json: string, start = 'fluxappregister1', time = '1790000000000'): string => `${start}${json}${time}`;
const json = specificationText(spec);
test.each([
  ['an older specification', appMessageText(message)],
  ['another type', whole(json, 'fluxappdelete1')],
  ['another version of the message', whole(json, 'fluxappregister2')],
  ['a short time', whole(json, 'fluxappregister1', '179000000000')],
  ['a key that stands twice', whole(json.replace('"name":"myshop"', '"name":"myshop","name":"other"'))],
  ['a key that nobody knows', whole(json.replace('"instances":3', '"instances":3,"secret":"x"'))],
  ['spaces in the JSON', whole(json.replace('"instances":3', '"instances": 3'))],
  ['a number in another form', whole(json.replace('"instances":3', '"instances":3.0'))],
  ['text around it', ` ${whole(json)}`],
  ['something after it', `${whole(json)} `],
  ['no JSON', whole('{name}')],
  ['a part left out', whole(json.replace(',"staticip":false', ''))],
])('%s is no message that is signed', (_, text) => expect(readAppMessage(text)).toBeNull());

test('published phrases of logins have the shape of one, and their time', () => {
  const phrases = found.found.flatMap(({ use, message: text }) => (use.startsWith('FluxOS') && text !== undefined ? [text] : []));
  expect(phrases.length).toBeGreaterThan(3);
  for (const phrase of phrases) expect({ phrase, ok: isLoginPhrase(phrase), time: phraseTime(phrase) > 1_500_000_000_000 }).toEqual({ phrase, ok: true, time: true });
  for (const text of ['', 'test', `${phrases[0] ?? ''} `, '1234567890123short', `1234567890123${'a'.repeat(58)}`, `1234567890123${'A'.repeat(40)}`]) expect({ text, ok: isLoginPhrase(text) }).toEqual({ text, ok: false });
});

test('an app from before the fork has what was left of its term four times over', () => {
  expect(expiryHeight(2_100_000, 88_000, 2_020_000)).toBe(2_188_000);
  expect(expiryHeight(1_900_000, 22_000, 2_020_000)).toBe(1_922_000);
  expect(expiryHeight(2_010_000, 22_000, 2_020_000)).toBe(2_020_000 + 48_000);
});
