// The host's end of a sandbox that main makes: handed over, failed, late, gone, in any order that can happen.
import { RendererHost } from '../../../../../node-core/pouw/host/renderer-host';
import type { HandedPort } from '../../../../../node-core/process/utility-process';

function desk() {
  const wanted: string[] = [];
  const killed: string[] = [];
  const host = new RendererHost({ programs: '', want: (id) => void wanted.push(id), kill: (id) => void killed.push(id) });
  return { host, wanted, killed };
}
function port() {
  const said: unknown[] = [];
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const handed: HandedPort & { closed: boolean } = { closed: false, postMessage: (message) => void said.push(message), on: (_event, listener) => void listeners.push(listener), start: () => undefined, close: () => { handed.closed = true; } };
  return { handed, said, hear: (data: unknown) => listeners.forEach((each) => each({ data })) };
}

afterEach(() => jest.useRealTimers());

it('hands messages both ways, and knows the end', async () => {
  const { host, wanted, killed } = desk();
  const opening = host.open('wasm');
  const { handed, said, hear } = port();
  host.opened(wanted[0] ?? '', handed);
  const sandbox = await opening;
  const heard: unknown[] = [];
  const dead: boolean[] = [];
  sandbox.listen((message) => heard.push(message), (crashed) => dead.push(crashed));
  sandbox.send({ kind: 'keep' });
  hear('ready');
  expect([said, heard]).toEqual([[{ kind: 'keep' }], ['ready']]);
  const killing = sandbox.kill();
  expect(killed).toEqual(wanted);
  host.gone(wanted[0] ?? '', false);
  await killing;
  expect([dead, handed.closed]).toEqual([[false], true]);
  await sandbox.kill();
  expect(killed).toHaveLength(1);
});

it('a sandbox that never comes is given up, and one that comes too late is closed', async () => {
  jest.useFakeTimers();
  const { host, wanted, killed } = desk();
  const opening = host.open('wasm');
  const refused = expect(opening).rejects.toMatchObject({ code: 'pouw/no-sandbox' });
  jest.advanceTimersByTime(30_000);
  await refused;
  expect(killed).toEqual(wanted);
  const { handed } = port();
  host.opened(wanted[0] ?? '', handed);
  expect(handed.closed).toBe(true);
  expect(killed).toEqual([...wanted, ...wanted]);
});

it('says what main says when it cannot make one, and ends what waits when it closes', async () => {
  const { host, wanted } = desk();
  const first = host.open('wasm');
  host.failed(wanted[0] ?? '', { code: 'pouw/no-sandbox', message: 'not locked up', context: {} });
  await expect(first).rejects.toMatchObject({ code: 'pouw/no-sandbox', message: 'not locked up' });
  const second = host.open('wasm');
  const ended = expect(second).rejects.toMatchObject({ code: 'pouw/stopped' });
  await host.close();
  await ended;
});
