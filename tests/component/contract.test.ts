/** The fake bridge speaks the contract: the same names, and samples that the schemas take. */
import { appCalls, approvalCalls, secretsWindowCalls } from '../../shared/contract/app';
import type { Calls } from '../../shared/contract/base';
import { secretsCalls } from '../../shared/contract/secrets';
import { CALL_CHANNEL } from '../../shared/contract/channels';
import { answered, fakeBridge } from './fake-bridge';
import * as sample from './samples';
import { wish } from './samples-cloud';

const maps: readonly [string, Calls, Readonly<Record<string, unknown>>][] = [
  ['main', appCalls, answered.main],
  ['approval', approvalCalls, answered.approval],
  ['secrets port', secretsCalls, answered.signer],
  ['secrets window', secretsWindowCalls, answered.secretsWindow],
];
const inputs: Readonly<Record<string, unknown>> = {
  'activity.list': { filter: {}, offset: 0, limit: 100 }, 'activity.get': { id: '1' }, 'receive.fresh': { chain: 'flux', scriptType: null }, 'receive.uri': { asset: 'flux/native', address: sample.FLUX_ADDRESS, amount: null, label: '' },
  'bridge.quote': { from: 'flux', to: 'eth', amount: null, recipient: null }, 'bridge.list': { offset: 0, limit: 100 }, 'bridge.get': { id: '0'.repeat(32) }, 'claims.get': { address: sample.FLUX_ADDRESS },
  'cloud.check': { wish, update: false }, 'cloud.begin': { wish, update: false }, 'cloud.pay': { hash: '01'.repeat(32) }, 'cloud.forget': { hash: '01'.repeat(32) },
  'staking.candidates': { tier: 'cumulus' }, 'staking.hardware': { pasted: null },
  'lightNode.set': {}, 'lightNode.folder': { to: 'choose' }, 'lightNode.saveProof': { txid: 'ab'.repeat(32) }, 'evidence.transaction': { txid: 'ab'.repeat(32) },
  'governance.list': { tab: 'open', offset: 0, limit: 20 }, 'governance.get': { hash: 'a'.repeat(64) }, 'governance.recount': { hash: 'a'.repeat(64) }, 'governance.power': { hash: null },
  'usefulWork.set': {}, 'usefulWork.delegate': { days: 1 }, 'usefulWork.result': { coordinator: 'http://127.0.0.1:1', batch: '5'.repeat(32) }, 'usefulWork.output': { lease: '5'.repeat(32) },
  'usefulWork.submit': { coordinator: 'http://127.0.0.1:1', request: { title: 'x', work: { kind: 'train', rounds: 1, shards: 1, epochs: 1 } } },
  'boinc.watch': { on: true }, 'boinc.order': { act: 'processor', mode: 'never', seconds: 3_600 },
  'links.signed': { offset: 0, limit: 20 }, 'links.register': { scheme: 'flux', on: true }, 'links.text': { url: 'https://storage.runonflux.io/v1/public/a' },
  'settings.set': {}, 'contacts.put': { name: 'Ana', chain: 'flux', address: sample.FLUX_ADDRESS, note: '' },
  'secrets.create.begin': { words: 12, network: 'practice' }, 'secrets.create.check': { answers: [] },
};

test('there is a channel for calls', () => expect(CALL_CHANNEL).toBe('fluxkeep:call'));

test.each(maps)('the fake knows every call of %s and no other', (_name, calls, answers) => {
  expect(Object.keys(answers).sort()).toEqual(Object.keys(calls).sort());
});

test.each(maps.flatMap(([, calls]) => Object.keys(calls).map((name) => [name, calls] as const)))('%s answers what the contract promises', async (name, calls) => {
  const reply = await fakeBridge().call(name, inputs[name]);
  expect(reply.ok).toBe(true);
  if (reply.ok) expect(calls[name]?.out.safeParse(reply.output).error?.issues ?? []).toEqual([]);
});
