// The wallet's part of links: what is signed is kept before it leaves, goes where it was approved for, and nothing else is told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vectors from '../../../../vectors/signed-messages.json';
import type { HttpRequest } from '../../../../../main/wallet/chains/http';
import { LinkDesk } from '../../../../../main/wallet/links/link-desk';
import { salvage } from '../../../../../main/wallet/store/salvage';
import { openStore } from '../../../../../main/wallet/store/open';
import type { OutboxEntry } from '../../../../../main/wallet/plans/ports';
import type { Intent, LinkPurpose, Signed } from '../../../../../shared/contract/money-path';
import { AppError } from '../../../../../shared/errors/app-error';
import { outboxEntry } from '../samples';

const { ours } = vectors;
const CALLBACK = 'https://home.runonflux.io/id/verifylogin';
const folders: string[] = [];
const closings: (() => void)[] = [];
afterAll(() => {
  closings.forEach((close) => close());
  folders.forEach((each) => rmSync(each, { recursive: true, force: true }));
});
function freshDb() {
  const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-links-'));
  folders.push(dir);
  const { db } = openStore({ dir, network: 'mainnet', instance: null, now: 1_000 });
  closings.push(() => db.close());
  return db;
}

function world(answer: () => Promise<{ status: number; text: string }> = () => Promise.resolve({ status: 200, text: 'in' }), payment: OutboxEntry | null = null) {
  const asked: HttpRequest[] = [];
  const seen: unknown[] = [];
  const db = freshDb();
  const desk = new LinkDesk({
    network: 'mainnet', db, clock: () => 5_000.4, changed: () => seen.push('changed'), resolve: () => Promise.resolve(['93.184.216.34']), isOwn: (_chain, address) => address === 't1mine', payment: () => payment,
    http: (request) => {
      asked.push(request);
      // What is kept by the time that anything leaves.
      seen.push(desk.signed(0, 5).entries.map(({ state }) => state));
      return answer();
    },
  });
  return { desk, asked, seen, db };
}
const intent = (purpose: LinkPurpose | null, message = ours.message): Intent => ({ kind: 'sign-message', scheme: 'bitcoin', key: { kind: 'flux-id' }, address: ours.bitcoinAddress, message, purpose });
const signed = (signature = ours.bitcoin.signature): Signed => ({ kind: 'message', signature, address: ours.bitcoinAddress, reviewHash: 'ab'.repeat(32) });

