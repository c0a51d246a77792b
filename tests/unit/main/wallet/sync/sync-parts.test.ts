// The parts of sync by themselves: state machine, coin checks, agreement, bisection, logs, entries, readings.
import { checkListedCoins, contradiction } from '../../../../../main/wallet/sync/coin-check';
import { sameSet, settledCoins, Suspicion } from '../../../../../main/wallet/sync/agreement';
import { transactionEntry, transferEntry, type SeenTx } from '../../../../../main/wallet/sync/evm-entries';
import { LogReader } from '../../../../../main/wallet/sync/evm-logs';
import { scanNative } from '../../../../../main/wallet/sync/evm-native';
import { moveSync, type SyncMove, type SyncPhase } from '../../../../../main/wallet/sync/phase';
import { utxoFamily } from '../../../../../main/wallet/chains/utxo-family';
import { evmClient, type EvmClient } from '../../../../../main/wallet/chains/evm/evm-client';
import { TRANSFER_TOPIC } from '../../../../../main/wallet/chains/evm/abi';
import { padAddress } from '../../../../../main/wallet/chains/evm/hex';
import { combine } from '../../../../../main/wallet/portfolio/readings';
import { verifySigned } from '../../../../../main/wallet/messages/verify';
import { AppError } from '../../../../../shared/errors/app-error';
import { serializeTransaction, transactionId, transparentTransaction } from '../../../../../shared/flux/transaction';
import { scriptOfAddress } from '../../../../../shared/flux/address';
import { FLUX_REGTEST } from '../../../../../shared/flux/params';
import { codeOf } from '../replay-server';

const ME = `0x${'1'.repeat(40)}`;
const OTHER = `0x${'2'.repeat(40)}`;
const TOKEN = `0x${'3'.repeat(40)}`;

describe('the state of a chain', () => {
  const rest: SyncPhase = { kind: 'resting', last: { kind: 'never' } };
  const bad: SyncMove = { kind: 'failed', reason: { code: 'x', message: '', context: {} }, at: 1 };
  test('a first look that fails, fails again, and succeeds', () => {
    let phase = moveSync(rest, { kind: 'start', discovering: true });
    phase = moveSync(phase, { kind: 'progress', looked: 40, found: 2 });
    expect(phase).toMatchObject({ kind: 'discovering', looked: 40, found: 2 });
    phase = moveSync(phase, bad);
    phase = moveSync(moveSync(phase, { kind: 'start', discovering: false }), bad);
    expect(phase).toMatchObject({ kind: 'resting', last: { kind: 'bad', attempts: 2 } });
    phase = moveSync(moveSync(phase, { kind: 'start', discovering: false }), { kind: 'done', height: 5, source: 'agreed', at: 9 });
    expect(phase).toEqual({ kind: 'resting', last: { kind: 'good', height: 5, source: 'agreed', at: 9 } });
  });
  test.each([[{ kind: 'progress', looked: 1, found: 0 }], [{ kind: 'done', height: 1, source: 'agreed', at: 1 }], [bad]] as [SyncMove][])('resting does not take %p', (move) => {
    expect(() => moveSync(rest, move)).toThrow(expect.objectContaining({ code: 'sync/bad-move' }));
  });
  test('a look does not start twice', () => {
    expect(() => moveSync(moveSync(rest, { kind: 'start', discovering: false }), { kind: 'start', discovering: false })).toThrow(expect.objectContaining({ code: 'sync/bad-move' }));
  });
});

describe('coins against their raw transactions', () => {
  const family = utxoFamily('flux', 'practice');
  const address = 'tmFDGYXwSPiSrMVEgnEDkRC7HEZWaRtBDCX';
  const script = scriptOfAddress(address, FLUX_REGTEST);
  const tx = transparentTransaction({ inputs: [{ txid: 'a'.repeat(64), index: 0, script: new Uint8Array(0), sequence: 0xffffffff }], outputs: [{ value: 700n, script }], lockTime: 0, expiryHeight: 0 });
  const raw = serializeTransaction(tx);
  const coin = { txid: transactionId(tx), vout: 0, value: 700n, address, script: null, height: 1 };
  const check = (listed: Partial<typeof coin>, bytes: Uint8Array | null = raw) => codeOf(checkListedCoins(family, [{ ...coin, ...listed }], () => Promise.resolve(bytes), () => script));
  test.each([['sound', {}, raw, 'no error'], ['another amount', { value: 701n }, raw, 'endpoint/lies'], ['no such output', { vout: 1 }, raw, 'endpoint/lies'], ['no transaction', {}, null, 'endpoint/lies'], ['another id', { txid: 'b'.repeat(64) }, raw, 'endpoint/lies'], ['noise', {}, Uint8Array.of(1, 2), 'endpoint/lies']] as const)('%s', async (_name, listed, bytes, code) => {
    expect(await check(listed, bytes)).toBe(code);
  });
  test('another script', async () => {
    expect(await codeOf(checkListedCoins(family, [coin], () => Promise.resolve(raw), () => new Uint8Array(25)))).toBe('endpoint/lies');
  });
  test('lists that differ', () => {
    expect(contradiction([coin], [coin])).toBeNull();
    expect(contradiction([], [coin])?.context).toEqual({ what: 'coin-missing' });
    expect(contradiction([coin], [])?.context).toEqual({ what: 'coin-unlisted' });
  });
  test('agreement counts settled coins; a difference counts when it lasts', () => {
    expect(sameSet(settledCoins([coin, { ...coin, vout: 1, height: null }], 5), settledCoins([coin], 5))).toBe(true);
    expect(sameSet(settledCoins([coin], 5), settledCoins([{ ...coin, value: 1n }], 5))).toBe(false);
    const suspicion = new Suspicion();
    expect([suspicion.seen('x'), suspicion.seen('x'), suspicion.seen(null), suspicion.seen('x'), suspicion.seen('y')]).toEqual([false, true, false, false, false]);
  });
});

