// What differs between Flux and Bitcoin when raw transactions are read: the parser and the address forms, as one small interface.

import type { NetworkId } from '../../../shared/chains/ids';
import { addressOfScript as bitcoinAddressOfScript } from '../../../shared/bitcoin/address';
import { bitcoinParams } from '../../../shared/bitcoin/params';
import { p2shP2wpkhScript, p2wpkhScript, p2pkhScript as bitcoinP2pkh } from '../../../shared/bitcoin/script';
import { parseTransaction as parseBitcoin, transactionId as bitcoinTxid } from '../../../shared/bitcoin/transaction';
import { AppError } from '../../../shared/errors/app-error';
import { addressOfPublicKey, addressOfScript as fluxAddressOfScript } from '../../../shared/flux/address';
import { anyTransactionId, parseAnyTransaction } from '../../../shared/flux/any-transaction';
import { fluxParams } from '../../../shared/hd/script-of-key';
import { pushedItems } from '../../../shared/flux/script';
import { opReturnData } from '../../../shared/flux/script-templates';
import type { UtxoChain } from '../plans/ports';

export interface ReadTx {
  readonly txid: string;
  readonly coinbase: boolean;
  readonly inputs: readonly { readonly txid: string; readonly vout: number; /** Address of the key that signed, where the input shows it. */ readonly from: string | null }[];
  readonly outputs: readonly { readonly value: bigint; readonly address: string | null; readonly script: Uint8Array }[];
  /** Flux: last height at which it can be mined; null: no end. */
  readonly expiry: number | null;
  /** Text of the first OP_RETURN, if it is UTF-8. */
  readonly note: string | null;
}

export interface UtxoFamily {
  readonly chain: UtxoChain;
  /** @throws AppError when the bytes are not a transaction */
  read(raw: Uint8Array): ReadTx;
  /** Height below the tip down to which blocks can still be replaced. */
  readonly reorgDepth: number;
}

const NULL_TXID = '0'.repeat(64);


export function utxoFamily(chain: UtxoChain, network: NetworkId): UtxoFamily {
  return chain === 'flux' ? fluxFamily(network) : bitcoinFamily(network);
}

function fluxFamily(network: NetworkId): UtxoFamily {
  const params = fluxParams(network);
  return {
    chain: 'flux', reorgDepth: 40,
    read(raw) {
      const tx = parseAnyTransaction(raw);
      const txid = anyTransactionId(tx);
      if (tx.kind !== 'value') return { txid, coinbase: false, inputs: [], outputs: [], expiry: null, note: null };
      return {
        txid,
        coinbase: tx.inputs[0]?.txid === NULL_TXID,
        inputs: tx.inputs.filter((input) => input.txid !== NULL_TXID).map((input) => {
          const key = (pushedItems(input.script) ?? []).at(-1);
          return { txid: input.txid, vout: input.index, from: key !== undefined && isKey(key) ? addressOfPublicKey(key, params) : null };
        }),
        outputs: tx.outputs.map(({ value, script }) => ({ value, script, address: fluxAddressOfScript(script, params) })),
        expiry: tx.expiryHeight === 0 ? null : tx.expiryHeight,
        note: noteOf(tx.outputs.map(({ script }) => script)),
      };
    },
  };
}

function bitcoinFamily(network: NetworkId): UtxoFamily {
  const params = bitcoinParams(network);
  const signer = (script: Uint8Array, witness: readonly Uint8Array[]): string | null => {
    const key = witness.length === 2 ? witness[1] : (pushedItems(script) ?? []).at(-1);
    if (key === undefined || !isKey(key)) return null;
    if (witness.length !== 2) return bitcoinAddressOfScript(bitcoinP2pkh(key), params);
    return bitcoinAddressOfScript(script.length > 0 ? p2shP2wpkhScript(key) : p2wpkhScript(key), params);
  };
  return {
    chain: 'bitcoin', reorgDepth: 6,
    read(raw) {
      const tx = parseBitcoin(raw);
      return {
        txid: bitcoinTxid(tx),
        coinbase: tx.inputs[0]?.txid === NULL_TXID,
        inputs: tx.inputs.filter((input) => input.txid !== NULL_TXID).map((input) => ({ txid: input.txid, vout: input.index, from: signer(input.script, input.witness) })),
        outputs: tx.outputs.map(({ value, script }) => ({ value, script, address: bitcoinAddressOfScript(script, params) })),
        expiry: null,
        note: noteOf(tx.outputs.map(({ script }) => script)),
      };
    },
  };
}

function isKey(bytes: Uint8Array): boolean {
  return (bytes.length === 33 && (bytes[0] === 2 || bytes[0] === 3)) || (bytes.length === 65 && bytes[0] === 4);
}

function noteOf(scripts: readonly Uint8Array[]): string | null {
  for (const script of scripts) {
    const data = opReturnData(script);
    if (data === null || data.length === 0) continue;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(data).slice(0, 300);
    } catch {
      return null;
    }
  }
  return null;
}

/**
 * Reads a raw transaction that a server gave for an id.
 * @throws AppError endpoint/lies when the bytes are not that transaction
 */
export function readChecked(family: UtxoFamily, txid: string, raw: Uint8Array): ReadTx {
  let tx: ReadTx;
  try {
    tx = family.read(raw);
  } catch (cause) {
    throw new AppError('endpoint/lies', 'what the server gave is not a transaction', { cause, context: { what: 'raw-transaction' } });
  }
  if (tx.txid !== txid) throw new AppError('endpoint/lies', 'the transaction does not hash to its id', { context: { what: 'raw-transaction' } });
  return tx;
}
