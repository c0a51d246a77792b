// Bad days of the wallet's files in the running app: damaged, cut short, absurd, opened twice. The version before is offered, and nothing is deleted.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEnvelope, encodeEnvelope } from '../../main/signer/vault/envelope';
import { callApp } from './drive/bridge';
import { createWallet, unlock } from './drive/onboarding';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { waitUntilGone, processTree } from './harness/processes';
import { until } from './harness/until';

jest.setTimeout(120_000);

const PASSWORD = 'seven purple lanterns drift';
const ADDRESS = 'tmFDGYXwSPiSrMVEgnEDkRC7HEZWaRtBDCX';
const original = freshProfile();
const profiles = [original];
let app: RunningApp | null = null;

/** Folder of the only wallet's vault. */
function vaultOf(profile: string): string {
  const folder = join(profile, 'vaults', 'practice');
  const [id = ''] = readdirSync(folder).filter((name) => /^[0-9a-f]{32}$/.test(name));
  return join(folder, id);
}

/** A copy of the profile, with what happened to its vault. */
function spoilt(spoil: (vault: string) => void): string {
  const profile = freshProfile();
  profiles.push(profile);
  cpSync(original, profile, { recursive: true });
  spoil(vaultOf(profile));
  return profile;
}

const start = async (profile: string): Promise<RunningApp> => (app = await launchApp({ profile }));

beforeAll(async () => {
  await start(original);
  if (!app) throw new Error('no app');
  await createWallet(app, { name: 'Savings', password: PASSWORD });
  const page = await app.window('main');
  for (const name of ['Alice', 'Bob']) await callApp(page, 'contacts.put', { name, chain: 'flux', address: ADDRESS, note: '' });
  // Answered once the wallet's database is open: there has to be one to damage.
  await callApp(page, 'portfolio.get', undefined);
  await app.quit();
  app = null;
});
afterEach(async () => {
  await app?.quit();
  app = null;
});
afterAll(() => profiles.forEach(removeProfile));

const flipped = (vault: string): void => {
  const file = join(vault, 'vault.json');
  const bytes = readFileSync(file);
  const at = bytes.indexOf('"records"') + 200;
  bytes[at] = bytes[at] === 65 ? 66 : 65;
  writeFileSync(file, bytes);
};
const cutShort = (vault: string): void => truncateSync(join(vault, 'vault.json'), 700);
const emptied = (vault: string): void => truncateSync(join(vault, 'vault.json'), 0);
/** Asks for 64 GiB and 4 billion passes, with a checksum that fits: nobody may ever start that work. */
const absurd = (vault: string): void => {
  const file = join(vault, 'vault.json');
  const { mac, sum, ...body } = decodeEnvelope(readFileSync(file));
  expect(sum).toHaveLength(43);
  writeFileSync(file, encodeEnvelope({ ...body, kdf: { ...body.kdf, m: 64 * 1024 * 1024, t: 4_000_000_000 } }, mac));
};
const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

it.each([['a changed byte', flipped], ['its end missing', cutShort], ['nothing in it', emptied], ['absurd parameters', absurd]] as const)('a vault file with %s: the version before is offered and opens, nothing is deleted', async (_name, spoil) => {
  const profile = spoilt(spoil);
  const vault = vaultOf(profile);
  const bad = digest(join(vault, 'vault.json'));
  const running = await start(profile);
  const page = await running.window('secrets');
  await page.getByText('The file of this wallet cannot be read').waitFor();
  expect(await page.getByRole('button', { name: 'Unlock' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Open the previous version' }).click();
  const main = await unlock(running, PASSWORD);
  await main.getByText('The newest version of the wallet file could not be read, so the one before it is open.').waitFor();
  // At most the newest contact is missing.
  expect((await callApp(main, 'contacts.list', undefined)).map(({ name }) => name)).toContain('Alice');
  const kept = readdirSync(vault).filter((name) => name.startsWith('vault.json.damaged-'));
  expect(kept.map((name) => digest(join(vault, name)))).toEqual([bad]);
});

it('a wrong password never leads to the version before', async () => {
  const profile = spoilt(flipped);
  const running = await start(profile);
  const page = await running.window('secrets');
  await page.getByRole('button', { name: 'Open the previous version' }).click();
  await page.getByLabel('Password', { exact: true }).fill('not the password at all');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByText('That password does not open this wallet').waitFor();
  expect(readdirSync(vaultOf(profile)).filter((name) => name.includes('damaged'))).toEqual([]);
});

it('both versions unreadable: said so, and both files stay', async () => {
  const profile = spoilt((vault) => {
    emptied(vault);
    writeFileSync(join(vault, 'vault.json.prev'), 'not a vault');
  });
  const page = await (await start(profile)).window('secrets');
  await page.getByText('The version before it cannot be read either. Nothing was deleted. Restore the wallet from its recovery phrase.').waitFor();
  expect(readFileSync(join(vaultOf(profile), 'vault.json.prev'), 'utf8')).toBe('not a vault');
});

it('a damaged list of wallets, settings and database: the wallet is found by its folder and opens', async () => {
  const profile = spoilt((vault) => {
    writeFileSync(join(vault, '..', 'index.json'), '{"broken');
    const [id = ''] = vault.split('/').slice(-1);
    writeFileSync(join(vault, '..', '..', '..', 'settings.json'), 'broken');
    writeFileSync(join(vault, '..', '..', '..', 'data', 'practice', id, 'wallet.db'), Buffer.alloc(40_000, 7));
  });
  const running = await start(profile);
  // Without settings the first window is made for a newcomer, and replaced when the wallet is found.
  await until('the wallet', async () => running.hasWindow('secrets') && (await running.window('secrets')).getByRole('button', { name: 'Unlock' }).isVisible().catch(() => false));
  const main = await unlock(running, PASSWORD);
  expect((await callApp(main, 'contacts.list', undefined)).map(({ name }) => name).sort()).toEqual(['Alice', 'Bob']);
  await until('the word about the database', async () => (await callApp(main, 'portfolio.get', undefined)).needs.some(({ id }) => id === 'rolled-back:database'));
  const [id = ''] = vaultOf(profile).split('/').slice(-1);
  expect(readdirSync(join(profile, 'data', 'practice', id)).filter((name) => /^wallet-damaged-\d+\.db$/.test(name))).toHaveLength(1);
});

it('a second copy of the app ends by itself, and the first one comes to the front', async () => {
  const running = await start(original);
  const main = await unlock(running, PASSWORD);
  const before = await callApp(main, 'app.session', undefined);
  await running.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((window) => window.isVisible())?.minimize());
  const second = launchApp({ profile: original });
  await expect(second).rejects.toThrow();
  await until('the first window in front', () => running.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible() && !window.isMinimized() && window.isFocused())));
  expect(await callApp(main, 'app.session', undefined)).toEqual(before);
});

it('time that jumps, as after a sleep, locks', async () => {
  const running = await start(original);
  await unlock(running, PASSWORD);
  const tree = processTree(running.pid);
  await running.electron.evaluate(() => {
    const real = performance.now.bind(performance);
    Object.defineProperty(Object.getPrototypeOf(performance), 'now', { value: () => real() + 100_000 });
  });
  await running.windowGone('main');
  await (await running.window('secrets')).getByRole('heading', { name: 'Savings' }).waitFor();
  await waitUntilGone(tree.filter(({ command }) => command.includes('fluxkeep-signer')));
});
