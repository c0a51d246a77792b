// Insight, Esplora and JSON-RPC clients against replayed answers, sound and unsound.
import { esploraClient } from '../../../../../main/wallet/chains/bitcoin/esplora-client';
import { decodeText, l1FeeCall } from '../../../../../main/wallet/chains/evm/abi';
import { evmClient } from '../../../../../main/wallet/chains/evm/evm-client';
import { insightClient } from '../../../../../main/wallet/chains/flux/insight-client';
import { nodeHttp } from '../../../../../main/wallet/chains/http';
import { codeOf, replayServer, type ReplayServer } from '../replay-server';

const kept = nodeHttp();
let server: ReplayServer;
beforeAll(async () => {
  server = await replayServer();
});
beforeEach(() => {
  for (const key of Object.keys(server.answers)) delete server.answers[key];
});
afterAll(async () => {
  kept.close();
  await server.close();
});
const id = (digit: string): string => digit.repeat(64);
const answer = (path: string, body: unknown, status = 200): void => {
  server.answers[path] = { body, status };
};

describe('Insight', () => {
  const client = () => insightClient(server.url, kept.http);
  test('tip', async () => {
    answer('/status?q=getInfo', { info: { version: 1, blocks: 2021000, errors: '' } });
    answer('/block-index/2021000', { blockHash: id('a') });
    expect(await client().tip()).toEqual({ height: 2021000, hash: id('a') });
  });
  test('coins: whole amounts, mempool has no height', async () => {
    answer('/addrs/utxo', [
      { address: 't1x', txid: id('1'), vout: 0, scriptPubKey: '76a914', amount: 1e-8, satoshis: 1, confirmations: 0 },
      { address: 't1x', txid: id('2'), vout: 3, scriptPubKey: '', amount: 90071992.54740993, satoshis: 9007199254740993, height: 12, confirmations: 4 },
    ].map((row) => row));
    server.answers['/addrs/utxo'] = { body: '[{"address":"t1x","txid":"' + id('2') + '","vout":3,"scriptPubKey":"","amount":1.5,"satoshis":9007199254740993,"height":12,"confirmations":4}]' };
    expect(await client().coins(['t1x'])).toEqual([{ txid: id('2'), vout: 3, value: 9007199254740993n, address: 't1x', script: new Uint8Array(0), height: 12 }]);
    expect(server.asked.at(-1)).toMatchObject({ method: 'POST', body: '{"addrs":"t1x"}' });
  });
  test('history is paged until enough is known', async () => {
    const item = (digit: number, height: number) => ({ txid: digit.toString(16).padStart(64, '0'), blockheight: height, blockhash: id('b'), confirmations: height < 0 ? 0 : 3, blocktime: 1_700_000_000, time: 1 });
    answer('/addrs/t1a,t1b/txs?from=0&to=50', { totalItems: 120, items: Array.from({ length: 50 }, (_, index) => item(index, 900 - index)) });
    answer('/addrs/t1a,t1b/txs?from=50&to=100', { totalItems: 120, items: Array.from({ length: 50 }, (_, index) => item(50 + index, 850 - index)) });
    const found = await client().history(['t1a', 't1b'], (page) => (page.at(-1)?.height ?? 0) < 810);
    expect(found).toHaveLength(100);
    expect(found[0]).toEqual({ txid: '0'.repeat(64), height: 900, blockHash: id('b'), time: 1_700_000_000_000 });
  });
  test('unknown transactions are null, refusals of a broadcast carry words and code', async () => {
    answer('/rawtx/' + id('c'), 'No such mempool or blockchain transaction. Code:-5', 400);
    expect(await client().raw(id('c'))).toBeNull();
    expect(await client().status(id('d'))).toBeNull();
    answer('/tx/send', 'tx-expiring-soon\u0007. Code:-26', 400);
    expect(await client().send(Uint8Array.of(1))).toEqual({ kind: 'refused', message: 'tx-expiring-soon . Code:-26', code: -26 });
    answer('/tx/send', { txid: id('e') });
    expect(await client().send(Uint8Array.of(1))).toEqual({ kind: 'accepted', txid: id('e') });
  });
  test.each([['{"info":{}}', 200, 'endpoint/malformed'], ['<html>busy</html>', 200, 'endpoint/malformed'], ['x', 500, 'endpoint/http-status'], ['x', 429, 'endpoint/rate-limited'], ['x', 403, 'endpoint/http-status']])('%s with %s is %s', async (body, status, code) => {
    answer('/status?q=getInfo', body, status);
    expect(await codeOf(client().tip())).toBe(code);
  });
  test('ids that are no ids are malformed', async () => {
    answer('/addrs/utxo', [{ address: 'x', txid: '../../etc', vout: 0, scriptPubKey: '', satoshis: 1 }]);
    expect(await codeOf(client().coins(['x']))).toBe('endpoint/malformed');
  });
  test('where an output was spent', async () => {
    answer('/tx/' + id('f'), { vout: [{ n: 0, spentTxId: null }, { n: 1, spentTxId: id('1'), spentHeight: 77 }] });
    expect(await client().spender(id('f'), 1)).toEqual({ txid: id('1'), height: 77 });
    expect(await client().spender(id('f'), 0)).toBeNull();
  });
});

