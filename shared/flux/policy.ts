// What fluxd nodes relay (policy, not consensus): standard forms, dust, fees and expiry (fluxd main.cpp IsStandardTx, AcceptToMemoryPool).
import { compactSizeLength } from '../crypto/byte-writer';
import { OP, isPushOnly } from './script';
import { classifyScript } from './script-templates';
import { isCoinbase, type FluxTransaction, type FluxTxOutput } from './transaction';
import { isExpired, isFinal } from './tx-rules';

/** Satoshi per 1000 bytes below which nodes may not relay. */
const MIN_RELAY_FEE_RATE = 100n;
/** Fees above this many times the least relay fee are refused as a mistake. */
const ABSURD_FEE_FACTOR = 10_000n;
/** A transaction must stay valid for this many blocks beyond the next one. */
export const EXPIRING_SOON_BLOCKS = 3;
/** Output value below which this wallet makes no output: far above fluxd's own dust, as other wallets expect. */
export const WALLET_DUST = 546n;
/** Blocks that a new transaction stays valid, about two hours. */
export const DEFAULT_EXPIRY_BLOCKS = 240;
const MAX_SCRIPT_SIG = 1650;
const MAX_OP_RETURN_SCRIPT = 83;
const MAX_BARE_MULTISIG_KEYS = 3;
const MAX_SCRIPT_SIZE = 10_000;
/** Bytes that spending an output costs, as fluxd reckons. */
const SPENDING_SIZE = 148;

/** fluxd's fee of a size: rounded down, but never nothing. */
export function feeAtRate(satoshiPerKb: bigint, size: number): bigint {
  const fee = (satoshiPerKb * BigInt(size)) / 1000n;
  return fee === 0n ? satoshiPerKb : fee;
}

/** Least fee for a size that every node relays. */
export function minRelayFee(size: number): bigint {
  return feeAtRate(MIN_RELAY_FEE_RATE, size);
}

/** Whether nodes refuse a fee as absurdly high for the size. */
export function isAbsurdFee(fee: bigint, size: number): boolean {
  return fee > ABSURD_FEE_FACTOR * minRelayFee(size);
}

/** Value in satoshi below which nodes call an output dust; 0 for outputs that nobody can spend. */
export function dustThreshold(script: Uint8Array): bigint {
  if (script[0] === OP.RETURN || script.length > MAX_SCRIPT_SIZE) return 0n;
  return 3n * minRelayFee(8 + compactSizeLength(script.length) + script.length + SPENDING_SIZE);
}

function outputFault(output: FluxTxOutput): string | null {
  const template = classifyScript(output.script);
  if (template.kind === 'nonstandard') return 'scriptpubkey';
  if (template.kind === 'op-return') return output.script.length > MAX_OP_RETURN_SCRIPT ? 'scriptpubkey' : null;
  if (template.kind === 'multisig' && template.publicKeys.length > MAX_BARE_MULTISIG_KEYS) return 'scriptpubkey';
  return output.value < dustThreshold(output.script) ? 'dust' : null;
}

/** fluxd's reason not to relay a value transaction for its form, or null. */
export function standardFault(tx: FluxTransaction): string | null {
  if (tx.version !== 4) return 'sapling-version';
  for (const input of tx.inputs) {
    if (input.script.length > MAX_SCRIPT_SIG) return 'scriptsig-size';
    if (!isPushOnly(input.script)) return 'scriptsig-not-pushonly';
  }
  for (const output of tx.outputs) {
    const fault = outputFault(output);
    if (fault !== null) return fault;
  }
  return tx.outputs.filter((output) => output.script[0] === OP.RETURN).length > 1 ? 'multi-op-return' : null;
}

/** Where the chain stands: height of the next block and the node's time in Unix seconds. */
export interface ChainPoint {
  readonly nextHeight: number;
  readonly time: number;
}

/** Whether nodes refuse the transaction because it could expire before it is mined. */
export function isExpiringSoon(tx: Pick<FluxTransaction, 'expiryHeight' | 'inputs'>, nextHeight: number): boolean {
  return isExpired(tx, nextHeight + EXPIRING_SOON_BLOCKS);
}

/** fluxd's reason not to take a value transaction into its mempool, as far as its own bytes and the chain's height tell. */
export function mempoolFault(tx: FluxTransaction, point: ChainPoint): string | null {
  if (isExpiringSoon(tx, point.nextHeight)) return 'tx-expiring-soon';
  if (isCoinbase(tx)) return 'coinbase';
  return standardFault(tx) ?? (isFinal(tx, point.nextHeight, point.time) ? null : 'non-final');
}
