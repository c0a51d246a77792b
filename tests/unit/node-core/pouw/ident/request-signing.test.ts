// Signed requests: each part of what is signed counts, each request counts once, and the clock decides how long.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { nodeKey } from '../../../../../node-core/pouw/ident/node-key';
import { RequestGuard, signRequest } from '../../../../../node-core/pouw/ident/request-signing';

const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-ident-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [key, other] = ['a', 'b'].map((name) => nodeKey(join(folder, `${name}.pem`))) as [ReturnType<typeof nodeKey>, ReturnType<typeof nodeKey>];
const request = { method: 'POST', path: '/v1/leases?x=1', body: Buffer.from('{"kinds":["primes"]}') };
const NOW = 1_700_000_000_000;
const refusal = (code: string) => expect.objectContaining({ code });

function guard(): { check: RequestGuard['check']; clock: { now: number } } {
  const clock = { now: NOW };
  const made = new RequestGuard(() => clock.now);
  return { clock, check: (headers, parts) => made.check(headers, parts) };
}

test('a signed request is the worker\'s, request after request', () => {
  const { check } = guard();
  for (let count = 0; count < 3; count += 1) expect(check(signRequest(key, request, NOW), request)).toBe(key.id);
  expect(check(signRequest(other, request, NOW), request)).toBe(other.id);
});

test('what was signed for another method, path or body is refused, for a worker that is known too', () => {
  const { check } = guard();
  check(signRequest(key, request, NOW), request);
  for (const changed of [{ ...request, method: 'PUT' }, { ...request, path: '/v1/leases?x=2' }, { ...request, body: Buffer.from('{"kinds":["render"]}') }]) {
    expect(() => check(signRequest(key, request, NOW), changed)).toThrow(refusal('pouw/not-signed'));
  }
});

test('nobody signs for another, and a changed time or nonce is another request', () => {
  const { check } = guard();
  check(signRequest(key, request, NOW), request);
  const headers = signRequest(other, request, NOW);
  expect(() => check({ ...headers, 'pouw-node': key.id }, request)).toThrow(refusal('pouw/not-signed'));
  expect(() => check({ ...headers, 'pouw-time': String(NOW + 1) }, request)).toThrow(refusal('pouw/not-signed'));
  expect(() => check({ ...headers, 'pouw-nonce': '0'.repeat(32) }, request)).toThrow(refusal('pouw/not-signed'));
});

test('the same request does not count twice, not even as late as it can be shown', () => {
  const { check, clock } = guard();
  const headers = signRequest(key, request, NOW + 119_000);
  check(headers, request);
  clock.now += 238_000;
  expect(() => check(headers, request)).toThrow(refusal('pouw/repeated'));
  clock.now += 2_000;
  expect(() => check(headers, request)).toThrow(refusal('pouw/clock-off'));
});

test('clocks may differ by two minutes', () => {
  const { check } = guard();
  for (const off of [-120_000, 120_000]) expect(check(signRequest(key, request, NOW + off), request)).toBe(key.id);
  for (const off of [-120_001, 120_001]) expect(() => check(signRequest(key, request, NOW + off), request)).toThrow(refusal('pouw/clock-off'));
});

test('headers of any other form are refused as unsigned', () => {
  const { check } = guard();
  const names = ['pouw-node', 'pouw-time', 'pouw-nonce', 'pouw-signature'];
  fc.assert(fc.property(fc.constantFrom(...names), fc.oneof(fc.string(), fc.constant(undefined), fc.array(fc.string())), (name, value) => {
    const headers = signRequest(key, request, NOW);
    fc.pre(value !== headers[name]);
    expect(() => check({ ...headers, [name]: value }, request)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^pouw\/(not-signed|clock-off|bad-key)$/) }));
  }));
});
