// Judges a wish to start a node before anything is kept: what stands in the way, what it costs, how long it takes.

import { fromHex } from '../../../../shared/crypto/bytes';
import type { ErrorShape } from '../../../../shared/errors/app-error';
import { TIER_COLLATERAL, tierOfCollateral } from '../../../../shared/flux/subsidy';
import type { NodeStart } from '../../../../shared/contract/money-path';
import { ecc } from '../../accounts/public-keys';
import type { Coin, Outpoint } from '../../plans/ports';
import type { FundTerms, Funding } from '../../plans/preview/funding';
import type { NodeKeys } from '../node-keys';
import type { Tier } from '../record';
import { collateralCoins, type CandidateDeps } from './candidates';
import { secondsUntilStart } from './start-of';

export interface StartWish {
  readonly tier: Tier;
  readonly name: string;
  readonly collateral: 'new' | Outpoint;
  /** `own`, or the public key of a server that has one, hex. */
  readonly identity: string;
  readonly delegates: NodeStart['delegates'];
}
export interface WishProblem {
  readonly field: 'collateral' | 'identity' | 'delegates' | 'network';
  readonly code: string;
  readonly context: ErrorShape['context'];
}
export interface Judged {
  readonly problems: readonly WishProblem[];
  /** The coin that exists already. */
  readonly coin: Coin | null;
  /** What the payment to oneself takes; null where none is needed. */
  readonly terms: FundTerms | null;
  /** Seconds until START can be sent; null when it cannot be told. */
  readonly seconds: number | null;
}
export interface JudgeDeps extends CandidateDeps {
  readonly funding: () => Promise<Funding>;
  /** Of own servers. */
  readonly keys: NodeKeys;
}

const problem = (field: WishProblem['field'], code: string, context: ErrorShape['context'] = {}): WishProblem => ({ field, code, context });

/** Keys of delegates: compressed, on the curve, each once. */
export function delegateProblem(delegates: NodeStart['delegates']): WishProblem | null {
  if (delegates.kind === 'none') return null;
  const bad = new Set(delegates.keys).size !== delegates.keys.length || delegates.keys.some((key) => !ecc.isPointCompressed(fromHex(key)));
  return bad ? problem('delegates', 'staking/bad-delegates') : null;
}

/** A wallet of imported keys alone has no keys for servers. */
export function identityProblem(identity: string, keys: NodeKeys): WishProblem | null {
  if (identity === 'own') return keys.exist ? null : problem('identity', 'staking/no-seed');
  return ecc.isPoint(fromHex(identity)) ? null : problem('identity', 'staking/bad-identity');
}

/** Codes that say that nothing is known of the coins, not that they do not suffice. */
const isOutage = (code: string): boolean => code.startsWith('endpoint/') || code === 'plan/coins-unknown';

async function newCoin(tier: Tier, deps: JudgeDeps): Promise<Judged> {
  const terms = (await deps.funding()).of(TIER_COLLATERAL[tier]);
  const found = terms.problem;
  return { coin: null, terms, seconds: secondsUntilStart(null, deps.tip()), problems: found === null ? [] : [problem(isOutage(found.code) ? 'network' : 'collateral', found.code, found.context)] };
}

function knownCoin(tier: Tier, point: Outpoint, deps: JudgeDeps): Judged {
  const coins = collateralCoins(deps);
  if (coins.state !== 'known') return { coin: null, terms: null, seconds: null, problems: [problem('network', 'plan/coins-unknown', { reason: coins.state === 'unknown' ? coins.reason.code : 'loading' })] };
  const coin = coins.value.find(({ txid, vout }) => txid === point.txid && vout === point.vout) ?? null;
  const stop = (code: string): Judged => ({ coin, terms: null, seconds: null, problems: [problem('collateral', code)] });
  if (coin === null) return stop('staking/no-such-coin');
  if (tierOfCollateral(coin.value) !== tier) return stop('staking/wrong-amount');
  const node = deps.nodes.on(coin);
  if (node !== null && !node.hidden) return stop('staking/node-exists');
  if (coin.height === null) return stop('staking/unconfirmed');
  return { coin, terms: null, seconds: secondsUntilStart(coin.height, deps.tip()), problems: [] };
}

/** Every problem, each with the field where the person can change it. */
export async function judgeWish(wish: StartWish, deps: JudgeDeps): Promise<Judged> {
  const judged = wish.collateral === 'new' ? await newCoin(wish.tier, deps) : knownCoin(wish.tier, wish.collateral, deps);
  const more = [identityProblem(wish.identity, deps.keys), delegateProblem(wish.delegates)].flatMap((found) => found ?? []);
  return { ...judged, problems: [...judged.problems, ...more] };
}
