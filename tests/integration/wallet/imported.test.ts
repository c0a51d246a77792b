// Imported keys over the real practice network: what is stored already counts for them, and nothing is left to count when they go.
import * as ecc from 'tiny-secp256k1';
import { z } from 'zod';
import { createReviewer } from '../../../main/signer/review';
import { multisigScript } from '../../../shared/flux/script-templates';
import type { Intent, Imported } from '../../../shared/contract/money-path';
import { PracticeProcess, remove, temporaryFolder } from '../practice/practice-process';
import { keysOf, known, openInput, removeFolder, startWallet, walletFolder, type TestWallet } from './harness';

jest.setTimeout(120_000);

const practiceFolder = temporaryFolder();
const dir = walletFolder();
const keys = keysOf('imported owner');
const paper = { id: 'a'.repeat(32), name: 'Paper', family: 'flux', kind: 'wif', use: 'keep', privateKey: new Uint8Array(32).fill(7), compressed: true, redeemScript: null } as const;
let network: PracticeProcess;
let wallet: TestWallet;
let imported: Imported;
const signer = createReviewer({
  keys, ecc, now: Date.now, speed: () => 1, random: (count) => new Uint8Array(count).fill(5),
  addresses: { contacts: () => [], paid: () => [], rememberPaid: () => Promise.resolve(), deposit: () => null, rememberDeposit: () => Promise.resolve() },
});

beforeAll(async () => {
  network = await PracticeProcess.start(practiceFolder, '--seed', 'imported', '--clock-rate', '0');
  wallet = await startWallet(openInput(network, keys, dir));
  keys.addImported({ ...paper, privateKey: Uint8Array.from(paper.privateKey) });
  const [described] = keys.describeImported();
  if (!described) throw new Error('no key');
  imported = described;
});
afterAll(async () => {
  await wallet?.close();
  await network?.stop();
  remove(practiceFolder);
  removeFolder(dir);
});

const faucet = async (address: string, amount: string): Promise<string> =>
  z.object({ txid: z.string() }).parse(await network.do('/faucet', { chain: 'flux', asset: 'native', address, amount })).txid;
const mine = (blocks: number): Promise<unknown> => network.do('/control/mine', { chain: 'flux', blocks });
const total = async (): Promise<string | undefined> => known((await wallet.row('flux/native')).balance)?.total;
const accounts = (list: readonly Imported[]) => wallet.calls['wallet.accounts']({ descriptors: openInput(network, keys, dir).descriptors, imported: [...list], nodeKeys: keys.nodeKeys() });
const entry = async (txid: string) => (await wallet.activity(txid))[0];
const becomesTotal = (units: string): Promise<unknown> => wallet.until(async () => (await total()) === units);
/** What all entries did to the balance, as the chart walks back through them. */
const added = async (): Promise<string> => {
  const entries = await wallet.activity('');
  return entries.reduce((sum, one) => (['expired', 'replaced', 'failed'].includes(one.state.kind) ? sum : sum + BigInt(one.amount) - BigInt(one.fee?.units ?? 0)), 0n).toString();
};

async function carryOut(intent: Intent | null): Promise<string> {
  if (intent === null) throw new Error('no intent');
  const plan = await wallet.calls['plan.make']({ intent });
  const signed = await signer.sign({ hash: signer.review({ intent, plan }).hash });
  return (await wallet.calls['plan.carryOut']({ intent, signed })).txid;
}
async function pay(to: string, units: string): Promise<string> {
  return carryOut((await wallet.calls['send.preview']({ asset: 'flux/native', to, note: '', amount: { kind: 'units', units }, fee: { kind: 'preset', preset: 'normal' } })).intent);
}

test('a key that this wallet has paid before it was imported is found with its coins', async () => {
  await faucet((await wallet.calls['receive.fresh']({ chain: 'flux', scriptType: null })).address, '1000000000');
  await mine(1);
  await becomesTotal('1000000000');
  const txid = await pay(imported.address, '300000000');
  await mine(12);
  await wallet.until(async () => (await entry(txid))?.state.kind === 'confirmed');
  const before = BigInt((await total()) ?? '0');
  expect(await entry(txid)).toMatchObject({ kind: 'sent', amount: '-300000000' });
  await accounts([imported]);
  await becomesTotal((before + 300_000_000n).toString());
  expect(await entry(txid)).toMatchObject({ kind: 'self', amount: '0' });
  expect(await added()).toBe(await total());
});

