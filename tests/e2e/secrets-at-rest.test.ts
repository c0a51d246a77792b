// After everything that touches a secret was done in the real app, no secret stands in any file of the profile or in what the app printed.
import { randomBytes } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIP32Factory, type BIP32Interface } from 'bip32';
import { generateMnemonic, mnemonicToEntropy, mnemonicToSeedSync } from 'bip39';
import * as ecc from 'tiny-secp256k1';
import { encodeWif } from '../../shared/flux/wif';
import { fluxParams } from '../../shared/hd/script-of-key';
import { callApp } from './drive/bridge';
import { addressOf, stranger } from './drive/chain-figures';
import { faucet, pay } from './drive/money';
import { addWallet, createWallet, lock, restoreWallet, unlock } from './drive/onboarding';
import { changePassword, importKey, revealPhrase } from './drive/settings';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { bytesSecret, phraseSecrets, searchBytes, searchFolder, textSecret, type Secret } from './harness/secret-search';
import { until } from './harness/until';

jest.setTimeout(180_000);

const profile = freshProfile();
const first = { name: 'First', password: 'seven purple lanterns drift', changed: 'nine amber windows at dusk' };
const second = { name: 'Second', password: 'quiet rivers under granite', passphrase: 'orchard behind the mill' };
const secondPhrase = generateMnemonic(128);
const importedKey = randomBytes(32);
const wif = encodeWif({ privateKey: importedKey, compressed: true }, fluxParams('practice'));
let app: RunningApp;
let firstPhrase = '';

/** The practice network's accounts (docs/keys.md) and how many keys of each branch are looked for: more than any run uses. */
const ACCOUNTS = ["m/44'/1'/0'", "m/84'/1'/0'", "m/86'/1'/0'", "m/49'/1'/0'", "m/44'/1'/10000'", "m/44'/1'/60000'", "m/13'/1'/0'"];
const KEYS_PER_BRANCH = 12;

function privateKey(node: BIP32Interface): Uint8Array {
  if (!node.privateKey) throw new Error('a node without a private key');
  return node.privateKey;
}

/** Everything that the words are, or that follows from them and spends. */
function secretsOfPhrase(name: string, phrase: string, passphrase: string): Secret[] {
  const seed = mnemonicToSeedSync(phrase, passphrase);
  const master = BIP32Factory(ecc).fromSeed(seed);
  const node = (path: string, found: BIP32Interface): Secret[] => [bytesSecret(`${name}: key ${path}`, privateKey(found)), textSecret(`${name}: xprv ${path}`, found.toBase58())];
  const accounts = ACCOUNTS.flatMap((path) => {
    const account = master.derivePath(path);
    const leaves = [0, 1].flatMap((branch) => {
      const parent = account.derive(branch);
      return Array.from({ length: KEYS_PER_BRANCH }, (_unused, at) => bytesSecret(`${name}: key ${path}/${branch}/${at}`, privateKey(parent.derive(at))));
    });
    return [...node(path, account), ...leaves];
  });
  return [
    ...phraseSecrets(phrase).map((pair) => ({ ...pair, name: `${name}: ${pair.name}` })),
    bytesSecret(`${name}: entropy`, Buffer.from(mnemonicToEntropy(phrase), 'hex')), bytesSecret(`${name}: seed`, seed),
    ...node('m', master), bytesSecret(`${name}: master chain code`, master.chainCode), ...accounts,
  ];
}

function allSecrets(): Secret[] {
  return [
    ...secretsOfPhrase('first', firstPhrase, ''), ...secretsOfPhrase('second', secondPhrase, second.passphrase),
    textSecret('WIF', wif), bytesSecret('imported key', importedKey),
    textSecret('password', first.password), textSecret('changed password', first.changed), textSecret('second password', second.password), textSecret('passphrase', second.passphrase),
  ];
}

beforeAll(async () => {
  app = await launchApp({ profile });
});
afterAll(() => removeProfile(profile));

it('does everything that touches a secret', async () => {
  const words = await createWallet(app, { ...first, words: 24 });
  firstPhrase = words.join(' ');
  const page = await app.window('main');
  await faucet(page, 'flux', 'FLUX');
  await until('a coin to spend', async () => {
    const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === 'flux/native');
    return row?.balance.state === 'known' && BigInt(row.balance.value.spendable) > 200_000_000n;
  }, 60_000);
  await pay(app, page, { coin: 'FLUX on Flux main chain', to: addressOf(stranger('a shop'), 'flux', 0), amount: '1', note: 'thank you' });
  expect(await revealPhrase(app, first.password)).toEqual(words);
  await importKey(app, { wif, name: 'Old paper key', password: first.password });
  await changePassword(app, first.password, first.changed);
  await lock(app);
  await unlock(app, first.changed);
  await addWallet(app, first.name);
  await restoreWallet(app, secondPhrase.split(' '), second);
  await lock(app);
  await app.quit();
});

it('left none of it in the profile folder', () => {
  const secrets = allSecrets();
  expect(secrets.length).toBeGreaterThan(350);
  expect(searchFolder(profile, secrets)).toEqual([]);
});

it('printed none of it', () => {
  expect(searchBytes('output', Buffer.from(app.output()), allSecrets())).toEqual([]);
});

it('would have found any of it', () => {
  const secrets = allSecrets();
  const [one = '', two = ''] = firstPhrase.split(' ').slice(6);
  const seed = mnemonicToSeedSync(firstPhrase);
  const plants: [string, string | Uint8Array, string][] = [
    ['settings.json', `${one} ${two}`, 'first: words 7 and 8'],
    ['session/planted.log', Buffer.from(first.changed, 'utf16le'), 'changed password'],
    ['planted.bin', BIP32Factory(ecc).fromSeed(seed).derivePath("m/44'/1'/0'/0/0").toWIF(), "first: key m/44'/1'/0'/0/0"],
    ['planted.txt', Buffer.from(importedKey).toString('base64'), 'imported key'],
  ];
  writeFileSync(join(profile, 'planted.bin'), '');
  for (const [file, content] of plants) appendFileSync(join(profile, file), content);
  const found = searchFolder(profile, secrets);
  for (const [file, , name] of plants) expect(found).toContainEqual(expect.objectContaining({ file, secret: name }));
});
