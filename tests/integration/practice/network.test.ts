// The whole practice network, running: faucet on every chain, blocks, faults, control, reset.
import { z } from 'zod';
import { getAddress, Wallet } from 'ethers';
import { EVM_CHAINS } from '../../../shared/chains/ids';
import { chainInfo } from '../../../shared/chains/registry';
import { ratesSchema } from '../../../shared/practice/control-api';
import { fromHex, toDisplayHash } from '../../../shared/crypto/bytes';
import { sha256d } from '../../../shared/crypto/hashes';
import { PracticeProcess, ask, getJson, remove, stopAll, temporaryFolder } from './practice-process';

jest.setTimeout(120_000);

const FLUX = 'tmFDGYXwSPiSrMVEgnEDkRC7HEZWaRtBDCX';
const BITCOIN = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080';
const EVM = '0x1111111111111111111111111111111111111111';

const rowsSchema = z.array(z.looseObject({ txid: z.string(), satoshis: z.number(), confirmations: z.number() }));
const folder = temporaryFolder();
let network: PracticeProcess;

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'network test', '--clock-rate', '0');
});
afterAll(async () => {
  await stopAll();
  remove(folder);
});

const fluxCoins = async (side: 'a' | 'b' = 'a'): Promise<z.infer<typeof rowsSchema>> => rowsSchema.parse(await getJson(`${network.ready.endpoints.flux[side]}/addrs/${FLUX}/utxo`));
const fault = (chain: string, name: string, value: boolean | number = true): Promise<unknown> => network.do('/control/fault', { chain, endpoint: 'b', fault: name, value });
const balanceCall = (contract: string): unknown => ({ to: contract, data: `0x70a08231${EVM.slice(2).padStart(64, '0')}` });

