// Good starts of FluxNodes for tests of the review: on a coin that exists, and with the payment that makes one.

import type { Intent, NodeStart, StartsPlan } from '../../../../../shared/contract/money-path';
import { coin, fluxKey, utxoPlan, type Coin, type Kit, type UtxoParts } from './kit';

export type StartIntent = Extract<Intent, { kind: 'start-nodes' }>;
export const CUMULUS = 1_000_00000000n;
/** Seconds of the kit's clock. */
export const NOW = 1_700_000_000;

export function startOf(more: Partial<NodeStart> = {}): NodeStart {
  return {
    node: '11'.repeat(16), name: 'North', tier: 'cumulus', collateral: null, owner: { kind: 'own', key: fluxKey(7), scriptType: 'p2pkh' },
    identity: { kind: 'own', index: 0 }, version: 5, sigTime: NOW, delegates: { kind: 'none' }, ...more,
  };
}

/** A START on an own coin of exactly the amount, with the transaction that holds it. */
export function existing(kit: Kit, more: Partial<NodeStart> = {}, held: Coin = coin(kit, 'flux', fluxKey(7), CUMULUS)): { intent: StartIntent; plan: StartsPlan } {
  const start = startOf({ collateral: { txid: held.txid, vout: held.index }, ...more });
  return { intent: { kind: 'start-nodes', fund: null, starts: [start] }, plan: { kind: 'starts', fund: null, holders: [held.raw] } };
}

/** A START on the second output of a payment to an own key, with change before it. */
export function funded(kit: Kit, more: { start?: Partial<NodeStart>; parts?: Partial<UtxoParts>; fund?: Partial<NonNullable<StartIntent['fund']>> } = {}): { intent: StartIntent; plan: StartsPlan } {
  const own = kit.keys.scriptOf(fluxKey(7), 'p2pkh', 'flux');
  const change = kit.keys.scriptOf(fluxKey(2, 1), 'p2pkh', 'flux');
  const plan = utxoPlan({
    chain: 'flux',
    coins: [coin(kit, 'flux', fluxKey(0), 700_00000000n), coin(kit, 'flux', fluxKey(1), 400_00000000n)],
    outputs: [{ value: 99_99999000n, script: change.script }, { value: CUMULUS, script: own.script }],
    change: [{ vout: 0, key: fluxKey(2, 1), scriptType: 'p2pkh' }],
    ...more.parts,
  });
  return {
    intent: { kind: 'start-nodes', fund: { amount: CUMULUS.toString(), to: own.address, key: fluxKey(7), feeLimit: '5000', ...more.fund }, starts: [startOf({ sigTime: NOW + 3_000, ...more.start })] },
    plan: { kind: 'starts', fund: { plan, vout: 1 }, holders: [] },
  };
}
