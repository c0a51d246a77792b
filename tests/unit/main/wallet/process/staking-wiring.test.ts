// Staking in the wallet process: opened with it, fed by its settings, part of its needs and events, closed with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpRequest } from '../../../../../main/wallet/chains/http';
import { walletHandlers } from '../../../../../main/wallet/process/handlers';
import type { OpenInput } from '../../../../../main/wallet/process/open-wallet';
import { NodeStore } from '../../../../../main/wallet/staking/node-store';
import { OutboxStore } from '../../../../../main/wallet/store/outbox-store';
import { openStore } from '../../../../../main/wallet/store/open';
import { AppError } from '../../../../../shared/errors/app-error';
import type { Intent } from '../../../../../shared/contract/money-path';
import { keysOf, LABEL, START } from '../bridge/support/bridge-world';
import { codeOf } from '../replay-server';
import { outboxEntry } from '../samples';
import { confirmedPlace, node, signedStart } from '../staking/samples';

jest.setTimeout(60_000);
const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-staking-'));
afterAll(() => {
  jest.useRealTimers();
  rmSync(dir, { recursive: true, force: true });
});

const keys = keysOf('own', 'practice');
const fluxos = 'https://gateway.test';
const input: OpenInput = {
  wallet: '0'.repeat(32), network: 'practice', dir, instance: null, descriptors: [keys.describe('flux:44:0')], imported: [], nodeKeys: keys.nodeKeys(),
  fluxId: { address: LABEL, key: { kind: 'flux-id' }, path: '' }, endpoints: {}, prices: [], fusion: null, fluxos: [fluxos], xdao: null, currency: 'USD', clockOffset: 0,
};
const [running, wished, paid] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string];
const fundTxid = '7'.repeat(64);
const own = keys.scriptOf({ kind: 'derived', account: 'flux:44:0', change: 0, index: 4 }, 'p2pkh', 'flux').address;
const intent: Intent = {
  kind: 'start-nodes', fund: { amount: '100000000000', to: own, key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 4 }, feeLimit: '1000' },
  starts: [{ node: paid, name: 'Cellar', tier: 'cumulus', collateral: null, owner: { kind: 'own', key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 4 }, scriptType: 'p2pkh' }, identity: { kind: 'own', index: 3 }, version: 5, sigTime: 1, delegates: { kind: 'none' } }],
};

