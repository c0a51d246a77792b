// Everything the wallet holds, chain after chain, to addresses elsewhere: tokens before the coin that pays their fee, collateral once it was typed for.

import type { AssetId, ChainId } from '../../../shared/chains/ids';
import { chainOf, contractOf, familyOf, nativeAsset, type ChainFamily } from '../../../shared/chains/ids';
import type { Reading } from '../../../shared/contract/base';
import type { ErrorShape } from '../../../shared/errors/app-error';
import { isCollateral } from '../plans/coin-selection/spendable';
import { outpointKey, type Coin } from '../plans/ports';
import type { Plans } from '../plans/plans';
import type { PreviewResult } from '../plans/preview/result';
import type { Balance } from '../portfolio/balances';
import type { NodeStore } from './node-store';
import type { Grants } from './grants';

export type Targets = Partial<Record<ChainFamily, string>>;
export interface Step {
  readonly asset: AssetId;
  /** Base units; null while nobody can tell. */
  readonly amount: bigint | null;
  readonly fee: bigint | null;
  readonly feeAsset: AssetId;
  /** Names of nodes that end with it. */
  readonly nodes: readonly string[];
  readonly intent: PreviewResult['intent'];
  readonly problem: ErrorShape | null;
}
export interface EvacuateDeps {
  readonly nodes: NodeStore;
  readonly grants: Grants;
  readonly plans: Pick<Plans, 'emptyFlux' | 'handlers'>;
  readonly balances: { assets(): AssetId[]; of(chain: ChainId, asset: AssetId): Reading<Balance> };
  /** Own coins of the Flux main chain. */
  readonly coins: () => Reading<readonly Coin[]>;
}

/** What the person types so that collateral goes, too. */
const WORD = 'EVACUATE';

const shape = (code: string, message: string, context: ErrorShape['context'] = {}): ErrorShape => ({ code, message, context });
const blank = (asset: AssetId, problem: ErrorShape | null, amount: bigint | null = null): Step => ({ asset, amount, fee: null, feeAsset: nativeAsset(chainOf(asset)), nodes: [], intent: null, problem });

/** Tokens first within a chain; FLUX's own chain first of all, where the nodes are. */
function inOrder(assets: readonly AssetId[]): AssetId[] {
  const chains = [...new Set(assets.map(chainOf))].sort((left, right) => Number(right === 'flux') - Number(left === 'flux'));
  return chains.flatMap((chain) => [...assets.filter((asset) => chainOf(asset) === chain && contractOf(asset) !== null), ...assets.filter((asset) => asset === nativeAsset(chain))]);
}

/** Steps with something to move, or of which nothing is known. Only programming errors throw. */
export async function evacuate(to: Targets, typed: string, deps: EvacuateDeps): Promise<Step[]> {
  const steps: Step[] = [];
  for (const asset of inOrder(deps.balances.assets())) {
    const reading = deps.balances.of(chainOf(asset), asset);
    if (reading.state !== 'known') steps.push(blank(asset, reading.state === 'unknown' ? reading.reason : shape('staking/not-looked-yet', 'this chain was not looked at yet')));
    else if (reading.value.total > 0n) steps.push(await stepFor(asset, reading.value, to, typed, deps, steps));
  }
  return steps;
}

async function stepFor(asset: AssetId, balance: Balance, to: Targets, typed: string, deps: EvacuateDeps, before: readonly Step[]): Promise<Step> {
  const chain = chainOf(asset);
  const target = to[familyOf(chain)];
  if (target === undefined) return blank(asset, shape('staking/no-target', 'no address is given for this chain'), balance.total);
  if (asset === 'flux/native') return fluxStep(target, typed.trim() === WORD, balance, deps);
  // The coin pays for the tokens of its chain: what is left of it is known when they are gone.
  const waits = contractOf(asset) === null && before.some((step) => chainOf(step.asset) === chain && step.intent !== null);
  if (waits) return blank(asset, shape('staking/tokens-first', 'the tokens of this chain go first'), balance.total);
  return stepOf(asset, balance, await deps.plans.handlers['send.preview']({ asset, to: target, amount: { kind: 'all' }, fee: { kind: 'preset', preset: 'fast' }, note: '' }));
}

function stepOf(asset: AssetId, balance: Balance, preview: PreviewResult): Step {
  const { intent, problems, amount, fee, spendable } = preview;
  const [first] = problems;
  const unread = spendable.state === 'unknown' ? spendable.reason : null;
  const problem = intent !== null ? null : first ? shape(first.code, 'this cannot be sent as it stands', first.context) : unread ?? shape('staking/not-possible', 'this cannot be sent now');
  return { asset, amount: amount === null ? balance.total : BigInt(amount), fee: fee === null ? null : BigInt(fee), feeAsset: nativeAsset(chainOf(asset)), nodes: [], intent, problem };
}

async function fluxStep(target: string, collateral: boolean, balance: Balance, { nodes, grants, plans, coins }: EvacuateDeps): Promise<Step> {
  const reading = coins();
  const all = reading.state === 'known' ? reading.value.filter((coin) => isCollateral('flux', coin) && coin.scriptType !== 'p2sh-multisig') : [];
  const free = new Set(collateral ? all.map(outpointKey) : []);
  const { intent, amount, fee, problem } = await plans.emptyFlux(target, free);
  if (intent !== null) grants.give(intent, free);
  const ending = collateral ? all.flatMap((coin) => nodes.on(coin) ?? []).filter(({ hidden }) => !hidden).map(({ name }) => name) : [];
  const shared = reading.state === 'known' ? reading.value.filter(({ scriptType }) => scriptType === 'p2sh-multisig').length : 0;
  // What stays behind is said beside the intent.
  const left = intent === null ? null
    : !collateral && all.length > 0 ? shape('staking/collateral-stays', 'collateral stays until it is typed for', { coins: all.length })
      : shared > 0 ? shape('staking/shared-coins-stay', 'coins that several keys sign are moved by themselves', { coins: shared }) : null;
  return { asset: 'flux/native', amount: amount ?? balance.total, fee, feeAsset: 'flux/native', nodes: ending, intent, problem: problem ?? left };
}
