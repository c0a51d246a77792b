// What the wallet itself knows of a node's coin and payment: from its own coins and its outbox, never from a list.

import type { ErrorShape } from '../../../../shared/errors/app-error';
import type { FluxParams } from '../../../../shared/flux/params';
import { isLive } from '../../plans/outbox/states';
import { outboxId, type Outpoint, type OutboxEntry } from '../../plans/ports';
import type { CoinFate } from '../../store/utxo-store';
import type { NodeRecord } from '../record';
import type { CoinFact, FundFact, Scene } from './status';

export interface FactDeps {
  readonly store: { fate(txid: string, vout: number): CoinFate | null };
  readonly outbox: { get(id: string): OutboxEntry | null };
  /** Height of the Flux chain's tip at the last good look. */
  readonly tip: () => number | null;
  /** Network time. */
  readonly clock: () => number;
  readonly params: FluxParams;
}

function coinFact({ txid, vout }: Outpoint, { store, outbox }: FactDeps): CoinFact {
  const fate = store.fate(txid, vout);
  if (fate?.spentBy != null) return { kind: 'spent', txid: fate.spentBy };
  if (fate?.seen && fate.height !== null) return { kind: 'there', height: fate.height };
  const entry = outbox.get(outboxId('flux', txid));
  return fate?.seen || (entry !== null && isLive(entry.state)) ? { kind: 'waiting' } : { kind: 'unknown' };
}

function goneReason({ state }: OutboxEntry): ErrorShape | null {
  switch (state.kind) {
    case 'failed': return state.reason;
    case 'expired': return { code: 'outbox/expired', message: 'the payment was not mined in time', context: { height: state.height } };
    case 'replaced': return { code: 'outbox/replaced', message: 'another transaction took its coins', context: state.by === null ? {} : { by: state.by } };
    case 'waiting':
    case 'pending':
    case 'mined':
    case 'confirmed': return null;
  }
}

function fundFact(txid: string | null, { outbox }: FactDeps): FundFact {
  if (txid === null) return null;
  const entry = outbox.get(outboxId('flux', txid));
  if (entry === null) return { kind: 'gone', reason: { code: 'staking/payment-missing', message: 'the payment was signed and never stored', context: {} } };
  const reason = goneReason(entry);
  return reason === null ? { kind: 'going' } : { kind: 'gone', reason };
}

export function sceneOf(record: NodeRecord, deps: FactDeps): Scene {
  return { tip: deps.tip(), coin: record.collateral === null ? { kind: 'unknown' } : coinFact(record.collateral, deps), fund: fundFact(record.fund, deps), now: deps.clock(), params: deps.params };
}
