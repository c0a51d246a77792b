// What the chain says about one transaction of the outbox: in a block, waiting, gone, or overtaken by another.
import { isEvmChain } from '../../../../shared/chains/ids';
import { chainInfo } from '../../../../shared/chains/registry';
import type { Outpoint, OutboxEntry, PlanPorts, UtxoChain } from '../ports';
import { readUtxo } from './entry';

export type Verdict =
  | { readonly kind: 'mined'; readonly height: number; readonly ok: boolean; readonly deep: boolean }
  | { readonly kind: 'mempool' }
  /** No server has it and nothing stands in its way. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'expired'; readonly height: number }
  /** Another transaction in a block took its coins or its nonce. */
  | { readonly kind: 'overtaken'; readonly by: string | null; readonly height: number | null };

/** Blocks beyond the expiry after which the word of a mempool counts no more. */
const EXPIRY_PATIENCE = 10;

/** Whether the bytes of a transaction spend an outpoint; a server's word alone does not end a payment. */
async function reallySpends(chain: UtxoChain, txid: string, point: Outpoint, ports: PlanPorts): Promise<boolean> {
  const raw = (await ports.coins.previous(chain, [txid])).get(txid);
  if (raw === undefined) return false;
  const read = readUtxo(chain, raw, ports);
  return read.txid === txid && read.inputs.some((input) => input.txid === point.txid && input.index === point.vout);
}

async function lookUtxo(entry: OutboxEntry, ports: PlanPorts): Promise<Verdict> {
  const chain = entry.chain === 'flux' ? 'flux' : 'bitcoin';
  const backend = ports.utxo(chain);
  // The tip first: a transaction found absent afterwards was not in any block up to it.
  const tip = await backend.tip();
  const view = await backend.transaction(entry.txid);
  if (view.kind === 'block') return { kind: 'mined', height: view.height, ok: true, deep: tip.height - view.height + 1 >= chainInfo(entry.chain).confirmations };
  const { expiry } = entry;
  if (expiry !== null && tip.agreed && tip.height > expiry && (view.kind === 'absent' || tip.height > expiry + EXPIRY_PATIENCE)) return { kind: 'expired', height: expiry };
  if (view.kind === 'mempool') return { kind: 'mempool' };
  for (const point of entry.spends) {
    const spender = await backend.spender(point);
    if (spender !== null && spender.txid !== entry.txid && spender.height !== null && (await reallySpends(chain, spender.txid, point, ports))) return { kind: 'overtaken', by: spender.txid, height: spender.height };
  }
  return { kind: 'absent' };
}

async function lookEvm(entry: OutboxEntry, ports: PlanPorts): Promise<Verdict> {
  const { chain, nonce } = entry;
  if (!isEvmChain(chain) || nonce === null) return { kind: 'absent' };
  const backend = ports.evm(chain);
  const [tip, counts] = await Promise.all([backend.tip(), backend.nonce(nonce.from)]);
  const view = await backend.transaction(entry.txid);
  if (view.kind === 'block') return { kind: 'mined', height: view.height, ok: view.ok, deep: tip.height - view.height + 1 >= chainInfo(chain).confirmations };
  if (view.kind === 'mempool') return { kind: 'mempool' };
  // The nonce counted as used before the transaction was found absent: somebody else used it.
  if (counts.latest <= nonce.value) return { kind: 'absent' };
  for (const rival of await ports.outbox.rivals(entry)) {
    const other = await backend.transaction(rival.txid);
    if (other.kind === 'block') return { kind: 'overtaken', by: rival.txid, height: other.height };
  }
  return { kind: 'overtaken', by: null, height: null };
}

/** @throws what the servers failed with; then nothing is known and nothing changes */
export function look(entry: OutboxEntry, ports: PlanPorts): Promise<Verdict> {
  return isEvmChain(entry.chain) ? lookEvm(entry, ports) : lookUtxo(entry, ports);
}
