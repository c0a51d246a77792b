// The signer as main and the secrets window see it: create, restore, import, unlock, reveal, change, remove.

import { readFileSync } from 'node:fs';
import { encodeWif } from '../../../../shared/flux/wif';
import { FLUX_REGTEST } from '../../../../shared/flux/params';
import { AppError } from '../../../../shared/errors/app-error';
import { delayAfter } from '../../../../main/signer/secrets/attempts';
import { HdPrivateKey } from '../../../../main/signer/keyring/hd-private';
import { seedFromPhrase } from '../../../../main/signer/keyring/seed';
import { parsePath } from '../../../../shared/hd/path';
import { MemoryDisk } from './support/memory-disk';
import { seededRandom } from './support/vault-tools';
import { settled, testSigner, type TestSigner } from './support/window';

const PASSWORD = 'seven quiet otters rowing';
const NEXT = 'eleven loud herons sleeping';
const ABANDON = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'.split(' ');
const code = (expected: string, context?: object) => expect.objectContaining(context ? { code: expected, context: expect.objectContaining(context) } : { code: expected });

async function created(signer: TestSigner, words: 12 | 24 = 12) {
  const { secrets } = signer.window();
  const begun = await secrets['secrets.create.begin']({ words, network: 'practice' });
  const check = await secrets['secrets.create.check']({ answers: begun.ask.map((place) => ({ place, word: begun.words[place] ?? '' })) });
  expect(check).toEqual({ ok: true, wrong: [] });
  const wallet = await secrets['secrets.create.finish']({ name: 'Savings', password: PASSWORD });
  return { secrets, begun, wallet };
}
const restored = (signer: TestSigner, passphrase = '', name = 'Restored') =>
  signer.window().secrets['secrets.restore.finish']({ words: ABANDON, passphrase, network: 'practice', name, password: PASSWORD });

test('create, find it unlocked, restart, unlock, see the same', async () => {
  const disk = new MemoryDisk();
  const signer = testSigner(disk);
  const { wallet, begun } = await created(signer);
  const unlocked = await signer.main['signer.unlocked'](undefined);
  expect(unlocked).toMatchObject({ wallet: { id: wallet.id, name: 'Savings', state: 'ready', passphrase: false, network: 'practice' }, fingerprint: begun.fingerprint, backup: { writtenDownAt: expect.any(Number), checkedAt: null }, warnings: [] });
  expect(unlocked?.nodeKeys).toMatchObject({ path: "m/48'/1'/0'/0'/12", xpub: expect.stringMatching(/^tpub/) });
  expect(unlocked?.descriptors.map(({ account }) => account)).toEqual(['flux:44:0', 'bitcoin:84:0', 'bitcoin:86:0', 'evm:44:0']);
  expect(signer.events.map(({ event }) => event)).toEqual(['signer.ready', 'signer.unlocked']);

  const again = testSigner(disk, { random: seededRandom('again') });
  expect(await again.main['signer.unlocked'](undefined)).toBeNull();
  await expect(again.main['signer.contacts'](undefined)).rejects.toEqual(code('vault/locked'));
  const { secrets } = again.window();
  expect(await secrets['secrets.wallets'](undefined)).toEqual([wallet]);
  await secrets['secrets.unlock']({ id: wallet.id, password: PASSWORD, passphrase: null, usePrevious: false });
  expect(await again.main['signer.unlocked'](undefined)).toEqual(unlocked);
});

