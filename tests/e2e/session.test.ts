// The session in the real window: made, locked, unlocked, restarted, killed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callApp, rawCall } from './drive/bridge';
import { createWallet, lock, unlock } from './drive/onboarding';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { inetSockets } from './harness/processes';
import { until } from './harness/until';

jest.setTimeout(120_000);

const password = 'seven purple lanterns drift';
const profile = freshProfile();
let app: RunningApp;

/** Pid of a child by the name under which main lists it. */
function childPid(name: string): number {
  const list = JSON.parse(readFileSync(join(profile, 'processes.json'), 'utf8')) as { name: string; pid: number }[];
  const found = list.find((child) => child.name === name);
  if (!found) throw new Error(`no ${name} process is listed`);
  return found.pid;
}

beforeAll(async () => {
  app = await launchApp({ profile });
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

describe('a wallet and its session', () => {
  it('is made in the secrets window and opens the portfolio', async () => {
    const words = await createWallet(app, { name: 'Savings', password });
    expect(words).toHaveLength(12);
    expect(app.hasWindow('secrets')).toBe(false);
    await (await app.window('main')).getByText('Savings').first().waitFor();
  });

  it('locks by the button, and the main window is thrown away', async () => {
    await lock(app);
    await (await app.window('secrets')).getByRole('heading', { name: 'Savings' }).waitFor();
  });

  it('refuses a wrong password in words and keeps the window', async () => {
    const page = await app.window('secrets');
    await page.getByLabel('Password', { exact: true }).fill('not the password at all');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('That password does not open this wallet').waitFor();
    expect(await app.shows('main')).toBe(false);
  });

  it('opens with the right one', async () => {
    await (await unlock(app, password)).getByRole('heading', { name: 'Portfolio' }).waitFor();
  });

  it('holds no socket in the signer, and every way to a network fails there', async () => {
    const page = await app.window('main');
    const { open, blocked, inetSockets: held } = await callApp(page, 'app.selfCheck', undefined);
    expect({ open, held }).toEqual({ open: [], held: 0 });
    for (const way of ['net', 'tls', 'dns', 'dgram', 'http', 'child_process', 'fetch', 'WebSocket', 'process.binding']) expect(blocked.join(' ')).toContain(way);
    expect(inetSockets(childPid('signer'))).toEqual([]);
  });

  it('locks when the signer is killed, and opens again with a fresh one', async () => {
    const before = childPid('signer');
    process.kill(before, 'SIGKILL');
    await app.windowGone('main');
    await (await unlock(app, password)).getByRole('heading', { name: 'Portfolio' }).waitFor();
    expect(childPid('signer')).not.toBe(before);
  });

  it('goes on when the wallet process is killed', async () => {
    const before = childPid('wallet');
    process.kill(before, 'SIGKILL');
    await until('a fresh wallet process', () => childPid('wallet') !== before);
    const page = await app.window('main');
    await until('the portfolio', async () => (await rawCall(page, 'portfolio.get', undefined)).ok);
  });

  it('starts again with the same wallet after it was quit', async () => {
    await app.quit();
    app = await launchApp({ profile });
    const page = await app.window('secrets');
    await page.getByRole('heading', { name: 'Savings' }).waitFor();
    await (await unlock(app, password)).getByRole('heading', { name: 'Portfolio' }).waitFor();
  });

  it('comes back after kill -9, and leaves no process behind', async () => {
    await app.kill();
    app = await launchApp({ profile });
    await (await unlock(app, password)).getByRole('heading', { name: 'Portfolio' }).waitFor();
  });

  it('asks for its way to the signer again when it was lost', async () => {
    await app.electron.evaluate(({ app: main }) => {
      main.once('web-contents-created', (_event, contents) => {
        const post = contents.postMessage.bind(contents);
        let lost = false;
        contents.postMessage = (channel, message, ports) => {
          if (!ports?.length || lost) return post(channel, message, ports);
          lost = true;
        };
      });
    });
    await lock(app);
    await (await unlock(app, password)).getByRole('heading', { name: 'Portfolio' }).waitFor();
  });

  it('keeps its way to the signer, and what waits for an answer there, when others come that it asked for', async () => {
    await lock(app);
    const page = await app.window('secrets');
    await page.getByText('Savings', { exact: true }).first().waitFor();
    const answers = await page.evaluate(async () => {
      const { fluxkeep } = window as unknown as { fluxkeep: Record<'call' | 'secrets', (name: string, input: unknown) => Promise<{ ok: boolean }>> };
      const lists: Promise<{ ok: boolean }>[] = [];
      for (let count = 0; count < 20; count += 1) {
        lists.push(fluxkeep.secrets('secrets.wallets', undefined));
        await fluxkeep.call('secretsWindow.port', undefined);
        lists.push(fluxkeep.secrets('secrets.wallets', undefined));
      }
      return (await Promise.all(lists)).map(({ ok }) => ok);
    });
    expect(answers).toEqual(answers.map(() => true));
    await (await unlock(app, password)).getByRole('heading', { name: 'Portfolio' }).waitFor();
  });

  it('locks and quits although its wallet process hangs, and leaves no process behind', async () => {
    process.kill(childPid('wallet'), 'SIGSTOP');
    await lock(app);
    await app.quit();
    app = await launchApp({ profile });
    await (await unlock(app, password)).getByRole('heading', { name: 'Portfolio' }).waitFor();
  });
});