describe('Esplora', () => {
  const client = () => esploraClient(server.url, kept.http);
  test('tip, fingerprint, coins, fees', async () => {
    answer('/blocks/tip/height', '850000');
    answer('/block-height/850000', id('a'));
    expect(await client().tip()).toEqual({ height: 850000, hash: id('a') });
    const stats = { funded_txo_count: 2, funded_txo_sum: 300, spent_txo_count: 1, spent_txo_sum: 100, tx_count: 3 };
    answer('/address/bc1x', { address: 'bc1x', chain_stats: stats, mempool_stats: { ...stats, tx_count: 0 } });
    expect(await client().fingerprint('bc1x')).toBe('3:300:100/0:300:100');
    answer('/address/bc1x/utxo', [{ txid: id('1'), vout: 1, value: 4321, status: { confirmed: false } }]);
    expect(await client().coins(['bc1x'])).toEqual([{ txid: id('1'), vout: 1, value: 4321n, address: 'bc1x', script: null, height: null }]);
    answer('/fee-estimates', { 1: 12.5, 6: 3 });
    expect(await client().feeEstimates()).toEqual(new Map([[1, 12.5], [6, 3]]));
  });
  test('history goes on from the last confirmed transaction', async () => {
    const row = (index: number) => ({ txid: index.toString(16).padStart(64, '0'), status: { confirmed: true, block_height: 100 - index, block_hash: id('b'), block_time: 1_700_000_000 } });
    answer('/address/bc1x/txs', [{ txid: id('f'), status: { confirmed: false } }, ...Array.from({ length: 25 }, (_, index) => row(index))]);
    answer(`/address/bc1x/txs/chain/${row(24).txid}`, [row(25), row(26)]);
    const found = await client().history(['bc1x'], () => false);
    expect(found).toHaveLength(28);
    expect(found[0]).toEqual({ txid: id('f'), height: null, blockHash: null, time: null });
  });
  test('broadcast: accepted, refused with its code, failed', async () => {
    answer('/tx', id('c'));
    expect(await client().send(Uint8Array.of(1))).toEqual({ kind: 'accepted', txid: id('c') });
    answer('/tx', 'sendrawtransaction RPC error: {"code":-26,"message":"min relay fee not met"}', 400);
    expect(await client().send(Uint8Array.of(1))).toMatchObject({ kind: 'refused', code: -26 });
    answer('/tx', 'oops', 502);
    expect(await codeOf(client().send(Uint8Array.of(1)))).toBe('endpoint/http-status');
  });
  test('a height that is no number', async () => {
    answer('/blocks/tip/height', '<html>');
    expect(await codeOf(client().tip())).toBe('endpoint/malformed');
  });
});

describe('JSON-RPC', () => {
  const client = () => evmClient(server.url, kept.http);
  const rpc = (method: string, body: object, status = 200): void => answer(method, body, status);
  test('quantities of any size', async () => {
    rpc('eth_getBalance', { result: '0xde0b6b3a76400000000001' });
    expect(await client().balance('0x' + '1'.repeat(40), 'latest')).toBe(BigInt('0xde0b6b3a76400000000001'));
    expect(JSON.parse(server.asked.at(-1)?.body ?? '')).toMatchObject({ method: 'eth_getBalance', params: ['0x' + '1'.repeat(40), 'latest'] });
  });
  test.each([
    ['missing trie node', 'evm/no-history'], ['header not found', 'evm/no-history'], ['internal error', 'endpoint/refused'],
  ])('old state: "%s" is %s', async (message, code) => {
    rpc('eth_getBalance', { error: { code: -32000, message } });
    expect(await codeOf(client().balance('0x' + '1'.repeat(40), 5))).toBe(code);
  });
  test('too many logs at once', async () => {
    rpc('eth_getLogs', { error: { code: -32005, message: 'query returned more than 10000 results, limit exceeded' } });
    expect(await codeOf(client().logs({ from: 0, to: 9, topics: [] }))).toBe('evm/range-too-large');
  });
  test('a call that reverts, a server that limits, a body that is no reply', async () => {
    rpc('eth_estimateGas', { error: { code: 3, message: 'execution reverted' } });
    const call = { from: '0x' + '1'.repeat(40), to: '0x' + '2'.repeat(40), value: 1n, data: new Uint8Array(0) };
    expect(await codeOf(client().estimateGas(call))).toBe('evm/would-revert');
    rpc('eth_chainId', { error: { code: -32005, message: 'rate limit' } });
    expect(await codeOf(client().chainId())).toBe('endpoint/rate-limited');
    answer('eth_blockNumber', 'Bad gateway', 502);
    expect(await codeOf(client().height())).toBe('endpoint/http-status');
    rpc('eth_blockNumber', { result: '12' });
    expect(await codeOf(client().height())).toBe('endpoint/malformed');
  });
  test('broadcast', async () => {
    rpc('eth_sendRawTransaction', { result: '0x' + id('a') });
    expect(await client().send(Uint8Array.of(2))).toEqual({ kind: 'accepted', txid: '0x' + id('a') });
    rpc('eth_sendRawTransaction', { error: { code: -32000, message: 'nonce too low' } });
    expect(await client().send(Uint8Array.of(2))).toEqual({ kind: 'refused', message: 'nonce too low', code: -32000 });
  });
  test('texts of tokens: dynamic, bytes32, hostile', () => {
    const word = (value: number) => value.toString(16).padStart(64, '0');
    expect(decodeText(`0x${word(32)}${word(4)}${Buffer.from('PUSD').toString('hex').padEnd(64, '0')}`)).toBe('PUSD');
    expect(decodeText(`0x${Buffer.from('MKR').toString('hex').padEnd(64, '0')}`)).toBe('MKR');
    expect(decodeText(`0x${word(32)}${'f'.repeat(64)}`)).toBeNull();
    expect(decodeText('0x')).toBeNull();
  });
  test('getL1Fee call data: selector, offset, length, padded bytes', () => {
    expect(l1FeeCall('0x0102ff')).toBe(`0x49948e0e${'20'.padStart(64, '0')}${'3'.padStart(64, '0')}${'0102ff'.padEnd(64, '0')}`);
  });
});
