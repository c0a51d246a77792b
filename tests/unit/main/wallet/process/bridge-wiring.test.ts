// The bridge in the wallet process: opened with it, fed by its settings, part of its needs and events, closed with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SwapStore } from '../../../../../main/wallet/bridge/swap-store';
import { walletHandlers } from '../../../../../main/wallet/process/handlers';
import type { OpenInput } from '../../../../../main/wallet/process/open-wallet';
import { OutboxStore } from '../../../../../main/wallet/store/outbox-store';
import { openStore } from '../../../../../main/wallet/store/open';
import { AppError } from '../../../../../shared/errors/app-error';
import { keysOf, LABEL, OWN_EVM, START } from '../bridge/support/bridge-world';
import { FakeFusion } from '../bridge/support/fake-fusion';
import { outboxEntry, swapRecord } from '../samples';

jest.setTimeout(60_000);
const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-bridge-'));
afterAll(() => {
  jest.useRealTimers();
  rmSync(dir, { recursive: true, force: true });
});

const keys = keysOf('own', 'practice');
const input = (more: Partial<OpenInput> = {}): OpenInput => ({
  wallet: '0'.repeat(32), network: 'practice', dir, instance: null, descriptors: ['flux:44:0', 'evm:44:0'].map((account) => keys.describe(account)), imported: [], nodeKeys: null,
  fluxId: { address: LABEL, key: { kind: 'flux-id' }, path: '' }, endpoints: {}, prices: [], fusion: 'https://fusion.test', fluxos: [], xdao: null, currency: 'USD', clockOffset: 0, ...more,
});
const recipient = OWN_EVM;
const swapIntent = { kind: 'swap', swap: 'cd'.repeat(16), from: 'flux', to: 'base', amount: '100', sender: 't1a', deposit: 't1b', recipient, fee: '1', arrives: '99', feeLimit: '5' } as const;

test('swaps go on where they stood, and end with the wallet', async () => {
  jest.useFakeTimers({ now: START });
  const before = openStore({ dir, network: 'practice', instance: null, now: START });
  const held = swapRecord({ recipient, deposit: 'tmOperator' });
  new SwapStore(before.db).add(held);
  // A deposit whose record was lost, and a pair that never got one.
  new OutboxStore(before.db, () => undefined).add(outboxEntry({ txid: 'ee'.repeat(32), intent: swapIntent, state: { kind: 'pending', since: START, attempts: 0, nextAt: START + 1e9 } }));
  new SwapStore(before.db).add(swapRecord({ id: 'ef'.repeat(16), state: { kind: 'reserved' } }));
  before.db.close();

  const fusion = new FakeFusion(() => Date.now());
  fusion.swaps.set('c'.repeat(64), { txidFrom: 'c'.repeat(64), chainFrom: 'main', chainTo: 'eth', addressFrom: 't1sender', addressTo: recipient, status: 'hold' });
  fusion.reservations.push({ chainFrom: 'main', chainTo: 'base', addressFrom: 't1a', addressTo: recipient });
  const events: [string, unknown][] = [];
  const { handlers, close } = walletHandlers({
    now: Date.now, chance: () => 0.5, random: (length) => new Uint8Array(length).fill(7), pollMs: () => 3_600_000, emit: (event, payload) => void events.push([event, payload]),
    resolve: () => Promise.reject(new Error('no names')),
    http: () => ({ http: (request) => (request.url.startsWith('https://fusion.test') ? fusion.http(request) : Promise.reject(new AppError('endpoint/unreachable', 'x'))), close: () => undefined }),
  });
  await handlers['wallet.open'](input());
  await jest.advanceTimersByTimeAsync(20_000);

  const { total, swaps } = await handlers['bridge.list']({ offset: 0, limit: 10 });
  expect([total, swaps.map(({ id, state }) => [id, state.kind])]).toEqual([2, [['cd'.repeat(16), 'following'], [held.id, 'following']]]);
  expect(await handlers['bridge.get']({ id: 'ef'.repeat(16) })).toMatchObject({ state: { kind: 'abandoned' } });
  expect(fusion.asked.every(({ path, label }) => !/reserve|create|history/.test(path) || label === LABEL)).toBe(true);
  expect(events).toContainEqual(['notify', { kind: 'swap-needs-you', about: held.id }]);
  expect(events).toContainEqual(['bridge.changed', undefined]);
  expect((await handlers['portfolio.get'](undefined)).needs).toContainEqual(expect.objectContaining({ kind: 'swap-needs-you', context: expect.objectContaining({ swap: held.id, reason: 'hold' }) }));

  // Coins of a chain without servers are unknown: the quote says so and begins nothing.
  expect(await handlers['bridge.quote']({ from: 'flux', to: 'eth', amount: '100000000000', recipient: null })).toMatchObject({ ready: false, problems: [{ field: 'service', code: 'bridge/no-deposit-address' }] });
  fusion.info.swapAddresses = [{ chain: 'main', address: String((await handlers['receive.fresh']({ chain: 'flux', scriptType: null })).address) }];
  await jest.advanceTimersByTimeAsync(21_000);
  expect(await handlers['bridge.quote']({ from: 'flux', to: 'eth', amount: '100000000000', recipient: null })).toMatchObject({
    ready: false, recipient: { own: true }, problems: [{ field: 'from', code: 'plan/coins-unknown' }], gasThere: { asset: 'ethereum/native', balance: { state: 'unknown' } },
  });
  await expect(async () => handlers['plan.make']({ intent: swapIntent })).rejects.toMatchObject({ code: 'bridge/not-waiting' });
  await expect(async () => handlers['plan.make']({ intent: { ...swapIntent, swap: '00'.repeat(16) } })).rejects.toMatchObject({ code: 'bridge/unknown' });

  await handlers['wallet.configure']({ endpoints: {}, prices: [], fusion: null, fluxos: [], xdao: null, currency: 'USD', clockOffset: 0 });
  expect(await handlers['bridge.service'](undefined)).toMatchObject({ state: 'unknown', reason: { code: 'fusion/none' } });
  const asked = fusion.asked.length;
  await jest.advanceTimersByTimeAsync(120_000);
  expect(fusion.asked.length).toBe(asked);
  await close();
  await expect(async () => handlers['bridge.list']({ offset: 0, limit: 1 })).rejects.toMatchObject({ code: 'wallet/not-open' });
});
