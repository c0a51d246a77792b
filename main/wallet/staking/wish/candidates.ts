// Own coins that a node can stand on: exactly a tier's amount, under keys from the seed, imported keys and multisig scripts alike.

import type { Reading } from '../../../../shared/contract/base';
import type { Imported } from '../../../../shared/contract/money-path';
import type { CollateralCandidate } from '../../../../shared/contract/staking';
import { COLLATERAL_CONFIRMATIONS } from '../../../../shared/flux/node-times';
import { tierOfCollateral } from '../../../../shared/flux/subsidy';
import type { Coin, OutboxEntry } from '../../plans/ports';
import { outpointKey } from '../../plans/ports';
import { outpointsInOutbox } from '../../plans/coin-selection/spendable';
import { mapReading } from '../../portfolio/readings';
import type { NodeStore } from '../node-store';
import type { Tier } from '../record';

export interface CandidateDeps {
  readonly nodes: NodeStore;
  readonly coins: () => Reading<readonly Coin[]>;
  readonly live: () => readonly OutboxEntry[];
  readonly imported: () => readonly Imported[];
  readonly tip: () => number | null;
}

/** Own coins of exactly a tier's amount that no transaction on its way spends. */
export function collateralCoins({ coins, live }: Pick<CandidateDeps, 'coins' | 'live'>): Reading<readonly Coin[]> {
  const taken = outpointsInOutbox('flux', live());
  return mapReading(coins(), (all) => all.filter((coin) => tierOfCollateral(coin.value) !== null && !taken.has(outpointKey(coin))));
}

/** Confirmations as a wallet counts them: the block that holds the coin is the first. */
const confirmationsOf = ({ height }: Pick<Coin, 'height'>, tip: number | null): number => (height === null ? 0 : Math.max(1, (tip ?? height) - height + 1));

function candidate(coin: Coin, tier: Tier, deps: CandidateDeps): CollateralCandidate {
  const { key, address, height, txid, vout } = coin;
  const node = deps.nodes.on(coin);
  const confirmations = confirmationsOf(coin, deps.tip());
  const imported = key.kind === 'imported' ? deps.imported().find(({ id }) => id === key.id)?.name ?? '' : null;
  const problem = node !== null && !node.hidden ? 'staking/node-exists' : height === null ? 'staking/unconfirmed' : confirmations < COLLATERAL_CONFIRMATIONS ? 'staking/too-young' : null;
  return { outpoint: { txid, vout }, tier, address, imported, multisig: coin.scriptType === 'p2sh-multisig', confirmations, node: node === null || node.hidden ? null : node.id, problem };
}

/** The oldest first. */
export function candidatesOf(tier: Tier, deps: CandidateDeps): Reading<CollateralCandidate[]> {
  return mapReading(collateralCoins(deps), (coins) => coins.filter((coin) => tierOfCollateral(coin.value) === tier).map((coin) => candidate(coin, tier, deps)).sort((left, right) => right.confirmations - left.confirmations));
}
