// Signatures for the Flux cloud: a phrase of a login, a text about an app; everything else is refused, and the approval covers what is said.
import { appMessageText } from '../../../../../shared/fluxos/app-message';
import { specificationText, type AppSpecification } from '../../../../../shared/fluxos/specification';
import { component, spec } from '../../../shared/fluxos/samples';
import { fluxKey, makeKit, refusedWith, type Kit } from './kit';
import type { MessageIntent } from './swap-kit';

const PHRASE = '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh';
const kit = makeKit();
const own = kit.keys.scriptOf({ kind: 'flux-id' }, 'p2pkh', 'bitcoin').address;
const login = (more: Partial<MessageIntent> = {}): MessageIntent => ({ kind: 'sign-message', scheme: 'bitcoin', key: { kind: 'flux-id' }, address: own, message: PHRASE, purpose: { kind: 'fluxos-login', node: '5.9.10.11' }, ...more });
const app = (patch: Partial<AppSpecification> = {}, more: Partial<MessageIntent> = {}, age = 0): MessageIntent => login({
  message: appMessageText({ type: 'fluxappregister', specification: specificationText({ ...spec, owner: own, ...patch }), timestamp: Math.floor(now(kit)) - age }), purpose: { kind: 'app-register', name: patch.name ?? 'myshop' }, ...more,
});
const now = (of: Kit): number => of.clock.now;
const read = (intent: MessageIntent) => kit.reviewer.review({ intent, plan: { kind: 'message' } });

test('a login is told as one, and signs the phrase', async () => {
  const review = read(login());
  expect([review.action, review.message?.purpose, review.message?.app, review.warnings]).toEqual(['login', { kind: 'fluxos-login', node: '5.9.10.11' }, undefined, []]);
  expect(await kit.reviewer.sign({ hash: review.hash })).toMatchObject({ kind: 'message', address: own });
});

test('the approval of one node is none of another', () => {
  expect(read(login()).hash).not.toBe(read(login({ purpose: { kind: 'fluxos-login', node: '5.9.10.12' } })).hash);
  expect(read(login()).hash).not.toBe(read(login({ purpose: null })).hash);
});

test('an app is read from the text', () => {
  const review = read(app());
  expect([review.action, review.message?.app?.spec]).toEqual(['app', { ...spec, owner: own }]);
});

test('what cannot be seen is made visible', () => {
  expect(read(app({ description: 'nice\u202Eshop' })).message?.app?.spec.description).toBe('nice⟨U+202E⟩shop');
});

test.each<[string, () => MessageIntent, string]>([
  ['a text that is no phrase', () => login({ message: 'please sign' }), 'review/bad-message'],
  ['another magic', () => login({ scheme: 'flux' }), 'review/plan-does-not-match-intent address'],
  ['another key', () => login({ key: fluxKey(0) }), 'review/plan-does-not-match-intent address'],
  ['an app text under a login', () => ({ ...app(), purpose: { kind: 'fluxos-login', node: 'x' } }), 'review/bad-message'],
  ['a phrase under an app', () => app({}, { message: PHRASE }), 'review/bad-message'],
  ['another name than was asked for', () => app({}, { purpose: { kind: 'app-register', name: 'other' } }), 'review/plan-does-not-match-intent name'],
  ['a change that is called new', () => app({}, { purpose: { kind: 'app-update', name: 'myshop' } }), 'review/plan-does-not-match-intent type'],
  ['an app of somebody else', () => app({ owner: '1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC' }), 'review/plan-does-not-match-intent owner'],
  ['a message of yesterday', () => app({}, {}, 3_600_001), 'review/message-time'],
  ['a message of tomorrow', () => app({}, {}, -300_001), 'review/message-time'],
  ['more than can be shown', () => app({ compose: [{ ...component, commands: ['\u200B'.repeat(800)] }] }), 'review/too-large'],
])('%s is refused', (_, intent, code) => expect(refusedWith(() => read(intent()))).toBe(code));