test('the check refuses wrong words and nothing is made without it', async () => {
  const signer = testSigner(new MemoryDisk());
  const { secrets, close } = signer.window();
  await expect(secrets['secrets.create.finish']({ name: 'x', password: PASSWORD })).rejects.toEqual(code('secrets/no-draft'));
  const begun = await secrets['secrets.create.begin']({ words: 24, network: 'practice' });
  expect(begun.words).toHaveLength(24);
  expect(new Set(begun.ask).size).toBe(4);
  await expect(secrets['secrets.create.finish']({ name: 'x', password: PASSWORD })).rejects.toEqual(code('secrets/not-checked'));
  const answers = begun.ask.map((place, at) => ({ place, word: at === 0 ? 'zoo' : begun.words[place] ?? '' }));
  const check = await secrets['secrets.create.check']({ answers });
  expect(check).toEqual({ ok: begun.words[begun.ask[0] ?? 0] === 'zoo', wrong: [begun.ask[0]] });
  expect(await secrets['secrets.create.check']({ answers: [] })).toEqual({ ok: false, wrong: begun.ask });
  const back = await secrets['secrets.create.begin']({ words: 24, network: 'practice' });
  expect(back.words).toEqual(begun.words);
  close();
  await expect(secrets['secrets.create.check']({ answers: [] })).rejects.toEqual(code('secrets/no-draft'));
  expect((await secrets['secrets.create.begin']({ words: 24, network: 'practice' })).words).not.toEqual(begun.words);
});

test('a weak password is refused by the signer itself', async () => {
  const signer = testSigner(new MemoryDisk());
  await expect(signer.window().secrets['secrets.restore.finish']({ words: ABANDON, passphrase: '', network: 'practice', name: 'x', password: 'password123' })).rejects.toEqual(code('vault/password-weak'));
  expect(await signer.main['signer.wallets'](undefined)).toEqual([]);
});

test('restore checks words as they are typed and shows where they lead', async () => {
  const { secrets } = testSigner(new MemoryDisk()).window();
  const check = secrets['secrets.restore.check'];
  expect(await check({ words: ['abandon'], passphrase: '', network: 'practice' })).toEqual({ problem: { code: 'incomplete', place: null, suggestions: [] }, preview: null });
  expect(await check({ words: [...ABANDON.slice(0, 11), 'abot'], passphrase: '', network: 'practice' })).toMatchObject({ problem: { code: 'unknown-word', place: 11, suggestions: expect.arrayContaining(['about']) } });
  expect(await check({ words: [...ABANDON.slice(0, 11), 'abandon'], passphrase: '', network: 'practice' })).toMatchObject({ problem: { code: 'checksum' }, preview: null });
  const plain = await check({ words: ABANDON, passphrase: '', network: 'mainnet' });
  expect(plain).toEqual({ problem: null, preview: { fingerprint: '73c5da0a', firstAddress: 't1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo' } });
  expect((await check({ words: ABANDON, passphrase: 'x', network: 'mainnet' })).preview).not.toEqual(plain.preview);
});

test('a restored wallet also looks at Bitcoin\'s older accounts and counts as checked', async () => {
  const signer = testSigner(new MemoryDisk());
  await restored(signer);
  const unlocked = await signer.main['signer.unlocked'](undefined);
  expect(unlocked?.descriptors.map(({ account }) => account)).toEqual(expect.arrayContaining(['bitcoin:49:0', 'bitcoin:44:0']));
  expect(unlocked?.backup.checkedAt).not.toBeNull();
});

test('a passphrase is stored nowhere, asked at unlock, and a wrong one is noticed', async () => {
  const disk = new MemoryDisk();
  const wallet = await restored(testSigner(disk), 'violet');
  expect(wallet.passphrase).toBe(true);
  const signer = testSigner(disk, { random: seededRandom('again') });
  const { secrets } = signer.window();
  const unlock = (passphrase: string | null) => secrets['secrets.unlock']({ id: wallet.id, password: PASSWORD, passphrase, usePrevious: false });
  await expect(unlock(null)).rejects.toEqual(code('phrase/passphrase-needed'));
  await expect(unlock('Violet')).rejects.toEqual(code('phrase/wrong-passphrase', { fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) }));
  expect(await signer.main['signer.unlocked'](undefined)).toBeNull();
  const preview = await secrets['secrets.unlock.preview']({ id: wallet.id, password: PASSWORD, passphrase: 'violet' });
  await unlock('violet');
  const unlocked = await signer.main['signer.unlocked'](undefined);
  expect(unlocked?.fingerprint).toBe(preview.fingerprint);
  const first = { kind: 'derived', account: 'flux:44:0', change: 0, index: 0 } as const;
  expect((await signer.main['signer.address']({ key: first, chain: 'flux', scriptType: 'p2pkh' })).address).toBe(preview.firstAddress);
  for (const path of await disk.list(`/profile/vaults/practice/${wallet.id}`)) {
    expect(Buffer.from((await disk.read(`/profile/vaults/practice/${wallet.id}/${path}`, 1 << 20)) ?? []).toString()).not.toMatch(/violet/i);
  }
});

