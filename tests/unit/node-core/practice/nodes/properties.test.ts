// What holds after any history of a practice chain: seeded random STARTs, hosts that come and go, spends, reorganisations, restarts.
import fc from 'fast-check';
import { fluxRules } from '../../../../../node-core/practice/flux/rules';
import { PRACTICE_FLUX } from '../../../../../node-core/practice/flux/parameters';
import { signFluxPayment } from '../../../../../node-core/practice/flux/payment';
import type { FluxNode } from '../../../../../node-core/practice/flux/nodes/node';
import type { NodeTable } from '../../../../../node-core/practice/flux/nodes/table';
import { ChainState } from '../../../../../node-core/practice/utxo/chain-state';
import { outpointKey } from '../../../../../node-core/practice/utxo/types';
import { toHex } from '../../../../../shared/crypto/bytes';
import { blockSubsidy, tierReward, type FluxTier } from '../../../../../shared/flux/subsidy';
import { SEED, closeChain, fund, host, openChain, send, startBytes, type Chain, type Owned } from './kit';

jest.setTimeout(180_000);

const TIERS: readonly FluxTier[] = ['cumulus', 'nimbus', 'stratus'];

type Action =
  | { readonly do: 'fund'; readonly tier: FluxTier }
  | { readonly do: 'start' | 'host' | 'stop' | 'run' | 'spend'; readonly which: number }
  | { readonly do: 'mine'; readonly blocks: number }
  | { readonly do: 'reorg'; readonly depth: number }
  | { readonly do: 'restart' };

/** Two nodes on their way, so that there is something to disturb. */
const BEGINNING: readonly Action[] = [
  { do: 'fund', tier: 'cumulus' }, { do: 'fund', tier: 'stratus' }, { do: 'mine', blocks: 101 }, { do: 'start', which: 0 }, { do: 'host', which: 0 }, { do: 'start', which: 1 }, { do: 'mine', blocks: 2 },
];

const which = fc.nat(3);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fund' as const), tier: fc.constantFrom(...TIERS) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('start' as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('host' as const, 'stop' as const, 'run' as const, 'spend' as const), which }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('mine' as const), blocks: fc.constantFrom(1, 2, 6, 101, 241) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reorg' as const), depth: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
);

function spend(chain: Chain, { collateral, owner }: Owned): void {
  const coin = chain.node.state.coin(outpointKey(collateral));
  if (coin !== null) send(chain, signFluxPayment({ node: chain.node, key: owner, coins: [coin], outputs: [{ value: coin.value - 500n, script: coin.script }], expiryHeight: 0 }));
}

async function perform(chain: Chain, owned: Owned[], step: Action): Promise<Chain> {
  if (step.do === 'fund') owned.push(fund(chain, `property ${owned.length}`, step.tier));
  else if (step.do === 'mine') chain.node.mine(step.blocks);
  else if (step.do === 'reorg') chain.node.reorg(step.depth, step.depth % 2 === 0 ? 'return' : 'drop');
  else if (step.do === 'restart') {
    await closeChain(chain);
    return openChain(chain.folder);
  } else {
    const one = owned[step.which % Math.max(1, owned.length)];
    if (one === undefined) return chain;
    if (step.do === 'start') send(chain, startBytes(chain, one));
    else if (step.do === 'host') host(chain, one);
    else if (step.do === 'spend') spend(chain, one);
    else if (chain.hosts.state().hosts.some((each) => outpointKey(each.collateral) === outpointKey(one.collateral))) chain.hosts.setRunning(one.collateral, step.do === 'run');
  }
  return chain;
}

const wireOrder = ({ collateral }: FluxNode): string => `${(collateral.txid.match(/../g) ?? []).reverse().join('')}${collateral.index.toString(16).padStart(8, '0')}`;

