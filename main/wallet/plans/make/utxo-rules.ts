// What differs between Flux and Bitcoin when a payment is built: addresses, weights, dust, limits, wire form.
import type { NetworkId } from '../../../../shared/chains/ids';
import { scriptOfAddress as bitcoinScriptOfAddress, addressOfScript as bitcoinAddressOfScript } from '../../../../shared/bitcoin/address';
import { MAX_MONEY as BITCOIN_MAX_MONEY, MAX_STANDARD_WEIGHT, bitcoinParams } from '../../../../shared/bitcoin/params';
import { dustLimit, estimateVirtualSize, inputWeight, type BitcoinInputType } from '../../../../shared/bitcoin/size';
import { serializeTransaction as serializeBitcoin } from '../../../../shared/bitcoin/transaction';
import type { Imported, ScriptType } from '../../../../shared/contract/money-path';
import { compactSizeLength } from '../../../../shared/crypto/byte-writer';
import { fromHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { addressOfScript as fluxAddressOfScript, scriptOfAddress as fluxScriptOfAddress } from '../../../../shared/flux/address';
import { MAX_MONEY as FLUX_MAX_MONEY } from '../../../../shared/flux/params';
import { DEFAULT_EXPIRY_BLOCKS, WALLET_DUST } from '../../../../shared/flux/policy';
import { classifyScript, opReturnScript } from '../../../../shared/flux/script-templates';
import { P2PKH_INPUT_SIZE, P2PKH_UNCOMPRESSED_INPUT_SIZE, outputSize, p2shMultisigInputSize, transactionSizeBound } from '../../../../shared/flux/size';
import { FINAL_SEQUENCE, serializeTransaction as serializeFlux, transparentTransaction } from '../../../../shared/flux/transaction';
import { fluxParams } from '../../../../shared/hd/script-of-key';
import type { Coin, Outpoint, UtxoChain } from '../ports';

export interface Output {
  readonly value: bigint;
  readonly script: Uint8Array;
}

export interface UtxoRules {
  readonly chain: UtxoChain;
  readonly maxMoney: bigint;
  /** Largest weight that nodes relay; on Flux four times its bytes, so that both chains reckon alike. */
  readonly maxWeight: number;
  /** Weight of everything but inputs and outputs, with room for the longest counts. */
  readonly frameWeight: number;
  inputWeight(coin: Coin, imported: Imported | null): number;
  outputWeight(script: Uint8Array): number;
  /** Upper bound for the signed transaction: bytes, or virtual bytes. */
  size(coins: readonly Coin[], scripts: readonly Uint8Array[], imported: Imported | null): number;
  /** @throws AppError address/… */
  scriptOfAddress(address: string): Uint8Array;
  addressOfScript(script: Uint8Array): string | null;
  /** Least value of an output that this wallet makes. */
  dust(script: Uint8Array): bigint;
  /** @throws AppError plan/note-not-here | script/note-too-long */
  noteScript(note: string): Uint8Array;
  /** Unsigned wire form. */
  serialize(inputs: readonly Outpoint[], outputs: readonly Output[], tip: number): Uint8Array;
  /** Script types of change, the preferred one first. */
  readonly changeTypes: readonly ScriptType[];
}

/** fluxd refuses more than 2 MB; this wallet stays below half of it, where free relay ends too. */
const FLUX_MAX_SIZE = 999_000;
/** Signals that the payment may be replaced (BIP125); also lets a lock time count. */
const REPLACEABLE_SEQUENCE = 0xfffffffd;
const NO_OUTPUTS: readonly Uint8Array[] = [];

function fluxInputSize(coin: Coin, imported: Imported | null): number {
  if (coin.scriptType !== 'p2sh-multisig') return coin.keyBytes === 65 ? P2PKH_UNCOMPRESSED_INPUT_SIZE : P2PKH_INPUT_SIZE;
  const redeemScript = fromHex(imported?.redeemScript ?? '');
  const template = classifyScript(redeemScript);
  if (template.kind !== 'multisig') throw new AppError('plan/cannot-sign', 'the script of a shared coin is not known');
  return p2shMultisigInputSize(template.required, redeemScript.length);
}

function fluxUtxoRules(network: NetworkId): UtxoRules {
  const params = fluxParams(network);
  return {
    chain: 'flux',
    maxMoney: FLUX_MAX_MONEY,
    maxWeight: 4 * FLUX_MAX_SIZE,
    frameWeight: 4 * (transactionSizeBound([], NO_OUTPUTS) + 2),
    inputWeight: (coin, imported) => 4 * fluxInputSize(coin, imported),
    outputWeight: (script) => 4 * outputSize(script),
    size: (coins, scripts, imported) => transactionSizeBound(coins.map((coin) => fluxInputSize(coin, imported)), scripts),
    scriptOfAddress: (address) => fluxScriptOfAddress(address, params),
    addressOfScript: (script) => fluxAddressOfScript(script, params),
    dust: () => WALLET_DUST,
    noteScript: (note) => opReturnScript(new TextEncoder().encode(note)),
    // No lock time: a transaction that names a height tells when it was made and gains nothing where nobody reorganises for fees.
    serialize: (inputs, outputs, tip) => serializeFlux(transparentTransaction({
      inputs: inputs.map(({ txid, vout }) => ({ txid, index: vout, script: new Uint8Array(0), sequence: FINAL_SEQUENCE })),
      outputs,
      lockTime: 0,
      expiryHeight: tip + DEFAULT_EXPIRY_BLOCKS,
    })),
    changeTypes: ['p2pkh'],
  };
}

function bitcoinInputType(coin: Coin): BitcoinInputType {
  const { scriptType } = coin;
  if (scriptType === 'p2sh-multisig' || scriptType === 'evm') throw new AppError('plan/cannot-sign', 'a coin of this kind is not spent', { context: { scriptType } });
  return scriptType;
}

/** An uncompressed key is 32 bytes longer. */
const extraBytes = (coin: Coin): number => (coin.keyBytes === 65 ? 32 : 0);

function bitcoinUtxoRules(network: NetworkId): UtxoRules {
  const params = bitcoinParams(network);
  return {
    chain: 'bitcoin',
    maxMoney: BITCOIN_MAX_MONEY,
    maxWeight: MAX_STANDARD_WEIGHT,
    frameWeight: 4 * (8 + 3 + 1) + 2,
    // One more for the empty witness that a P2PKH input has next to segwit ones.
    inputWeight: (coin) => inputWeight(bitcoinInputType(coin)) + 4 * extraBytes(coin) + (coin.scriptType === 'p2pkh' ? 1 : 0),
    outputWeight: (script) => 4 * (8 + compactSizeLength(script.length) + script.length),
    size: (coins, scripts) => estimateVirtualSize(coins.map(bitcoinInputType), scripts.map((script) => script.length)) + coins.reduce((sum, coin) => sum + extraBytes(coin), 0),
    scriptOfAddress: (address) => bitcoinScriptOfAddress(address, params),
    addressOfScript: (script) => bitcoinAddressOfScript(script, params),
    dust: dustLimit,
    noteScript: () => { throw new AppError('plan/note-not-here', 'notes are for Flux only', { context: { chain: 'bitcoin' } }); },
    // Locked to the tip, so that the payment gives nobody a reason to mine an old block anew.
    serialize: (inputs, outputs, tip) => serializeBitcoin({
      version: 2,
      inputs: inputs.map(({ txid, vout }) => ({ txid, index: vout, script: new Uint8Array(0), sequence: REPLACEABLE_SEQUENCE, witness: [] })),
      outputs,
      lockTime: tip,
    }),
    changeTypes: ['p2wpkh', 'p2tr', 'p2sh-p2wpkh', 'p2pkh'],
  };
}

export function utxoRules(chain: UtxoChain, network: NetworkId): UtxoRules {
  return chain === 'flux' ? fluxUtxoRules(network) : bitcoinUtxoRules(network);
}
