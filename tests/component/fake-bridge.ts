// A bridge for tests: answers every call of every window from the samples, lets a test replace answers, and records what was asked.

import type { Bridge, Reply } from '../../renderer/app/bridge';
import { AppError } from '../../shared/errors/app-error';
import * as sample from './samples';
import * as boinc from './samples-boinc';
import * as bridged from './samples-bridge';
import * as cloud from './samples-cloud';
import * as node from './samples-node';
import * as governed from './samples-governance';
import * as work from './samples-work';
import * as staked from './samples-staking';

type Answer = (input: never) => unknown;
export type Answers = Readonly<Record<string, Answer>>;

export interface FakeBridge extends Bridge {
  readonly asked: { name: string; input: unknown }[];
  /** Sends an event to the window, as main would. */
  emit(event: string, payload?: unknown): void;
  /** The inputs of all calls of one name. */
  inputsOf(name: string): unknown[];
}

const nothing = () => undefined;
const main: Answers = {
  'app.info': () => sample.info,
  'app.session': () => sample.session,
  'app.processes': () => ({ signer: { state: 'running' }, wallet: { state: 'running' }, practice: { state: 'running' } }),
  'app.selfCheck': () => ({ blocked: ['fetch', 'net', 'tls'], open: [], inetSockets: 0 }),
  'app.lock': nothing, 'app.quit': nothing,
  'app.secrets': () => ({ done: true }),
  'wallets.rename': nothing, 'wallets.switch': nothing,
  'settings.get': () => sample.settings,
  'settings.set': (patch: object) => ({ ...sample.settings, ...patch }),
  'clipboard.copy': () => ({ clearsAt: sample.NOW + 60_000 }),
  'clipboard.read': () => ({ text: sample.FLUX_ADDRESS }),
  'links.explorer': nothing,
  'links.take': () => ({ text: null }),
  'links.handlers': () => ({ flux: false, fluxkeep: false, zel: false }),
  'links.register': ({ scheme, on }: { scheme: string; on: boolean }) => ({ flux: false, fluxkeep: false, zel: false, [scheme]: on }),
  'links.deeplink': nothing,
  'links.text': () => ({ text: 'A long text' }),
  'links.signed': () => ({ total: sample.signedTexts.length, entries: sample.signedTexts }),
  'links.give': () => ({ state: 'delivered', status: 200, said: 'thanks' }),
  'links.paid': () => ({ state: 'delivered', status: 200, said: 'paid' }),
  'files.saveText': () => ({ saved: true }),
  'money.submit': () => sample.outcome,
  'receive.verify': () => ({ matches: true, path: sample.receive.path }),
  'contacts.list': () => sample.contacts,
  'contacts.put': (contact: object) => ({ id: 'c9', createdAt: sample.NOW, ...contact }),
  'contacts.remove': nothing,
  'practice.status': () => sample.practice,
  'practice.faucet': () => ({ txid: 'ef'.repeat(32) }),
  'practice.mine': nothing, 'practice.clock': nothing, 'practice.reset': nothing,
  'portfolio.get': () => sample.portfolio,
  'portfolio.chart': () => sample.chart,
  'activity.list': ({ offset, limit }: { offset: number; limit: number }) => ({ total: sample.activities.length, entries: sample.activities.slice(offset, offset + limit) }),
  'activity.get': ({ id }: { id: string }) => sample.activities.find((entry) => entry.id === id) ?? null,
  'activity.export': () => ({ csv: 'date,amount\n' }),
  'activity.label': nothing,
  'receive.fresh': ({ chain }: { chain: string }) => ({ ...sample.receive, chain }),
  'receive.list': () => sample.earlier,
  'receive.label': nothing,
  'receive.uri': ({ address }: { address: string }) => ({ uri: `flux:${address}?amount=250` }),
  'send.preview': () => sample.preview,
  'send.recognise': () => ({ chains: ['flux'], address: sample.FLUX_ADDRESS, asset: null, problem: null }),
  'replace.preview': () => ({ intent: { kind: 'replace', chain: 'bitcoin', txid: 'ab'.repeat(32), mode: 'speed-up', feeLimit: '9000' }, problem: null, fee: '5640', oldFee: '2820', feeAsset: 'bitcoin/native', feeOptions: { state: 'known', value: [], source: 'reported', at: sample.NOW } }),
  'sweep.preview': () => ({ intent: null, problem: null, amount: '1000000', fee: '400' }),
  'sync.state': () => sample.sync,
  'sync.now': nothing, 'sync.deeper': nothing,
  'lightNode.get': () => node.nodeOff, 'lightNode.set': nothing, 'lightNode.folder': () => ({ moved: true }), 'lightNode.startAgain': nothing, 'lightNode.saveProof': () => ({ saved: true }),
  'usefulWork.get': () => work.workOff, 'usefulWork.set': nothing, 'usefulWork.startAgain': nothing, 'usefulWork.delegate': () => ({ done: true }), 'usefulWork.submit': () => ({ batch: '5'.repeat(32) }),
  'usefulWork.result': () => work.primesResult, 'usefulWork.output': () => ({ kind: 'primes', params: '', bytes: new Uint8Array(0) }),
  'boinc.get': () => boinc.boincOff, 'boinc.watch': nothing, 'boinc.order': nothing,
  'governance.list': () => governed.list, 'governance.get': () => governed.known(governed.detail), 'governance.recount': () => governed.known(governed.recount), 'governance.power': () => governed.known(governed.power),
  'governance.vote': () => ({ intent: governed.voteIntent }), 'governance.price': () => governed.known('20000000000'), 'governance.check': () => [], 'governance.submit': () => ({ hash: '5'.repeat(64) }),
  'governance.payment': () => ({ intent: governed.feeIntent, problem: null }), 'governance.own': () => governed.ownProposals, 'governance.look': nothing,
  'evidence.get': () => node.evidenceOff,
  'evidence.transaction': () => node.transaction,
  'bridge.service': () => bridged.serviceReading,
  'bridge.quote': ({ amount }: { amount: string | null }) => (amount === null ? bridged.emptyQuote : bridged.quote),
  'bridge.begin': () => ({ swap: bridged.swaps.reserved.id, intent: bridged.swapIntent }),
  'bridge.abandon': nothing,
  'bridge.list': ({ offset, limit }: { offset: number; limit: number }) => ({ total: bridged.swapList.length, swaps: bridged.swapList.slice(offset, offset + limit) }),
  'bridge.get': ({ id }: { id: string }) => bridged.swapList.find((swap) => swap.id === id) ?? bridged.swaps.exchanging,
  'bridge.look': nothing,
  'bridge.support': () => ({ name: 'fluxkeep-swap-7f3a.txt', text: bridged.supportText }),
  'claims.addresses': () => [sample.FLUX_ADDRESS, sample.earlier[0]?.address],
  'claims.get': ({ address }: { address: string }) => ({ ...bridged.claimsReading, value: { ...bridged.claims, address } }),
  'claims.begin': () => ({ intent: bridged.claimIntent }),
  'staking.tiers': () => staked.tiers,
  'staking.nodes': () => staked.nodeList,
  'staking.candidates': ({ tier }: { tier: string }) => ({ ...staked.candidatesReading, value: tier === 'cumulus' ? staked.candidates : [] }),
  'staking.preview': () => staked.preview,
  'staking.begin': () => ({ node: staked.nodes.maturing.id, intent: staked.startIntent }),
  'staking.restart': () => ({ intent: staked.startIntent, left: [] }),
  'staking.delegates': () => ({ intent: staked.startIntent }),
  'staking.startAsDelegate': () => ({ node: staked.nodes.maturing.id, intent: staked.startIntent }),
  'staking.delegateKey': () => ({ publicKey: staked.DELEGATE_KEY, address: sample.FLUX_ADDRESS }),
  'staking.forget': nothing, 'staking.rename': nothing, 'staking.look': nothing, 'staking.release': nothing, 'staking.keep': nothing,
  'staking.rewards': () => staked.rewards,
  'staking.exportRewards': () => ({ csv: 'node,amount\n' }),
  'staking.consolidate': () => staked.consolidation,
  'staking.evacuate': () => staked.evacuation,
  'staking.hardware': ({ pasted }: { pasted: string | null }) => ({ ...staked.hardware, source: pasted === null ? 'this-computer' : 'pasted' }),
  'practice.server': () => staked.servers,
  'cloud.state': () => cloud.state,
  'cloud.look': nothing, 'cloud.logout': nothing, 'cloud.forget': nothing,
  'cloud.login': () => ({ intent: cloud.loginIntent }),
  'cloud.check': () => cloud.check,
  'cloud.begin': () => ({ intent: cloud.appIntent }),
  'cloud.pay': () => ({ intent: { kind: 'pay', asset: 'flux/native', to: sample.FLUX_ADDRESS, amount: '1041000000', all: false, feeLimit: '2000', note: '01'.repeat(32) } }),
  'message.verify': () => ({ valid: true, problem: null }),
  'endpoints.test': () => ({ ok: true, height: 812, milliseconds: 21, reason: null }),
};
const approval: Answers = {
  'approval.get': () => ({ review: sample.review, language: 'en', theme: 'dark', textScale: 100, value: '$75.00', feeValue: '$0.00' }),
  'approval.answer': nothing,
};
const signer: Answers = {
  'secrets.wallets': () => [sample.wallet],
  'secrets.create.begin': ({ words }: { words: number }) => ({ words: words === 12 ? sample.WORDS : [...sample.WORDS, ...sample.WORDS], fingerprint: '9f3a11c2', ask: [1, 4, 11] }),
  'secrets.create.check': ({ answers }: { answers: { place: number; word: string }[] }) => {
    const wrong = answers.filter(({ place, word }) => sample.WORDS[place] !== word).map(({ place }) => place);
    return { ok: wrong.length === 0, wrong };
  },
  'secrets.create.finish': () => sample.wallet,
  'secrets.restore.check': () => ({ problem: null, preview: { fingerprint: '9f3a11c2', firstAddress: sample.FLUX_ADDRESS } }),
  'secrets.restore.finish': () => sample.wallet,
  'secrets.import.check': () => ({ problem: null, addresses: [{ family: 'flux', address: sample.FLUX_ADDRESS }, { family: 'bitcoin', address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' }] }),
  'secrets.import.finish': () => ({ wallet: sample.wallet, imported: ['d'.repeat(32)] }),
  'secrets.removeKey.preview': () => ({ name: 'Paper', kind: 'wif', family: 'flux', address: sample.FLUX_ADDRESS, fluxId: false }),
  'secrets.removeKey': nothing,
  'secrets.unlock': () => ({ wallet: sample.wallet }),
  'secrets.unlock.preview': () => ({ fingerprint: '9f3a11c2', firstAddress: sample.FLUX_ADDRESS }),
  'secrets.reveal': () => ({ words: sample.WORDS, fingerprint: '9f3a11c2' }),
  'secrets.nodeKey': () => sample.nodeKey,
  'secrets.recheck': () => ({ ok: true }),
  'secrets.changePassword': nothing, 'secrets.remove': nothing,
};
const secretsWindow: Answers = { 'secretsWindow.shown': nothing, 'secretsWindow.port': nothing, 'secretsWindow.link': () => ({ waits: false }), 'secretsWindow.close': nothing, 'secretsWindow.setNetwork': nothing, 'secretsWindow.copied': () => ({ clearsAt: sample.NOW + 60_000 }), 'secretsWindow.open': nothing };

/** Names that the fake knows, for the test that holds them against the contract. */
export const answered = { main, approval, signer, secretsWindow };

/** An error as main would answer it. */
export function refuse(code: string, context: Record<string, string | number | boolean> = {}): () => never {
  return () => {
    throw new AppError(code, code, { context });
  };
}

export function fakeBridge(replace: Answers = {}, open: Partial<typeof sample.secretsOpen> = {}): FakeBridge {
  const answers: Answers = { ...main, ...approval, ...signer, ...secretsWindow, ...replace };
  const asked: { name: string; input: unknown }[] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const reply = async (name: string, input: unknown): Promise<Reply> => {
    asked.push({ name, input });
    const answer = answers[name];
    if (!answer) return { ok: false, error: { code: 'contract/unknown-call', message: name, context: {} } };
    try {
      return { ok: true, output: await answer(input as never) };
    } catch (thrown) {
      return { ok: false, error: (thrown instanceof AppError ? thrown : new AppError('internal/unexpected', String(thrown))).toShape() };
    }
  };
  return {
    asked,
    call: reply,
    secrets: reply,
    open: async () => ({ ...sample.secretsOpen, ...open }),
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    emit: (event, payload) => listeners.get(event)?.forEach((listener) => listener(payload)),
    inputsOf: (name) => asked.filter((ask) => ask.name === name).map((ask) => ask.input),
  };
}