test('a 2-of-2 is refused with one key before anything is tried, and swept with both, by either', async () => {
  const before = BigInt((await total()) ?? '0');
  const secrets = [8, 9].map((byte) => new Uint8Array(32).fill(byte));
  const redeemScript = multisigScript(2, secrets.map((secret) => ecc.pointFromScalar(secret, true) ?? new Uint8Array(0)));
  const ids = ['b'.repeat(32), 'c'.repeat(32)] as const;
  secrets.forEach((privateKey, index) => keys.addImported({ ...paper, id: ids[index] ?? '', kind: 'ssp', privateKey, redeemScript }));
  const [, one, two] = keys.describeImported();
  if (!one || !two) throw new Error('no shares');
  expect(one.address).toBe(two.address);
  await accounts([imported, one]);
  await faucet(one.address, '200000000');
  await mine(1);
  await becomesTotal((before + 200_000_000n).toString());
  expect(await wallet.calls['sweep.preview']({ chain: 'flux', imported: one.id })).toMatchObject({ intent: null, amount: null, problem: { code: 'sweep/needs-other-key' } });
  await accounts([imported, one, two]);
  const { intent, amount } = await wallet.calls['sweep.preview']({ chain: 'flux', imported: two.id });
  const txid = await carryOut(intent);
  await mine(12);
  await wallet.until(async () => (await entry(txid))?.state.kind === 'confirmed');
  expect(await total()).toBe((before + BigInt(amount ?? '0')).toString());
});

describe('a key that is removed', () => {
  /** Nothing of it is watched or counted, what Activity adds up to is the balance, and no server is blamed for it. */
  const forgotten = async (left: bigint): Promise<void> => {
    await accounts([]);
    expect(await total()).toBe(left.toString());
    expect(await added()).toBe(left.toString());
    await mine(1);
    for (let round = 0; round < 3; round += 1) await wallet.calls['sync.now'](undefined);
    expect(await total()).toBe(left.toString());
    expect(await added()).toBe(left.toString());
    expect((await wallet.calls['receive.list']({ chain: 'flux' })).some((row) => row.address === imported.address)).toBe(false);
    const flux = (await wallet.calls['sync.state'](undefined)).find((state) => state.chain === 'flux');
    expect(flux).toMatchObject({ phase: 'idle', reason: null, endpoints: [{ state: 'ok' }, { state: 'ok' }] });
  };
  const figures = async (): Promise<{ all: bigint; ofKey: bigint }> => {
    const received = (await wallet.calls['receive.list']({ chain: 'flux' })).find((row) => row.address === imported.address)?.received;
    return { all: BigInt((await total()) ?? '0'), ofKey: BigInt(received?.state === 'known' ? received.value : '0') };
  };

  test('takes what it holds with it: what it got from outside, and what this wallet had paid to it', async () => {
    const txid = await faucet(imported.address, '50000000');
    await mine(1);
    await wallet.until(async () => (await entry(txid))?.state.kind === 'confirming');
    const { all, ofKey } = await figures();
    expect(ofKey).toBe(350_000_000n);
    await forgotten(all - ofKey);
    expect(await entry(txid)).toBeUndefined();
    expect((await wallet.activity(imported.address)).map(({ kind, amount }) => [kind, amount])).toEqual([['sent', '-300000000']]);
    // Imported again, it is as if it had never been away.
    await accounts([imported]);
    await becomesTotal(all.toString());
    expect(await added()).toBe(all.toString());
    expect(await entry(txid)).toMatchObject({ kind: 'received', amount: '50000000' });
  });

  test('leaves what it received and moved in Activity, a sweep that is still on its way included', async () => {
    const sweep = await carryOut((await wallet.calls['sweep.preview']({ chain: 'flux', imported: imported.id })).intent);
    await wallet.until(async () => (await entry(sweep))?.state.kind === 'pending');
    const said = async () => (await wallet.activity('')).map(({ id, kind, amount }) => [id, kind, amount].join(' ')).sort();
    const before = await said();
    await forgotten(BigInt((await total()) ?? '0'));
    expect(await said()).toEqual(before);
    expect(await entry(sweep)).toMatchObject({ kind: 'self', state: { kind: 'confirming' } });
  });

  test('counts for nothing when coins come to its address later', async () => {
    const before = BigInt((await total()) ?? '0');
    const txid = await faucet(imported.address, '70000000');
    await forgotten(before);
    expect(await entry(txid)).toBeUndefined();
  });
});