test('wrong passwords say only that, and the answers grow slower', async () => {
  const disk = new MemoryDisk();
  const wallet = await restored(testSigner(disk));
  const signer = testSigner(disk, { random: seededRandom('again') });
  const { secrets } = signer.window();
  const unlock = (password: string) => secrets['secrets.unlock']({ id: wallet.id, password, passphrase: null, usePrevious: false });
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const error = await unlock(`wrong ${attempt}`).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'vault/wrong-password', context: {} });
  }
  expect(signer.waits).toEqual([0, 0, 0, 1000, 2000]);
  await unlock(PASSWORD);
  await expect(signer.window().secrets['secrets.reveal']({ password: 'wrong' })).rejects.toEqual(code('vault/wrong-password'));
  expect(signer.waits.at(-1)).toBe(0);
  expect(delayAfter(40)).toBe(30_000);
});

test('the phrase is shown after the password, and typing it again is the recovery check', async () => {
  const signer = testSigner(new MemoryDisk());
  const { secrets, begun } = await created(signer);
  expect(await secrets['secrets.reveal']({ password: PASSWORD })).toEqual({ words: begun.words, fingerprint: begun.fingerprint });
  expect(await secrets['secrets.recheck']({ words: ABANDON, passphrase: '' })).toEqual({ ok: false });
  expect(await secrets['secrets.recheck']({ words: begun.words.slice(1), passphrase: '' })).toEqual({ ok: false });
  expect((await signer.main['signer.unlocked'](undefined))?.backup.checkedAt).toBeNull();
  expect(await secrets['secrets.recheck']({ words: begun.words, passphrase: '' })).toEqual({ ok: true });
  await settled();
  expect((await signer.main['signer.unlocked'](undefined))?.backup.checkedAt).not.toBeNull();
  expect(signer.events.at(-1)?.event).toBe('signer.changed');
});

test('the password changes; the old one opens nothing', async () => {
  const disk = new MemoryDisk();
  const signer = testSigner(disk);
  const { secrets, wallet } = await created(signer);
  await expect(secrets['secrets.changePassword']({ password: 'wrong', next: NEXT })).rejects.toEqual(code('vault/wrong-password'));
  await expect(secrets['secrets.changePassword']({ password: PASSWORD, next: '12345678901' })).rejects.toEqual(code('vault/password-weak'));
  await secrets['secrets.changePassword']({ password: PASSWORD, next: NEXT });
  const again = testSigner(disk, { random: seededRandom('again') }).window().secrets;
  await expect(again['secrets.unlock']({ id: wallet.id, password: PASSWORD, passphrase: null, usePrevious: false })).rejects.toEqual(code('vault/wrong-password'));
  await again['secrets.unlock']({ id: wallet.id, password: NEXT, passphrase: null, usePrevious: false });
});

const wif = (path: string) => encodeWif({ privateKey: HdPrivateKey.fromSeed(seedFromPhrase(new TextEncoder().encode(ABANDON.join(' ')), '')).derive(parsePath(path)).privateKey(), compressed: true }, FLUX_REGTEST);

