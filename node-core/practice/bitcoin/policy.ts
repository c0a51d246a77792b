// What Bitcoin Core relays: standard forms, dust, relay fee, chains of waiting transactions (policy/policy.cpp, default settings).
import { compactSizeLength } from '../../../shared/crypto/byte-writer';
import { isPushOnly, OP } from '../../../shared/flux/script';
import { classifyScript } from '../../../shared/flux/script-templates';
import { witnessProgramOf } from '../script/spend';
import type { Mempool } from '../utxo/mempool';
import { RPC_ERROR, RPC_REJECTED, Rejection, type ChainOutput, type ChainTransaction } from '../utxo/types';

/** Satoshi per virtual byte that relaying costs, and that a replacement adds. */
export const RELAY_FEE_RATE = 1n;
const DUST_FEE_RATE = 3n;
const MAX_VIRTUAL_SIZE = 100_000;
const MIN_STRIPPED_SIZE = 65;
const MAX_SCRIPT_SIG = 1650;
const MAX_OP_RETURN_SCRIPT = 83;
const MAX_BARE_MULTISIG_KEYS = 3;
const MAX_ANCESTORS = 24;
/** sendrawtransaction's default limit: 0.10 BTC per 1000 virtual bytes. */
const MOST_FEE_RATE = 10_000n;

function refuse(reason: string): never {
  throw new Rejection(RPC_REJECTED, reason);
}

/** Satoshi below which an output is dust (GetDustThreshold at 3 sat/vB). */
function bitcoinDust(output: ChainOutput): bigint {
  if (output.script[0] === OP.RETURN) return 0n;
  const spending = witnessProgramOf(output.script) === null ? 148 : 67;
  return DUST_FEE_RATE * BigInt(8 + compactSizeLength(output.script.length) + output.script.length + spending);
}

function isStandardOutput(script: Uint8Array): boolean {
  const program = witnessProgramOf(script);
  if (program !== null) return program.version !== 0 || program.program.length === 20 || program.program.length === 32;
  const template = classifyScript(script);
  return template.kind !== 'nonstandard' && !(template.kind === 'multisig' && template.publicKeys.length > MAX_BARE_MULTISIG_KEYS);
}

/** @throws Rejection unless the form is standard */
export function requireStandardBitcoin(tx: ChainTransaction): void {
  if (tx.version < 1 || tx.version > 3) refuse('version');
  if (tx.size > MAX_VIRTUAL_SIZE) refuse('tx-size');
  if (tx.raw.length < MIN_STRIPPED_SIZE) refuse('tx-size-small');
  for (const input of tx.inputs) {
    if (input.script.length > MAX_SCRIPT_SIG) refuse('scriptsig-size');
    if (!isPushOnly(input.script)) refuse('scriptsig-not-pushonly');
  }
  let notes = 0;
  for (const output of tx.outputs) {
    if (!isStandardOutput(output.script)) refuse('scriptpubkey');
    if (output.script[0] === OP.RETURN) {
      if (output.script.length > MAX_OP_RETURN_SCRIPT) refuse('scriptpubkey');
      notes += 1;
    } else if (output.value < bitcoinDust(output)) refuse('dust');
  }
  if (notes > 1) refuse('multi-op-return');
}

/** @throws Rejection when the fee is too low to relay, or so high that it looks like a mistake */
export function requireBitcoinFee(tx: ChainTransaction, fee: bigint, allowAbsurdFees: boolean): void {
  const size = BigInt(tx.size);
  if (fee < RELAY_FEE_RATE * size) refuse(`min relay fee not met, ${fee} < ${RELAY_FEE_RATE * size}`);
  if (!allowAbsurdFees && fee > MOST_FEE_RATE * size) throw new Rejection(RPC_ERROR, 'Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)');
}

/** @throws Rejection when too many waiting transactions stand before it */
export function requireShortChain(tx: ChainTransaction, mempool: Mempool): void {
  const ancestors = mempool.ancestorCount(tx);
  if (ancestors > MAX_ANCESTORS) refuse(`too-long-mempool-chain, too many unconfirmed ancestors [limit: ${MAX_ANCESTORS + 1}]`);
}