/** The rule in other words: who waits longest, then who was never paid, then the order of outpoints. */
function longestWaiting(nodes: readonly FluxNode[]): FluxNode | undefined {
  const place = (node: FluxNode): string => [String(node.lastPaidHeight || node.confirmedHeight).padStart(9, '0'), node.lastPaidHeight > 0 ? '1' : '0', wireOrder(node)].join('/');
  return [...nodes].sort((left, right) => (place(left) < place(right) ? -1 : 1))[0];
}

const plain = (table: NodeTable): unknown[] => (['started', 'confirmed', 'dos'] as const).flatMap((state) => table.list(state)).map((node) => ({ ...node, payee: toHex(node.payee), publicKey: toHex(node.publicKey) }))
  .sort((left, right) => (outpointKey(left.collateral) < outpointKey(right.collateral) ? -1 : 1));

/** Runs the chain's blocks through a new table, and checks every coinbase on the way. */
function replayed({ node }: Chain): NodeTable {
  const { ledger, genesis } = fluxRules(SEED);
  const state = new ChainState(genesis);
  for (let height = 1; height <= node.height; height += 1) {
    const block = node.state.blockAt(height);
    const confirmed = ledger.list('confirmed');
    const due = TIERS.flatMap((tier) => longestWaiting(confirmed.filter((each) => each.tier === tier)) ?? []);
    const [coinbase, ...others] = block.transactions;
    const spentAndMade = others.reduce((fees, tx) => fees + tx.inputs.reduce((sum, input) => sum + (state.coin(outpointKey(input))?.value ?? 0n), 0n) - tx.outputs.reduce((sum, output) => sum + output.value, 0n), 0n);
    state.connect(block);
    ledger.connect(block, state);
    if (height === 1) continue;
    const outputs = coinbase?.outputs ?? [];
    expect(outputs.slice(1).map((output) => [output.value, toHex(output.script)])).toEqual(due.map((each) => [tierReward(height, each.tier, PRACTICE_FLUX), toHex(each.payee)]));
    // Payments between transactions of one block count neither as fee nor as subsidy.
    const chained = others.some((tx) => tx.inputs.some((input) => others.some((other) => other.txid === input.txid)));
    if (!chained) expect(outputs.reduce((sum, output) => sum + output.value, 0n)).toBe(blockSubsidy(height, PRACTICE_FLUX) + spentAndMade);
    for (const each of due) expect(ledger.get(each.collateral)?.lastPaidHeight ?? height).toBe(height);
  }
  return ledger;
}

test('after any history: one list per node, payouts by the rule, coinbases that add up, and a table that its blocks make again', async () => {
  const seen = new Set<string>();
  await fc.assert(fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 14 }), async (steps) => {
    let chain = openChain();
    const owned: Owned[] = [];
    for (const step of [...BEGINNING, ...steps]) {
      chain = await perform(chain, owned, step);
      for (const { collateral } of owned) {
        const lists = (['started', 'confirmed', 'dos'] as const).filter((state) => chain.table.list(state).some((node) => outpointKey(node.collateral) === outpointKey(collateral)));
        for (const list of lists) seen.add(list);
        expect(lists).toEqual(chain.table.get(collateral) === null ? [] : [chain.table.get(collateral)?.state]);
      }
      const waiting = chain.node.mempool.entries().flatMap(({ tx }) => (tx.fluxNode === undefined ? [] : [outpointKey(tx.fluxNode.collateral)]));
      expect(new Set(waiting).size).toBe(waiting.length);
    }
    for (const { collateral } of chain.table.list('confirmed')) expect(chain.node.state.coin(outpointKey(collateral))).not.toBeNull();
    expect(plain(replayed(chain))).toEqual(plain(chain.table));
    const earlier = Math.max(1, chain.node.height - 7);
    const past = chain.table.at(earlier);
    chain.node.reorg(7, 'drop');
    expect(plain(past)).toEqual(plain(chain.table.at(earlier)));
    await closeChain(chain);
  }), { seed: 20_261_126, numRuns: 8 });
  expect(seen).toEqual(new Set(['started', 'confirmed', 'dos']));
});