test('a WIF becomes a wallet, or joins one, or becomes the Flux ID', async () => {
  const signer = testSigner(new MemoryDisk());
  const { secrets } = signer.window();
  const input = { kind: 'wif', key: wif('m/0'), redeemScript: null, network: 'practice' } as const;
  const checked = await secrets['secrets.import.check'](input);
  expect(checked.problem).toBeNull();
  expect(checked.addresses.map(({ family }) => family)).toEqual(['flux', 'bitcoin']);
  expect(await secrets['secrets.import.check']({ ...input, key: `${input.key.slice(0, -1)}x` })).toEqual({ problem: expect.stringMatching(/^wif\//), addresses: [] });
  expect(await secrets['secrets.import.check']({ ...input, network: 'mainnet' })).toEqual({ problem: 'wif/other-network', addresses: [] });
  const finish = { ...input, families: ['flux', 'bitcoin'] as ('flux' | 'bitcoin')[], name: 'Node key', password: PASSWORD, into: null, asFluxId: false };
  const alone = await secrets['secrets.import.finish'](finish);
  expect(alone.imported).toHaveLength(2);
  const lone = await signer.main['signer.unlocked'](undefined);
  expect(lone).toMatchObject({ descriptors: [], nodeKeys: null, fluxId: { path: 'imported' }, backup: { writtenDownAt: null } });
  expect(lone?.imported.map(({ address }) => address).sort()).toEqual(checked.addresses.map(({ address }) => address).sort());
  await expect(secrets['secrets.reveal']({ password: PASSWORD })).rejects.toEqual(code('keys/no-seed'));

  const { wallet } = await created(signer);
  const before = (await signer.main['signer.unlocked'](undefined))?.fluxId.address;
  await expect(secrets['secrets.import.finish']({ ...finish, into: alone.wallet.id })).rejects.toEqual(code('vault/locked'));
  await expect(secrets['secrets.import.finish']({ ...finish, into: wallet.id, password: 'wrong' })).rejects.toEqual(code('vault/wrong-password'));
  const joined = await secrets['secrets.import.finish']({ ...finish, into: wallet.id, families: ['flux'], asFluxId: true });
  expect(joined.imported).toHaveLength(1);
  const after = await signer.main['signer.unlocked'](undefined);
  expect(after?.imported).toHaveLength(1);
  expect(after?.fluxId.address).not.toBe(before);
  await expect(secrets['secrets.import.finish']({ ...finish, into: wallet.id, families: ['flux'] })).rejects.toEqual(code('secrets/already-imported'));
  await expect(secrets['secrets.import.finish']({ ...finish, into: wallet.id, key: wif('m/9'), families: [] })).rejects.toEqual(code('secrets/no-family'));
});

describe('removing an imported key', () => {
  const bring = (key: string, more: object = {}) => ({ kind: 'wif' as const, key, redeemScript: null, network: 'practice' as const, families: ['flux' as const], name: 'Paper', password: PASSWORD, asFluxId: false, ...more });

  test('shows the key and needs the password; then it is gone, also after a restart', async () => {
    const disk = new MemoryDisk();
    const signer = testSigner(disk);
    const { secrets, wallet } = await created(signer);
    const phraseId = (await signer.main['signer.unlocked'](undefined))?.fluxId.address;
    const [paper = ''] = (await secrets['secrets.import.finish']({ ...bring(wif('m/0')), into: wallet.id })).imported;
    const [login = ''] = (await secrets['secrets.import.finish']({ ...bring(wif('m/1'), { name: 'Login', families: [], asFluxId: true }), into: wallet.id })).imported;
    const [first, second] = (await signer.main['signer.unlocked'](undefined))?.imported ?? [];
    expect(await secrets['secrets.removeKey.preview']({ id: paper })).toEqual({ name: 'Paper', kind: 'wif', family: 'flux', address: first?.address, fluxId: false });
    expect(await secrets['secrets.removeKey.preview']({ id: login })).toEqual({ name: 'Login', kind: 'wif', family: 'bitcoin', address: second?.address, fluxId: true });
    await expect(secrets['secrets.removeKey']({ id: paper, password: 'wrong' })).rejects.toEqual(code('vault/wrong-password'));
    expect(signer.waits).toEqual([0]);
    await expect(secrets['secrets.removeKey']({ id: 'f'.repeat(32), password: PASSWORD })).rejects.toEqual(code('keys/foreign'));
    expect((await signer.main['signer.unlocked'](undefined))?.imported).toHaveLength(2);

    await secrets['secrets.removeKey']({ id: paper, password: PASSWORD });
    await settled();
    expect(signer.events.at(-1)).toMatchObject({ event: 'signer.changed', payload: { imported: [{ id: login }] } });
    await expect(signer.main['signer.address']({ key: { kind: 'imported', id: paper }, chain: 'flux', scriptType: 'p2pkh' })).rejects.toEqual(code('keys/foreign'));
    await secrets['secrets.removeKey']({ id: login, password: PASSWORD });
    expect((await signer.main['signer.unlocked'](undefined))?.fluxId.address).toBe(phraseId);
    const again = testSigner(disk, { random: seededRandom('again') });
    await again.window().secrets['secrets.unlock']({ id: wallet.id, password: PASSWORD, passphrase: null, usePrevious: false });
    expect((await again.main['signer.unlocked'](undefined))?.imported).toEqual([]);
  });

  test('a wallet without a phrase keeps its last key', async () => {
    const signer = testSigner(new MemoryDisk());
    const { secrets } = signer.window();
    const { imported: [one = '', two = ''] } = await secrets['secrets.import.finish']({ ...bring(wif('m/0'), { families: ['flux', 'bitcoin'] }), into: null });
    await secrets['secrets.removeKey']({ id: one, password: PASSWORD });
    await expect(secrets['secrets.removeKey.preview']({ id: two })).rejects.toEqual(code('keys/last-key'));
    await expect(secrets['secrets.removeKey']({ id: two, password: PASSWORD })).rejects.toEqual(code('keys/last-key'));
    expect((await signer.main['signer.unlocked'](undefined))?.imported).toEqual([expect.objectContaining({ id: two, family: 'bitcoin' })]);
  });

  test('a locked signer removes nothing', async () => {
    await expect(testSigner(new MemoryDisk()).window().secrets['secrets.removeKey']({ id: 'f'.repeat(32), password: PASSWORD })).rejects.toEqual(code('vault/locked'));
  });
});

test('an SSP key joins with its redeem script and has the script\'s address', async () => {
  const data = JSON.parse(readFileSync('tests/vectors/flux-addresses.json', 'utf8')) as { multisig_2of2_sorted: { path: string; redeem_script: string } };
  const { path, redeem_script: redeemScript } = data.multisig_2of2_sorted;
  const signer = testSigner(new MemoryDisk());
  const { secrets } = signer.window();
  const input = { kind: 'ssp', key: wif(path), redeemScript, network: 'practice' } as const;
  const { addresses } = await secrets['secrets.import.check'](input);
  expect(addresses).toEqual([{ family: 'flux', address: expect.stringMatching(/^t2/) }]);
  expect(await secrets['secrets.import.check']({ ...input, key: wif('m/1') })).toEqual({ problem: 'ssp/foreign-key', addresses: [] });
  expect(await secrets['secrets.import.check']({ ...input, redeemScript: null })).toEqual({ problem: 'ssp/bad-script', addresses: [] });
  await secrets['secrets.import.finish']({ ...input, families: [], name: 'SSP', password: PASSWORD, into: null, asFluxId: false });
  expect((await signer.main['signer.unlocked'](undefined))?.imported).toEqual([expect.objectContaining({ kind: 'ssp', scriptType: 'p2sh-multisig', address: addresses[0]?.address, redeemScript })]);
  const into = (await signer.main['signer.unlocked'](undefined))?.wallet.id ?? '';
  await expect(secrets['secrets.import.finish']({ ...input, families: [], name: 'Again', password: PASSWORD, into, asFluxId: false })).rejects.toEqual(code('secrets/already-imported'));
});

test('several wallets: one is open, the other is renamed and removed', async () => {
  const disk = new MemoryDisk();
  const signer = testSigner(disk);
  const first = await restored(signer, '', 'First');
  const { wallet: second, secrets } = await created(signer);
  expect((await signer.main['signer.unlocked'](undefined))?.wallet.id).toBe(second.id);
  await signer.main['signer.rename']({ id: first.id, name: 'Renamed' });
  await signer.main['signer.rename']({ id: second.id, name: 'Mine' });
  expect((await signer.main['signer.wallets'](undefined)).map(({ name }) => name)).toEqual(['Renamed', 'Mine']);
  await expect(secrets['secrets.remove']({ id: first.id, password: null, typedName: 'First' })).rejects.toEqual(code('secrets/name-differs'));
  await expect(secrets['secrets.remove']({ id: first.id, password: null, typedName: null })).rejects.toEqual(code('secrets/name-differs'));
  await expect(secrets['secrets.remove']({ id: first.id, password: 'wrong', typedName: null })).rejects.toEqual(code('vault/wrong-password'));
  await secrets['secrets.remove']({ id: first.id, password: null, typedName: 'Renamed' });
  expect(await signer.main['signer.unlocked'](undefined)).not.toBeNull();
  await secrets['secrets.remove']({ id: second.id, password: PASSWORD, typedName: null });
  await settled();
  expect(await signer.main['signer.unlocked'](undefined)).toBeNull();
  expect(await signer.main['signer.wallets'](undefined)).toEqual([]);
  expect(signer.events.filter(({ event }) => event === 'signer.walletRemoved')).toHaveLength(2);
});

test('where mainnet is not allowed nothing of it is made or opened, and practice works', async () => {
  const disk = new MemoryDisk();
  const mainnet = await testSigner(disk).window().secrets['secrets.restore.finish']({ words: ABANDON, passphrase: '', network: 'mainnet', name: 'Real', password: PASSWORD });
  const signer = testSigner(disk, { allowMainnet: false, random: seededRandom('again') });
  const { secrets } = signer.window();
  const refused = code('vault/mainnet-refused');
  await expect(secrets['secrets.unlock']({ id: mainnet.id, password: PASSWORD, passphrase: null, usePrevious: false })).rejects.toEqual(refused);
  await expect(secrets['secrets.create.begin']({ words: 12, network: 'mainnet' })).rejects.toEqual(refused);
  await expect(secrets['secrets.restore.finish']({ words: ABANDON, passphrase: '', network: 'mainnet', name: 'x', password: PASSWORD })).rejects.toEqual(refused);
  expect((await signer.main['signer.wallets'](undefined)).map(({ network }) => network)).toEqual(['mainnet']);
  await created(signer);
});

test('accounts that are looked at are remembered, contacts are sealed', async () => {
  const disk = new MemoryDisk();
  const signer = testSigner(disk);
  const { wallet } = await created(signer);
  expect((await signer.main['signer.describe']({ family: 'bitcoin', index: 1 })).map(({ account }) => account)).toEqual(['bitcoin:84:1', 'bitcoin:86:1', 'bitcoin:49:1', 'bitcoin:44:1']);
  await signer.main['signer.describe']({ family: 'bitcoin', index: 1 });
  const contact = await signer.main['signer.putContact']({ name: 'Ada', chain: 'flux', address: 'tmExample', note: '' });
  await signer.main['signer.putContact']({ ...contact, name: 'Ada L.' });
  await expect(signer.main['signer.putContact']({ ...contact, id: 'nobody' })).rejects.toEqual(code('contacts/unknown'));
  const again = testSigner(disk, { random: seededRandom('again') });
  await again.window().secrets['secrets.unlock']({ id: wallet.id, password: PASSWORD, passphrase: null, usePrevious: false });
  expect(await again.main['signer.contacts'](undefined)).toEqual([{ ...contact, name: 'Ada L.' }]);
  expect((await again.main['signer.unlocked'](undefined))?.descriptors).toHaveLength(8);
  await again.main['signer.removeContact']({ id: contact.id });
  expect(await again.main['signer.contacts'](undefined)).toEqual([]);
});

describe('the practice clock', () => {
  const MINUTE = 60_000;
  /** A message of the Flux ID under review, at a system's clock that the test sets. */
  async function underReview(network: 'practice' | 'mainnet') {
    const system = { now: 1_790_000_000_000 };
    const signer = testSigner(new MemoryDisk(), { now: () => system.now });
    await signer.window().secrets['secrets.restore.finish']({ words: ABANDON, passphrase: '', network, name: 'x', password: PASSWORD });
    await signer.main['signer.practiceTime']({ nowMs: system.now, readAt: system.now, rate: 1 });
    const fluxId = (await signer.main['signer.unlocked'](undefined))?.fluxId;
    if (!fluxId) throw new Error('not open');
    const intent = { kind: 'sign-message', scheme: 'bitcoin', key: fluxId.key, address: fluxId.address, message: 'login', purpose: null } as const;
    const { hash } = await signer.main['signer.review']({ intent, plan: { kind: 'message' } });
    return { system, tell: signer.main['signer.practiceTime'], sign: () => signer.main['signer.sign']({ hash }) };
  }

  test('ages a review when it jumps after the signer has started', async () => {
    const { system, tell, sign } = await underReview('practice');
    await tell({ nowMs: system.now + 11 * MINUTE, readAt: system.now, rate: 1 });
    await expect(sign()).rejects.toEqual(code('review/review-expired'));
  });

  test('leaves a person ten minutes when it is sped up, and no more', async () => {
    const { system, tell, sign } = await underReview('practice');
    await tell({ nowMs: system.now, readAt: system.now, rate: 60 });
    system.now += 9 * MINUTE;
    expect(await sign()).toMatchObject({ kind: 'message' });
    const late = await underReview('practice');
    await late.tell({ nowMs: late.system.now, readAt: late.system.now, rate: 60 });
    late.system.now += 11 * MINUTE;
    await expect(late.sign()).rejects.toEqual(code('review/review-expired'));
  });

  test('means nothing on mainnet', async () => {
    const { system, tell, sign } = await underReview('mainnet');
    await tell({ nowMs: system.now + 11 * MINUTE, readAt: system.now, rate: 60 });
    system.now += 9 * MINUTE;
    expect(await sign()).toMatchObject({ kind: 'message' });
    const late = await underReview('mainnet');
    await late.tell({ nowMs: late.system.now, readAt: late.system.now, rate: 60 });
    late.system.now += 11 * MINUTE;
    await expect(late.sign()).rejects.toEqual(code('review/review-expired'));
  });
});

test('no secret ever goes to main', async () => {
  const signer = testSigner(new MemoryDisk());
  const { secrets, begun } = await created(signer);
  await secrets['secrets.reveal']({ password: PASSWORD });
  await secrets['secrets.changePassword']({ password: PASSWORD, next: NEXT });
  await signer.main['signer.describe']({ family: 'evm', index: 1 });
  const sent = signer.sentToMain();
  for (const secret of [PASSWORD, NEXT, ...begun.words.slice(0, 11).map((word, at) => `${word} ${begun.words[at + 1]}`), ...begun.words.slice(0, 11).map((word, at) => `"${word}","${begun.words[at + 1]}"`), 'xprv', 'tprv']) expect(sent).not.toContain(secret);
});

test('the key of a node\'s server is shown to the secrets window alone, while the wallet is open', async () => {
  const signer = testSigner(new MemoryDisk());
  const { secrets } = signer.window();
  await expect(secrets['secrets.nodeKey']({ index: 0 })).rejects.toEqual(code('vault/locked'));
  await restored(signer);
  const shown = await secrets['secrets.nodeKey']({ index: 3 });
  const expected = HdPrivateKey.fromSeed(seedFromPhrase(new TextEncoder().encode(ABANDON.join(' ')), '')).derive(parsePath("m/48'/1'/0'/0'/12/3"));
  expect(shown).toEqual({ wif: encodeWif({ privateKey: expected.privateKey(), compressed: true }, FLUX_REGTEST), publicKey: Buffer.from(expected.publicKey()).toString('hex') });
  expect((await secrets['secrets.nodeKey']({ index: 4 })).wif).not.toBe(shown.wif);
  await settled();
  expect(signer.sentToMain()).not.toContain(shown.wif);
});

test('a wallet of imported keys alone has no keys for servers', async () => {
  const signer = testSigner(new MemoryDisk());
  const { secrets } = signer.window();
  const key = encodeWif({ privateKey: new Uint8Array(32).fill(9), compressed: true }, FLUX_REGTEST);
  await secrets['secrets.import.finish']({ kind: 'wif', key, redeemScript: null, network: 'practice', families: ['flux'], name: 'Paper', password: PASSWORD, into: null, asFluxId: false });
  await expect(secrets['secrets.nodeKey']({ index: 0 })).rejects.toEqual(code('keys/no-seed'));
});
