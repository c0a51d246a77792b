// Calling a callback: only where the judged name really leads, once, briefly, without following anybody.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { nodeHttp, type Http, type HttpRequest } from '../../../../../main/wallet/chains/http';
import { isLoopback, isPublicAddress } from '../../../../../main/wallet/links/address-range';
import { Caller } from '../../../../../main/wallet/links/caller';

describe('addresses', () => {
  it.each(['8.8.8.8', '1.1.1.1', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001:80b::200e'])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each([
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.8.8.8', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.0.0.8', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.9', '224.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', 'fc00::1', 'fd12::1', 'fe80::1', 'ff02::1', '64:ff9b::808:808', '2002:7f00:1::', '2001::1', '2001:db8::1', '', 'nonsense', '1.2.3',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
  it('knows this computer', () => expect(['127.0.0.1', '::1', '10.0.0.1', 'localhost'].map(isLoopback)).toEqual([true, true, false, false]));
});

describe('a public name', () => {
  const answers = (found: string[], asked: HttpRequest[] = []): { caller: Caller; asked: HttpRequest[] } => {
    const http: Http = (request) => {
      asked.push(request);
      return Promise.resolve({ status: 200, text: 'ok' });
    };
    return { caller: new Caller({ network: 'mainnet', http, resolve: () => Promise.resolve(found) }), asked };
  };
  it('is reached at the addresses that were looked at, and at no other', async () => {
    const { caller, asked } = answers(['93.184.216.34', '2606:4700::1111']);
    expect(await caller.call('https://shop.example.org/x?a=1', { form: { address: '1abc', signature: 'a+b/c=' } })).toEqual({ state: 'delivered', status: 200, said: 'ok' });
    expect(asked).toMatchObject([{ url: 'https://shop.example.org/x?a=1', method: 'POST', contentType: 'application/x-www-form-urlencoded', body: 'address=1abc&signature=a%2Bb%2Fc%3D', timeoutMs: 10_000 }]);
    const pinned = new Promise<LookupAddress[] | string>((resolve) => asked[0]?.lookup?.('whatever.example', { all: true }, (_error, found) => resolve(found)));
    expect(await pinned).toEqual([{ address: '93.184.216.34', family: 4 }, { address: '2606:4700::1111', family: 6 }]);
  });
  it.each([[['10.0.0.7']], [['93.184.216.34', '127.0.0.1']], [['::1']], [['::ffff:192.168.0.1']]])('that leads inside is not called: %s', async (found) => {
    const { caller, asked } = answers(found);
    expect(await caller.call('https://shop.example.org/', { form: {} })).toMatchObject({ state: 'failed', reason: { code: 'links/callback-leads-inside' } });
    expect(asked).toEqual([]);
  });
  it('without an address, or that nobody knows, is not called', async () => {
    expect(await answers([]).caller.call('https://shop.example.org/', { form: {} })).toMatchObject({ state: 'failed', reason: { code: 'endpoint/unreachable' } });
    const lost = new Caller({ network: 'mainnet', http: () => Promise.reject(new Error('never')), resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await lost.call('https://shop.example.org/', { form: {} })).toMatchObject({ state: 'failed', reason: { code: 'endpoint/unreachable' } });
  });
  it('is judged anew, whoever asks', async () => {
    const { caller, asked } = answers(['93.184.216.34']);
    for (const url of ['http://shop.example.org/', 'https://127.0.0.1/', 'https://a:b@shop.example.org/', 'file:///x']) expect(await caller.call(url, { form: {} })).toMatchObject({ state: 'failed' });
    expect(asked).toEqual([]);
  });
  it('gets an address at the end of its own', async () => {
    const { caller, asked } = answers(['93.184.216.34']);
    await caller.call('https://shop.example.org/take?address=', { append: 't1 x&y' });
    expect(asked).toMatchObject([{ url: 'https://shop.example.org/take?address=t1%20x%26y', method: 'GET' }]);
  });
});

describe('an answer', () => {
  const kept = nodeHttp();
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  let server: Server;
  let base: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        got.push({ headers: request.headers, body });
        switch (request.url) {
          case '/moved': return response.writeHead(302, { location: '/ok' }).end();
          case '/no': return response.writeHead(403).end('not you\u202e');
          case '/envelope': return response.end(JSON.stringify({ status: 'error', data: { code: 401, name: 'Unauthorized', message: 'Invalid signature' } }));
          case '/large': return response.end('x'.repeat(100_000));
          default: return response.end(JSON.stringify({ status: 'success', data: { message: 'Successfully logged in' } }));
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    kept.close();
    await new Promise((resolve) => server.close(resolve));
  });
  const caller = new Caller({ network: 'practice', http: kept.http, resolve: (host) => Promise.resolve(host === 'localhost' ? ['127.0.0.1'] : []) });

  it.each<[string, object]>([
    ['/ok', { state: 'delivered', status: 200, said: 'Successfully logged in' }],
    ['/moved', { state: 'failed', reason: { code: 'endpoint/redirect' } }],
    ['/no', { state: 'failed', reason: { code: 'links/callback-status', context: { status: 403, said: 'not you⟨U+202E⟩' } } }],
    ['/envelope', { state: 'failed', reason: { code: 'links/callback-refused', context: { said: 'Invalid signature' } } }],
    ['/large', { state: 'failed', reason: { code: 'endpoint/too-large' } }],
  ])('%s', async (path, delivery) => {
    expect(await caller.call(base + path, { form: { message: 'Grüße' } })).toMatchObject(delivery);
  });
  it('went to this computer by its name, too, as a form', async () => {
    expect(await caller.call(`${base.replace('127.0.0.1', 'localhost')}/ok`, { form: { message: 'Grüße & more' } })).toMatchObject({ state: 'delivered' });
    expect(got.at(-1)).toMatchObject({ body: 'message=Gr%C3%BC%C3%9Fe+%26+more', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  });
  it('of somebody else on this computer is not asked for on mainnet', async () => {
    expect(await new Caller({ network: 'mainnet', http: kept.http, resolve: () => Promise.resolve(['127.0.0.1']) }).call(`${base}/ok`, { form: {} })).toMatchObject({ state: 'failed', reason: { code: 'links/callback-not-https' } });
  });
});
