// Governance of a wallet against the practice vote service: the list, votes with real signatures, own proposals with real payments, and every way in which the service fails or lies.
import { residentFluxId, residentOf, residentSignature } from '../../../node-core/practice/xdao/residents';
import type { Reading } from '../../../shared/contract/base';
import type { Intent, Signed } from '../../../shared/contract/money-path';
import { xdaoProposedSchema, xdaoStateSchema } from '../../../shared/practice/xdao-control';
import { PracticeProcess, remove, stopAll, temporaryFolder } from '../practice/practice-process';
import { keysOf, openInput, removeFolder, startWallet, walletFolder, type TestWallet } from './harness';

jest.setTimeout(120_000);

const SEED = 'governance test';
const [folder, dir] = [temporaryFolder(), walletFolder()];
/** Who runs some of the practice network's nodes; the wallet has this Flux ID. */
const RESIDENT = residentOf(0);
const FLUX_ID = residentFluxId(SEED, RESIDENT);
let network: PracticeProcess;
let wallet: TestWallet;

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', SEED, '--clock-rate', '0');
  wallet = await startWallet({ ...openInput(network, keysOf('governance'), dir), fluxId: { address: FLUX_ID, key: { kind: 'flux-id' }, path: '' } });
  await tellTime();
});
afterAll(async () => {
  await wallet.close();
  await stopAll();
  remove(folder);
  removeFolder(dir);
});
afterEach(() => network.do('/control/xdao', { switch: 'none' }));

/** The value of a reading that must be known. */
const known = <T>(reading: Reading<T>): T => {
  if (reading.state !== 'known') throw new Error(JSON.stringify(reading));
  return reading.value;
};
/** The network stands still: the wallet's clock is set to it before each look. */
async function tellTime(): Promise<void> {
  const { endpoints, prices, fusion, fluxos, xdao, currency } = openInput(network, keysOf('governance'), dir);
  await wallet.calls['wallet.configure']({ endpoints, prices, fusion, fluxos, xdao, currency, clockOffset: (await network.status()).clock.nowMs - Date.now() });
}
const advance = async (advanceMs: number): Promise<void> => {
  await network.do('/control/clock', { advanceMs });
  await network.do('/control/xdao/refresh', {});
  await tellTime();
  await wallet.calls['governance.look'](undefined);
};
const propose = async (topic: string): Promise<string> => {
  const { hash } = xdaoProposedSchema.parse(await network.do('/control/xdao/propose', { topic, description: 'Made for a test, and long enough to be one of the real ones.' }));
  await advance(300_000);
  return hash;
};
const list = async (tab: 'open' | 'passed' | 'rejected' | 'unpaid') => known(await wallet.calls['governance.list']({ tab, offset: 0, limit: 50 }));
const signed = (intent: Intent): Signed => {
  if (intent.kind !== 'sign-message') throw new Error(intent.kind);
  return { kind: 'message', signature: residentSignature(SEED, RESIDENT, intent.message), address: intent.address, reviewHash: '0'.repeat(64) };
};
const vote = async (hash: string, yes: boolean) => {
  const { intent } = await wallet.calls['governance.vote']({ hash, yes });
  return wallet.calls['governance.carryOut']({ intent, signed: signed(intent) });
};
const fails = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

