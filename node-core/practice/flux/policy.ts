// What fluxd relays: standard forms, dust, fees, expiry (main.cpp IsStandardTx, AcceptToMemoryPool; policy numbers of fluxd 9).
import { isPushOnly } from '../../../shared/flux/script';
import { classifyScript } from '../../../shared/flux/script-templates';
import { compactSizeLength } from '../../../shared/crypto/byte-writer';
import { RPC_ERROR, RPC_REJECTED, Rejection, type ChainOutput, type ChainTransaction } from '../utxo/types';

/** Satoshi per 1000 bytes. */
const RELAY_FEE_RATE = 100n;
/** Size of the input that would spend an output, as the dust rule counts it. */
const SPENDING_INPUT = 148;
const MAX_SCRIPT_SIG = 1650;
/** OP_RETURN, its push opcodes and 80 bytes of data. */
const MAX_OP_RETURN_SCRIPT = 83;
const MAX_BARE_MULTISIG_KEYS = 3;
const ABSURD_FEE_FACTOR = 10_000n;
/** A transaction that expires within this many blocks after the next one is not worth relaying. */
const EXPIRING_SOON = 3;

/** Relay fee of a size: rounds down, but never to nothing. */
function relayFee(size: number): bigint {
  const fee = (RELAY_FEE_RATE * BigInt(size)) / 1000n;
  return fee === 0n ? RELAY_FEE_RATE : fee;
}

/** Satoshi below which an output costs more to spend than it is worth, in fluxd's counting. */
function fluxDust(output: ChainOutput): bigint {
  const size = 8 + compactSizeLength(output.script.length) + output.script.length + SPENDING_INPUT;
  return 3n * relayFee(size);
}

function refuse(reason: string): never {
  throw new Rejection(RPC_REJECTED, `64: ${reason}`);
}

/** @throws Rejection unless the form is standard */
export function requireStandard(tx: ChainTransaction): void {
  for (const input of tx.inputs) {
    if (input.script.length > MAX_SCRIPT_SIG) refuse('scriptsig-size');
    if (!isPushOnly(input.script)) refuse('scriptsig-not-pushonly');
  }
  let notes = 0;
  for (const output of tx.outputs) {
    const template = classifyScript(output.script);
    if (template.kind === 'nonstandard') refuse('scriptpubkey');
    if (template.kind === 'multisig' && template.publicKeys.length > MAX_BARE_MULTISIG_KEYS) refuse('scriptpubkey');
    if (template.kind === 'op-return') {
      if (output.script.length > MAX_OP_RETURN_SCRIPT) refuse('scriptpubkey');
      notes += 1;
    } else if (output.value < fluxDust(output)) refuse('dust');
  }
  if (notes > 1) refuse('multi-op-return');
}

/** @throws Rejection when it would expire before it has a fair chance */
export function requireTimeLeft(tx: ChainTransaction, nextHeight: number): void {
  const least = nextHeight + EXPIRING_SOON;
  if (tx.expiryHeight !== 0 && tx.expiryHeight < least) {
    throw new Rejection(RPC_REJECTED, `tx-expiring-soon: expiryheight is ${tx.expiryHeight} but should be at least ${least} to avoid transaction expiring soon`);
  }
}

/** @throws Rejection when the fee looks like a mistake */
export function requireSaneFee(tx: ChainTransaction, fee: bigint): void {
  const most = relayFee(tx.size) * ABSURD_FEE_FACTOR;
  if (fee > most) throw new Rejection(RPC_ERROR, `AcceptToMemoryPool: absurdly high fees ${tx.txid}, ${fee} > ${most}`);
}
