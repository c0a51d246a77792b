// The Fusion client: the envelope in all its forms, amounts digit by digit, words cut to size, what is sent.
import fc from 'fast-check';
import { AppError } from '../../../../../shared/errors/app-error';
import { plainAmount } from '../../../../../shared/money/units';
import { fluxUnits } from '../../../../../main/wallet/bridge/fusion/amounts';
import { fusionClient } from '../../../../../main/wallet/bridge/fusion/client';
import type { HttpRequest } from '../../../../../main/wallet/chains/http';
import { codeOf } from '../replay-server';

const LABEL = '1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC';
/** A client whose every question gets this answer. */
function client(answer: { status?: number; text: string } | AppError) {
  const asked: HttpRequest[] = [];
  return {
    asked,
    fusion: fusionClient('https://fusion.test/', (request) => {
      asked.push(request);
      return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve({ status: answer.status ?? 200, text: answer.text });
    }, LABEL),
  };
}
const INFO = `{"chains":["main","eth","bsc","venus"],"coins":[{"coin":"fluxtrx","chain":"bsc"}],
  "confirmations":[{"confirmations":30,"amount":100000},{"confirmations":4,"amount":5000.5}],
  "fees":{"snapshot":{"percentage":0},"mining":{"percentage":0},"swap":{"percentage":1e-3,"premiumPercentage":0.0005,"main":0.5,"eth":9,"bsc":1.50000000000000004,"venus":1}},
  "swapAddresses":[{"chain":"main","address":"t1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj"},{"chain":"venus","address":"x"},{"chain":"bsc","address":"x y"},7,{"chain":"eth","address":"0x134E4C74C670AdEfDCb2476dF6960D9297bC7DAd"}]}`;
const SWAP = '{"_id":"64b0","chainFrom":"main","chainTo":"eth","addressFrom":"t1a","addressTo":"0xAb","txidFrom":"aa","status":"confirming","fee":6,"amountFrom":631.625,"amountTo":625.625,"confsRequired":4,"timestamp":1700000000000}';

describe('the envelope', () => {
  it('takes data with success, and without any status', async () => {
    for (const text of [`{"status":"success","data":${INFO}}`, `{"data":${INFO}}`]) {
      expect((await client({ text }).fusion.info()).open).toEqual(['main', 'eth', 'bsc']);
    }
  });
  it('understands an error that comes with HTTP 200, and one that comes with another', async () => {
    for (const status of [200, 404, 500]) {
      const { fusion } = client({ status, text: '{"status":"error","data":{"code":-3,"name":"Maintenance","message":"Bridge is\\u202e  down\\nfor now"}}' });
      await expect(fusion.info()).rejects.toMatchObject({ code: 'fusion/refused', context: { said: 'Bridge is   down for now', code: '-3', name: 'Maintenance' } });
    }
  });
  it('takes an error without data, and cuts a flood of words', async () => {
    await expect(client({ text: '{"status":"error"}' }).fusion.info()).rejects.toMatchObject({ code: 'fusion/refused', context: { said: '' } });
    await expect(client({ text: '{"status":"error","data":"no such chain"}' }).fusion.info()).rejects.toMatchObject({ context: { said: 'no such chain' } });
    const flood = await client({ text: JSON.stringify({ status: 'error', data: { message: 'x'.repeat(90_000), name: { a: 1 } } }) }).fusion.info().catch((thrown: AppError) => thrown);
    expect(flood instanceof AppError && String(flood.context.said).length).toBe(300);
  });
  test.each([
    ['{"status":"success"}', 200, 'fusion/malformed'], ['{"status":"maybe","data":{}}', 200, 'fusion/malformed'], ['[]', 200, 'fusion/malformed'], ['null', 200, 'fusion/malformed'],
    ['<html>', 200, 'fusion/malformed'], ['{"status":"success","data":{"chains":', 200, 'fusion/malformed'], ['{"status":"success","data":{"chains":[]}}', 200, 'fusion/malformed'],
    ['<html>Bad gateway', 502, 'fusion/server-failed'], [`{"status":"success","data":${INFO}}`, 500, 'fusion/server-failed'], ['slow down', 429, 'fusion/rate-limited'],
  ])('%s with HTTP %s is %s', async (text, status, code) => {
    expect(await codeOf(client({ status, text }).fusion.info())).toBe(code);
  });
  test.each(['unreachable', 'timeout', 'too-large', 'redirect'])('an answer that never comes: %s', async (what) => {
    expect(await codeOf(client(new AppError(`endpoint/${what}`, 'x')).fusion.info())).toBe(`fusion/${what}`);
  });
});

