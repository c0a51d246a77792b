// Payments over the real practice network: planned by the wallet, read and signed by the signer's own code, judged by the nodes.
import * as ecc from 'tiny-secp256k1';
import { z } from 'zod';
import type { Keyring } from '../../../main/signer/keyring/keyring';
import { createReviewer, type Reviewer } from '../../../main/signer/review';
import { fluxAssets } from '../../../shared/chains/registry';
import type { AssetId, ChainId } from '../../../shared/chains/ids';
import type { Intent } from '../../../shared/contract/money-path';
import type { Activity, Draft } from '../../../shared/contract/wallet';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { keysOf, known, openInput, removeFolder, startWallet, walletFolder, type TestWallet } from '../wallet/harness';

jest.setTimeout(180_000);

const practiceFolder = temporaryFolder();
const [senderFolder, receiverFolder] = [walletFolder(), walletFolder()];
const senderKeys = keysOf('plans sender');
let network: PracticeProcess;
let sender: TestWallet;
let receiver: TestWallet;
let signer: Reviewer;

function reviewerOf(keys: Keyring): Reviewer {
  return createReviewer({
    keys, ecc, now: Date.now, speed: () => 1, random: (count) => new Uint8Array(count).fill(5),
    addresses: { contacts: () => [], paid: () => [], rememberPaid: () => Promise.resolve(), deposit: () => null, rememberDeposit: () => Promise.resolve() },
  });
}

beforeAll(async () => {
  network = await PracticeProcess.start(practiceFolder, '--seed', 'plans', '--clock-rate', '0');
  sender = await startWallet(openInput(network, senderKeys, senderFolder));
  receiver = await startWallet(openInput(network, keysOf('plans receiver'), receiverFolder));
  signer = reviewerOf(senderKeys);
});
afterAll(async () => {
  await sender?.close();
  await receiver?.close();
  await network?.stop();
  for (const folder of [practiceFolder, senderFolder, receiverFolder]) (folder === practiceFolder ? remove : removeFolder)(folder);
});

const faucet = async (chain: ChainId, address: string, asset = 'native', amount?: string): Promise<string> =>
  z.object({ txid: z.string() }).parse(await network.do('/faucet', { chain, asset, address, ...(amount === undefined ? {} : { amount }) })).txid;
const mine = (chain: ChainId, blocks: number): Promise<unknown> => network.do('/control/mine', { chain, blocks });
const fault = async (chain: ChainId, name: string, value = true): Promise<void> => {
  for (const endpoint of ['a', 'b']) await network.do('/control/fault', { chain, endpoint, fault: name, value });
};
const address = async (wallet: TestWallet, chain: ChainId, scriptType: 'p2tr' | null = null): Promise<string> => (await wallet.calls['receive.fresh']({ chain, scriptType })).address;
const entry = async (wallet: TestWallet, txid: string): Promise<Activity | undefined> => (await wallet.activity(txid))[0];
const stateOf = async (wallet: TestWallet, txid: string): Promise<string | undefined> => (await entry(wallet, txid))?.state.kind;
const spendable = async (wallet: TestWallet, asset: AssetId): Promise<bigint> => BigInt(known((await wallet.row(asset)).balance)?.spendable ?? '-1');
const becomes = (wallet: TestWallet, txid: string, kind: string): Promise<unknown> => wallet.until(async () => (await stateOf(wallet, txid)) === kind);

/** Coins from the faucet, confirmed and seen. */
async function fund(chain: ChainId, asset: AssetId, more: { scriptType?: 'p2tr'; faucetAsset?: string; amount?: string } = {}): Promise<void> {
  const before = await sender.until(async () => {
    const units = await spendable(sender, asset);
    return units >= 0n && { units };
  });
  await faucet(chain, await address(sender, chain, more.scriptType ?? null), more.faucetAsset ?? 'native', more.amount);
  await mine(chain, 1);
  await sender.until(async () => (await spendable(sender, asset)) > before.units);
}

const draftOf = (asset: AssetId, to: string, amount: bigint | 'all', preset: 'slow' | 'normal' | 'fast', note: string): Draft => ({
  asset, to, note, fee: { kind: 'preset', preset }, amount: amount === 'all' ? { kind: 'all' } : { kind: 'units', units: amount.toString() },
});

/** Plan, review, signature, broadcast. */
async function carryOut(intent: Intent) {
  const plan = await sender.calls['plan.make']({ intent });
  const review = signer.review({ intent, plan });
  const signed = await signer.sign({ hash: review.hash });
  return { review, ...(await sender.calls['plan.carryOut']({ intent, signed })) };
}

