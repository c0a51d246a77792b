// The Esplora paths that a wallet uses on Bitcoin, over the practice chain.
import { toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { scriptOfAddress } from '../../../shared/bitcoin/address';
import { BITCOIN_REGTEST } from '../../../shared/bitcoin/params';
import { layeredNoise } from '../noise';
import type { UtxoNode } from '../utxo/node';
import type { ChainBlock, PlacedTransaction } from '../utxo/types';
import { broadcast } from './broadcast';
import { ChainView } from './chain-view';
import { esploraAddress, esploraBlock, esploraCoin, esploraStatus, esploraTransaction } from './esplora-format';
import type { FaultSwitches } from './faults';
import { tellCoins, tellRaw } from './lies';
import { json, notFound, text, type ServiceHandler, type ServiceReply, type ServiceRequest } from './server';

const MAINNET_GENESIS = '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f';
const MOST_WAITING = 50;
const PAGE = 25;
/** Targets that the real service lists, and how far above the relay fee each lies on a quiet day. */
const FEE_TARGETS: readonly (readonly [number, number])[] = [[1, 12], [2, 9], [3, 7], [4, 6], [6, 5], [10, 3], [25, 2], [144, 1.2], [504, 1], [1008, 1]];
const ABSURD_FEE_RATE = 500_000;

interface EsploraSource {
  readonly node: UtxoNode;
  readonly seed: string;
}

export function esploraHandler(source: () => EsploraSource, faults: FaultSwitches): ServiceHandler {
  return (request) => {
    const parts = request.path.split('/').filter((part) => part !== '');
    const { node, seed } = source();
    const view = new ChainView(node, faults.frozen?.height ?? null);
    try {
      if (request.method === 'POST') return post(parts, request, node, faults);
      if (parts[0] === 'fee-estimates') return json(feeEstimates(seed, view.height, faults));
      return get(parts, view, faults);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code.startsWith('address/')) return text('Invalid Bitcoin address', 400);
      throw thrown;
    }
  };
}

function get(parts: readonly string[], view: ChainView, faults: FaultSwitches): ServiceReply {
  const [first = '', second = '', third = '', ...rest] = parts;
  switch (first) {
    case 'blocks':
      if (second === 'tip') return third === 'height' ? text(String(view.height)) : third === 'hash' ? text(view.tip.hash) : notFound();
      return json(recentBlocks(view, second === '' ? view.height : Number(second)));
    case 'block-height': {
      if (second === '0' && faults.has('wrongChain')) return text(MAINNET_GENESIS);
      const block = view.blockAt(/^\d+$/.test(second) ? Number(second) : -1);
      return block === null ? text('Block not found', 404) : text(block.hash);
    }
    case 'block': return blockReply(view.blockByHash(second), third);
    case 'address': return addressReply(view, second, [third, ...rest], faults);
    case 'tx': return transactionReply(view, view.placed(second), [third, ...rest], faults);
    default: return notFound();
  }
}

function post(parts: readonly string[], { body }: ServiceRequest, node: UtxoNode, faults: FaultSwitches): ServiceReply {
  if (parts.join('/') !== 'tx') return notFound();
  const result = broadcast(node, body, false, faults);
  if (result.ok) return text(result.txid);
  return text(`sendrawtransaction RPC error: ${JSON.stringify({ code: result.rejection.rpcCode, message: result.rejection.reason })}`, 400);
}

function recentBlocks(view: ChainView, from: number): unknown[] {
  const blocks: unknown[] = [];
  for (let height = Math.min(from, view.height); height >= 0 && blocks.length < 10; height -= 1) {
    const block = view.blockAt(height);
    if (block !== null) blocks.push(esploraBlock(block));
  }
  return blocks;
}

function blockReply(block: ChainBlock | null, what: string): ServiceReply {
  if (block === null) return text('Block not found', 404);
  switch (what) {
    case '': return json(esploraBlock(block));
    case 'header': return text(toHex(block.header));
    case 'txids': return json(block.transactions.map((tx) => tx.txid));
    case 'status': return json({ in_best_chain: true, height: block.height, next_best: null });
    default: return notFound();
  }
}

function addressReply(view: ChainView, address: string, [what = '', where = '', last = '']: readonly string[], faults: FaultSwitches): ServiceReply {
  const script = scriptOfAddress(address, BITCOIN_REGTEST);
  const show = (placed: readonly PlacedTransaction[]): ServiceReply => json(placed.map((each) => esploraTransaction(view, each)));
  if (what === '') return json(esploraAddress(view, address, script));
  if (what === 'utxo') return json(tellCoins(view.unspent(script), script, faults).map((coin) => esploraCoin(view, coin)));
  if (what !== 'txs') return notFound();
  const mined = view.history(script).filter((placed) => placed.height >= 0);
  if (where === '') return show([...view.waiting(script).slice(0, MOST_WAITING), ...mined.slice(0, PAGE)]);
  if (where === 'mempool') return show(view.waiting(script).slice(0, MOST_WAITING));
  if (where !== 'chain') return notFound();
  const start = last === '' ? 0 : mined.findIndex((placed) => placed.tx.txid === last) + 1;
  return show(last !== '' && start === 0 ? [] : mined.slice(start, start + PAGE));
}

function transactionReply(view: ChainView, placed: PlacedTransaction | null, [what = '', which = '']: readonly string[], faults: FaultSwitches): ServiceReply {
  if (placed === null) return text('Transaction not found', 404);
  const spending = (index: number): unknown => {
    const spent = view.spentBy(placed.tx.txid, index);
    return spent === null ? { spent: false } : { spent: true, txid: spent.txid, vin: spent.index, status: esploraStatus(view, spent.height) };
  };
  switch (what) {
    case '': return json(esploraTransaction(view, placed));
    case 'hex': return text(tellRaw(placed.tx.raw, faults));
    case 'status': return json(esploraStatus(view, placed.height));
    case 'outspends': return json(placed.tx.outputs.map((_, index) => spending(index)));
    case 'outspend': return /^\d+$/.test(which) ? json(spending(Number(which))) : notFound();
    default: return notFound();
  }
}

function feeEstimates(seed: string, height: number, faults: FaultSwitches): Record<string, number> {
  const swing = 1 + 0.4 * layeredNoise(seed, 'bitcoin fees', height / 12, 2);
  return Object.fromEntries(FEE_TARGETS.map(([target, rate]) => [target, faults.has('absurdFee') ? ABSURD_FEE_RATE : Math.max(1, Math.round(rate * swing * 1000) / 1000)]));
}
