// Questions to strangers' machines: the envelope in all its forms, every refusal as a code, what is sent and to whom.
import { askNode } from '../../../../../main/wallet/cloud/fluxos/ask';
import { nodeClient } from '../../../../../main/wallet/cloud/fluxos/client';
import { doorOf } from '../../../../../main/wallet/cloud/fluxos/door';
import { refusalCode } from '../../../../../main/wallet/cloud/fluxos/refusals';
import type { HttpAnswer, HttpRequest } from '../../../../../main/wallet/chains/http';
import { AppError } from '../../../../../shared/errors/app-error';
import { z } from 'zod';
import { errors } from '../../../../../renderer/i18n/en/errors';
import { spec } from '../../../shared/fluxos/samples';

function client(answer: Partial<HttpAnswer> | AppError) {
  const asked: HttpRequest[] = [];
  const http = (request: HttpRequest): Promise<HttpAnswer> => {
    asked.push(request);
    return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve({ status: 200, text: '', ...answer });
  };
  let turn = 0;
  return { asked, node: nodeClient('https://api.test/', http, () => `t${(turn += 1)}`), ask: () => askNode(http, z.unknown(), { url: 'https://api.test/x' }) };
}
const proof = { fluxId: '1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC', phrase: `1767225600000${'a'.repeat(40)}`, signature: `${'+/'.repeat(43)}A=` };

test.each<[string, Partial<HttpAnswer> | AppError, string]>([
  ['an error with HTTP 200', { text: '{"status":"error","data":{"code":401,"name":"Unauthorized","message":"Unauthorized. Access denied."}}' }, 'fluxos/unauthorized'],
  ['an error that is text alone', { text: '{"status":"error","data":"nope"}' }, 'fluxos/refused'],
  ['an error without data', { text: '{"status":"error"}' }, 'fluxos/refused'],
  ['an error with HTTP 500', { status: 500, text: '{"status":"error","data":{"message":"Daemon not yet synced."}}' }, 'fluxos/not-synced'],
  ['a warning', { text: '{"status":"warning","data":{"message":"careful"}}' }, 'fluxos/warning'],
  ['no envelope', { text: '"Error: x"' }, 'fluxos/malformed'],
  ['a page', { text: '<html>' }, 'fluxos/malformed'],
  ['another status', { text: '{"status":"maybe","data":1}' }, 'fluxos/malformed'],
  ['a gateway that fails', { status: 502, text: 'Bad gateway' }, 'fluxos/server-failed'],
  ['too many questions', { status: 429, text: '' }, 'fluxos/rate-limited'],
  ['no answer', new AppError('endpoint/timeout', ''), 'fluxos/timeout'],
  ['a way elsewhere', new AppError('endpoint/redirect', ''), 'fluxos/redirect'],
])('%s', (_, answer, code) => expect(client(answer).ask()).rejects.toMatchObject({ code }));

test('a stranger\'s words are one line and cut to size', async () => {
  const text = JSON.stringify({ status: 'error', data: { message: `a\u202Eb\n${'x'.repeat(5_000)}` } });
  const error = await client({ text }).ask().then(() => null, (thrown: AppError) => thrown);
  expect([String(error?.context.said).startsWith('a b x'), String(error?.context.said).length]).toEqual([true, 300]);
});

