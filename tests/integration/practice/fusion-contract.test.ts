// The description of Fusion's interface, held against every path of the practice operator: successes and refusals.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { parse } from 'yaml';
import { z } from 'zod';
import { signMessage } from '../../../shared/flux/message';
import * as tiny from 'tiny-secp256k1';
import { COIN, Fusion, Holder, begin, createBody } from './fusion-kit';
import { PracticeProcess, remove, stopAll, temporaryFolder } from './practice-process';

jest.setTimeout(120_000);

const description = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(parse(readFileSync(resolve(__dirname, '../../vectors/fusion/fusion-openapi.yaml'), 'utf8')));
const ajv = new Ajv2020({ strict: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } });
ajv.addSchema(description, 'fusion');

/** Every answer of the description, as `get /fees`. */
const ANSWERS = Object.entries(description.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
const tried = new Set<string>();

function schemaOf(answer: string): ValidateFunction {
  const [method = '', path = ''] = answer.split(' ');
  const pointer = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');
  const response = z.looseObject({ $ref: z.string().optional() }).parse(z.looseObject({ responses: z.record(z.string(), z.unknown()) }).parse(description.paths[path]?.[method]).responses['200']);
  const place = response.$ref ?? `#/paths/${pointer(path)}/${method}/responses/200`;
  return ajv.compile({ $ref: `fusion${place}/content/${pointer('application/json')}/schema` });
}
const isError = ajv.compile({ $ref: 'fusion#/components/schemas/ErrorEnvelope' });

const folder = temporaryFolder();
let network: PracticeProcess;
let fusion: Fusion;
let holder: Holder;
let txid = '';

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'contract', '--clock-rate', '0');
  fusion = new Fusion(network);
  holder = new Holder(network, 'contract holder');
  await holder.give('base', 1_000n * COIN);
  txid = await begin(fusion, holder, 'base', 'main', 123_45678901n);
  await holder.mine('base', 4);
  await fusion.status();
  await network.do('/control/mine', { chain: 'flux', blocks: 40, payTo: holder.flux });
});
afterAll(async () => {
  await stopAll();
  remove(folder);
});

/** Asks and checks shape and status. */
async function expectAnswer(answer: string, status: 'success' | 'error', path: string, body?: string, headers: Record<string, string> = {}): Promise<unknown> {
  tried.add(`${status} ${answer}`);
  const reply = await fusion.ask(path, body, headers);
  const value: unknown = JSON.parse(reply.text);
  expect([reply.status, z.looseObject({ status: z.string() }).parse(value).status]).toEqual([200, status]);
  const validate = schemaOf(answer);
  expect(validate(value) ? [] : validate.errors).toEqual([]);
  if (status === 'error') expect(isError(value) ? [] : isError.errors).toEqual([]);
  return value;
}

async function proof(): Promise<{ address: string; message: string; signature: string }> {
  const message = z.string().parse(await fusion.data('/messagephrase'));
  return { address: holder.flux, message, signature: Buffer.from(signMessage(message, 'flux', { privateKey: holder.key.secret, compressed: true }, tiny)).toString('base64') };
}