test('nodes go on where they stood, wishes are given up, a lost record comes back from its payment', async () => {
  jest.useFakeTimers({ now: START });
  const before = openStore({ dir, network: 'practice', instance: null, now: START });
  const nodes = new NodeStore(before.db);
  nodes.add(node({ id: running, place: { ...confirmedPlace, lastConfirmed: 1_900 }, was: 'confirmed', start: signedStart({ landed: true }), seen: { height: 2_000, at: START, source: 'agreed' }, told: { 'node-confirmed': '1110' } }));
  nodes.add(node({ id: wished, collateral: null }));
  new OutboxStore(before.db, () => undefined).add(outboxEntry({ txid: fundTxid, intent, ownOutputs: [{ vout: 1, value: 100_000_000_000n, own: { address: own, key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 4 }, scriptType: 'p2pkh' } }], state: { kind: 'pending', since: START, attempts: 0, nextAt: START + 1e9 } }));
  before.db.run("INSERT INTO chain_mark (chain, height, hash, source, at) VALUES ('flux', 2500, NULL, 'agreed', ?)", [START]);
  before.db.close();

  const asked: HttpRequest[] = [];
  const events: [string, unknown][] = [];
  let list: unknown = { status: 'error', data: { message: 'busy' } };
  const { handlers, close } = walletHandlers({
    now: Date.now, chance: () => 0.5, random: (length) => new Uint8Array(length).fill(7), pollMs: () => 3_600_000, emit: (event, payload) => void events.push([event, payload]),
    resolve: () => Promise.reject(new Error('no names')),
    http: () => ({
      http: (request) => {
        if (!request.url.startsWith(fluxos)) return Promise.reject(new AppError('endpoint/unreachable', 'x'));
        asked.push(request);
        return Promise.resolve({ status: 200, text: JSON.stringify(request.url.includes('getfluxnodecount') ? { status: 'success', data: { 'cumulus-enabled': 9, 'nimbus-enabled': 8, 'stratus-enabled': 7 } } : list) });
      },
      close: () => undefined,
    }),
  });
  await handlers['wallet.open'](input);
  await jest.advanceTimersByTimeAsync(2_000);
  const shown = await handlers['staking.nodes'](undefined);
  expect(shown.nodes.map(({ id, name, status, trouble }) => [id, name, status.kind, trouble?.code])).toEqual([
    [running, 'Attic', 'confirmed', 'endpoint/refused'], [paid, 'Cellar', 'maturing', 'endpoint/refused'],
  ]);
  expect(shown.nodes[1]).toMatchObject({ collateral: { txid: fundTxid, vout: 1 }, identity: { kind: 'own', index: 3 } });

  // The lists answer: renewal is overdue, which is told once and needs the person.
  list = { status: 'success', data: [{ txhash: 'd'.repeat(64), outidx: 0, ip: '1.2.3.4', added_height: 1_100, confirmed_height: 1_110, last_confirmed_height: 1_900, last_paid_height: 0, tier: 'CUMULUS', payment_address: 'tm', rank: 0 }] };
  await handlers['staking.look'](undefined);
  expect(events.filter(([event]) => event === 'notify')).toEqual([['notify', { kind: 'node-expiring', about: running }]]);
  expect(events).toContainEqual(['staking.changed', undefined]);
  expect((await handlers['portfolio.get'](undefined)).needs).toContainEqual(expect.objectContaining({ kind: 'node-expiring', context: expect.objectContaining({ node: running, blocks: 41 }) }));

  expect(await handlers['staking.tiers'](undefined)).toMatchObject([{ nodes: { state: 'known', value: 9 }, secondsBetween: { value: 270 }, coins: { state: 'unknown' }, missing: { state: 'unknown' } }, {}, {}]);
  expect(await handlers['staking.preview']({ tier: 'cumulus', name: '', collateral: 'new', identity: 'own', delegates: { kind: 'none' } })).toMatchObject({ ready: false, problems: [{ field: 'network', code: 'plan/coins-unknown' }] });
  // The signer's word on the keys of servers counts from the moment it comes.
  await handlers['wallet.accounts']({ descriptors: input.descriptors, imported: [], nodeKeys: null });
  expect((await handlers['staking.preview']({ tier: 'cumulus', name: '', collateral: 'new', identity: 'own', delegates: { kind: 'none' } })).problems).toContainEqual({ field: 'identity', code: 'staking/no-seed', context: {} });
  await handlers['wallet.accounts']({ descriptors: input.descriptors, imported: [], nodeKeys: keys.nodeKeys() });
  await expect(async () => handlers['plan.make']({ intent })).rejects.toMatchObject({ code: 'staking/other-intent' });
  expect(await handlers['staking.delegateKey'](undefined)).toEqual({ publicKey: expect.stringMatching(/^0[23][0-9a-f]{64}$/), address: keys.scriptOf({ kind: 'derived', account: 'flux:44:0', change: 0, index: 0 }, 'p2pkh', 'flux').address });
  expect(await codeOf(Promise.resolve().then(() => handlers['staking.forget']({ node: running })))).toBe('staking/still-alive');

  // Without a gateway there is nobody to ask: the nodes stay as they were.
  await handlers['wallet.configure']({ endpoints: {}, prices: [], fusion: null, fluxos: [], xdao: null, currency: 'USD', clockOffset: 0 });
  const count = asked.length;
  await jest.advanceTimersByTimeAsync(60_000);
  expect([asked.length, (await handlers['staking.nodes'](undefined)).nodes[0]]).toEqual([count, expect.objectContaining({ status: expect.objectContaining({ kind: 'confirmed' }), trouble: expect.objectContaining({ code: 'endpoint/none' }) })]);
  await close();
  await expect(async () => handlers['staking.nodes'](undefined)).rejects.toMatchObject({ code: 'wallet/not-open' });
});