const unused = evmClient('http://127.0.0.1:1', () => Promise.reject(new AppError('endpoint/unreachable', 'x')));
describe('native history by bisection', () => {
  const client = (changes: Record<number, bigint>, prunedBelow = 0): EvmClient & { asked: number } => {
    const made = {
      ...unused, asked: 0,
      balance: (_address: string, height: number | 'latest' | 'pending') => {
        made.asked += 1;
        if (typeof height !== 'number' || height < prunedBelow) return Promise.reject(new AppError('evm/no-history', 'x'));
        return Promise.resolve(Object.entries(changes).reduce((sum, [at, delta]) => (Number(at) <= height ? sum + delta : sum), 0n));
      },
      nonce: (_address: string, height: number | 'latest' | 'pending') => Promise.resolve(typeof height === 'number' && height >= 700 ? 1 : 0),
    };
    return made;
  };
  test('finds each block, and asks little', async () => {
    const server = client({ 3: 5n, 400: 7n, 401: -1n, 999_999: 2n });
    expect(await scanNative(server, ME, 0, 1_000_000, null)).toEqual({
      blocks: [{ height: 3, delta: 5n }, { height: 400, delta: 7n }, { height: 401, delta: -1n }, { height: 700, delta: 0n }, { height: 999_999, delta: 2n }],
      scannedTo: 1_000_000, end: { balance: 13n, nonce: 1 },
    });
    expect(server.asked).toBeLessThan(120);
  });
  test('nothing happened: two questions', async () => {
    const server = client({});
    expect((await scanNative(server, ME, 0, 600, null)).blocks).toEqual([]);
    expect(server.asked).toBe(2);
  });
  test('the budget ends it at a place from where it can go on', async () => {
    const server = client(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [index * 1_000 + 1, 1n])));
    const first = await scanNative(server, ME, 0, 500_000, null);
    expect(first.scannedTo).toBeLessThan(500_000);
    expect(server.asked).toBeLessThan(430);
    const second = await scanNative(server, ME, first.scannedTo, 500_000, first.end);
    expect(second.blocks[0]?.height).toBeGreaterThan(first.blocks.at(-1)?.height ?? 0);
  });
  test('without old states a short range is read block by block, a long one is refused', async () => {
    expect((await scanNative(client({}, 595), ME, 590, 600, null)).blocks).toHaveLength(10);
    expect(await codeOf(scanNative(client({}, 595), ME, 0, 600, null))).toBe('evm/no-history');
  });
});

describe('token logs', () => {
  const log = (more: object = {}) => ({ address: TOKEN, topics: [TRANSFER_TOPIC, `0x${padAddress(OTHER)}`, `0x${padAddress(ME)}`], data: `0x${'7'.padStart(64, '0')}`, blockNumber: 5, transactionHash: `0x${'a'.repeat(64)}`, logIndex: 0, removed: false, ...more });
  test('ranges shrink until the server takes them', async () => {
    const asked: number[] = [];
    const client: EvmClient = { ...unused, logs: ({ from, to }) => {
      asked.push(to - from + 1);
      return to - from >= 500 ? Promise.reject(new AppError('evm/range-too-large', 'x')) : Promise.resolve([]);
    } };
    await new LogReader().read(client, 'u', ME, 0, 1_999);
    expect(asked.filter((size) => size <= 500)).toHaveLength(8);
  });
  test('transfers come out once; other tokens kinds are left out; foreign logs are lies', async () => {
    const read = (logs: ReturnType<typeof log>[]) => new LogReader().read({ ...unused, logs: () => Promise.resolve(logs) }, 'u', ME, 0, 9);
    expect(await read([log()])).toEqual([{ contract: TOKEN, from: OTHER, to: ME, amount: 7n, txid: `0x${'a'.repeat(64)}`, height: 5, logIndex: 0 }]);
    expect(await read([log({ topics: [...log().topics, `0x${'0'.repeat(64)}`] })])).toEqual([]);
    expect(await codeOf(read([log({ topics: [TRANSFER_TOPIC, `0x${padAddress(OTHER)}`, `0x${padAddress(OTHER)}`] })]))).toBe('endpoint/lies');
    expect(await codeOf(read([log({ blockNumber: 10 })]))).toBe('endpoint/lies');
  });
});

