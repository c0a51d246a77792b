// The Insight paths that a wallet uses on Flux, over the practice chain.
import { z } from 'zod';
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { scriptOfAddress } from '../../../shared/flux/address';
import { FLUX_MAINNET } from '../../../shared/flux/params';
import { tierOfCollateral } from '../../../shared/flux/subsidy';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { UtxoNode } from '../utxo/node';
import type { ChainBlock } from '../utxo/types';
import { broadcast } from './broadcast';
import { ChainView } from './chain-view';
import type { FaultSwitches } from './faults';
import { insightAddress, insightBlock, insightCoin, insightTransaction } from './insight-format';
import { insightDosList, insightNodeList, insightStartList } from './insight-nodes';
import { tellCoins, tellRaw } from './lies';
import { NodeLists, type FluxSource } from './node-lists';
import { json, notFound, text, type ServiceHandler, type ServiceReply, type ServiceRequest } from './server';

const MOST_PER_PAGE = 50;
const ABSURD_FEE = 100;
const addressesSchema = z.object({ addrs: z.string() });
const filterSchema = z.object({ filter: z.string().optional() });
const sendSchema = z.object({ rawtx: z.string(), allowAbsurdFees: z.union([z.boolean(), z.number(), z.string()]).optional() });

/** Handles everything under /api. */
export function insightHandler(source: () => FluxSource, faults: FaultSwitches): ServiceHandler {
  return (request) => {
    if (!request.path.startsWith('/api/')) return notFound();
    const parts = request.path.slice('/api/'.length).split('/').filter((part) => part !== '');
    const { node, table } = source();
    const view = new ChainView(node, faults.frozen?.height ?? null);
    try {
      if (parts[0] === 'fluxnode' && parts[1] !== 'addrs') return nodePaths(parts[1] ?? '', request, new NodeLists(table, view, faults));
      return request.method === 'POST' ? post(parts, request, node, view, faults) : get(parts, request, view, faults);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code.startsWith('address/')) return text('Invalid address: Checksum mismatch. Code:1', 400);
      if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) return text('Invalid request body. Code:1', 400);
      throw thrown;
    }
  };
}

function nodePaths(path: string, { method, body, query }: ServiceRequest, lists: NodeLists): ServiceReply {
  switch (path) {
    case 'listfluxnodes': {
      const given = method === 'POST' && body !== '' ? filterSchema.parse(JSON.parse(body)).filter : undefined;
      return json(insightNodeList(lists, given ?? query.get('filter') ?? ''));
    }
    case 'startlist': return json(insightStartList(lists));
    case 'doslist': return json(insightDosList(lists));
    default: return notFound();
  }
}

function get(parts: readonly string[], { query }: ServiceRequest, view: ChainView, faults: FaultSwitches): ServiceReply {
  const [first = '', second = '', third = '', fourth = ''] = parts;
  const blockReply = (block: ChainBlock | null, make: (block: ChainBlock) => unknown): ServiceReply => (block === null ? notFound() : json(make(block)));
  switch (first) {
    case 'status': return json(query.get('q') === 'getLastBlockHash' ? { syncTipHash: view.tip.hash, lastblockhash: view.tip.hash } : status(view, faults));
    case 'sync': return json({ status: 'finished', blockChainHeight: view.height, syncPercentage: 100, height: view.height, error: null, type: 'bitcore node' });
    case 'addrs': return third === 'txs' ? json(historyPage(view, second, query)) : third === 'utxo' || third === 'unspent' ? json(coinList(view, second, faults, third === 'unspent')) : notFound();
    case 'addr': return third === 'utxo' ? json(coinList(view, second, faults)) : json(insightAddress(view, second, scriptOfAddress(second, PRACTICE_FLUX), query.get('noTxList') !== '1'));
    case 'tx': {
      const placed = view.placed(second);
      return placed === null ? notFound() : json(insightTransaction(view, placed));
    }
    case 'rawtx': {
      const placed = view.placed(second);
      return placed === null ? notFound() : json({ rawtx: tellRaw(placed.tx.raw, faults) });
    }
    case 'block-index':
      if (second === '0' && faults.has('wrongChain')) return json({ blockHash: FLUX_MAINNET.genesisHash });
      return blockReply(view.blockAt(/^\d+$/.test(second) ? Number(second) : -1), (block) => ({ blockHash: block.hash }));
    case 'block': return blockReply(view.blockByHash(second), (block) => insightBlock(view, block));
    case 'rawblock': return blockReply(view.blockByHash(second), (block) => ({ rawblock: rawBlock(block) }));
    case 'fluxnode': return second === 'addrs' && fourth === 'utxo' ? json(coinList(view, third, faults).filter((row) => tierOfCollateral(BigInt(row.satoshis)) !== null)) : notFound();
    case 'utils': return second === 'estimatefee' ? json({ [query.get('nbBlocks') ?? '2']: faults.has('absurdFee') ? ABSURD_FEE : -1 }) : notFound();
    default: return notFound();
  }
}

