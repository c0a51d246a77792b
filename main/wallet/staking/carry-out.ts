// Carries signed STARTs out: stored with their nodes first, then the payment that funds one of them goes through the outbox.

import type { Intent, Signed } from '../../../shared/contract/money-path';
import { toHex } from '../../../shared/crypto/bytes';
import { AppError, type ErrorShape } from '../../../shared/errors/app-error';
import { fluxNodeTransactionId, parseFluxNodeTransaction } from '../../../shared/flux/fluxnode-transaction';
import { parseTransaction, transactionId } from '../../../shared/flux/transaction';
import { unitsFromText } from '../../../shared/money/units';
import type { Outbox } from '../plans/outbox/outbox';
import type { Outpoint } from '../plans/ports';
import type { NodeStore } from './node-store';
import { NEW_NODE, type NodeRecord, type SignedStart } from './record';
import type { StartIntent } from './wish/begin';

export type SignedStarts = Extract<Signed, { kind: 'starts' }>;
export interface CarryOutDeps {
  readonly nodes: NodeStore;
  readonly outbox: Pick<Outbox, 'carryOut'>;
  readonly tip: () => number | null;
  /** Network time. */
  readonly clock: () => number;
}
export interface CarriedOut {
  readonly nodes: string[];
  /** Of the payment; null where none was needed. */
  readonly txid: string | null;
  readonly sent: boolean;
  readonly reason: ErrorShape | null;
}

function bad(reason: string): AppError {
  return new AppError('staking/bad-start', 'what was signed is not what was asked for', { context: { reason } });
}

/** The coin that the payment makes. @throws AppError staking/bad-start | codec errors */
function fundedCoin({ fund }: StartIntent, signed: SignedStarts): Outpoint | null {
  if (fund === null || signed.fund === null) {
    if (fund !== null || signed.fund !== null) throw bad('payment');
    return null;
  }
  const tx = parseTransaction(signed.fund.raw);
  if (transactionId(tx) !== signed.fund.txid) throw bad('payment id');
  const funded = signed.starts.find(({ collateral }) => collateral.txid === signed.fund?.txid);
  if (funded === undefined || tx.outputs[funded.collateral.vout]?.value !== unitsFromText(fund.amount)) throw bad('collateral');
  return funded.collateral;
}

/** @throws AppError staking/bad-start | codec errors */
function readStarts(intent: StartIntent, signed: SignedStarts, tip: number | null, now: number): { readonly wish: StartIntent['starts'][number]; readonly collateral: Outpoint; readonly start: SignedStart }[] {
  const funded = fundedCoin(intent, signed);
  if (intent.starts.length !== signed.starts.length) throw bad('number');
  return intent.starts.map((wish) => {
    const one = signed.starts.find(({ node }) => node === wish.node);
    const wanted = wish.collateral ?? funded;
    if (one === undefined || wanted === null || one.collateral.txid !== wanted.txid || one.collateral.vout !== wanted.vout) throw bad('collateral');
    const tx = parseFluxNodeTransaction(one.raw);
    if (tx.kind !== 'start' || tx.collateral.txid !== wanted.txid || tx.collateral.index !== wanted.vout || tx.sigTime !== wish.sigTime) throw bad('start');
    if (fluxNodeTransactionId(tx) !== one.txid) throw bad('start id');
    return { wish, collateral: wanted, start: { raw: toHex(one.raw), txid: one.txid, sigTime: tx.sigTime, tip, landed: false, taken: false, attempts: 0, nextAt: now, reason: null } };
  });
}

/** What was signed is never without a node: one whose record is gone gets its own from what was signed. */
function recordFor(wish: StartIntent['starts'][number], intent: StartIntent, nodes: NodeStore, now: number): NodeRecord {
  const { owner, identity, tier, name, node, collateral } = wish;
  return nodes.get(node) ?? {
    ...NEW_NODE, id: node, name, tier, collateral, address: intent.fund?.to ?? null, identity, createdAt: now,
    multisig: owner.kind === 'own' && owner.scriptType === 'p2sh-multisig', owner: owner.kind === 'own' ? { kind: 'own' } : owner,
  };
}

/**
 * Safe to be called again with the same: the same bytes are stored, and the outbox knows its own.
 * @throws AppError staking/bad-start, and what the outbox refuses with (then the nodes are as they were)
 */
export async function carryOut(intent: Intent, signed: Signed, deps: CarryOutDeps): Promise<CarriedOut> {
  if (intent.kind !== 'start-nodes' || signed.kind !== 'starts') throw bad('kind');
  const { nodes } = deps;
  const starts = readStarts(intent, signed, deps.tip(), deps.clock());
  const before = starts.map(({ wish }) => nodes.get(wish.node));
  nodes.together(() => {
    for (const { wish, collateral, start } of starts) {
      const known = nodes.get(wish.node);
      const record = recordFor(wish, intent, nodes, deps.clock());
      const again = record.start?.txid === start.txid;
      const next: NodeRecord = { ...record, collateral, start: again ? record.start : start, fund: wish.collateral === null ? signed.fund?.txid ?? null : record.fund, hidden: false };
      if (known === null) nodes.add(next);
      else nodes.put(next);
      nodes.keep(collateral);
    }
  });
  const ids = starts.map(({ wish }) => wish.node);
  if (signed.fund === null) return { nodes: ids, txid: null, sent: true, reason: null };
  try {
    const { txid, sent, reason } = await deps.outbox.carryOut(intent, { kind: 'transaction', chain: 'flux', raw: signed.fund.raw, txid: signed.fund.txid, reviewHash: signed.reviewHash });
    return { nodes: ids, txid, sent, reason };
  } catch (thrown) {
    // Without its payment there will be no coin to start on.
    nodes.together(() => starts.forEach(({ wish }, index) => {
      const old = before[index] ?? null;
      if (old === null) nodes.remove(wish.node);
      else nodes.put(old);
    }));
    throw thrown;
  }
}
