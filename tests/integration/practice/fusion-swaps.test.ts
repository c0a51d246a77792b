// Swaps through the practice operator: real deposits in, real payouts out, every switch, and books that balance to the unit.
import fc from 'fast-check';
import { z } from 'zod';
import type { FusionSwapState } from '../../../shared/practice/fusion-control';
import { COIN, CARRIERS, Fusion, Holder, begin, createBody, swapThrough, tokenOf, type Carrier } from './fusion-kit';
import { PracticeProcess, getJson, remove, stopAll, temporaryFolder } from './practice-process';

jest.setTimeout(120_000);

const folder = temporaryFolder();
let network: PracticeProcess;
let fusion: Fusion;
let holder: Holder;

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'fusion test', '--clock-rate', '0');
  fusion = new Fusion(network);
  holder = new Holder(network, 'holder');
  for (const chain of ['main', 'eth', 'base'] as const) await holder.give(chain, 20_000n * COIN);
});
afterAll(async () => {
  await stopAll();
  remove(folder);
});

describe('a swap', () => {
  test.each([
    ['main', 'eth', 1_234_56789012n, 9n * COIN + 2n * COIN],
    ['eth', 'base', 1_000n * COIN, COIN + COIN],
    ['base', 'main', 631_62500001n, COIN / 2n + COIN],
  ] as const)('%s to %s pays what was deposited less the fee, from the operator, once', async (from, to, amount, fee) => {
    const before = [await holder.balance(from), await holder.balance(to)];
    const swap = await swapThrough(fusion, holder, from, to, amount);
    expect(swap).toMatchObject({ status: 'finished', amountFrom: amount.toString(), fee: fee.toString(), paid: (amount - fee).toString(), payout: { state: 'sent' } });
    expect(swap.txidTo).toBe(swap.payout?.txid);
    const networkFee = from === 'main' ? 1_000n : 0n;
    expect([await holder.balance(from), await holder.balance(to)]).toEqual([(before[0] ?? 0n) - amount - networkFee, (before[1] ?? 0n) + amount - fee]);
    const answer = (await fusion.ask(`/swap/detail?txid=${swap.txidFrom}`)).text;
    const flux = (units: bigint): string => `${units / COIN}${units % COIN === 0n ? '' : `.${(units % COIN).toString().padStart(8, '0').replace(/0+$/, '')}`}`;
    expect(answer).toContain(`"amountFrom":${flux(amount)},"amountTo":${flux(amount - fee)},"fee":${flux(fee)},"confsRequired":4,"status":"finished"`);
  });

  test('it is walked step by step, and history lists it under its label', async () => {
    const txid = await begin(fusion, holder, 'eth', 'main', 6_000n * COIN);
    expect((await fusion.swap(txid)).status).toBe('waiting');
    await holder.mine('eth', 6);
    expect((await fusion.swap(txid)).status).toBe('confirming');
    expect(await fusion.detail(txid)).toMatchObject({ confsRequired: 7, amountFrom: 6_000, amountTo: 5_993.5 });
    await holder.mine('eth', 1);
    expect((await fusion.swap(txid)).status).toBe('finished');
    const history = z.array(z.looseObject({ txidFrom: z.string() })).parse(await fusion.data('/swap/userhistory', undefined, { zelid: 'tester' }));
    expect(history[history.length - 1]?.txidFrom).toBe(txid);
    expect(await fusion.data('/swap/userhistory', undefined, { zelid: 'nobody' })).toEqual([]);
  });

  test('a deposit of another amount: fee and confirmations follow what came', async () => {
    const txid = await begin(fusion, holder, 'base', 'eth', 2_500n * COIN, holder.evm, 100n * COIN);
    expect(await fusion.detail(txid)).toMatchObject({ expectedAmountFrom: 100, expectedAmountTo: 90, fee: 10 });
    await holder.mine('base', 4);
    expect(await fusion.swap(txid)).toMatchObject({ status: 'finished', amountFrom: '250000000000', fee: '1200000000', paid: '248800000000' });
  });

  test('a deposit that a reorganisation takes back is waited for again, and a payout that one drops is sent again', async () => {
    const txid = await begin(fusion, holder, 'base', 'main', 50n * COIN);
    await holder.mine('base', 3);
    expect((await fusion.swap(txid)).status).toBe('confirming');
    await network.do('/control/reorg', { chain: 'base', depth: 3 });
    expect((await fusion.swap(txid)).status).toBe('waiting');
    await holder.mine('base', 4);
    const { txidTo } = await fusion.swap(txid);
    await holder.mine('main', 1);
    const there = await holder.balance('main');
    await network.do('/control/reorg', { chain: 'flux', depth: 1, transactions: 'drop' });
    expect(await fusion.swap(txid)).toMatchObject({ status: 'finished', txidTo, payout: { state: 'sent' } });
    expect(await holder.balance('main')).toBe(there);
  });

  test('a payout that a reorganisation drops on an EVM chain is sent again, the same one', async () => {
    const before = await holder.balance('base');
    const { txidFrom, txidTo } = await swapThrough(fusion, holder, 'eth', 'base', 20n * COIN);
    await network.do('/control/reorg', { chain: 'base', depth: 1, transactions: 'drop' });
    expect(await holder.balance('base')).toBe(before);
    expect(await fusion.swap(txidFrom)).toMatchObject({ status: 'finished', txidTo, payout: { state: 'sent' } });
    await holder.mine('base', 1);
    expect((await holder.balance('base')) - before).toBe(18n * COIN);
  });

  test('to a chain that does not run here it is only said to be paid; from one it is refused', async () => {
    const kadena = `k:${'ab'.repeat(32)}`;
    const txid = await begin(fusion, holder, 'base', 'kda', 100n * COIN, kadena);
    await holder.mine('base', 4);
    expect(await fusion.swap(txid)).toMatchObject({ status: 'finished', paid: '9850000000', payout: null });
    expect((await fusion.detail(txid)).txidTo).toMatch(/^[\w-]{43}$/);
    expect(await fusion.refusal('/swap/reserve', JSON.stringify({ chainFrom: 'kda', chainTo: 'main', addressFrom: kadena, addressTo: holder.flux }))).toBe('fusion/no-deposits');
  });

  test('what did not pay the operator is no deposit: another token, another receiver, another sender', async () => {
    const pusd = network.ready.tokens.find((token) => token.chain === 'base' && token.symbol === 'PUSD')?.contract ?? '';
    await network.do('/faucet', { chain: 'base', asset: 'pusd', address: holder.evm });
    const pair = { from: 'base', to: 'main', addressFrom: holder.evm, addressTo: holder.flux, amount: 100_000_000n } as const;
    const operator = await fusion.depositAddress('base');
    await holder.mine('base', 1);
    await fusion.reserve(pair);
    const wrongToken = await holder.pay('base', operator, 100_000_000n, pusd);
    const wrongReceiver = await holder.pay('base', '0x1111111111111111111111111111111111111111', 100_000_000n);
    const stranger = new Holder(network, 'stranger');
    await stranger.give('base', 100n * COIN);
    const wrongSender = await stranger.pay('base', operator, 50n * COIN);
    for (const txid of [wrongToken, wrongReceiver, wrongSender]) await fusion.data('/swap/create', createBody({ ...pair, txid }));
    await holder.mine('base', 5);
    expect((await Promise.all([wrongToken, wrongReceiver].map((txid) => fusion.swap(txid)))).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    expect(await fusion.swap(wrongSender)).toMatchObject({ status: 'hold', held: 'sender' });
    await fusion.set('expireAfterMs', 60_000);
    await network.do('/control/clock', { advanceMs: 60_001 });
    expect((await fusion.swap(wrongToken)).status).toBe('expired');
    await fusion.set('expireAfterMs', false);
  });
});

describe('registration is refused', () => {
  test('a second time, with the swap that exists; for another pair without it', async () => {
    const pair = { from: 'eth', to: 'base', addressFrom: holder.evm, addressTo: holder.evm, amount: 77n * COIN } as const;
    const txid = await begin(fusion, holder, 'eth', 'base', 77n * COIN);
    const again = await fusion.ask('/swap/create', createBody({ ...pair, txid }));
    expect(JSON.parse(again.text)).toMatchObject({ status: 'error', data: { code: 'fusion/swap-exists', swap: { txidFrom: txid, expectedAmountFrom: 77 } } });
    expect(await fusion.refusal('/swap/create', createBody({ ...pair, txid: txid.toUpperCase().replace('0X', '0x'), addressFrom: holder.evm.toLowerCase() }))).toBe('fusion/swap-exists');
    expect(await fusion.refusal('/swap/create', createBody({ ...pair, txid, amount: 78n * COIN }))).toBe('fusion/txid-used');
    await holder.mine('eth', 4);
    expect((await fusion.swap(txid)).status).toBe('finished');
  });

  test.each([
    [{ amount: 0n }, 'fusion/bad-amount'],
    [{ to: 'eth' }, 'fusion/same-chain'],
    [{ to: 'main' }, 'fusion/bad-address'],
    [{ to: 'doge' }, 'fusion/bad-request'],
    [{ addressTo: '0x720CD16b011b987Da3518fbf38c3071d4F0D1496' }, 'fusion/bad-address'],
    [{ addressTo: '0x2222222222222222222222222222222222222222' }, 'fusion/not-reserved'],
    [{ txid: 'ab'.repeat(32) }, 'fusion/bad-txid'],
  ])('%j: %s', async (change, code) => {
    const good = { from: 'eth', to: 'base', addressFrom: holder.evm, addressTo: holder.evm, amount: COIN, txid: `0x${'ab'.repeat(32)}` } as const;
    expect(await fusion.refusal('/swap/create', createBody({ ...good, ...change }))).toBe(code);
  });

  test.each(['1e-9', '0.000000001', '-1', '"1"'])('amount %s', async (amount) => {
    const body = createBody({ from: 'eth', to: 'base', addressFrom: holder.evm, addressTo: holder.evm, amount: COIN, txid: `0x${'ab'.repeat(32)}` }).replace('1.00000000', amount);
    expect(await fusion.refusal('/swap/create', body)).toMatch(/^fusion\/bad-/);
  });
});

describe('switches', () => {
  afterEach(async () => {
    await network.do('/control/fusion', { switch: 'none' });
  });
  const through = async (from: Carrier, to: Carrier): ReturnType<typeof swapThrough> => swapThrough(fusion, holder, from, to, 100n * COIN);

  test('maintenance: gone from the lists, refused, and nothing is paid there meanwhile', async () => {
    const txid = await begin(fusion, holder, 'eth', 'base', 100n * COIN);
    await fusion.set('maintenance', ['base', 'algo']);
    expect(await fusion.data('/swap/activechains')).toEqual(['main', 'eth', 'bsc', 'matic', 'avax', 'kda', 'trx', 'sol', 'erg']);
    expect(await fusion.depositAddress('base')).toBe('');
    expect(await fusion.refusal('/swap/reserve', JSON.stringify({ chainFrom: 'base', chainTo: 'eth', addressFrom: holder.evm, addressTo: holder.evm }))).toBe('fusion/chain-closed');
    await holder.mine('eth', 4);
    expect((await fusion.swap(txid)).status).toBe('exchanging');
    await fusion.set('maintenance', false);
    expect((await fusion.swap(txid)).status).toBe('finished');
  });

  test('slow confirmations', async () => {
    expect(await fusion.set('slowConfirmations', 3)).toEqual(['slowConfirmations']);
    const txid = await begin(fusion, holder, 'eth', 'base', 100n * COIN);
    await holder.mine('eth', 6);
    expect((await fusion.swap(txid)).status).toBe('confirming');
    await holder.mine('eth', 1);
    expect((await fusion.swap(txid)).status).toBe('finished');
  });

  test('hold for one swap, released', async () => {
    await fusion.set('hold', true, 1);
    const held = await through('eth', 'base');
    expect(held).toMatchObject({ status: 'hold', held: 'switch' });
    expect((await through('eth', 'base')).status).toBe('finished');
    expect(await fusion.release()).toContain(held.id);
    expect((await fusion.swap(held.txidFrom)).status).toBe('finished');
  });

  test('dust and expired, and support that mends both', async () => {
    await fusion.set('dust', true, 1);
    const dust = await through('eth', 'base');
    expect(dust).toMatchObject({ status: 'dust', paid: '0' });
    await fusion.set('expired', true, 1);
    const expired = await through('eth', 'base');
    expect(expired.status).toBe('expired');
    for (const { id, txidFrom } of [dust, expired]) {
      expect(await fusion.release(id)).toEqual([id]);
      expect((await fusion.swap(txidFrom)).status).toBe('finished');
      expect(await fusion.release(id)).toEqual([]);
    }
  });

  test('dust by itself: the deposit does not cover the fee', async () => {
    const txid = await begin(fusion, holder, 'base', 'eth', 10n * COIN);
    await holder.mine('base', 4);
    expect(await fusion.swap(txid)).toMatchObject({ status: 'dust', fee: (10n * COIN).toString() });
  });

  test('above the ladder, and another amount than announced: held', async () => {
    await fusion.set('otherAmount', 'hold');
    const other = await begin(fusion, holder, 'base', 'eth', 100n * COIN, holder.evm, 99n * COIN);
    await holder.mine('base', 4);
    expect(await fusion.swap(other)).toMatchObject({ status: 'hold', held: 'other-amount' });
    for (let times = 0; times < 3; times += 1) await holder.give('base', 50_000n * COIN);
    const large = await begin(fusion, holder, 'base', 'eth', 100_000n * COIN + 1n);
    await holder.mine('base', 1);
    expect(await fusion.swap(large)).toMatchObject({ status: 'hold', held: 'above-ladder' });
  });

  test('create that fails, and create that takes without saying so', async () => {
    const pair = { from: 'eth', to: 'base', addressFrom: holder.evm, addressTo: holder.evm, amount: 30n * COIN } as const;
    const txid = await holder.pay('eth', await fusion.depositAddress('eth'), 30n * COIN);
    await fusion.set('createFails', true, 2);
    for (let times = 0; times < 2; times += 1) expect(await fusion.refusal('/swap/create', createBody({ ...pair, txid }))).toBe('fusion/busy');
    await fusion.set('createLost', true, 1);
    expect((await fusion.ask('/swap/create', createBody({ ...pair, txid }))).status).toBe(502);
    expect(await fusion.refusal('/swap/create', createBody({ ...pair, txid }))).toBe('fusion/swap-exists');
    await holder.mine('eth', 4);
    expect((await fusion.swap(txid)).status).toBe('finished');
  });

  test('without a reservation', async () => {
    await fusion.set('reservationOptional', true);
    const txid = await holder.pay('eth', await fusion.depositAddress('eth'), 30n * COIN);
    await fusion.data('/swap/create', createBody({ from: 'eth', to: 'base', addressFrom: holder.evm, addressTo: '0x5555555555555555555555555555555555555555', amount: 30n * COIN, txid }));
    await holder.mine('eth', 4);
    expect((await fusion.swap(txid)).status).toBe('finished');
  });

  test('a status that nobody knows', async () => {
    await fusion.set('statusText', 'awaiting review', 1);
    const swap = await through('eth', 'base');
    expect((await fusion.detail(swap.id)).status).toBe('awaiting review');
    expect((await fusion.detail(swap.id)).status).toBe('finished');
  });

  test('fees: others shown, others taken', async () => {
    await fusion.set('feesShown', 2);
    expect(await fusion.data('/fees')).toMatchObject({ swap: { percentage: 0.002, base: 2, eth: 18 } });
    await fusion.set('feesAtCreate', 1.5);
    expect(await through('eth', 'base')).toMatchObject({ status: 'finished', fee: (4n * COIN).toString() });
    await fusion.set('feesShown', false);
    expect(await through('eth', 'base')).toMatchObject({ fee: (5n * COIN / 2n).toString() });
  });

  test('another deposit address; both take deposits', async () => {
    const usual = await fusion.depositAddress('eth');
    await fusion.set('depositAddress', 'other');
    expect(await fusion.depositAddress('eth')).not.toBe(usual);
    expect((await through('eth', 'base')).status).toBe('finished');
  });

  test('an error without data', async () => {
    await fusion.set('errorWithoutData', true, 1);
    expect(JSON.parse((await fusion.ask('/swap/info')).text)).toEqual({ status: 'error' });
    expect(await fusion.depositAddress('eth')).not.toBe('');
  });

  test.each([
    ['less', 49n * COIN, 49n * COIN], ['more', 196n * COIN, 196n * COIN], ['elsewhere', 0n, 98n * COIN], ['otherToken', 0n, 0n],
  ] as const)('payout: %s', async (fault, arrives, paid) => {
    await fusion.set('payout', fault, 1);
    const before = await holder.balance('base');
    const swap = await through('eth', 'base');
    expect(swap).toMatchObject({ status: 'finished', paid: paid.toString(), payout: { state: 'sent' } });
    expect((await holder.balance('base')) - before).toBe(arrives);
    expect(await fusion.detail(swap.id)).toMatchObject({ amountTo: 98, txidTo: swap.payout?.txid });
    const receipt = z.object({ logs: z.array(z.object({ address: z.string() })) }).parse(await network.rpc('base', 'eth_getTransactionReceipt', [swap.txidTo]));
    expect(receipt.logs[0]?.address === tokenOf('base').toLowerCase()).toBe(fault !== 'otherToken');
  });

  test.each(['none', 'invented'] as const)('payout: %s, until support mends it', async (fault) => {
    await fusion.set('payout', fault, 1);
    const before = await holder.balance('base');
    const swap = await through('eth', 'base');
    expect(swap).toMatchObject({ status: 'finished', paid: '0', payout: null });
    const { txidTo } = await fusion.detail(swap.id);
    if (fault === 'none') expect(txidTo).toBeUndefined();
    else expect(await network.rpc('base', 'eth_getTransactionByHash', [txidTo])).toBeNull();
    expect(await fusion.release(swap.id)).toEqual([swap.id]);
    expect((await fusion.swap(swap.txidFrom)).paid).toBe((98n * COIN).toString());
    await holder.mine('base', 1);
    expect((await holder.balance('base')) - before).toBe(98n * COIN);
  });

  test('the faults of every endpoint work here too, and endpoint a stays well', async () => {
    const { b } = network.ready.endpoints.fusion;
    for (const [fault, status] of [['http500', 500], ['rateLimit', 429]] as const) {
      await network.do('/control/fault', { chain: 'fusion', endpoint: 'b', fault });
      expect((await fetch(`${b}/fees`)).status).toBe(status);
      await network.do('/control/fault', { chain: 'fusion', endpoint: 'b', fault: 'none' });
    }
    await network.do('/control/fault', { chain: 'fusion', endpoint: 'b', fault: 'malformedJson' });
    await expect(getJson(`${b}/fees`)).rejects.toThrow(SyntaxError);
    await network.do('/control/fault', { chain: 'fusion', endpoint: 'b', fault: 'none' });
    expect(await fusion.data('/fees')).toBeTruthy();
  });
});

describe('at the end', () => {
  test('over random swaps FLUX outside the operator changes by its fees, by dust and by network fees only', async () => {
    const random = new Holder(network, 'random');
    const chains = ['main', 'eth', 'base'] as const;
    for (const chain of chains) await random.give(chain, 20_000n * COIN);
    const outside = async (): Promise<bigint> => (await Promise.all(chains.map((chain) => random.balance(chain)))).reduce((sum, balance) => sum + balance, 0n);
    const plan = fc.sample(fc.record({
      lane: fc.constantFrom(['main', 'eth'], ['main', 'base'], ['eth', 'main'], ['eth', 'base'], ['base', 'main'], ['base', 'eth']) as fc.Arbitrary<[Carrier, Carrier]>,
      amount: fc.oneof(fc.bigInt({ min: 1_000n, max: 2n * COIN }), fc.bigInt({ min: 20n * COIN, max: 3_000n * COIN })),
      fault: fc.constantFrom(null, null, 'hold', 'dust'),
    }), { numRuns: 12, seed: 20_260_807 });
    const before = await outside();
    const started: string[] = [];
    for (const { lane: [from, to], amount, fault } of plan) {
      if (fault !== null) await fusion.set(fault, true, 1);
      started.push(await begin(fusion, random, from, to, amount));
      await random.mine(from, 4);
      await fusion.swap(started[started.length - 1] ?? '');
      await network.do('/control/fusion', { switch: 'none' });
    }
    await fusion.release();
    await fusion.status();
    for (const chain of chains) await random.mine(chain, 1);
    const { swaps } = await fusion.status();
    const own = swaps.filter(({ txidFrom }) => started.includes(txidFrom));
    expect(own.filter(({ status }) => status !== 'finished' && status !== 'dust')).toEqual([]);
    const sum = (of: (swap: FusionSwapState) => bigint): bigint => own.reduce((total, swap) => total + of(swap), 0n);
    const lost = sum((swap) => (swap.status === 'dust' ? BigInt(swap.amountFrom ?? 0) : BigInt(swap.fee)));
    const networkFees = 1_000n * BigInt(plan.filter(({ lane }) => lane[0] === 'main').length);
    expect(before - (await outside())).toBe(lost + networkFees);
    expect(new Set(own.map(({ status }) => status)).size).toBe(2);
  });

  test('the books say what the chains show, to the unit', async () => {
    const { books, totals } = await fusion.status();
    for (const { chain, onChain, funding, deposits, payouts, claims } of books.filter((book) => book.chain in CARRIERS)) {
      const shown = { balance: BigInt(onChain?.balance ?? 0), received: BigInt(onChain?.received ?? 0), sent: BigInt(onChain?.sent ?? 0) };
      expect({ chain, ...shown }).toEqual({
        chain,
        received: BigInt(funding) + BigInt(deposits),
        sent: BigInt(payouts) + BigInt(claims),
        balance: shown.received - shown.sent - BigInt(onChain?.networkFees ?? 0),
      });
    }
    expect(BigInt(totals.deposits)).toBe(BigInt(totals.payouts) + BigInt(totals.fees) + BigInt(totals.unpaid));
  });
});