describe('EVM entries', () => {
  const seen = (more: Partial<SeenTx['tx']> = {}, status = 1): SeenTx => ({
    tx: { hash: `0x${'a'.repeat(64)}`, from: ME, to: OTHER, value: 9n, input: '0x', nonce: 0, blockNumber: 5, ...more },
    receipt: { status, blockNumber: 5, gasUsed: 21_000n, effectiveGasPrice: 2n, l1Fee: 5n }, height: 5, time: 1_000,
  });
  const word = (value: string) => value.padStart(64, '0');
  test.each([
    ['sent', {}, 1, { kind: 'sent', amount: -9n, fee: 42_005n }],
    ['failed: nothing but the fee', {}, 0, { kind: 'sent', amount: -9n, state: { kind: 'failed' } }],
    ['to itself', { to: ME }, 1, { kind: 'self', amount: 0n }],
    ['received', { from: OTHER, to: ME }, 1, { kind: 'received', amount: 9n, fee: null }],
    ['a call', { input: '0x12345678' }, 1, { kind: 'contract', amount: -9n }],
    ['an approval', { to: TOKEN, value: 0n, input: `0x095ea7b3${word(OTHER.slice(2))}${word('5')}` }, 1, { kind: 'approved', asset: `base/${TOKEN}`, amount: 0n }],
    ['a revocation', { to: TOKEN, value: 0n, input: `0x095ea7b3${word(OTHER.slice(2))}${word('0')}` }, 1, { kind: 'revoked' }],
  ])('%s', (_name, tx, status, expected) => expect(transactionEntry('base', seen(tx, status), ME, 0n)).toMatchObject(expected));
  test('nothing came: no entry', () => expect(transactionEntry('base', seen({ from: OTHER, to: ME, value: 0n }), ME, 0n)).toBeNull());
  const transfer = { contract: TOKEN, from: OTHER, to: ME, amount: 7n, txid: `0x${'a'.repeat(64)}`, height: 5, logIndex: 3 };
  test('transfers: what nobody asked for is suspicious', () => {
    const foreign = seen({ from: OTHER });
    expect(transferEntry('base', transfer, foreign, ME, false, false)).toMatchObject({ kind: 'received', amount: 7n, suspicious: true, id: `base:0x${'a'.repeat(64)}:3` });
    expect(transferEntry('base', transfer, foreign, ME, false, true)).toMatchObject({ suspicious: false });
    // Address poisoning: a transfer of nothing "from" us that somebody else made.
    expect(transferEntry('base', { ...transfer, from: ME, to: OTHER, amount: 0n }, foreign, ME, true, true)).toMatchObject({ kind: 'sent', suspicious: true, fee: null });
    expect(transferEntry('base', { ...transfer, from: ME, to: OTHER }, seen(), ME, true, false)).toMatchObject({ id: `base:0x${'a'.repeat(64)}`, amount: -7n, suspicious: false, fee: 42_005n });
  });
});

describe('readings', () => {
  const known = (value: bigint, source: 'agreed' | 'reported', at: number) => ({ state: 'known' as const, value, source, at });
  const unknown = { state: 'unknown' as const, reason: { code: 'x', message: '', context: {} }, at: 3 };
  const add = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
  test('a sum is as good as its weakest part', () => {
    expect(combine([known(1n, 'agreed', 9), known(2n, 'reported', 5)], add, 10)).toEqual(known(3n, 'reported', 5));
    expect(combine([known(1n, 'agreed', 9), { state: 'loading' }], add, 10)).toEqual({ state: 'loading' });
    expect(combine([{ state: 'loading' }, unknown, known(1n, 'agreed', 9)], add, 10)).toBe(unknown);
  });
});

test('messages: problems are named, a signature that does not fit is just not valid', () => {
  const base = { scheme: 'bitcoin' as const, message: 'x', address: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT', signature: `${'A'.repeat(87)}=` };
  expect(verifySigned({ ...base, signature: 'nonsense' }, 'practice')).toEqual({ valid: false, problem: 'message/bad-signature' });
  expect(verifySigned({ ...base, address: '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy' }, 'mainnet').problem).toBe('message/no-key-address');
  expect(verifySigned({ ...base, address: 'x' }, 'mainnet').problem).toMatch(/^address\//);
  expect(verifySigned({ ...base, signature: `H${'A'.repeat(85)}B=` }, 'mainnet').valid).toBe(false);
});