describe('proposals', () => {
  test('are told by tab, newest first, with sums that the wallet counts again', async () => {
    const open = await list('open');
    expect(open.counts).toEqual({ open: 2, passed: 1, rejected: 1, unpaid: 1 });
    expect(open.rows.map(({ submittedAt }) => submittedAt)).toEqual(open.rows.map(({ submittedAt }) => submittedAt).sort((one, other) => other - one));
    for (const { hash, yes, no } of [...open.rows, ...(await list('passed')).rows]) {
      expect(known(await wallet.calls['governance.recount']({ hash }))).toMatchObject({ yes, no, differences: [], listed: true, unlisted: 0 });
      expect(known(await wallet.calls['governance.get']({ hash }))).toMatchObject({ hash, hashFits: true });
    }
    expect(known(await wallet.calls['governance.get']({ hash: 'f'.repeat(64) }))).toBeNull();
  });

  test('of a service that miscounts are shown with the difference', async () => {
    const [{ hash, yes, no } = { hash: '', yes: 0, no: 0 }] = (await list('passed')).rows;
    const look = async () => {
      await wallet.calls['governance.look'](undefined);
      return known(await wallet.calls['governance.recount']({ hash }));
    };
    await network.do('/control/xdao', { switch: 'miscount', value: 12.5 });
    expect((await look()).differences).toEqual([{ kind: 'yes', said: yes + 12.5, counted: yes }]);
    await network.do('/control/xdao', { switch: 'none' });
    await network.do('/control/xdao', { switch: 'weights', value: 40 });
    expect((await look()).differences.map(({ kind }) => kind)).toContain('weight');
    await network.do('/control/xdao', { switch: 'none' });
    await network.do('/control/xdao', { switch: 'twice', value: true });
    expect(await look()).toMatchObject({ yes, no, differences: expect.arrayContaining([expect.objectContaining({ kind: 'twice', votes: yes + no })]) });
  });

  test('that cannot be read are no empty list', async () => {
    await wallet.calls['governance.look'](undefined);
    await network.do('/control/fault', { chain: 'xdao', endpoint: 'a', fault: 'http500' });
    expect(await wallet.calls['governance.list']({ tab: 'open', offset: 0, limit: 5 })).toMatchObject({ state: 'unknown', reason: { code: 'xdao/server-failed' } });
    await network.do('/control/fault', { chain: 'xdao', endpoint: 'a', fault: 'malformedJson' });
    await network.do('/control/fault', { chain: 'xdao', endpoint: 'a', fault: 'http500', value: false });
    expect(await wallet.calls['governance.power']({ hash: null })).toMatchObject({ state: 'unknown', reason: { code: 'xdao/malformed' } });
    await network.do('/control/fault', { chain: 'xdao', endpoint: 'a', fault: 'none' });
  });
});

describe('a vote', () => {
  test('has the power of the nodes of the Flux ID, moves the sums, and is final', async () => {
    const hash = await propose('To be voted on');
    const power = known(await wallet.calls['governance.power']({ hash }));
    expect(power.power).toBeGreaterThan(0);
    expect(power.nodes.reduce((sum, node) => sum + node.power, 0)).toBe(power.power);
    const { intent } = await wallet.calls['governance.vote']({ hash, yes: true });
    expect(intent).toMatchObject({ kind: 'sign-message', scheme: 'bitcoin', address: FLUX_ID, purpose: { kind: 'xdao-vote', proposal: hash, topic: 'To be voted on', yes: true, votes: power.power } });
    const before = (await list('open')).rows.find((row) => row.hash === hash);
    expect(await wallet.calls['governance.carryOut']({ intent, signed: signed(intent) })).toEqual({ yes: true, votes: power.power });
    // The same once more is answered the same and votes nothing twice.
    expect(await wallet.calls['governance.carryOut']({ intent, signed: signed(intent) })).toEqual({ yes: true, votes: power.power });
    expect((await list('open')).rows.find((row) => row.hash === hash)).toMatchObject({ yes: before?.yes, own: { yes: true, state: 'recorded', votes: power.power } });
    expect(known(await wallet.calls['governance.recount']({ hash }))).toMatchObject({ fresh: power.power, differences: [] });
    await advance(300_000);
    expect((await list('open')).rows.find((row) => row.hash === hash)?.yes).toBeGreaterThanOrEqual((before?.yes ?? 0) + power.power);
    await fails(wallet.calls['governance.vote']({ hash, yes: false }), 'governance/already-voted');
  });

  test('waits for others, and finds out about an answer that was lost', async () => {
    await network.do('/control/xdao', { switch: 'busy', value: true, times: 2 });
    expect(await vote(await propose('Others vote'), false)).toMatchObject({ yes: false });
    const hash = await propose('The answer is lost');
    await network.do('/control/xdao', { switch: 'voteLost', value: true, times: 1 });
    expect(await vote(hash, true)).toMatchObject({ yes: true });
  });

  test('is not asked for where it cannot count, and nothing but a phrase is signed', async () => {
    const [rejected] = (await list('rejected')).rows;
    await fails(wallet.calls['governance.vote']({ hash: rejected?.hash ?? '', yes: true }), 'governance/not-open');
    await fails(wallet.calls['governance.vote']({ hash: 'f'.repeat(64), yes: true }), 'governance/unknown-proposal');
    const hash = await propose('A bad phrase');
    await network.do('/control/xdao', { switch: 'phrase', value: 'send all coins to me' });
    await fails(wallet.calls['governance.vote']({ hash, yes: true }), 'governance/bad-phrase');
    await network.do('/control/xdao', { switch: 'none' });
    const { intent } = await wallet.calls['governance.vote']({ hash, yes: true });
    await fails(wallet.calls['governance.carryOut']({ intent, signed: { ...signed(intent), kind: 'message', signature: residentSignature(SEED, RESIDENT, 'other'), address: FLUX_ID } }), 'governance/bad-signature');
    await advance(16 * 60_000);
    await fails(wallet.calls['governance.carryOut']({ intent, signed: signed(intent) }), 'governance/phrase-refused');
    expect((await list('open')).rows.find((row) => row.hash === hash)?.own).toBeNull();
  });
});

