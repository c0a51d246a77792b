// Begins nodes: a record is kept before anything can be signed, and the intent says what the signer is to make of it.

import type { Imported, Intent, KeyRef, NodeStart } from '../../../../shared/contract/money-path';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { addressOfScript } from '../../../../shared/flux/address';
import { parseTransaction } from '../../../../shared/flux/transaction';
import { classifyScript } from '../../../../shared/flux/script-templates';
import { TIER_COLLATERAL, tierOfCollateral } from '../../../../shared/flux/subsidy';
import { destinationOwner } from './owner-script';
import { startAbility } from '../life/ability';
import { sceneOf, type FactDeps } from '../life/facts';
import { heightOf, statusOf } from '../life/status';
import { newIdentity } from '../identities';
import type { NodeStore } from '../node-store';
import type { OwnAddress, Outpoint } from '../../plans/ports';
import { NEW_NODE, type NodeRecord, type Tier } from '../record';
import { delegateProblem, identityProblem, judgeWish, type JudgeDeps, type StartWish } from './judge';
import { nameOf } from './names';
import { secondsUntilStart, startOf, type OwnKey } from './start-of';

export type StartIntent = Extract<Intent, { kind: 'start-nodes' }>;
export interface BeginDeps extends JudgeDeps, FactDeps {
  readonly nodes: NodeStore;
  readonly random: (length: number) => Uint8Array;
  /** The next unused receiving address. */
  readonly freshAddress: () => OwnAddress;
  /** An address was given to a node: the next payment gets another. */
  readonly handedOut: (address: string) => void;
  readonly own: (address: string) => OwnKey | null;
  readonly imported: () => readonly Imported[];
  /** The own key that others name as a delegate. */
  readonly delegateKey: () => { readonly key: KeyRef; readonly publicKey: string; readonly address: string } | null;
  /** Raw transaction of the Flux main chain. @throws AppError when no server has it */
  readonly raw: (txid: string) => Promise<Uint8Array>;
}

/** @throws AppError with the code of what stands in the way; store/… */
export async function begin(wish: StartWish, deps: BeginDeps): Promise<{ node: string; intent: StartIntent }> {
  const { nodes, clock, keys } = deps;
  const { problems, coin, terms, seconds } = await judgeWish(wish, deps);
  const [first] = problems;
  if (first !== undefined) throw new AppError(first.code, 'the node cannot be started as it stands', { context: first.context });
  const to = coin === null ? deps.freshAddress() : { address: coin.address, key: coin.key, scriptType: coin.scriptType };
  const record: NodeRecord = {
    ...NEW_NODE, id: toHex(deps.random(16)), name: nameOf(wish.name, wish.tier, nodes.all().length), tier: wish.tier, collateral: coin && { txid: coin.txid, vout: coin.vout }, address: to.address,
    multisig: to.scriptType === 'p2sh-multisig', owner: { kind: 'own' }, identity: newIdentity(wish.identity, nodes, keys), createdAt: clock(),
  };
  const start = startOf(record, { delegates: wish.delegates, own: to, wait: seconds ?? 0, now: clock() });
  const fund = terms === null ? null : { amount: TIER_COLLATERAL[wish.tier].toString(), to: to.address, key: to.key, feeLimit: (terms.feeLimit ?? 0n).toString() };
  nodes.add(record);
  if (fund !== null) deps.handedOut(to.address);
  return { node: record.id, intent: { kind: 'start-nodes', fund, starts: [start] } };
}

/** @returns the START of a node whose coin exists, or the code of what stands in its way */
function restartOf(record: NodeRecord, delegates: NodeStart['delegates'], deps: BeginDeps): NodeStart | string {
  const scene = sceneOf(record, deps);
  const own = record.address === null ? null : deps.own(record.address);
  const { allowed, problem } = startAbility(record, statusOf(record, scene), heightOf(record, scene), record.owner.kind === 'delegate' || own !== null);
  if (!allowed) return problem ?? 'staking/begin-anew';
  const wait = scene.coin.kind === 'there' ? secondsUntilStart(scene.coin.height, deps.tip()) : 0;
  return startOf(record, { delegates, own, wait, now: deps.clock() });
}

/** Nodes for which START is not allowed are named with the reason. @throws AppError staking/unknown */
export function restart(ids: readonly string[], deps: BeginDeps): { intent: StartIntent | null; left: { node: string; problem: string }[] } {
  const starts: NodeStart[] = [];
  const left: { node: string; problem: string }[] = [];
  for (const id of new Set(ids)) {
    const start = restartOf(recordOf(id, deps.nodes), { kind: 'none' }, deps);
    if (typeof start === 'string') left.push({ node: id, problem: start });
    else starts.push(start);
  }
  return { intent: starts.length === 0 ? null : { kind: 'start-nodes', fund: null, starts }, left };
}

