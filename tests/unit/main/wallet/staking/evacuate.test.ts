// Evacuation: everything in the right order, collateral only for the word, and every step that cannot be made says why.
import type { AssetId } from '../../../../../shared/chains/ids';
import type { Reading } from '../../../../../shared/contract/base';
import type { Balance } from '../../../../../main/wallet/portfolio/balances';
import { evacuate, type EvacuateDeps } from '../../../../../main/wallet/staking/evacuate';
import { Grants } from '../../../../../main/wallet/staking/grants';
import { fluxOn } from '../../../../../shared/fusion/flux-on';
import { node, NOW, OUTAGE } from './samples';
import { removeFolders, stakingWorld } from './support';
import { World, fluxStranger, STRANGER_EVM, bitcoinStranger } from '../plans/support/world';
import { outpointKey } from '../../../../../main/wallet/plans/ports';
import { zIntent } from '../../../../../shared/contract/money-path';
import { TIER_COLLATERAL } from '../../../../../shared/flux/subsidy';
import { parseTransaction } from '../../../../../shared/flux/transaction';

const FLUX = 100_000_000n;
const baseFlux = fluxOn('base')?.id ?? 'base/native';
let staking: ReturnType<typeof stakingWorld>;
let world: World;
let balances: Map<AssetId, Reading<Balance>>;
let grants: Grants;
beforeEach(() => {
  staking = stakingWorld();
  world = new World();
  grants = new Grants();
  balances = new Map();
});
afterEach(() => staking.close());
afterAll(removeFolders);

const has = (asset: AssetId, total: bigint) => balances.set(asset, { state: 'known', value: { total, pending: 0n, spendable: total, locked: 0n }, source: 'agreed', at: NOW });
const deps = (): EvacuateDeps => ({
  nodes: staking.nodes, grants, plans: world.plans, coins: () => ({ state: 'known', value: world.coins.flux, source: 'agreed', at: NOW }),
  balances: { assets: () => [...balances.keys()], of: (_chain, asset) => balances.get(asset) ?? { state: 'loading' } },
});
const to = { flux: fluxStranger, bitcoin: bitcoinStranger, evm: STRANGER_EVM };

test('tokens go before the coin that pays for them, at the fast fee; the coin\'s step waits until they are gone', async () => {
  world.evm.native = 10n ** 18n;
  world.evm.tokens = 5n * FLUX;
  has('base/native', 10n ** 18n);
  has(baseFlux, 5n * FLUX);
  has('bitcoin/native', 0n);
  const [token, coin, ...more] = await evacuate(to, '', deps());
  expect([token?.asset, token?.amount, token?.problem, token?.intent?.kind, more]).toEqual([baseFlux, 5n * FLUX, null, 'pay', []]);
  expect(coin).toMatchObject({ asset: 'base/native', intent: null, problem: { code: 'staking/tokens-first' } });
  balances.delete(baseFlux);
  expect((await evacuate(to, '', deps()))[0]).toMatchObject({ asset: 'base/native', problem: null, intent: { all: true, to: STRANGER_EVM } });
});
test('without an address, unread, or refused by the plan: the step says so, and is not left out', async () => {
  has('bitcoin/native', 7n);
  balances.set('ethereum/native', { state: 'unknown', reason: OUTAGE, at: NOW });
  balances.set('polygon/native', { state: 'loading' });
  const { bitcoin: _, ...others } = to;
  const steps = await evacuate(others, '', deps());
  expect(steps.map(({ asset, amount, intent, problem }) => [asset, amount, intent, problem?.code])).toEqual([
    ['bitcoin/native', 7n, null, 'staking/no-target'], ['ethereum/native', null, null, 'endpoint/unreachable'], ['polygon/native', null, null, 'staking/not-looked-yet'],
  ]);
  expect((await evacuate({ bitcoin: bitcoinStranger }, '', deps()))[0]).toMatchObject({ intent: null, problem: { code: 'plan/not-enough' } });
});

describe('collateral', () => {
  beforeEach(() => {
    const coin = world.fund('flux', TIER_COLLATERAL.cumulus);
    world.fund('flux', 3n * FLUX);
    has('flux/native', 1_003n * FLUX);
    staking.nodes.add(node({ collateral: { txid: coin.txid, vout: coin.vout } }));
  });
  test.each(['', 'EVACUAT', 'evacuate'])('stays for %p, and it is said that it does', async (typed) => {
    const [step] = await evacuate(to, typed, deps());
    expect(step).toMatchObject({ nodes: [], intent: { all: true }, problem: { code: 'staking/collateral-stays' } });
    expect((step?.amount ?? 0n) + (step?.fee ?? 0n)).toBe(3n * FLUX);
    expect([...grants.of(zIntent.parse(step?.intent))]).toEqual([]);
  });
  test('goes for the word, with the name of the node that ends: for this intent alone', async () => {
    const [step] = await evacuate(to, ' EVACUATE ', deps());
    expect(step).toMatchObject({ nodes: ['Attic'], problem: null });
    expect((step?.amount ?? 0n) + (step?.fee ?? 0n)).toBe(1_003n * FLUX);
    const intent = zIntent.parse(step?.intent);
    if (intent.kind !== 'pay') throw new Error('no payment');
    const [coin] = world.coins.flux;
    if (!coin) throw new Error('no coin');
    expect([...grants.of(intent)]).toEqual([outpointKey(coin)]);
    expect([...grants.of({ ...intent, amount: '1' })]).toEqual([]);
    // The plan of that intent spends it once the wallet says that it may.
    for (const point of grants.of(intent)) world.released.add(point);
    const plan = await world.plan(intent);
    expect(plan.kind === 'utxo' && parseTransaction(plan.unsigned).inputs.length).toBe(2);
  });
  test('of several keys stays, and it is said how it is moved', async () => {
    const [, small] = world.coins.flux;
    if (!small) throw new Error('no coin');
    world.coins.flux = [small, { ...small, txid: '9'.repeat(64), scriptType: 'p2sh-multisig' }];
    expect((await evacuate(to, 'EVACUATE', deps()))[0]).toMatchObject({ intent: { all: true }, problem: { code: 'staking/shared-coins-stay', context: { coins: 1 } } });
  });
});