describe('an own proposal', () => {
  const text = { topic: 'My own', description: 'It is long enough to be sent, and says nothing more than that.', grantValue: 0, grantAddress: '', nickName: 'me' };
  const fee = async (): Promise<string> => known(await wallet.calls['governance.price'](undefined));
  const own = async (hash: string) => (await wallet.calls['governance.own'](undefined)).find((one) => one.hash === hash);

  test('is refused when the service changes anything of it', async () => {
    expect(await wallet.calls['governance.check']({ ...text, grantValue: 5, grantAddress: 'tmXXX' })).toMatchObject([{ field: 'grantAddress' }]);
    await fails(wallet.calls['governance.submit']({ text: { ...text, topic: '' }, fee: await fee() }), 'governance/bad-text');
    await fails(wallet.calls['governance.submit']({ text, fee: '100000000' }), 'governance/price-changed');
    await network.do('/control/xdao', { switch: 'otherHash', value: true });
    await fails(wallet.calls['governance.submit']({ text, fee: await fee() }), 'governance/other-hash');
  });

  test('waits for its fee within the hour, and lapses without it', async () => {
    const { hash } = await wallet.calls['governance.submit']({ text, fee: await fee() });
    expect(await own(hash)).toMatchObject({ topic: 'My own', fee: '20000000000', state: { kind: 'unpaid', late: false } });
    expect(await wallet.calls['governance.payment']({ hash })).toMatchObject({ intent: null, problem: { code: expect.stringMatching(/\//) } });
    await network.do('/faucet', { chain: 'flux', address: (await wallet.calls['receive.fresh']({ chain: 'flux', scriptType: null })).address, amount: '50000000000' });
    await network.do('/control/mine', { chain: 'flux', blocks: 2 });
    await tellTime();
    await wallet.until(async () => (await wallet.calls['governance.payment']({ hash })).intent, 20);
    expect((await wallet.calls['governance.payment']({ hash })).intent).toMatchObject({ kind: 'pay', asset: 'flux/native', amount: '20000000000', note: hash, all: false });
    await advance(51 * 60_000);
    expect(await own(hash)).toMatchObject({ state: { kind: 'unpaid', late: true } });
    await fails(wallet.calls['governance.payment']({ hash }), 'governance/too-late');
    await advance(11 * 60_000);
    expect(await own(hash)).toMatchObject({ state: { kind: 'listed', proposal: 'rejected-unpaid' } });
    expect(xdaoStateSchema.parse(await network.do('/control/xdao/refresh', {})).proposals.find((one) => one.hash === hash)).toMatchObject({ status: 'Rejected Unpaid' });
  });
});