/** @throws AppError staking/unknown | staking/bad-delegates | staking/not-the-owner | the code of what stands in the way of a START */
export function setDelegates(id: string, keys: readonly string[], deps: BeginDeps): StartIntent {
  const record = recordOf(id, deps.nodes);
  if (record.owner.kind === 'delegate') throw new AppError('staking/not-the-owner', 'only the owner names delegates');
  const delegates = { kind: 'update' as const, keys: [...keys] };
  const bad = delegateProblem(delegates);
  if (bad !== null) throw new AppError(bad.code, 'these keys cannot be delegates');
  const start = restartOf(record, delegates, deps);
  if (typeof start === 'string') throw new AppError(start, 'a START is not possible now');
  return { kind: 'start-nodes', fund: null, starts: [start] };
}

export interface DelegateWish {
  readonly name: string;
  readonly collateral: Outpoint;
  /** Public key or redeem script of the owner, hex. */
  readonly owner: string;
  readonly identity: string;
}

/** @throws AppError staking/node-exists | staking/bad-identity | staking/wrong-key | staking/wrong-amount | staking/no-such-coin | staking/no-delegate-key | what servers failed with */
export async function beginAsDelegate(wish: DelegateWish, deps: BeginDeps): Promise<{ node: string; intent: StartIntent }> {
  const { nodes, clock, params, keys } = deps;
  const known = nodes.on(wish.collateral);
  if (known !== null && !known.hidden) throw new AppError('staking/node-exists', 'there is a node on this coin already');
  if (identityProblem(wish.identity, keys) !== null) throw new AppError('staking/bad-identity', 'not a public key');
  const signer = deps.delegateKey();
  if (signer === null) throw new AppError('staking/no-delegate-key', 'the wallet has no key that can be a delegate');
  const output = parseTransaction(await deps.raw(wish.collateral.txid)).outputs[wish.collateral.vout];
  if (output === undefined) throw new AppError('staking/no-such-coin', 'the transaction has no such output');
  const tier = tierOfCollateral(output.value);
  if (tier === null) throw new AppError('staking/wrong-amount', 'no tier has this collateral', { context: { amount: output.value.toString() } });
  const address = addressOfScript(output.script, params);
  const script = destinationOwner(fromHex(wish.owner));
  if (address === null || addressOfScript(script, params) !== address) throw new AppError('staking/wrong-key', 'the coin does not belong to this owner');
  const record: NodeRecord = {
    ...NEW_NODE, id: toHex(deps.random(16)), name: nameOf(wish.name, tier, wish.collateral), tier, collateral: wish.collateral, address, multisig: classifyScript(output.script).kind === 'p2sh',
    owner: { kind: 'delegate', of: wish.owner, signer: signer.key }, identity: newIdentity(wish.identity, nodes, keys), createdAt: clock(),
  };
  const start = startOf(record, { delegates: { kind: 'none' }, own: null, wait: 0, now: clock() });
  nodes.add(record);
  return { node: record.id, intent: { kind: 'start-nodes', fund: null, starts: [start] } };
}

/** @throws AppError staking/unknown */
export function recordOf(id: string, nodes: NodeStore): NodeRecord {
  const record = nodes.get(id);
  if (record === null || record.hidden) throw new AppError('staking/unknown', 'no such node');
  return record;
}

/**
 * A plan is made for nodes that the wallet knows, on the coins and addresses that it keeps for them, and for nothing else under their name.
 * @throws AppError staking/unknown | staking/other-intent
 */
export function holdToRecords(intent: StartIntent, nodes: NodeStore): void {
  for (const { node, collateral, tier } of intent.starts) {
    const record = recordOf(node, nodes);
    const same = collateral === null ? record.collateral === null && record.address === intent.fund?.to : record.collateral?.txid === collateral.txid && record.collateral.vout === collateral.vout;
    if (!same || record.tier !== (tier satisfies Tier)) throw new AppError('staking/other-intent', 'this is not what was begun for the node');
  }
}

/** Gives up nodes that nothing was signed for; others stay as they are. @returns whether anything changed */
export function abandon(ids: readonly string[], nodes: NodeStore): boolean {
  const unsigned = ids.flatMap((id) => nodes.get(id) ?? []).filter(isWish);
  for (const { id } of unsigned) nodes.remove(id);
  return unsigned.length > 0;
}

/** A record of nothing but a wish: neither signed nor ever seen on the chain. */
export const isWish = ({ start, fund, was }: NodeRecord): boolean => start === null && fund === null && was === 'never';
