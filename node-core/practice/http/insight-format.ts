// JSON of Flux's Insight API: transactions, coins, address totals, blocks (fields as explorer.runonflux.io shows them).
import { toDisplayHash, toHex } from '../../../shared/crypto/bytes';
import { sha256d } from '../../../shared/crypto/hashes';
import { addressOfScript } from '../../../shared/flux/address';
import { parseHeader } from '../../../shared/flux/block-header';
import { scriptToAsm } from '../../../shared/flux/script';
import { classifyScript } from '../../../shared/flux/script-templates';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { ChainBlock, ChainOutput, Coin, PlacedTransaction } from '../utxo/types';
import type { ChainView } from './chain-view';
import { insightNodeTransaction } from './insight-nodes';

const TYPE_NAMES = { p2pk: 'pubkey', p2pkh: 'pubkeyhash', p2sh: 'scripthash', multisig: 'multisig', 'op-return': 'nulldata', nonstandard: 'nonstandard' } as const;

/** Whole coins as a JSON number, the way Insight shows amounts beside the exact satoshi. */
const coins = (value: bigint): number => Number(value) / 1e8;
const coinsText = (value: bigint): string => coins(value).toFixed(8);

function confirmations(view: ChainView, height: number): number {
  return height < 0 ? 0 : view.height - height + 1;
}

export function insightCoin(view: ChainView, coin: Coin, address: string): Record<string, unknown> {
  const confirmed = confirmations(view, coin.height);
  return {
    address,
    txid: coin.txid,
    vout: coin.index,
    scriptPubKey: toHex(coin.script),
    amount: coins(coin.value),
    satoshis: Number(coin.value),
    ...(coin.height >= 0 ? { height: coin.height } : { ts: view.placed(coin.txid)?.time }),
    confirmations: confirmed,
    // The real server looks this up for young coins only.
    ...(confirmed > 0 && confirmed < 100 && coin.coinbase ? { coinbase: true } : {}),
  };
}

function insightOutput(view: ChainView, txid: string, output: ChainOutput, index: number): Record<string, unknown> {
  const spent = view.spentBy(txid, index);
  const address = addressOfScript(output.script, PRACTICE_FLUX);
  return {
    value: coinsText(output.value),
    n: index,
    scriptPubKey: {
      hex: toHex(output.script), asm: scriptToAsm(output.script), type: TYPE_NAMES[classifyScript(output.script).kind],
      ...(address === null ? {} : { addresses: [address] }),
    },
    spentTxId: spent?.txid ?? null,
    spentIndex: spent?.index ?? null,
    spentHeight: spent?.height ?? null,
  };
}

export function insightTransaction(view: ChainView, placed: PlacedTransaction): Record<string, unknown> {
  const { tx, height, time } = placed;
  if (tx.fluxNode !== undefined) return insightNodeTransaction(view, placed, tx.fluxNode);
  const paid = tx.inputs.map((input) => view.outputOf(input)?.value ?? 0n).reduce((sum, value) => sum + value, 0n);
  const out = tx.outputs.reduce((sum, output) => sum + output.value, 0n);
  const block = height < 0 ? null : view.blockAt(height);
  return {
    txid: tx.txid,
    version: tx.version,
    locktime: tx.lockTime,
    vin: tx.inputs.map((input, n) => {
      if (tx.coinbase) return { coinbase: toHex(input.script), sequence: input.sequence, n };
      const spent = view.outputOf(input);
      return {
        txid: input.txid, vout: input.index, sequence: input.sequence, n,
        scriptSig: { hex: toHex(input.script), asm: scriptToAsm(input.script) },
        addr: spent === null ? null : addressOfScript(spent.script, PRACTICE_FLUX),
        valueSat: Number(spent?.value ?? 0n), value: coins(spent?.value ?? 0n), doubleSpentTxID: null,
      };
    }),
    vout: tx.outputs.map((output, index) => insightOutput(view, tx.txid, output, index)),
    vjoinsplit: [],
    ...(block === null ? {} : { blockhash: block.hash, blocktime: block.time }),
    blockheight: height,
    confirmations: confirmations(view, height),
    time,
    valueOut: coins(out),
    size: tx.raw.length,
    ...(tx.coinbase ? { isCoinBase: true } : { valueIn: coins(paid), fees: coins(paid - out) }),
    fOverwintered: true,
    nVersionGroupId: 0x892f2085,
    nExpiryHeight: tx.expiryHeight,
    valueBalance: 0,
    spendDescs: [],
    outputDescs: [],
  };
}

/** Totals of one script, from its whole history. */
export function insightAddress(view: ChainView, address: string, script: Uint8Array, withTransactions: boolean): Record<string, unknown> {
  const wanted = toHex(script);
  const totals = { received: 0n, sent: 0n, waiting: 0n };
  const history = view.history(script);
  for (const { tx, height } of history) {
    for (const output of tx.outputs) if (toHex(output.script) === wanted) {
      if (height < 0) totals.waiting += output.value;
      else totals.received += output.value;
    }
    if (!tx.coinbase) for (const input of tx.inputs) {
      const spent = view.outputOf(input);
      if (spent === null || toHex(spent.script) !== wanted) continue;
      if (height < 0) totals.waiting -= spent.value;
      else totals.sent += spent.value;
    }
  }
  const waiting = history.filter((placed) => placed.height < 0).length;
  const both = (name: string, value: bigint): Record<string, number> => ({ [name]: coins(value), [`${name}Sat`]: Number(value) });
  return {
    addrStr: address,
    ...both('balance', totals.received - totals.sent),
    ...both('totalReceived', totals.received),
    ...both('totalSent', totals.sent),
    ...both('unconfirmedBalance', totals.waiting),
    // Spelled like this by the real server.
    unconfirmedTxApperances: waiting,
    txApperances: history.length - waiting,
    ...(withTransactions ? { transactions: history.map((placed) => placed.tx.txid) } : {}),
  };
}

export function insightBlock(view: ChainView, block: ChainBlock): Record<string, unknown> {
  const base = {
    hash: block.hash,
    size: block.size,
    height: block.height,
    time: block.time,
    // The real server hashes FluxNode transactions with their signatures here, which is not their id.
    tx: block.transactions.map((tx) => (tx.fluxNode === undefined ? tx.txid : toDisplayHash(sha256d(tx.raw)))),
    confirmations: confirmations(view, block.height),
    ...(block.height === 0 ? {} : { previousblockhash: block.previousHash }),
    nextblockhash: view.blockAt(block.height + 1)?.hash ?? null,
    isMainChain: true,
  };
  if (block.header.length === 0) return base;
  const header = parseHeader(block.header);
  if (header.kind === 'pow') return base;
  return {
    ...base,
    version: header.version, merkleroot: header.merkleRoot, bits: header.bits.toString(16), isPON: true, blockType: 'PON',
    nodesCollateral: { hash: header.collateral.txid, index: header.collateral.index },
    blockSignature: toHex(header.blockSignature),
  };
}