test.each([
  ['Signed message is no longer valid. Please request a new one.', 'phrase-expired'], ['Invalid signature', 'bad-signature'], ['Received signature is invalid or Flux App specifications are not properly formatted', 'bad-signature'],
  ['ZelID is not valid', 'bad-flux-id'], ['Message timestamp is over 1 hour old, not valid. Check if', 'clock-late'], ['Message timestamp from future, not valid. Check if', 'clock-early'],
  ['Flux App myshop already registered. Flux App has to be registered under different name.', 'name-taken'], ['Flux App update received but application does not exists!', 'no-such-app'],
  ['Sorry, This Flux does not have enough outgoing peers for safe application registration', 'few-peers'], ['Unable to register application on the network. Try again later.', 'try-later'],
  ['Docker image x is not existing or is not in the specified format', 'bad-image'], ['Assigned port 22 is not allowed for Flux Apps', 'bad-specification'], ['Minimum number of instances is 3', 'bad-specification'], ['Something new', 'refused'],
])('%s', (said, code) => {
  expect(refusalCode(said, 'Error')).toBe(`fluxos/${code}`);
  // Every one has words of its own.
  expect(Object.keys(errors.codes)).toContain(`fluxos/${code}`);
});
test('a node that is unwell says so by the error\'s name', () => expect([refusalCode('x', 'DOS'), refusalCode('x', 'CONNERROR')]).toEqual(['fluxos/unhealthy', 'fluxos/unhealthy']));

test('bodies are a form or text, never JSON by name; proofs are encoded; every reading is a fresh one', async () => {
  const { node, asked } = client({ text: '{"status":"success","data":{}}' });
  await node.logIn(proof).catch(() => undefined);
  await node.price(spec).catch(() => undefined);
  await node.register({ type: 'fluxappregister', specification: '{"cpu":0.50}', timestamp: 1 }, 'sig', proof).catch(() => undefined);
  await node.locations('a/b').catch(() => undefined);
  await node.appsOf(proof.fluxId).catch(() => undefined);
  expect(asked.map(({ contentType }) => contentType)).toEqual(['application/x-www-form-urlencoded', 'text/plain', 'text/plain', undefined, undefined]);
  expect(new URLSearchParams(asked[0]?.body ?? '').get('signature')).toBe(proof.signature);
  expect(new URLSearchParams(asked[2]?.headers?.zelidauth ?? '').get('signature')).toBe(proof.signature);
  // The specification goes out as it was signed, letter by letter.
  expect(asked[2]?.body).toBe('{"type":"fluxappregister","version":1,"appSpecification":{"cpu":0.50},"timestamp":1,"signature":"sig"}');
  expect(asked.slice(3).map(({ url }) => url)).toEqual(['https://api.test/apps/location/a%2Fb?fresh=t1', `https://api.test/apps/globalappsspecifications?owner=${proof.fluxId}&fresh=t2`]);
  expect(asked.every(({ maxBytes, timeoutMs }) => (maxBytes ?? Infinity) <= 8_000_000 && (timeoutMs ?? Infinity) <= 40_000)).toBe(true);
});

test('prices are read digit by digit, and rounded up', async () => {
  expect(await client({ text: '{"status":"success","data":{"usd":3.36,"flux":10.123456789,"fluxDiscount":"none"}}' }).node.price(spec)).toEqual({ usd: 336_000_000n, flux: 1_012_345_679n });
});

test.each([
  ['https://api.runonflux.io', 'server01_5.9.10.11', { base: 'https://5-9-10-11-16127.node.api.runonflux.io', name: '5.9.10.11' }],
  ['https://api.runonflux.io', 'server01_5.9.10.11:16147', { base: 'https://5-9-10-11-16147.node.api.runonflux.io', name: '5.9.10.11:16147' }],
  ['http://127.0.0.1:4000', 'server01_127.0.0.1:4001', { base: 'http://127.0.0.1:4001', name: '127.0.0.1:4001' }],
  ['https://node.test/', undefined, { base: 'https://node.test', name: 'node.test' }],
] as const)('%s with %s', (gateway, header, door) => expect(doorOf(gateway, header)).toEqual(door));
test.each([['https://api.runonflux.io', 'server01_127.0.0.1:16127'], ['https://api.runonflux.io', 'server01_192.168.0.2'], ['https://api.runonflux.io', 'server01_5.9.10.11:22'], ['http://127.0.0.1:4000', 'server01_5.9.10.11'], ['https://api.runonflux.io', '']])('%s with %s is not spoken to', (gateway, header) => {
  expect(() => doorOf(gateway, header)).toThrow(expect.objectContaining({ code: 'cloud/no-node' }));
});