it('keeps a signature before it leaves, sends it as a form, and keeps what became of it', async () => {
  const { desk, asked, seen } = world();
  expect(await desk.carryOut({ intent: intent({ kind: 'link', callback: CALLBACK }), signed: signed() })).toEqual({ signature: null, delivery: { state: 'delivered', status: 200, said: 'in' } });
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({ address: ours.bitcoinAddress, message: ours.message, signature: ours.bitcoin.signature });
  expect(seen).toEqual(['changed', ['unknown'], 'changed']);
  expect(desk.signed(0, 5)).toEqual({ total: 1, entries: [{ id: 1, text: ours.message, address: ours.bitcoinAddress, scheme: 'bitcoin', host: 'home.runonflux.io', url: CALLBACK, state: 'delivered', said: 'in', at: 5_000 }] });
});
it('keeps a refusal, too', async () => {
  const { desk } = world(() => Promise.reject(new AppError('endpoint/timeout', 'late')));
  expect(await desk.carryOut({ intent: intent({ kind: 'link', callback: CALLBACK }), signed: signed() })).toMatchObject({ signature: null, delivery: { state: 'failed', reason: { code: 'endpoint/timeout' } } });
  expect(desk.signed(0, 5).entries).toMatchObject([{ state: 'failed', said: 'endpoint/timeout' }]);
});
it('hands the same signature over again after a wallet process died, and keeps it once', async () => {
  const dying = world(() => new Promise(() => undefined));
  void dying.desk.carryOut({ intent: intent({ kind: 'link', callback: CALLBACK }), signed: signed() });
  await new Promise((resolve) => setImmediate(resolve));
  expect(dying.desk.signed(0, 5).entries).toMatchObject([{ state: 'unknown' }]);
  const next = new LinkDesk({ network: 'mainnet', db: dying.db, clock: () => 6_000, changed: () => undefined, resolve: () => Promise.resolve(['93.184.216.34']), isOwn: () => false, payment: () => null, http: () => Promise.resolve({ status: 200, text: 'in' }) });
  await next.carryOut({ intent: intent({ kind: 'link', callback: CALLBACK }), signed: signed() });
  expect(next.signed(0, 5)).toMatchObject({ total: 1, entries: [{ state: 'delivered' }] });
});
it.each<[string, LinkPurpose | null]>([['a link without a callback', { kind: 'link', callback: null }], ['the person’s own text', null]])('%s: nothing leaves, the signature comes back, and it is kept', async (_name, purpose) => {
  const { desk, asked } = world();
  expect(await desk.carryOut({ intent: intent(purpose), signed: signed() })).toEqual({ signature: ours.bitcoin.signature, delivery: null });
  expect(asked).toEqual([]);
  expect(desk.signed(0, 5).entries).toMatchObject([{ state: 'shown', host: null, url: null }]);
});
it('sends no signature that does not fit, none that is a claim, and none to a place that is not called', async () => {
  const { desk, asked } = world();
  await expect(desk.carryOut({ intent: intent({ kind: 'link', callback: CALLBACK }), signed: signed(ours.flux.signature) })).rejects.toMatchObject({ code: 'links/bad-signature' });
  await expect(desk.carryOut({ intent: { ...intent(null), purpose: { kind: 'mining-claim', target: 'eth', receiver: '0x', arrives: '1' } } as Intent, signed: signed() })).rejects.toMatchObject({ code: 'links/not-a-text' });
  await expect(desk.carryOut({ intent: intent({ kind: 'link', callback: 'https://10.0.0.1/' }), signed: signed() })).rejects.toMatchObject({ code: 'links/callback-private' });
  expect([asked, desk.signed(0, 5).total]).toEqual([[], 0]);
});
it('fetches a long text from the storage of Flux alone, and refuses what cannot be shown whole', async () => {
  const url = 'https://storage.runonflux.io/v1/public/1767225600000abc';
  expect(await world(() => Promise.resolve({ status: 200, text: 'long text' })).desk.text(url)).toEqual({ text: 'long text' });
  await expect(world(() => Promise.resolve({ status: 200, text: 'x'.repeat(4_097) })).desk.text(url)).rejects.toMatchObject({ code: 'links/message-too-long' });
  await expect(world(() => Promise.resolve({ status: 200, text: '' })).desk.text(url)).rejects.toMatchObject({ code: 'links/no-message' });
  await expect(world(() => Promise.resolve({ status: 404, text: 'gone' })).desk.text(url)).rejects.toMatchObject({ code: 'links/storage-failed' });
  await expect(world().desk.text('https://home.runonflux.io/v1/public/a')).rejects.toMatchObject({ code: 'links/foreign-storage' });
});
it('gives own addresses alone', async () => {
  const { desk, asked } = world();
  expect(await desk.give({ asset: 'flux/native', address: 't1mine', url: 'https://shop.example.org/', by: 'post' })).toMatchObject({ state: 'delivered' });
  expect(asked).toMatchObject([{ body: 'address=t1mine' }]);
  await expect(desk.give({ asset: 'flux/native', address: 't1stranger', url: 'https://shop.example.org/', by: 'get' })).rejects.toMatchObject({ code: 'links/not-own' });
});
it('tells of a payment that is on its way, from the outbox', async () => {
  const { desk, asked } = world(undefined, outboxEntry({ state: { kind: 'pending', since: 1, attempts: 1, nextAt: 2 } }));
  expect(await desk.paid('flux:c', 'https://shop.example.org/paid?paymentid=1')).toMatchObject({ state: 'delivered' });
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({ transaction_id: 'c'.repeat(64), coin: 'zelcash', chain: 'flux', amount: '0.000001', to_address: 't1someone' });
  await expect(world(undefined, outboxEntry()).desk.paid('flux:c', 'https://shop.example.org/')).rejects.toMatchObject({ code: 'links/not-sent-yet' });
  await expect(world().desk.paid('flux:c', 'https://shop.example.org/')).rejects.toMatchObject({ code: 'links/no-payment' });
});
it('names the sender where a chain has one', async () => {
  const txid = `0x${'c'.repeat(64)}`;
  const { desk, asked } = world(undefined, outboxEntry({ chain: 'base', txid, id: `base:${txid}`, nonce: { from: '0xabc', value: 1 }, state: { kind: 'mined', height: 1, ok: true }, intent: { kind: 'pay', asset: 'base/0xb008bdcf9cdff9da684a190941dc3dca8c2cdd44', to: '0xdef', amount: '150000000', all: false, feeLimit: '1', note: null } }));
  await desk.paid(`base:${txid}`, 'https://shop.example.org/');
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({ transaction_id: txid, coin: 'fluxbase', chain: 'base', amount: '1.5', from_address: '0xabc', to_address: '0xdef' });
});
it('the record is saved from a damaged file, newest first', async () => {
  const { desk, db } = world();
  await desk.carryOut({ intent: intent(null), signed: signed() });
  await desk.carryOut({ intent: intent({ kind: 'link', callback: CALLBACK }), signed: signed() });
  const to = freshDb();
  salvage(db, to);
  const saved = new LinkDesk({ network: 'mainnet', db: to, clock: () => 0, changed: () => undefined, resolve: () => Promise.resolve([]), isOwn: () => false, payment: () => null, http: () => Promise.reject(new Error('never')) });
  expect(saved.signed(0, 5)).toEqual(desk.signed(0, 5));
  expect(saved.signed(1, 5).entries).toHaveLength(1);
});
