// Review rules of Bitcoin: segwit, taproot and P2PKH inputs, Bitcoin Core's dust and weight limits, replacement (BIP125).

import type { NetworkId } from '../../../../shared/chains/ids';
import { addressOfScript, scriptOfAddress } from '../../../../shared/bitcoin/address';
import { MAX_MONEY, MAX_STANDARD_WEIGHT, bitcoinParams } from '../../../../shared/bitcoin/params';
import { classifyBitcoinScript } from '../../../../shared/bitcoin/script';
import { dustLimit, estimateVirtualSize, type BitcoinInputType } from '../../../../shared/bitcoin/size';
import { parseTransaction, transactionId, virtualSize, type BitcoinTransaction } from '../../../../shared/bitcoin/transaction';
import type { ScriptType } from '../../../../shared/contract/money-path';
import { opReturnData } from '../../../../shared/flux/script-templates';
import { isAbsurdBitcoinFee } from '../fee-limits';
import { insist } from '../refusal';
import type { ReplacedTransaction, UtxoRules } from './rules';

/** Extra bytes of an uncompressed public key. */
const UNCOMPRESSED_EXTRA = 32;

function parseUnsigned(bytes: Uint8Array): BitcoinTransaction {
  const tx = parseTransaction(bytes);
  insist(tx.version === 1 || tx.version === 2, 'unsupported-format', 'unknown transaction version', { version: tx.version });
  insist(tx.inputs.every((input) => input.witness.length === 0), 'unsupported-format', 'the plan is already signed in part');
  return tx;
}

function parseReplaced(bytes: Uint8Array): ReplacedTransaction {
  const tx = parseTransaction(bytes);
  return { txid: transactionId(tx), inputs: tx.inputs, outputs: tx.outputs, size: virtualSize(tx) };
}

function inputType(type: ScriptType): BitcoinInputType {
  return type === 'p2pkh' || type === 'p2sh-p2wpkh' || type === 'p2tr' ? type : 'p2wpkh';
}

/** The rules of Bitcoin on a network. */
export function bitcoinRules(network: NetworkId): UtxoRules<BitcoinTransaction> {
  const params = bitcoinParams(network);
  return {
    chain: 'bitcoin',
    network,
    maxMoney: MAX_MONEY,
    scriptTypes: ['p2pkh', 'p2sh-p2wpkh', 'p2wpkh', 'p2tr'],
    sequences: [0xffffffff, 0xfffffffe, 0xfffffffd],
    rateUnit: 'sat/vB',
    maxSize: MAX_STANDARD_WEIGHT / 4,
    parseUnsigned,
    expiryOf: () => null,
    parseReplaced,
    scriptOfAddress: (address) => scriptOfAddress(address, params),
    addressOfScript: (script) => addressOfScript(script, params),
    noteOf: (script) => (classifyBitcoinScript(script) === 'op-return' ? opReturnData(script) : null),
    isStandard: (script) => !['other', 'witness-unknown'].includes(classifyBitcoinScript(script)),
    dustLimit,
    signedSize: (inputs, outputs) => {
      const uncompressed = inputs.filter((input) => input.own.publicKey.length === 65).length;
      return estimateVirtualSize(inputs.map((input) => inputType(input.scriptType)), outputs.map((output) => output.script.length)) + UNCOMPRESSED_EXTRA * uncompressed;
    },
    isAbsurdFee: isAbsurdBitcoinFee,
    signable: (tx, inputs) => ({ kind: 'bitcoin', tx, inputs }),
  };
}