describe('successes', () => {
  test.each([
    ['get /fees', '/fees'], ['get /messagephrase', '/messagephrase'], ['get /swap/activechains', '/swap/activechains'], ['get /swap/info', '/swap/info'],
    ['get /swap/stats', '/swap/stats'], ['get /coinbase/stats', '/coinbase/stats'], ['get /snapshots/stats', '/snapshots/stats?rewardchain=eth&snapshotchain=main'],
  ])('%s', async (answer, path) => {
    await expectAnswer(answer, 'success', path);
  });

  test('swaps', async () => {
    const pair = { chainFrom: 'base', chainTo: 'eth', addressFrom: holder.evm, addressTo: holder.evm };
    await expectAnswer('post /swap/reserve', 'success', '/swap/reserve', JSON.stringify(pair), { zelid: 'tester' });
    const deposit = await holder.pay('base', await fusion.depositAddress('base'), 50n * COIN);
    await expectAnswer('post /swap/create', 'success', '/swap/create', createBody({ from: 'base', to: 'eth', addressFrom: holder.evm, addressTo: holder.evm, amount: 50n * COIN, txid: deposit }), { zelid: 'tester' });
    const detail = await expectAnswer('get /swap/detail', 'success', `/swap/detail?txid=${txid}`);
    expect(detail).toMatchObject({ data: { status: 'finished', amountFrom: 123.45678901, amountTo: 121.95678901, fee: 1.5 } });
    expect(await expectAnswer('get /swap/detail/{id}', 'success', `/swap/detail/${txid}`)).toEqual(detail);
    await expectAnswer('get /swap/userhistory', 'success', '/swap/userhistory', undefined, { zelid: 'tester' });
  });

  test('parallel mining', async () => {
    const address = holder.flux;
    await expectAnswer('get /coinbase/summary', 'success', `/coinbase/summary?address=${address}`);
    await expectAnswer('get /coinbase/records', 'success', `/coinbase/records?address=${address}`);
    await expectAnswer('post /coinbase/available', 'success', '/coinbase/available', JSON.stringify({ addresses: [{ chain: 'main', address }, { chain: 'eth', address: holder.evm }] }));
    await expectAnswer('get /coinbase/multiavailable', 'success', `/coinbase/multiavailable?address=${address}`);
    await expectAnswer('get /coinbase/multiavailable/{address}', 'success', `/coinbase/multiavailable/${address}`);
    await expectAnswer('post /coinbase/claim', 'success', '/coinbase/claim', JSON.stringify({ ...(await proof()), chain: 'avax', claimingAddress: holder.evm }));
    await expectAnswer('post /coinbase/multiclaim', 'success', '/coinbase/multiclaim', JSON.stringify(await proof()));
    await expectAnswer('get /coinbase/claimed', 'success', `/coinbase/claimed?address=${address}&chain=avax`);
    expect(await expectAnswer('get /coinbase/claimed', 'success', `/coinbase/claimed?address=${address}`)).toMatchObject({ data: { numberOfTxs: 10 } });
    await expectAnswer('post /snapshots/available', 'success', '/snapshots/available', JSON.stringify({ addresses: [{ chain: 'main', address }] }));
  });

  test('no path of the description is left out, save snapshots that never were', () => {
    expect(ANSWERS.filter((answer) => !tried.has(`success ${answer}`))).toEqual(['get /snapshots/info', 'post /snapshots/claim']);
  });
});

test.each([
  ['post /swap/reserve', '/swap/reserve', '{"chainFrom":"base"}'],
  ['post /swap/reserve', '/swap/reserve', 'no json'],
  ['post /swap/create', '/swap/create', '{}'],
  ['get /swap/detail', '/swap/detail', undefined],
  ['get /swap/detail/{id}', '/swap/detail/nothing', undefined],
  ['post /coinbase/claim', '/coinbase/claim', '{}'],
  ['post /coinbase/multiclaim', '/coinbase/multiclaim', '{"address":"x","message":"1","signature":"s"}'],
  ['get /coinbase/multiavailable/{address}', '/coinbase/multiavailable/t1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj', undefined],
  ['post /snapshots/claim', '/snapshots/claim', '{"chain":"main","snapshot":"eth","address":"x","claimingAddress":"y","message":"1","signature":"s"}'],
])('refusal: %s with %s %s', async (answer, path, body) => {
  await expectAnswer(answer, 'error', path, body);
});

test.each([
  '/swap/userhistory', '/coinbase/summary', '/coinbase/summary?address=nobody', '/coinbase/records?address=nobody', '/coinbase/claimed', '/coinbase/claimed?address=nobody&chain=doge',
  '/coinbase/multiavailable?address=nobody', '/snapshots/stats?rewardchain=main&snapshotchain=main', '/snapshots/info?rewardchain=eth&snapshotchain=main&address=nobody', '/snapshots/info',
])('refusal where the description names none: %s', async (path) => {
  const reply = await fusion.ask(path);
  const value: unknown = JSON.parse(reply.text);
  expect([reply.status, isError(value) ? [] : isError.errors]).toEqual([200, []]);
});

test('what is not described is not there', async () => {
  for (const path of ['/', '/swap', '/swap/info/x', '/fees/']) expect((await fusion.ask(path)).status).toBe(404);
  expect((await fusion.ask('/swap/create')).status).toBe(404);
});