function post(parts: readonly string[], { body }: ServiceRequest, node: UtxoNode, view: ChainView, faults: FaultSwitches): ServiceReply {
  if (parts.join('/') === 'addrs/utxo') return json(coinList(view, addressesSchema.parse(JSON.parse(body)).addrs, faults));
  if (parts.join('/') !== 'tx/send') return notFound();
  const { rawtx, allowAbsurdFees } = sendSchema.parse(JSON.parse(body));
  const result = broadcast(node, rawtx, allowAbsurdFees === true || allowAbsurdFees === 1 || allowAbsurdFees === 'true', faults);
  return result.ok ? json({ txid: result.txid }) : text(`${result.rejection.reason}. Code:${result.rejection.rpcCode}`, 400);
}

function status(view: ChainView, faults: FaultSwitches): unknown {
  const wrong = faults.has('wrongChain');
  return {
    info: {
      version: 9000650, protocolversion: 170021, blocks: view.height, timeoffset: 0, connections: 8, proxy: '', difficulty: 1,
      testnet: !wrong, relayfee: 0.000001, errors: '', network: wrong ? 'livenet' : 'testnet', reward: 14,
    },
  };
}

type CoinRow = Record<string, unknown> & { readonly satoshis: number };

function coinList(view: ChainView, addresses: string, faults: FaultSwitches, confirmedOnly = false): CoinRow[] {
  return addresses.split(',').flatMap((address) => {
    const script = scriptOfAddress(address, PRACTICE_FLUX);
    const coins = view.unspent(script).filter((coin) => !confirmedOnly || coin.height >= 0).sort((left, right) => newestFirst(left.height, right.height));
    return tellCoins(coins, script, faults).map((coin) => ({ ...insightCoin(view, coin, address), satoshis: Number(coin.value) }));
  });
}

/** Waiting ones (-1) stand before all blocks. */
function newestFirst(left: number, right: number): number {
  const age = (height: number): number => (height < 0 ? Number.MAX_SAFE_INTEGER : height);
  return age(right) - age(left);
}

function historyPage(view: ChainView, addresses: string, query: URLSearchParams): unknown {
  const seen = new Map(addresses.split(',').flatMap((address) => view.history(scriptOfAddress(address, PRACTICE_FLUX))).map((placed) => [placed.tx.txid, placed]));
  const all = [...seen.values()].sort((left, right) => newestFirst(left.height, right.height));
  const from = Math.max(0, Number(query.get('from') ?? 0) || 0);
  const to = Math.min(from + MOST_PER_PAGE, Math.max(from, Number(query.get('to') ?? from + 10) || from + 10));
  return { totalItems: all.length, from, to: Math.min(to, all.length), items: all.slice(from, to).map((placed) => insightTransaction(view, placed)) };
}

function rawBlock(block: ChainBlock): string {
  const writer = new ByteWriter(block.size).bytes(block.header);
  return toHex(writer.list(block.transactions, (tx) => writer.bytes(tx.raw)).finish());
}
