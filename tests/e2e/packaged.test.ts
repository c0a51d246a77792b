// The packaged app does the main job from its archive: native argon2, WebAssembly, Anvil, the windows and the approval.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { callApp } from './drive/bridge';
import { faucet, pay, receiveAddress } from './drive/money';
import { createWallet, lock, unlock } from './drive/onboarding';
import { practiceAccess, practiceControl } from './drive/practice';
import { launchApp, removeProfile, type RunningApp } from './harness/app';
import { packageApp } from './harness/packaged';
import { processTree } from './harness/processes';
import { until } from './harness/until';

jest.setTimeout(240_000);

const password = 'seven purple lanterns drift';
const output = mkdtempSync(join(tmpdir(), 'fluxkeep-package-'));
let resources: string;
let app: RunningApp;

/** Native modules that the living signer has in its memory. */
function nativeModules(): string[] {
  const list = JSON.parse(readFileSync(join(app.profile, 'processes.json'), 'utf8')) as { name: string; pid: number }[];
  const signer = list.find(({ name }) => name === 'signer');
  if (!signer) throw new Error(`no signer among ${JSON.stringify(list)}`);
  const lines = readFileSync(`/proc/${signer.pid}/maps`, 'utf8').split('\n');
  return [...new Set(lines.flatMap((line) => /\/.*\.node$/.exec(line)?.[0] ?? []))];
}

beforeAll(async () => {
  const packaged = await packageApp(output);
  resources = join(dirname(packaged), 'resources');
  app = await launchApp({ packaged });
});
afterAll(async () => {
  await app?.quit();
  if (app) removeProfile(app.profile);
  rmSync(output, { recursive: true, force: true });
});

describe('the packaged app', () => {
  it('runs from its archive, and Electron’s own default app is gone', async () => {
    expect(existsSync(join(resources, 'app.asar'))).toBe(true);
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false);
    expect(await app.electron.evaluate(({ app: main }) => main.isPackaged)).toBe(true);
    expect(await app.electron.evaluate(({ app: main }) => main.getAppPath())).toBe(join(resources, 'app.asar'));
  });

  it('makes a wallet, locks and unlocks it with the native password hash beside the archive', async () => {
    await createWallet(app, { name: 'Packed', password });
    await lock(app);
    await (await unlock(app, password)).getByRole('heading', { name: 'Portfolio' }).waitFor();
    const [native, ...others] = nativeModules();
    expect(others).toEqual([]);
    expect(native).toContain(join(resources, 'app.asar.unpacked/node_modules/@node-rs/argon2-'));
  });

  it('brings the practice network, with Anvil from the package', async () => {
    const { pid } = await practiceAccess(app.profile, 60_000);
    const anvils = processTree(pid).filter(({ command }) => command.startsWith(join(resources, 'app.asar.unpacked/node_modules/@foundry-rs/')));
    expect(anvils).toHaveLength(5);
  });

  it('pays on Flux through the approval window', async () => {
    const page = await app.window('main');
    await faucet(page, 'flux', 'FLUX');
    const flux = async () => {
      const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === 'flux/native');
      return row?.balance.state === 'known' ? row.balance.value : null;
    };
    const before = await until('spendable coins', async () => {
      const balance = await flux();
      return balance !== null && balance.spendable === balance.total && BigInt(balance.total) > 0n && BigInt(balance.total);
    }, 60_000);
    const to = await receiveAddress(page, 'flux');
    const txid = await pay(app, page, { coin: 'FLUX on Flux main chain', to, amount: '1.25' });
    await practiceControl(app.profile, '/control/mine', { chain: 'flux', blocks: 15 });
    const entry = await until('the confirmed payment', async () => {
      const { entries } = await callApp(page, 'activity.list', { filter: { text: txid }, offset: 0, limit: 1 });
      return entries[0]?.state.kind === 'confirmed' && entries[0];
    }, 60_000);
    const fee = BigInt(entry.fee?.units ?? '0');
    expect(fee).toBeGreaterThan(0n);
    const settled = await until('the change to be spendable', async () => {
      const balance = await flux();
      return balance !== null && balance.spendable === balance.total && balance.total;
    }, 60_000);
    expect(BigInt(settled)).toBe(before - fee);
  });
});