describe('faucet', () => {
  test('Flux: waits, is mined, and stands in history under an id that its bytes hash to', async () => {
    const { txid, amount } = z.object({ txid: z.string(), amount: z.string() }).parse(await network.do('/faucet', { chain: 'flux', address: FLUX }));
    expect(amount).toBe('150000000000');
    expect(await fluxCoins()).toMatchObject([{ txid, satoshis: 150_000_000_000, confirmations: 0 }]);
    await network.do('/control/mine', { chain: 'flux', blocks: 2 });
    expect(await fluxCoins('b')).toMatchObject([{ txid, confirmations: 2 }]);
    const { rawtx } = z.object({ rawtx: z.string() }).parse(await getJson(`${network.ready.endpoints.flux.a}/rawtx/${txid}`));
    expect(toDisplayHash(sha256d(fromHex(rawtx)))).toBe(txid);
    expect(await getJson(`${network.ready.endpoints.flux.a}/addrs/${FLUX}/txs?from=0&to=10`)).toMatchObject({ totalItems: 1, items: [{ txid, confirmations: 2, fees: 0.000005 }] });
    expect(await getJson(`${network.ready.endpoints.flux.a}/addr/${FLUX}?noTxList=1`)).toMatchObject({ balanceSat: 150_000_000_000, txApperances: 1 });
  });
  test('Flux: exactly a collateral is listed as one', async () => {
    const { txid } = await network.do('/faucet', { chain: 'flux', address: FLUX, amount: '100000000000' });
    expect(await getJson(`${network.ready.endpoints.flux.a}/fluxnode/addrs/${FLUX}/utxo`)).toEqual(expect.arrayContaining([expect.objectContaining({ txid })]));
  });
  test('Bitcoin: waits, is mined', async () => {
    const { txid } = await network.do('/faucet', { chain: 'bitcoin', address: BITCOIN, amount: '12345678' });
    const utxos = `${network.ready.endpoints.bitcoin.a}/address/${BITCOIN}/utxo`;
    expect(await getJson(utxos)).toMatchObject([{ txid, value: 12_345_678, status: { confirmed: false } }]);
    const { height } = await network.do('/control/mine', { chain: 'bitcoin', blocks: 1 });
    expect(await getJson(utxos)).toMatchObject([{ txid, status: { confirmed: true, block_height: height } }]);
    expect((await ask(`${network.ready.endpoints.bitcoin.a}/tx/${txid}/hex`)).text).toMatch(/^02000000/);
  });
  test.each(EVM_CHAINS)('%s: coin, FLUX at its real address, and the unknown token', async (chain) => {
    const tokens = network.ready.tokens.filter((token) => token.chain === chain);
    expect(tokens.map((token) => [token.symbol, token.decimals])).toEqual([['FLUX', 8], ['PUSD', 6]]);
    expect(tokens[0]?.contract).toBe(chainInfo(chain).tokens[0]?.contract);
    for (const asset of ['native', 'flux', 'pusd']) await network.do('/faucet', { chain, asset, address: EVM, amount: '777' });
    await network.do('/control/mine', { chain, blocks: 1 });
    expect(await network.rpc(chain, 'eth_getBalance', [EVM, 'latest'])).toBe('0x309');
    for (const token of tokens) {
      expect(BigInt(String(await network.rpc(chain, 'eth_call', [balanceCall(token.contract), 'latest'])))).toBe(777n);
      expect(await network.rpc(chain, 'eth_getLogs', [{ address: getAddress(token.contract), fromBlock: '0x3', toBlock: 'latest' }])).toHaveLength(1);
    }
    expect(Number(await network.rpc(chain, 'eth_chainId'))).toBe(chainInfo(chain).evmChainId);
  });
  test.each([
    [{ chain: 'flux', address: 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj' }, 'address/other-network'],
    [{ chain: 'bitcoin', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' }, 'address/other-network'],
    [{ chain: 'base', address: '0x123' }, 'address/malformed'],
    [{ chain: 'flux', address: FLUX, amount: '5000100000000' }, 'practice/faucet-limit'],
    [{ chain: 'flux', address: FLUX, amount: '0' }, 'practice/faucet-limit'],
    [{ chain: 'bitcoin', asset: 'flux', address: BITCOIN }, 'practice/faucet-asset'],
    [{ chain: 'tron', address: 'x' }, 'practice/bad-request'],
  ])('%j is refused with %s', async (body, error) => {
    const answer = await network.control('/faucet', body);
    expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, error]);
  });
});

describe('who may speak', () => {
  test('control and faucet need the token', async () => {
    expect((await network.control('/control/status', undefined, 'wrong')).status).toBe(401);
    expect((await ask(`${network.ready.endpoints.control}/faucet`, { method: 'POST', body: '{}' })).status).toBe(401);
  });
  test('a foreign Host name is not served', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((done, failed) => {
      request(`${network.ready.endpoints.flux.a}/status`, { headers: { host: 'evil.example' } }, (response) => done(response.resume().statusCode)).on('error', failed).end();
    });
    expect(status).toBe(403);
  });
  test('what a node refuses comes back in its own words', async () => {
    const raw = await new Wallet(`0x${'9'.repeat(64)}`).signTransaction({ chainId: 8453, nonce: 0, to: EVM, value: 1n, gasLimit: 21_000n, maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, type: 2 });
    await expect(network.rpc('base', 'eth_sendRawTransaction', [raw])).rejects.toThrow(/^-32003 Insufficient funds/);
    await expect(network.rpc('ethereum', 'eth_sendRawTransaction', [raw])).rejects.toThrow(/chain/i);
  });
  test.each(['evm_mine', 'anvil_setBalance', 'eth_sendTransaction', 'eth_accounts', 'personal_sign', 'debug_traceTransaction'])('the proxy has no %s', async (method) => {
    await expect(network.rpc('base', method)).rejects.toThrow('-32601');
  });
});

describe('faults of endpoint b; a goes on telling the truth', () => {
  afterEach(async () => {
    for (const chain of ['flux', 'bitcoin', 'base', 'prices']) await fault(chain, 'none');
  });
  const flux = (path: string): string => `${network.ready.endpoints.flux.b}${path}`;
  const bitcoin = (path: string): string => `${network.ready.endpoints.bitcoin.b}${path}`;

  test('down, http500, rateLimit, malformedJson', async () => {
    await fault('flux', 'down');
    await expect(ask(flux('/status'))).rejects.toThrow();
    await fault('flux', 'down', false);
    await fault('flux', 'http500');
    expect((await ask(flux('/status'))).status).toBe(500);
    await fault('flux', 'none');
    await fault('flux', 'rateLimit');
    expect((await ask(flux('/status'))).status).toBe(429);
    await fault('flux', 'none');
    await fault('flux', 'malformedJson');
    await expect(getJson(flux('/status'))).rejects.toThrow(SyntaxError);
    expect(await fluxCoins()).not.toEqual([]);
  });
  test('slow waits as long as it was told', async () => {
    await fault('flux', 'slow', 300);
    const start = performance.now();
    await ask(flux('/status'));
    expect(performance.now() - start).toBeGreaterThanOrEqual(295);
  });
  test('lies about coins', async () => {
    const honest = await fluxCoins();
    await fault('flux', 'inventedCoin');
    expect(await fluxCoins('b')).toHaveLength(honest.length + 1);
    await fault('flux', 'none');
    await fault('flux', 'missingCoin');
    expect(await fluxCoins('b')).toHaveLength(honest.length - 1);
    await fault('flux', 'none');
    await fault('flux', 'changedAmount');
    expect((await fluxCoins('b'))[0]?.satoshis).toBe(2 * (honest[0]?.satoshis ?? 0));
    expect(await fluxCoins()).toEqual(honest);
  });
  test('a previous transaction that does not hash to its id', async () => {
    await fault('flux', 'badPrevious');
    const [coin] = await fluxCoins();
    const { rawtx } = z.object({ rawtx: z.string() }).parse(await getJson(flux(`/rawtx/${coin?.txid}`)));
    expect(toDisplayHash(sha256d(fromHex(rawtx)))).not.toBe(coin?.txid);
  });
  test('wrong chain, absurd fee, absurd nonce', async () => {
    for (const name of ['wrongChain', 'absurdFee']) for (const chain of ['flux', 'bitcoin', 'base']) await fault(chain, name);
    await fault('base', 'absurdNonce');
    expect(await getJson(flux('/status'))).toMatchObject({ info: { network: 'livenet' } });
    expect(await getJson(flux('/utils/estimatefee?nbBlocks=2'))).toEqual({ 2: 100 });
    expect((await ask(bitcoin('/block-height/0'))).text).toMatch(/^000000000019d6689c/);
    expect(await getJson(bitcoin('/fee-estimates'))).toMatchObject({ 2: 500_000 });
    expect(await network.rpc('base', 'eth_chainId', [], 'b')).toBe('0x7a69');
    expect(Number(await network.rpc('base', 'eth_getTransactionCount', [EVM, 'pending'], 'b'))).toBe(1_000_000);
    expect(BigInt(String(await network.rpc('base', 'eth_gasPrice', [], 'b')))).toBe(10_000n * BigInt(String(await network.rpc('base', 'eth_gasPrice'))));
  });
  test('stale stays at its height', async () => {
    for (const chain of ['flux', 'bitcoin', 'base']) await fault(chain, 'stale');
    const before = (await network.status()).chains;
    await network.do('/faucet', { chain: 'flux', address: FLUX, amount: '5555' });
    for (const chain of ['flux', 'bitcoin', 'base']) await network.do('/control/mine', { chain, blocks: 2 });
    expect(await getJson(flux('/status'))).toMatchObject({ info: { blocks: before.flux.height } });
    expect((await fluxCoins('b')).some((coin) => coin.satoshis === 5555)).toBe(false);
    expect((await fluxCoins()).some((coin) => coin.satoshis === 5555)).toBe(true);
    expect((await ask(bitcoin('/blocks/tip/height'))).text).toBe(String(before.bitcoin.height));
    expect(Number(await network.rpc('base', 'eth_blockNumber', [], 'b'))).toBe(before.base.height);
    expect(await network.rpc('base', 'eth_getBlockByNumber', ['latest', false], 'b')).toMatchObject({ number: `0x${before.base.height.toString(16)}` });
  });
  test('broadcast refused, and taken but dropped', async () => {
    const wallet = new Wallet(`0x${'7'.repeat(64)}`);
    const raw = await wallet.signTransaction({ chainId: 8453, nonce: 0, to: EVM, value: 0n, gasLimit: 21_000n, maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, type: 2 });
    await network.do('/faucet', { chain: 'base', address: wallet.address });
    await network.do('/control/mine', { chain: 'base', blocks: 1 });
    await fault('base', 'rejectBroadcast');
    await expect(network.rpc('base', 'eth_sendRawTransaction', [raw], 'b')).rejects.toThrow('fault switch');
    await fault('base', 'none');
    await fault('base', 'dropBroadcast');
    const hash = await network.rpc('base', 'eth_sendRawTransaction', [raw], 'b');
    expect(await network.rpc('base', 'eth_getTransactionByHash', [hash])).toBeNull();
    await fault('base', 'none');
    expect(await network.rpc('base', 'eth_sendRawTransaction', [raw], 'b')).toBe(hash);
    expect(await network.rpc('base', 'eth_getTransactionByHash', [hash])).not.toBeNull();
  });
  test('prices: too high by far', async () => {
    const honest = ratesSchema.parse(await getJson(`${network.ready.endpoints.prices.a}/rates`));
    await fault('prices', 'changedAmount');
    const told = ratesSchema.parse(await getJson(`${network.ready.endpoints.prices.b}/rates`));
    expect(Number(told.rates.flux?.USD) / Number(honest.rates.flux?.USD)).toBeCloseTo(1000, -1);
  });
});

describe('control', () => {
  test.each([
    ['flux', async (height: number) => getJson(`${network.ready.endpoints.flux.a}/block-index/${height}`)],
    ['bitcoin', async (height: number) => (await ask(`${network.ready.endpoints.bitcoin.a}/block-height/${height}`)).text],
    ['base', async (height: number) => z.object({ hash: z.string() }).parse(await network.rpc('base', 'eth_getBlockByNumber', [`0x${height.toString(16)}`, false])).hash],
  ] as const)('a reorganisation on %s: other blocks, and more of them', async (chain, hashAt) => {
    const { height } = z.object({ height: z.number() }).parse(await network.do('/control/mine', { chain, blocks: 3 }));
    const [kept, replaced] = [await hashAt(height - 3), await hashAt(height)];
    const after = z.object({ height: z.number() }).parse(await network.do('/control/reorg', { chain, depth: 3 }));
    expect(after.height).toBeGreaterThan(height);
    expect(await hashAt(height)).not.toEqual(replaced);
    expect(await hashAt(height - 3)).toEqual(kept);
  });
  test('a transaction in a block that was taken back is mined again', async () => {
    const address = '0x2222222222222222222222222222222222222222';
    await network.do('/faucet', { chain: 'bsc', address });
    await network.do('/control/mine', { chain: 'bsc', blocks: 1 });
    await network.do('/control/reorg', { chain: 'bsc', depth: 1 });
    expect(await network.rpc('bsc', 'eth_getBalance', [address, 'latest'])).toBe('0x0');
    await network.do('/control/mine', { chain: 'bsc', blocks: 1 });
    expect(await network.rpc('bsc', 'eth_getBalance', [address, 'latest'])).toBe('0xde0b6b3a7640000');
  });
  test('payments that come while blocks are made are all mined', async () => {
    const address = '0x4444444444444444444444444444444444444444';
    for (let round = 0; round < 5; round += 1) {
      const mining = network.do('/control/mine', { chain: 'avalanche', blocks: 3 });
      for (let count = 0; count < 4; count += 1) await network.do('/faucet', { chain: 'avalanche', address, amount: '1' });
      await mining;
    }
    await network.do('/control/mine', { chain: 'avalanche', blocks: 1 });
    expect(await network.rpc('avalanche', 'eth_getBalance', [address, 'latest'])).toBe('0x14');
  });
  test('time moves on demand, blocks follow it, and the parent hears of it', async () => {
    const before = await network.status();
    await network.do('/control/clock', { advanceMs: 3_600_000 });
    const after = await network.status();
    expect(after.clock.nowMs - before.clock.nowMs).toBe(3_600_000);
    const block = z.object({ timestamp: z.string() }).parse(await (async () => {
      await network.do('/control/mine', { chain: 'ethereum', blocks: 1 });
      return network.rpc('ethereum', 'eth_getBlockByNumber', ['latest', false]);
    })());
    expect(Number(block.timestamp)).toBeGreaterThanOrEqual(Math.floor(after.clock.nowMs / 1000));
    expect(network.events.filter((event) => event.event === 'clock').length).toBeGreaterThan(0);
  });
  test('a reset is a new instance on the same endpoints with nothing of the old one', async () => {
    const { instanceId } = await network.do('/control/reset', {});
    expect(instanceId).not.toBe(network.ready.instanceId);
    expect(await fluxCoins()).toEqual([]);
    expect(await network.rpc('base', 'eth_getBalance', [EVM, 'latest'])).toBe('0x0');
    expect(network.events).toContainEqual(expect.objectContaining({ event: 'reset', instanceId }));
    expect((await network.status()).faults).toEqual([]);
  });
});
