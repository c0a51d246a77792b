// JSON of the Esplora API: transactions, coins, address totals, blocks (fields as blockstream.info and mempool.space show them).
import { ByteReader } from '../../../shared/crypto/byte-reader';
import { toHex } from '../../../shared/crypto/bytes';
import { addressOfScript } from '../../../shared/bitcoin/address';
import { classifyBitcoinScript } from '../../../shared/bitcoin/script';
import { BITCOIN_REGTEST } from '../../../shared/bitcoin/params';
import { scriptToAsm } from '../../../shared/flux/script';
import { Transaction } from 'bitcoinjs-lib';
import type { ChainBlock, ChainOutput, Coin, PlacedTransaction } from '../utxo/types';
import type { ChainView } from './chain-view';

const TYPE_NAMES = {
  p2pkh: 'p2pkh', p2sh: 'p2sh', p2wpkh: 'v0_p2wpkh', p2wsh: 'v0_p2wsh', p2tr: 'v1_p2tr', 'witness-unknown': 'unknown', 'op-return': 'op_return', other: 'unknown',
} as const;

export function esploraStatus(view: ChainView, height: number): Record<string, unknown> {
  const block = height < 0 ? null : view.blockAt(height);
  return block === null ? { confirmed: false } : { confirmed: true, block_height: height, block_hash: block.hash, block_time: block.time };
}

export function esploraCoin(view: ChainView, coin: Coin): Record<string, unknown> {
  return { txid: coin.txid, vout: coin.index, status: esploraStatus(view, coin.height), value: Number(coin.value) };
}

function esploraOutput(output: ChainOutput): Record<string, unknown> {
  const address = addressOfScript(output.script, BITCOIN_REGTEST);
  return {
    scriptpubkey: toHex(output.script),
    scriptpubkey_asm: scriptToAsm(output.script),
    scriptpubkey_type: TYPE_NAMES[classifyBitcoinScript(output.script)],
    ...(address === null ? {} : { scriptpubkey_address: address }),
    value: Number(output.value),
  };
}

export function esploraTransaction(view: ChainView, { tx, height }: PlacedTransaction): Record<string, unknown> {
  const prevouts = tx.inputs.map((input) => (tx.coinbase ? null : view.outputOf(input)));
  const paid = prevouts.reduce((sum, output) => sum + (output?.value ?? 0n), 0n);
  const out = tx.outputs.reduce((sum, output) => sum + output.value, 0n);
  return {
    txid: tx.txid,
    version: tx.version,
    locktime: tx.lockTime,
    vin: tx.inputs.map((input, index) => {
      const prevout = prevouts[index] ?? null;
      return {
        txid: input.txid, vout: input.index, prevout: prevout === null ? null : esploraOutput(prevout),
        scriptsig: toHex(input.script), scriptsig_asm: scriptToAsm(input.script),
        ...(input.witness.length > 0 ? { witness: input.witness.map(toHex) } : {}),
        is_coinbase: tx.coinbase, sequence: input.sequence,
      };
    }),
    vout: tx.outputs.map(esploraOutput),
    size: tx.raw.length,
    weight: Transaction.fromBuffer(tx.raw).weight(),
    fee: tx.coinbase ? 0 : Number(paid - out),
    status: esploraStatus(view, height),
  };
}

/** Totals of one script, mined and waiting. */
export function esploraAddress(view: ChainView, address: string, script: Uint8Array): Record<string, unknown> {
  const wanted = toHex(script);
  const totalsOf = (placed: readonly PlacedTransaction[]): Record<string, number> => {
    const funded: bigint[] = [];
    const spent: bigint[] = [];
    for (const { tx } of placed) {
      for (const output of tx.outputs) if (toHex(output.script) === wanted) funded.push(output.value);
      for (const input of tx.coinbase ? [] : tx.inputs) {
        const source = view.outputOf(input);
        if (source !== null && toHex(source.script) === wanted) spent.push(source.value);
      }
    }
    const sum = (values: readonly bigint[]): number => Number(values.reduce((total, value) => total + value, 0n));
    return { funded_txo_count: funded.length, funded_txo_sum: sum(funded), spent_txo_count: spent.length, spent_txo_sum: sum(spent), tx_count: placed.length };
  };
  const history = view.history(script);
  return {
    address,
    chain_stats: totalsOf(history.filter((placed) => placed.height >= 0)),
    mempool_stats: totalsOf(history.filter((placed) => placed.height < 0)),
  };
}

export function esploraBlock(block: ChainBlock): Record<string, unknown> {
  const reader = new ByteReader(block.header);
  const version = reader.i32();
  reader.hash();
  const merkleRoot = reader.hash();
  const time = reader.u32();
  return {
    id: block.hash, height: block.height, version, timestamp: time, mediantime: time, bits: reader.u32(), nonce: reader.u32(), difficulty: 0,
    merkle_root: merkleRoot, tx_count: block.transactions.length, size: block.size, weight: block.size * 4,
    previousblockhash: block.height === 0 ? null : block.previousHash,
  };
}
