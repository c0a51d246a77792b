// The coins that can be spent at this moment, with the height at which that holds.
import type { Imported, Intent } from '../../../../shared/contract/money-path';
import { AppError } from '../../../../shared/errors/app-error';
import { coinState, outpointsInOutbox, spendableCoins } from '../coin-selection/spendable';
import type { Coin, PlanPorts, UtxoChain } from '../ports';

export interface SpendableNow {
  readonly coins: readonly Coin[];
  readonly tip: number;
  readonly at: number;
  readonly source: 'proven' | 'agreed' | 'reported';
}

/** @throws AppError plan/coins-unknown (the cause's code in context.reason), or what the servers failed with */
async function everyCoin(ports: PlanPorts, chain: UtxoChain): Promise<Omit<SpendableNow, 'tip'>> {
  const reading = await ports.coins.coins(chain);
  if (reading.state === 'known') return { coins: reading.value, at: reading.at, source: reading.source };
  throw new AppError('plan/coins-unknown', 'the coins of this chain are not known yet', { context: { chain, reason: reading.state === 'unknown' ? reading.reason.code : 'loading' } });
}

/**
 * @param intent what the coins are for; null while it is being made
 * @param alsoFree further collateral that counts as freed
 * @throws as `everyCoin`
 */
export async function spendableNow(ports: PlanPorts, chain: UtxoChain, intent: Intent | null, alsoFree: ReadonlySet<string> = new Set()): Promise<SpendableNow> {
  const [every, tip, live] = await Promise.all([everyCoin(ports, chain), ports.utxo(chain).tip(), ports.outbox.live()]);
  const free = new Set([...ports.coins.released(intent), ...alsoFree]);
  return { ...every, tip: tip.height, coins: spendableCoins(chain, every.coins, tip.height, outpointsInOutbox(chain, live), free) };
}

/**
 * Coins of one imported key or script, those that several keys sign included. Two keys of one script stand for the same coins.
 * @throws as `everyCoin`
 */
export async function importedCoinsNow(ports: PlanPorts, chain: UtxoChain, imported: Imported): Promise<SpendableNow> {
  const [every, tip, live] = await Promise.all([everyCoin(ports, chain), ports.utxo(chain).tip(), ports.outbox.live()]);
  const inOutbox = outpointsInOutbox(chain, live);
  const released = ports.coins.released(null);
  const coins = every.coins.flatMap((coin): Coin[] => {
    const state = coinState(chain, coin, tip.height, inOutbox, released);
    const its = coin.key.kind === 'imported' && coin.address === imported.address;
    return its && (state === 'spendable' || state === 'shared') ? [{ ...coin, key: { kind: 'imported', id: imported.id } }] : [];
  });
  return { ...every, tip: tip.height, coins };
}