describe('what is read', () => {
  it('of the service', async () => {
    expect(await client({ text: `{"data":${INFO}}` }).fusion.info()).toEqual({
      open: ['main', 'eth', 'bsc'], percentage: '0.001', flat: { main: 50_000_000n, eth: 900_000_000n, bsc: 150_000_000n },
      ladder: [{ upTo: 500_050_000_000n, confirmations: 4 }, { upTo: 10_000_000_000_000n, confirmations: 30 }],
      deposits: [{ chain: 'main', address: 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj' }, { chain: 'eth', address: '0x134E4C74C670AdEfDCb2476dF6960D9297bC7DAd' }],
    });
  });
  test.each([
    INFO.replace('1e-3', '"a lot"'), INFO.replace('1e-3', '-0.001'), INFO.replace('5000.5', '-1'), INFO.replace('"confirmations":4', '"confirmations":"four"'),
  ])('nothing of a service whose figures make no sense', async (data) => {
    expect(await codeOf(client({ text: `{"data":${data}}` }).fusion.info())).toBe('fusion/malformed');
  });
  it('of a swap, digit by digit; what is odd is null', async () => {
    expect(await client({ text: `{"data":${SWAP}}` }).fusion.detail('aa')).toMatchObject({ status: 'confirming', _id: '64b0', amountFrom: 63_162_500_000n, amountTo: 62_562_500_000n, fee: 600_000_000n, confsRequired: 4, txidTo: null });
    const odd = SWAP.replace('631.625', '"lots"').replace('"fee":6', '"fee":-6').replace('"_id":"64b0",', '').replace('"confsRequired":4', '"confsRequired":4.5').replace('confirming', 'teleporting\\u0007!');
    expect(await client({ text: `{"data":${odd}}` }).fusion.detail('aa')).toMatchObject({ status: 'teleporting !', _id: null, amountFrom: null, fee: null, confsRequired: null });
  });
  it('of a history: entries that are no swaps are left out', async () => {
    expect((await client({ text: `{"data":[${SWAP},7,{"status":"new"},${SWAP.replace('"aa"', '"bb"')}]}` }).fusion.history()).map(({ txidFrom }) => txidFrom)).toEqual(['aa', 'bb']);
  });
  it('nothing of a deposit that the operator does not know', async () => {
    expect(await client({ text: '{"status":"error","data":{"message":"not found"}}' }).fusion.detail('aa')).toBeNull();
    expect(await client({ text: '{"status":"success","data":null}' }).fusion.detail('aa')).toBeNull();
    expect(await codeOf(client({ status: 502, text: '' }).fusion.detail('aa'))).toBe('fusion/server-failed');
  });
  it('of parallel mining', async () => {
    const text = '{"data":{"address":"t1a","amount":10,"isMiner":true,"chainStatistics":[{"chain":"kda","possibleToClaim":1.35,"claimedAmount":0.1},{"chain":"pluto","possibleToClaim":1},{"chain":"eth"}]}}';
    expect(await client({ text }).fusion.summary('t1a')).toEqual({ address: 't1a', isMiner: true, chainStatistics: [{ chain: 'kda', possibleToClaim: 135_000_000n, claimedAmount: 10_000_000n }] });
    const past = '{"data":{"transactions":[{"address":"t1a","amount":2.5,"chain":"eth","txid":"flux:aa","claimedAddress":"t1a","message":"m","signature":"s","fee":1},{"amount":1}]}}';
    expect((await client({ text: past }).fusion.claimed('t1a')).transactions).toEqual([{ chain: 'eth', amount: 250_000_000n, txid: 'flux:aa', claimedAddress: 't1a', message: 'm', fee: 100_000_000n, timestamp: null }]);
    expect(await client({ text: '{"data":{"address":"t1a","totalClaim":20,"totalMiningFees":1,"totalSwapFees":2,"totalFee":3,"totalReward":17.5}}' }).fusion.multiAvailable('t1a')).toEqual({ totalFee: 300_000_000n, totalReward: 1_750_000_000n });
    expect(await client({ text: '{"status":"error","data":{"message":"nothing"}}' }).fusion.multiAvailable('t1a')).toBeNull();
  });
});

describe('what is sent', () => {
  const pair = { chainFrom: 'main', chainTo: 'eth', addressFrom: 't1a', addressTo: '0xAB' } as const;
  it('a reservation with the label, and no other answer than its own is taken', async () => {
    const own = client({ text: JSON.stringify({ status: 'success', data: { ...pair, addressTo: '0xab', zelid: LABEL } }) });
    await own.fusion.reserve(pair);
    expect(own.asked[0]).toMatchObject({ url: 'https://fusion.test/swap/reserve', method: 'POST', headers: { zelid: LABEL }, body: JSON.stringify(pair) });
    expect(await codeOf(client({ text: JSON.stringify({ data: { ...pair, addressTo: '0xcd' } }) }).fusion.reserve(pair))).toBe('fusion/other-reservation');
  });
  it('a deposit with its exact amount', async () => {
    const { fusion, asked } = client({ text: `{"data":${SWAP}}` });
    await fusion.create({ ...pair, amount: 9_007_199_254_740_993n, txid: 'aa' });
    expect(asked[0]?.body).toBe('{"chainFrom":"main","chainTo":"eth","addressFrom":"t1a","addressTo":"0xAB","txidFrom":"aa","amountFrom":90071992.54740993}');
    expect(asked[0]?.headers).toEqual({ zelid: LABEL });
  });
  it('the label for the history only, never with questions about an address', async () => {
    const { fusion, asked } = client({ text: '{"data":[]}' });
    await fusion.history();
    await codeOf(fusion.summary('t1a b'));
    expect(asked.map(({ url, headers }) => [url, headers])).toEqual([['https://fusion.test/swap/userhistory', { zelid: LABEL }], ['https://fusion.test/coinbase/summary?address=t1a%20b', undefined]]);
  });
  it('limits of time and size with everything', async () => {
    const { fusion, asked } = client({ text: '{"data":[]}' });
    await fusion.history();
    await codeOf(fusion.claimAll({ address: 't3', message: 'm', signature: 's', redeemScript: '52', publicKey: '02' }));
    for (const request of asked) expect([request.timeoutMs, request.maxBytes].every((limit) => typeof limit === 'number' && limit > 0)).toBe(true);
    expect(asked[1]?.body).toBe('{"address":"t3","message":"m","signature":"s","redeemScript":"52","publicKey":"02"}');
  });
});

describe('amounts', () => {
  it('are the digits that were written', () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 20n - 1n), (units) => expect(fluxUnits(plainAmount(units, 8))).toBe(units)));
  });
  it('lose the noise of doubles and nothing else', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (units) => expect(fluxUnits(String(units / 1e8))).toBe(BigInt(units))));
    expect(['0.30000000000000004', '12.299999999999999', '1.0000000049', '1e-8', '5.6E8', '4e-9', '5e-9'].map(fluxUnits)).toEqual([30_000_000n, 1_230_000_000n, 100_000_000n, 1n, 56_000_000_000_000_000n, 0n, 1n]);
  });
  it('are nothing else than amounts', () => {
    for (const text of ['', '-1', '+1', '.5', '1.', '1,5', 'NaN', 'Infinity', '0x10', '1e999', '1234567890123', ' 1', '1'.repeat(50)]) expect(fluxUnits(text)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => {
      const units = fluxUnits(text);
      return units === null || (units >= 0n && units < 10n ** 21n);
    }));
  });
  it('of any JSON never break the reading', async () => {
    await fc.assert(fc.asyncProperty(fc.json(), fc.boolean(), async (json, wrapped) => {
      const { fusion } = client({ text: wrapped ? `{"status":"success","data":${json}}` : json });
      for (const ask of [fusion.info(), fusion.history(), fusion.detail('aa'), fusion.claimed('t1')]) expect(await ask.then(() => 'fusion/fine', (thrown: AppError) => thrown.code)).toMatch(/^fusion\//);
    }), { numRuns: 60 });
  });
});
