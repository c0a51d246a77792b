// Sample records of the wallet's store.
import type { OutboxEntry } from '../../../../main/wallet/plans/ports';
import type { SwapRecord } from '../../../../main/wallet/bridge/record';
import type { Entry } from '../../../../main/wallet/history/entry';

export function outboxEntry(more: Partial<OutboxEntry> = {}): OutboxEntry {
  const txid = more.txid ?? 'c'.repeat(64);
  return {
    id: `flux:${txid}`, chain: 'flux', txid, raw: Uint8Array.of(1, 2, 3),
    intent: { kind: 'pay', asset: 'flux/native', to: 't1someone', amount: '100', all: false, feeLimit: '1000', note: null },
    createdAt: 5, spends: [{ txid: 'd'.repeat(64), vout: 1 }],
    ownOutputs: [{ vout: 1, value: 12345678901234567890n, own: { address: 't1mine', key: { kind: 'derived', account: 'flux:44:0', change: 1, index: 3 }, scriptType: 'p2pkh' } }],
    nonce: null, expiry: 300, fee: 250n, replaces: null, state: { kind: 'waiting', attempts: 0, nextAt: 5, reason: null }, ...more,
  };
}

export function entry(more: Partial<Entry> = {}): Entry {
  return {
    id: 'flux:1', chain: 'flux', txid: 'e'.repeat(64), kind: 'received', asset: 'flux/native', amount: 150_000_000n, fee: null, counterparties: ['t1payer'], note: null,
    time: 1_700_000_000_000, height: 10, state: { kind: 'mined' }, suspicious: false, ...more,
  };
}

export function swapRecord(more: Partial<SwapRecord> = {}): SwapRecord {
  return {
    id: 'ab'.repeat(16), from: 'flux', to: 'eth', amount: 100_000_000_000n, fee: 1_000_000_000n, arrives: 99_000_000_000n, sender: 't1sender', recipient: '0x00000000000000000000000000000000000000AA', own: true,
    deposit: 't1operator', confirmations: 4, createdAt: 1_700_000_000_000, changedAt: 1_700_000_000_000, state: { kind: 'following', txid: 'c'.repeat(64) }, told: true, operator: null, operatorId: null,
    finishedAt: null, payout: null, closed: false, log: [{ at: 1_700_000_000_000, kind: 'reserved', note: '' }], ...more,
  };
}
