// A sandbox for jobs, as an ordinary user with Chromium's sandbox on: every way out is tried from inside, and none leads anywhere.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { callApp } from '../drive/bridge';
import { goTo } from '../drive/money';
import { createWallet } from '../drive/onboarding';
import { launchApp, removeProfile, type RunningApp } from '../harness/app';
import { processTree, seccompMode } from '../harness/processes';
import { until } from '../harness/until';

jest.setTimeout(240_000);

const FILTERED = 2;
let app: RunningApp;
let page: Page;
let server: Server;
let udp: Socket;
const knocks: string[] = [];
let packets = 0;

const sandboxes = (): Page[] => app.electron.windows().filter((window) => window.url().startsWith('app://work/'));
const sandbox = async (): Promise<Page> => {
  await until('a sandbox', () => sandboxes().length > 0, 30_000);
  const [first] = sandboxes();
  if (!first) throw new Error('no sandbox');
  return first;
};

beforeAll(async () => {
  server = createServer((request, response) => {
    knocks.push(request.url ?? '');
    response.end('open');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  udp = createSocket('udp4');
  udp.on('message', () => { packets += 1; });
  udp.bind(0, '127.0.0.1');
  await once(udp, 'listening');
  app = await launchApp();
  await createWallet(app, { name: 'Boxed', password: 'seven purple lanterns drift' });
  page = await app.window('main');
  await goTo(page, 'Useful work');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await sandbox();
});
afterAll(async () => {
  await app.quit();
  removeProfile(app.profile);
  server.close();
  udp.close();
});

/** Each way out, tried in the page: the name of what happened. Written as text, because nothing of the test may be needed inside. */
const PROBES = (http: number, stun: number): Readonly<Record<string, string>> => ({
  fetch: `fetch('http://127.0.0.1:${http}/fetch').then(() => 'out', () => 'stopped')`,
  'fetch of a file': `fetch('file:///etc/passwd').then(() => 'out', () => 'stopped')`,
  'fetch of the wallet': `fetch('app://wallet/index.html').then(() => 'out', () => 'stopped')`,
  'XMLHttpRequest': `new Promise((done) => { const r = new XMLHttpRequest(); r.onload = () => done('out'); r.onerror = () => done('stopped'); try { r.open('GET', 'http://127.0.0.1:${http}/xhr'); r.send(); } catch { done('stopped'); } })`,
  WebSocket: `new Promise((done) => { try { const s = new WebSocket('ws://127.0.0.1:${http}/ws'); s.onopen = () => done('out'); s.onerror = () => done('stopped'); } catch { done('stopped'); } })`,
  EventSource: `new Promise((done) => { try { const s = new EventSource('http://127.0.0.1:${http}/es'); s.onopen = () => done('out'); s.onerror = () => { s.close(); done('stopped'); }; } catch { done('stopped'); } })`,
  sendBeacon: `(() => { navigator.sendBeacon('http://127.0.0.1:${http}/beacon', 'x'); return 'sent'; })()`,
  image: `new Promise((done) => { const i = new Image(); i.onload = () => done('out'); i.onerror = () => done('stopped'); i.src = 'http://127.0.0.1:${http}/image.png'; setTimeout(() => done('stopped'), 1500); })`,
  'prefetch of a name': `(() => { const l = document.createElement('link'); l.rel = 'dns-prefetch'; l.href = 'http://127.0.0.1:${http}/dns'; document.head.append(l); const p = document.createElement('link'); p.rel = 'preconnect'; p.href = l.href; document.head.append(p); return 'sent'; })()`,
  frame: `new Promise((done) => { const f = document.createElement('iframe'); f.onload = () => done('loaded'); f.src = 'http://127.0.0.1:${http}/frame'; document.body.append(f); setTimeout(() => done('stopped'), 1000); })`,
  script: `new Promise((done) => { const s = document.createElement('script'); s.onload = () => done('out'); s.onerror = () => done('stopped'); s.src = 'http://127.0.0.1:${http}/script.js'; document.head.append(s); setTimeout(() => done('stopped'), 1500); })`,
  navigation: `(() => { location.href = 'http://127.0.0.1:${http}/navigate'; return 'sent'; })()`,
  window: `(() => (window.open('http://127.0.0.1:${http}/window') ? 'out' : 'stopped'))()`,
  IndexedDB: `new Promise((done) => { try { const r = indexedDB.open('x'); r.onsuccess = () => done('out'); r.onerror = () => done('stopped'); } catch { done('stopped'); } })`,
  localStorage: `(() => { try { localStorage.setItem('x', '1'); return 'out'; } catch { return 'stopped'; } })()`,
  cookie: `(() => { try { document.cookie = 'x=1'; return document.cookie === '' ? 'stopped' : 'out'; } catch { return 'stopped'; } })()`,
  OPFS: `(async () => { try { await navigator.storage.getDirectory(); return 'out'; } catch { return 'stopped'; } })()`,
  caches: `(async () => { try { await caches.open('x'); return 'out'; } catch { return 'stopped'; } })()`,
  'service worker': `(async () => { try { await navigator.serviceWorker.register('/sw.js'); return 'out'; } catch { return 'stopped'; } })()`,
  'shared worker': `(() => { try { new SharedWorker('data:text/javascript,0'); return typeof SharedWorker === 'undefined' ? 'stopped' : 'made'; } catch { return 'stopped'; } })()`,
  camera: `(async () => { try { await navigator.mediaDevices.getUserMedia({ video: true }); return 'out'; } catch { return 'stopped'; } })()`,
  notification: `(async () => { try { return (await Notification.requestPermission()) === 'granted' ? 'out' : 'stopped'; } catch { return 'stopped'; } })()`,
  usb: `(async () => { try { await navigator.usb.getDevices(); return (await navigator.usb.getDevices()).length ? 'out' : 'stopped'; } catch { return 'stopped'; } })()`,
  clipboard: `(async () => { try { await navigator.clipboard.readText(); return 'out'; } catch { return 'stopped'; } })()`,
  WebGL: `(() => { const c = document.createElement('canvas'); return c.getContext('webgl') || c.getContext('webgl2') ? 'out' : 'stopped'; })()`,
  WebGPU: `(async () => { try { return navigator.gpu && (await navigator.gpu.requestAdapter()) ? 'out' : 'stopped'; } catch { return 'stopped'; } })()`,
  require: `(() => (typeof require === 'undefined' && typeof process === 'undefined' && typeof window.fluxkeep === 'undefined' ? 'stopped' : 'out'))()`,
  WebRTC: `(async () => { try { const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${stun}' }] }); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); await new Promise((done) => setTimeout(done, 2500)); const found = (c.localDescription.sdp.match(/a=candidate/g) || []).length; c.close(); return found ? 'out' : 'stopped'; } catch { return 'stopped'; } })()`,
});

it('no way out of the sandbox leads anywhere', async () => {
  const inside = await sandbox();
  const http = (server.address() as AddressInfo).port;
  const results: Record<string, unknown> = {};
  for (const [name, probe] of Object.entries(PROBES(http, udp.address().port))) results[name] = await inside.evaluate(probe).catch(() => 'stopped');
  expect(Object.fromEntries(Object.entries(results).filter(([, result]) => result === 'out'))).toEqual({});
  expect(inside.url()).toMatch(/^app:\/\/work\//);
  // What was only sent, and what the others tried, never came.
  expect(knocks).toEqual([]);
  expect(packets).toBe(0);
});

it('two sandboxes do not hear each other, and the wallet hears neither', async () => {
  const { coordinators } = (await callApp(page, 'usefulWork.get', undefined)).status ?? { coordinators: [] };
  expect(coordinators.length).toBe(1);
  const heard = (window: Page) => window.evaluate(`(() => { window.heard = []; try { new BroadcastChannel('x').onmessage = (e) => window.heard.push(e.data); } catch { window.heard.push('none'); } })()`);
  await heard(page);
  const inside = await sandbox();
  await inside.evaluate(`(() => { try { new BroadcastChannel('x').postMessage('hello'); } catch {} })()`);
  await callApp(page, 'usefulWork.get', undefined);
  expect(await page.evaluate('window.heard')).toEqual([]);
});

it('its process is under the filter of system calls and in a network of its own', async () => {
  const pids = processTree(app.pid).filter(({ command }) => command.includes('--type=renderer')).map(({ pid }) => pid);
  await until('every renderer under the filter', () => pids.every((pid) => seccompMode(pid) === FILTERED), 5_000);
  const network = (pid: number | 'self'): string => readlinkSync(`/proc/${pid}/ns/net`);
  for (const pid of pids) {
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^NoNewPrivs:\s*1$/m);
    // The link of another user's namespace cannot even be read.
    const own = ((): string => { try { return network(pid); } catch { return 'not readable'; } })();
    expect(own).not.toBe(network('self'));
  }
});

it('a job runs in it, and counts', async () => {
  const url = (await callApp(page, 'usefulWork.get', undefined)).status?.coordinators[0]?.url ?? '';
  await callApp(page, 'usefulWork.submit', { coordinator: url, request: { title: 'A stretch', work: { kind: 'primes', from: '0', count: '50000000', jobs: 2 } } });
  await until('an accepted job of this app', async () => (await callApp(page, 'usefulWork.get', undefined)).status?.history.some(({ end }) => end === 'validated') === true, 60_000);
});

it('a model runs in it, too, and counts', async () => {
  const work = async () => (await callApp(page, 'usefulWork.get', undefined)).status;
  const url = (await work())?.coordinators[0]?.url ?? '';
  let batches = 0;
  await until('an accepted job of this app', async () => {
    const status = await work();
    const own = status?.history.filter(({ kind }) => kind === 'onnx') ?? [];
    const failed = own.find(({ end }) => end === 'failed');
    if (failed) throw new Error(`the model failed: ${failed.error?.code ?? ''} ${failed.error?.message ?? ''}`);
    if (own.some(({ end }) => end === 'validated')) return true;
    // The other workers of the practice network may be done before this app asks: then there is another batch.
    const running = status?.coordinators[0]?.batches.filter(({ kind, state }) => kind === 'onnx' && state === 'running').length ?? 0;
    if (running === 0 && (status?.jobs ?? []).length === 0) {
      await callApp(page, 'usefulWork.submit', { coordinator: url, request: { title: `Digits ${(batches += 1)}`, work: { kind: 'onnx', model: null, digits: 'unseen', jobs: 4 } } });
    }
    return false;
  }, 180_000);
});
