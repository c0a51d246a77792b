// A full disk under the whole profile of the running app: what cannot be written says so, nothing that was saved is lost, and all goes on when there is room.
import { callApp, rawCall } from './drive/bridge';
import { addressOf, stranger } from './drive/chain-figures';
import { fundWallet } from './drive/fund-wallet';
import { balance, MONEY, MONEY_CHAINS } from './drive/ledger';
import { fillForm, goTo } from './drive/money';
import { createWallet, lock, unlock } from './drive/onboarding';
import { launchApp, type RunningApp } from './harness/app';
import { smallDisk } from './harness/small-disk';
import { until } from './harness/until';

jest.setTimeout(180_000);

const PASSWORD = 'seven purple lanterns drift';
const ADDRESS = 'tmFDGYXwSPiSrMVEgnEDkRC7HEZWaRtBDCX';
const FUNDED: readonly string[] = MONEY_CHAINS.map((chain) => MONEY[chain].asset);
const disk = smallDisk(96);
let app: RunningApp;

const contact = (name: string) => ({ name, chain: 'flux' as const, address: ADDRESS, note: '' });
const names = async (): Promise<string[]> => (await callApp(await app.window('main'), 'contacts.list', undefined)).map(({ name }) => name);

if (disk) {
  beforeAll(async () => {
    app = await launchApp({ profile: disk.folder });
    await createWallet(app, { name: 'Tight', password: PASSWORD });
    const page = await app.window('main');
    await fundWallet(page);
    await callApp(page, 'contacts.put', contact('Alice'));
  });
  afterAll(async () => {
    await app.quit();
    disk.remove();
  });

  it('says that it is full, and keeps what was saved', async () => {
    const page = await app.window('main');
    disk.fill();
    expect(await rawCall(page, 'contacts.put', contact('Bob'))).toMatchObject({ ok: false, error: { code: 'vault/disk-full' } });
    expect(await names()).toEqual(['Alice']);
    expect(await rawCall(page, 'settings.set', { currency: 'EUR' })).toMatchObject({ ok: false, error: { code: 'settings/disk-full' } });
    expect((await callApp(page, 'settings.get', undefined)).currency).toBe('USD');
    await goTo(page, 'Portfolio');
    await until('the need', async () => {
      await callApp(page, 'sync.now', undefined);
      return page.getByText('The disk is full', { exact: true }).first().isVisible();
    }, 60_000);
    // A balance that cannot be followed any more is a dash with that reason, or the last known one: never zero.
    for (const { balance: reading } of (await callApp(page, 'portfolio.get', undefined)).assets.filter(({ asset }) => FUNDED.includes(asset))) {
      if (reading.state === 'known') expect(BigInt(reading.value.total)).toBeGreaterThan(0n);
      else expect(reading).toMatchObject({ state: 'unknown', reason: { code: 'store/disk-full' } });
    }
  });

  it('locks and opens also on a full disk', async () => {
    await lock(app);
    await unlock(app, PASSWORD);
    expect(await names()).toEqual(['Alice']);
  });

  it('lets no payment begin that it could not keep, and says why', async () => {
    const page = await app.window('main');
    const to = addressOf(stranger('paid on a full disk'), 'flux', 0);
    await until('a look that could not be written', async () => {
      await callApp(page, 'sync.now', undefined);
      return (await callApp(page, 'sync.state', undefined)).find(({ chain }) => chain === 'flux')?.reason?.code === 'store/disk-full';
    }, 60_000);
    await fillForm(page, { coin: 'FLUX on Flux main chain', to, amount: '1' });
    await page.getByText('The disk is full', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Continue to approval' }).isDisabled()).toBe(true);
    expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe(to);
  });

  it('goes on when there is room again, also after a start', async () => {
    disk.free();
    let page = await app.window('main');
    await callApp(page, 'contacts.put', contact('Bob'));
    await app.quit();
    app = await launchApp({ profile: disk.folder });
    page = await unlock(app, PASSWORD);
    expect((await names()).sort()).toEqual(['Alice', 'Bob']);
    await until('known balances', async () => {
      await callApp(page, 'sync.now', undefined);
      return (await Promise.all(MONEY_CHAINS.map((chain) => balance(page, chain)))).every((known) => BigInt(known?.total ?? '0') > 0n);
    }, 60_000);
    expect((await callApp(page, 'portfolio.get', undefined)).needs.map(({ kind }) => kind)).not.toContain('disk-full');
  });
} else {
  it('cannot be tried by this user, who may not mount a small disk; tests/unit tries it on the vault and the database', () => {
    expect(process.getuid?.()).not.toBe(0);
  });
}