async function send(asset: AssetId, to: string, amount: bigint | 'all', preset: 'slow' | 'normal' | 'fast' = 'normal', note = '') {
  const preview = await sender.calls['send.preview'](draftOf(asset, to, amount, preset, note));
  if (preview.intent === null) throw new Error(JSON.stringify(preview));
  return { preview, ...(await carryOut(preview.intent)) };
}

async function replace(id: string, mode: 'speed-up' | 'cancel') {
  const preview = await sender.calls['replace.preview']({ id, mode, fee: { kind: 'preset', preset: 'fast' } });
  if (preview.intent === null) throw new Error(JSON.stringify(preview));
  return { preview, ...(await carryOut(preview.intent)) };
}

describe('Flux', () => {
  test('a payment with a note arrives, both sides change and confirm', async () => {
    await fund('flux', 'flux/native');
    const to = await address(receiver, 'flux');
    const before = await spendable(sender, 'flux/native');
    const sent = await send('flux/native', to, 123_456_789n, 'normal', 'for the practice');
    expect(sent).toMatchObject({ sent: true, reason: null });
    expect(sent.review.note).toBe('for the practice');
    expect(await entry(sender, sent.txid)).toMatchObject({ id: sent.id, kind: 'sent', state: { kind: 'pending' }, amount: '-123456789', can: { speedUp: false, cancel: false } });
    await mine('flux', 12);
    await becomes(sender, sent.txid, 'confirmed');
    await becomes(receiver, sent.txid, 'confirmed');
    expect(await spendable(receiver, 'flux/native')).toBe(123_456_789n);
    expect(await spendable(sender, 'flux/native')).toBe(before - 123_456_789n - BigInt(sent.preview.fee ?? 0));
  });

  test('change without a block can be spent, and all of it can be sent', async () => {
    await fund('flux', 'flux/native');
    const to = await address(receiver, 'flux');
    const first = await send('flux/native', to, 100_000_000n);
    await sender.calls['sync.now'](undefined);
    const second = await send('flux/native', to, 'all');
    expect([first.sent, second.sent]).toEqual([true, true]);
    await mine('flux', 12);
    await becomes(sender, second.txid, 'confirmed');
    expect(await spendable(sender, 'flux/native')).toBe(0n);
  });

  test('a payment that no block takes expires, and its coins come back', async () => {
    await fund('flux', 'flux/native');
    const before = await spendable(sender, 'flux/native');
    await fault('flux', 'dropBroadcast');
    const sent = await send('flux/native', await address(receiver, 'flux'), 'all');
    expect(sent.sent).toBe(true);
    await sender.calls['sync.now'](undefined);
    expect(await spendable(sender, 'flux/native')).toBe(0n);
    await mine('flux', 241);
    await becomes(sender, sent.txid, 'expired');
    expect(await spendable(sender, 'flux/native')).toBe(before);
    await fault('flux', 'none');
    const again = await send('flux/native', await address(receiver, 'flux'), 'all');
    await mine('flux', 12);
    await becomes(sender, again.txid, 'confirmed');
  });

  test('what was stored while no server answered is sent after a restart, once', async () => {
    await fund('flux', 'flux/native');
    const preview = await sender.calls['send.preview'](draftOf('flux/native', await address(receiver, 'flux'), 50_000_000n, 'slow', ''));
    if (preview.intent === null) throw new Error('no intent');
    const plan = await sender.calls['plan.make']({ intent: preview.intent });
    const signed = await signer.sign({ hash: signer.review({ intent: preview.intent, plan }).hash });
    await fault('flux', 'down');
    const stored = await sender.calls['plan.carryOut']({ intent: preview.intent, signed });
    expect(stored).toMatchObject({ sent: false });
    expect(await stateOf(sender, stored.txid)).toBe('waiting');
    await sender.close();
    await fault('flux', 'none');
    sender = await startWallet(openInput(network, senderKeys, senderFolder));
    await becomes(sender, stored.txid, 'pending');
    await mine('flux', 12);
    await becomes(sender, stored.txid, 'confirmed');
    expect((await sender.activity('')).filter((one) => one.txid === stored.txid)).toHaveLength(1);
  });
});

