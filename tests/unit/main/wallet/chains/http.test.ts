// HTTP limits: redirects, size, time, broken answers.
import { nodeHttp } from '../../../../../main/wallet/chains/http';
import { codeOf, replayServer, type ReplayServer } from '../replay-server';

const kept = nodeHttp();
let server: ReplayServer;
beforeAll(async () => {
  server = await replayServer({
    '/ok': { body: 'fine' },
    '/elsewhere': { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } },
    '/large': { body: 'x'.repeat(2_000) },
    '/silent': () => undefined,
    '/drip': (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    },
    '/broken': (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    },
  });
});
afterAll(async () => {
  kept.close();
  await server.close();
});

test('an answer', async () => {
  expect(await kept.http({ url: `${server.url}/ok` })).toMatchObject({ status: 200, text: 'fine', headers: { connection: 'keep-alive' } });
});
test.each([
  ['/elsewhere', 'endpoint/redirect'], ['/large', 'endpoint/too-large'], ['/silent', 'endpoint/timeout'], ['/drip', 'endpoint/timeout'], ['/broken', 'endpoint/unreachable'],
])('%s is refused as %s', async (path, code) => {
  expect(await codeOf(kept.http({ url: `${server.url}${path}`, timeoutMs: 150, maxBytes: 1_000 }))).toBe(code);
});
test('nobody there', async () => {
  expect(await codeOf(kept.http({ url: 'http://127.0.0.1:1/' }))).toBe('endpoint/unreachable');
});
