// Every window is shut in: sandboxed and isolated, served under a strict policy, with no way out, nothing on the disk, and no mainnet without the sandbox.
import type { Page } from 'playwright-core';
import { callApp, rawCall } from './drive/bridge';
import { addressOf, stranger } from './drive/chain-figures';
import { clickAway } from './drive/click-away';
import { windowFacts } from './drive/facts';
import { faucet, fillPayment } from './drive/money';
import { createWallet } from './drive/onboarding';
import { practiceAccess } from './drive/practice';
import { freshProfile, launchApp, removeProfile, type RunningApp, type WindowKind } from './harness/app';
import { isAlive, processTree } from './harness/processes';
import { sandboxFlags } from './harness/runtime';
import { until } from './harness/until';

jest.setTimeout(120_000);

const profile = freshProfile();
const password = 'seven purple lanterns drift';
let app: RunningApp;

beforeAll(async () => {
  // As root the sandbox is off anyway; an ordinary user's run turns it off to see mainnet refused.
  app = await launchApp({ profile, args: sandboxFlags().length > 0 ? [] : ['--no-sandbox'] });
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

/** Asks for the phrase as the settings do; resolves when the secrets window is closed. */
async function reveal(main: Page) {
  const session = await callApp(main, 'app.session', undefined);
  return rawCall(main, 'app.secrets', { purpose: 'reveal', wallet: session.state === 'unlocked' ? session.unlocked.wallet.id : null });
}

describe('mainnet without the sandbox', () => {
  it('is refused in words, and by the signer itself', async () => {
    const page = await app.window('secrets');
    await page.getByText('Not in this run: the browser sandbox is off, and real keys are not opened without it.').waitFor();
    expect(await page.getByRole('radio', { name: /Mainnet/ }).isDisabled()).toBe(true);
    const words = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'.split(' ');
    const answer = await page.evaluate((phrase) => globalThis.fluxkeep.secrets('secrets.restore.finish', { words: phrase, passphrase: '', network: 'mainnet', name: 'Real', password: 'seven purple lanterns drift' }), words);
    expect(answer).toMatchObject({ ok: false, error: { code: 'vault/mainnet-refused' } });
    const begun = await page.evaluate(() => globalThis.fluxkeep.secrets('secrets.create.begin', { words: 12, network: 'mainnet' }));
    expect(begun).toMatchObject({ ok: false, error: { code: 'vault/mainnet-refused' } });
  });
});

it('ends the secrets window with its process as soon as it was used', async () => {
  await createWallet(app, { name: 'Shut in', password });
  const main = await app.window('main');
  const revealing = reveal(main);
  const page = await app.window('secrets');
  await page.getByLabel('Password', { exact: true }).fill(password);
  const pid = (await windowFacts(app)).find(({ url }) => url.startsWith('app://secrets/'))?.rendererPid;
  const process = processTree(app.pid).find((candidate) => candidate.pid === pid);
  if (!process) throw new Error('the secrets window has no process');
  await page.getByRole('button', { name: 'Show the words' }).click();
  await page.getByTestId('word-12').waitFor();
  await clickAway(page.getByRole('button', { name: 'Hide and close' }));
  expect(await revealing).toMatchObject({ ok: true, output: { done: true } });
  await until('the end of its process', () => !isAlive(process));
  expect((await windowFacts(app)).map(({ url }) => url)).toEqual(['app://wallet/index.html']);
});

describe('with all three windows open', () => {
  const KINDS: WindowKind[] = ['main', 'secrets', 'approval'];
  let windows: Record<WindowKind, Page>;
  let revealing: Promise<unknown>;

  beforeAll(async () => {
    const page = await app.window('main');
    await faucet(page, 'flux', 'FLUX');
    await until('a coin to spend', async () => {
      const row = (await callApp(page, 'portfolio.get', undefined)).assets.find(({ asset }) => asset === 'flux/native');
      return row?.balance.state === 'known' && BigInt(row.balance.value.spendable) > 200_000_000n;
    }, 60_000);
    await fillPayment(page, { coin: 'FLUX on Flux main chain', to: addressOf(stranger('a shop'), 'flux', 0), amount: '1' });
    await page.getByRole('button', { name: 'Continue to approval' }).click();
    await (await app.window('approval')).getByTestId('hold-to-sign').waitFor();
    revealing = reveal(page);
    await (await app.window('secrets')).getByLabel('Password', { exact: true }).waitFor();
    windows = { main: page, secrets: await app.window('secrets'), approval: await app.window('approval') };
  });
  afterAll(async () => {
    // By the bridge: the driver still waits for the navigations that were refused.
    await windows.secrets.evaluate(() => void setTimeout(() => void globalThis.fluxkeep.call('secretsWindow.close', { done: false }), 0));
    await revealing;
  });

  it('gave each the same strict preferences and a session of its own in memory', async () => {
    const facts = await windowFacts(app);
    expect(facts.map(({ url }) => url).sort()).toEqual(['app://approval/index.html', 'app://secrets/index.html', 'app://wallet/index.html']);
    for (const { preferences, persistent, storagePath } of facts) {
      expect(preferences).toMatchObject({
        sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false,
        webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false,
      });
      expect({ persistent, storagePath }).toEqual({ persistent: false, storagePath: null });
    }
    expect(new Set(facts.map(({ session }) => session)).size).toBe(3);
    expect(new Set(facts.map(({ rendererPid }) => rendererPid)).size).toBe(3);
  });

  it.each(KINDS)('%s: has no Node, no Electron, and a bridge of few functions', async (kind) => {
    const seen = await windows[kind].evaluate(() => ({
      globals: ['require', 'process', 'module', 'exports', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer', 'setImmediate'].filter((name) => name in globalThis),
      bridge: Object.keys(globalThis.fluxkeep).sort(),
      frozen: Reflect.set(globalThis.fluxkeep, 'call', () => undefined),
    }));
    const bridge = { main: ['call', 'on'], secrets: ['call', 'open', 'secrets'], approval: ['call'] }[kind];
    expect(seen).toEqual({ globals: [], bridge, frozen: false });
  });

  it.each(KINDS)('%s: is served under a policy that lets nothing in and nothing out', async (kind) => {
    const policy = await windows[kind].evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy') ?? '');
    const parts = policy.split(';').map((part) => part.trim());
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) expect(parts).toContain(part);
    expect(policy).not.toMatch(/unsafe-|https?:|\*/);
  });

  it.each(KINDS)('%s: runs no text as code', async (kind) => {
    const ran = await windows[kind].evaluate(() => new Promise<string[]>((tell) => {
      // A timer's own task: what a debugger evaluates directly is exempt from the policy.
      setTimeout(() => {
        const done: string[] = [];
        const attempt = (name: string, act: () => unknown) => {
          try {
            act();
            done.push(name);
          } catch {
            // Refused, as it should be.
          }
        };
        const mark = `globalThis.planted = 1`;
        attempt('eval', () => Reflect.apply(eval, null, [mark]));
        attempt('Function', () => Reflect.construct(Function, [mark])());
        attempt('inline script', () => {
          const script = document.createElement('script');
          script.append(mark);
          document.head.append(script);
          if (!('planted' in globalThis)) throw new Error('did not run');
        });
        attempt('innerHTML', () => {
          document.createElement('div').innerHTML = `<img src="x" onerror="${mark}">`;
        });
        attempt('inline handler', () => {
          const box = document.createElement('button');
          box.setAttribute('onclick', mark);
          box.click();
          if (!('planted' in globalThis)) throw new Error('did not run');
        });
        attempt('script from elsewhere', () => {
          document.createElement('script').src = 'https://example.org/x.js';
        });
        attempt('worker', () => new Worker(URL.createObjectURL(new Blob([mark]))));
        tell(done);
      }, 0);
    }));
    expect(ran).toEqual([]);
  });

  it.each(KINDS)('%s: reaches no server, not even one that answers on this computer', async (kind) => {
    const { endpoints } = await practiceAccess(profile);
    const server = new URL(endpoints.flux.a);
    expect((await fetch(`${endpoints.flux.a}/status`)).status).toBeLessThan(500);
    const reached = await windows[kind].evaluate(async ({ http, ws }) => {
      const answered = (name: string, act: Promise<unknown>) => act.then(() => name, () => null);
      const byEvent = (target: EventTarget, good: string) => new Promise<void>((yes, no) => {
        target.addEventListener(good, () => yes());
        target.addEventListener('error', () => no(new Error('refused')));
      });
      const image = new Image();
      image.src = `${http}/x.png`;
      const request = new XMLHttpRequest();
      request.open('GET', http);
      request.send();
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = `${http}/x.css`;
      document.head.append(style);
      const socket = () => {
        try {
          return byEvent(new WebSocket(ws), 'open');
        } catch (refused) {
          return Promise.reject(refused);
        }
      };
      const all = await Promise.all([
        answered('fetch', fetch(http)), answered('fetch without cors', fetch(http, { mode: 'no-cors' })), answered('fetch of another window', fetch('app://secrets/index.html', { mode: 'no-cors' }).then((found) => (location.host === 'secrets' ? Promise.reject(new Error('own')) : found))),
        answered('https', fetch('https://example.org/')), answered('image', byEvent(image, 'load')), answered('xhr', byEvent(request, 'load')), answered('style', byEvent(style, 'load')), answered('WebSocket', socket()),
      ]);
      style.remove();
      return all.filter((name) => name !== null);
    }, { http: server.origin, ws: `ws://${server.host}/` });
    expect(reached).toEqual([]);
  });

  it.each(KINDS)('%s: is granted no permission', async (kind) => {
    const granted = await windows[kind].evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage', 'clipboard-read'] as PermissionName[];
      const states = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state === 'granted' && name));
      const asked = await Promise.all([
        navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(() => 'media', () => false),
        navigator.clipboard.readText().then(() => 'clipboard', () => false),
        Notification.requestPermission().then((state) => state === 'granted' && 'notifications'),
        new Promise((tell) => navigator.geolocation.getCurrentPosition(() => tell('place'), () => tell(false))),
      ]);
      return [...states, ...asked].filter((name) => name !== false);
    });
    expect(granted).toEqual([]);
  });

  it.each(KINDS)('%s: goes nowhere else and opens nothing', async (kind) => {
    const page = windows[kind];
    const before = page.url();
    const count = (await windowFacts(app)).length;
    const opened = await page.evaluate(() => ['https://example.org/', 'app://wallet/index.html', 'about:blank', 'file:///etc/passwd'].map((url) => window.open(url) !== null));
    expect(opened).toEqual([false, false, false, false]);
    await page.evaluate(() => {
      for (const url of ['https://example.org/', 'file:///etc/passwd', `app://${location.host === 'approval' ? 'wallet' : 'approval'}/index.html`, 'data:text/html,x']) {
        const link = document.createElement('a');
        link.href = url;
        document.body.append(link);
        link.click();
        link.remove();
        location.assign(url);
      }
    });
    // A navigation that was let through would have thrown this page's memory away.
    expect(await page.evaluate(() => globalThis.fluxkeep !== undefined && document.getElementById('root') !== null)).toBe(true);
    expect(page.url()).toBe(before);
    expect(await windowFacts(app)).toHaveLength(count);
  });
});