describe('Bitcoin', () => {
  test('segwit and taproot coins pay together', async () => {
    await fund('bitcoin', 'bitcoin/native', { amount: '200000' });
    await fund('bitcoin', 'bitcoin/native', { scriptType: 'p2tr', amount: '200000' });
    const sent = await send('bitcoin/native', await address(receiver, 'bitcoin', 'p2tr'), 300_000n);
    expect(sent.sent).toBe(true);
    expect(new Set(sent.review.from.map((from) => from.path.split('/')[1]))).toEqual(new Set(["84'", "86'"]));
    await mine('bitcoin', 3);
    await becomes(sender, sent.txid, 'confirmed');
    await becomes(receiver, sent.txid, 'confirmed');
    expect(await spendable(receiver, 'bitcoin/native')).toBe(300_000n);
  });

  test('a slow payment is sped up, and the new one confirms', async () => {
    await fund('bitcoin', 'bitcoin/native');
    const slow = await send('bitcoin/native', await address(receiver, 'bitcoin'), 120_000n, 'slow');
    expect(await entry(sender, slow.txid)).toMatchObject({ can: { speedUp: true, cancel: true } });
    const quick = await replace(slow.id, 'speed-up');
    expect(quick).toMatchObject({ sent: true, reason: null });
    expect(BigInt(quick.preview.fee ?? 0)).toBeGreaterThan(BigInt(quick.preview.oldFee ?? 0));
    expect(await entry(sender, slow.txid)).toMatchObject({ state: { kind: 'replaced', by: quick.txid } });
    await mine('bitcoin', 3);
    await becomes(sender, quick.txid, 'confirmed');
    await becomes(receiver, quick.txid, 'confirmed');
  });

  test('a payment is cancelled: the coins come back, the recipient gets nothing', async () => {
    const before = await spendable(sender, 'bitcoin/native');
    const theirs = await spendable(receiver, 'bitcoin/native');
    const sent = await send('bitcoin/native', await address(receiver, 'bitcoin'), 90_000n, 'slow');
    const cancelled = await replace(sent.id, 'cancel');
    expect(cancelled).toMatchObject({ sent: true, reason: null });
    await mine('bitcoin', 3);
    await becomes(sender, cancelled.txid, 'confirmed');
    expect(await spendable(sender, 'bitcoin/native')).toBe(before - BigInt(cancelled.preview.fee ?? 0));
    await receiver.calls['sync.now'](undefined);
    expect(await spendable(receiver, 'bitcoin/native')).toBe(theirs);
  });

  test('fees beyond reason are refused, and servers that refuse are tried again', async () => {
    await fault('bitcoin', 'absurdFee');
    const to = await address(receiver, 'bitcoin');
    expect((await sender.calls['send.preview'](draftOf('bitcoin/native', to, 50_000n, 'normal', ''))).problems).toEqual([expect.objectContaining({ field: 'fee', code: 'fee/absurd-answer' })]);
    await fault('bitcoin', 'none');
    await fault('bitcoin', 'rejectBroadcast');
    const sent = await send('bitcoin/native', to, 50_000n);
    expect(sent.sent).toBe(false);
    await fault('bitcoin', 'none');
    expect(['waiting', 'failed']).toContain(await stateOf(sender, sent.txid));
  });
});

describe('EVM', () => {
  const fluxOnBase = fluxAssets().find((asset) => asset.chain === 'base')?.id ?? 'base/native';

  test('the native coin and FLUX arrive', async () => {
    await fund('base', 'base/native');
    await fund('base', fluxOnBase, { faucetAsset: 'flux' });
    const to = await address(receiver, 'base');
    const native = await send('base/native', to, 10n ** 15n);
    const token = await send(fluxOnBase, to, 250_000_000n);
    expect([native.sent, token.sent]).toEqual([true, true]);
    expect(token.review.nonce).toBe((native.review.nonce ?? 0) + 1);
    await mine('base', 12);
    await becomes(sender, native.txid, 'confirmed');
    await becomes(sender, token.txid, 'confirmed');
    await receiver.until(async () => (await spendable(receiver, fluxOnBase)) === 250_000_000n);
    expect(await spendable(receiver, 'base/native')).toBe(10n ** 15n);
  });

  test('a payment is sped up and another cancelled, before a block has them', async () => {
    await fund('polygon', 'polygon/native');
    const to = await address(receiver, 'polygon');
    const slow = await send('polygon/native', to, 10n ** 15n, 'slow');
    const quick = await replace(slow.id, 'speed-up');
    expect(quick).toMatchObject({ sent: true, reason: null });
    expect(quick.review.nonce).toBe(slow.review.nonce);
    const unwanted = await send('polygon/native', to, 2n * 10n ** 15n, 'slow');
    const cancelled = await replace(unwanted.id, 'cancel');
    expect(cancelled).toMatchObject({ sent: true, reason: null });
    await mine('polygon', 32);
    await becomes(sender, quick.txid, 'confirmed');
    await becomes(sender, cancelled.txid, 'confirmed');
    await receiver.until(async () => (await spendable(receiver, 'polygon/native')) === 10n ** 15n);
    expect(await entry(sender, unwanted.txid)).toMatchObject({ state: { kind: 'replaced', by: cancelled.txid } });
  });

  test('all of the coin can be sent', async () => {
    await fund('bsc', 'bsc/native');
    const sent = await send('bsc/native', await address(receiver, 'bsc'), 'all');
    expect(sent.sent).toBe(true);
    await mine('bsc', 16);
    await becomes(sender, sent.txid, 'confirmed');
  });
});
