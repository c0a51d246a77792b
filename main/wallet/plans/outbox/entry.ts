// An outbox entry from what the signer handed over: everything in it is read from the signed bytes themselves.
import { isEvmChain, type ChainId, type EvmChain } from '../../../../shared/chains/ids';
import { chainInfo } from '../../../../shared/chains/registry';
import { addressOfScript as bitcoinAddress } from '../../../../shared/bitcoin/address';
import { bitcoinParams } from '../../../../shared/bitcoin/params';
import { parseTransaction as parseBitcoin, transactionId as bitcoinTxid } from '../../../../shared/bitcoin/transaction';
import type { Intent, Signed } from '../../../../shared/contract/money-path';
import { maxGasPrice, parseTransaction as parseEvm, transactionId as evmTxid } from '../../../../shared/evm/transaction';
import { AppError } from '../../../../shared/errors/app-error';
import { addressOfScript as fluxAddress } from '../../../../shared/flux/address';
import { parseTransaction as parseFlux, transactionId as fluxTxid } from '../../../../shared/flux/transaction';
import { fluxParams } from '../../../../shared/hd/script-of-key';
import { outboxId, type OutboxEntry, type PlanPorts, type UtxoChain } from '../ports';

type SignedTransaction = Extract<Signed, { kind: 'transaction' }>;

interface ReadUtxo {
  readonly txid: string;
  readonly inputs: readonly { readonly txid: string; readonly index: number }[];
  readonly outputs: readonly { readonly value: bigint; readonly address: string | null }[];
  readonly expiry: number | null;
}

/** @throws codec errors */
export function readUtxo(chain: UtxoChain, raw: Uint8Array, ports: PlanPorts): ReadUtxo {
  if (chain === 'flux') {
    const tx = parseFlux(raw);
    const params = fluxParams(ports.network);
    const outputs = tx.outputs.map(({ value, script }) => ({ value, address: fluxAddress(script, params) }));
    return { txid: fluxTxid(tx), inputs: tx.inputs, outputs, expiry: tx.expiryHeight === 0 ? null : tx.expiryHeight };
  }
  const tx = parseBitcoin(raw);
  const params = bitcoinParams(ports.network);
  return { txid: bitcoinTxid(tx), inputs: tx.inputs, outputs: tx.outputs.map(({ value, script }) => ({ value, address: bitcoinAddress(script, params) })), expiry: null };
}

function bad(reason: string): AppError {
  return new AppError('outbox/bad-transaction', 'the signed transaction is not what it says', { context: { reason } });
}

/** Sum of the outputs that are spent, from the previous transactions. */
async function spentValue(chain: UtxoChain, read: ReadUtxo, ports: PlanPorts): Promise<bigint> {
  const previous = await ports.coins.previous(chain, [...new Set(read.inputs.map((input) => input.txid))]);
  const parsed = new Map([...previous].map(([txid, raw]) => [txid, readUtxo(chain, raw, ports)]));
  return read.inputs.reduce((sum, input) => {
    const output = parsed.get(input.txid)?.outputs[input.index];
    if (output === undefined) throw new AppError('plan/previous-missing', 'a previous transaction is missing', { context: { txid: input.txid } });
    return sum + output.value;
  }, 0n);
}

type Rest = Pick<OutboxEntry, 'spends' | 'ownOutputs' | 'nonce' | 'expiry' | 'fee'>;

async function utxoRest(chain: UtxoChain, signed: SignedTransaction, ports: PlanPorts): Promise<Rest> {
  const read = readUtxo(chain, signed.raw, ports);
  if (read.txid !== signed.txid) throw bad('id');
  const spent = await spentValue(chain, read, ports);
  const owners = await Promise.all(read.outputs.map((output) => (output.address === null ? null : ports.accounts.own(chain, output.address))));
  return {
    spends: read.inputs.map(({ txid, index }) => ({ txid, vout: index })),
    ownOutputs: read.outputs.flatMap(({ value }, vout) => {
      const own = owners[vout] ?? null;
      return own === null ? [] : [{ vout, value, own }];
    }),
    nonce: null,
    expiry: read.expiry,
    fee: spent - read.outputs.reduce((sum, output) => sum + output.value, 0n),
  };
}

async function evmRest(chain: EvmChain, signed: SignedTransaction, ports: PlanPorts): Promise<Rest> {
  const { tx, signature } = parseEvm(signed.raw);
  if (signature === null) throw bad('unsigned');
  if (evmTxid(signed.raw) !== signed.txid) throw bad('id');
  if (tx.chainId !== BigInt(chainInfo(chain).evmChainId ?? 0)) throw bad('chain id');
  const from = await ports.accounts.evm();
  return { spends: [], ownOutputs: [], nonce: { from: from.address, value: Number(tx.nonce) }, expiry: null, fee: tx.gasLimit * maxGasPrice(tx) };
}

/** The chain that an intent is for, or null for messages. */
function chainOfIntent(intent: Intent): ChainId | null {
  switch (intent.kind) {
    case 'pay': return intent.asset.slice(0, intent.asset.indexOf('/')) as ChainId;
    case 'replace':
    case 'sweep': return intent.chain;
    case 'swap': return intent.from;
    case 'start-nodes': return 'flux';
    case 'sign-message': return null;
  }
}

/** @throws AppError outbox/bad-transaction | plan/previous-missing | codec errors */
export async function entryOf(intent: Intent, signed: Signed, ports: PlanPorts): Promise<OutboxEntry> {
  if (signed.kind !== 'transaction') throw bad('message');
  const { chain, txid, raw } = signed;
  if (chainOfIntent(intent) !== chain) throw bad('chain');
  const rest = isEvmChain(chain) ? await evmRest(chain, signed, ports) : await utxoRest(chain === 'flux' ? 'flux' : 'bitcoin', signed, ports);
  const now = ports.clock();
  return {
    id: outboxId(chain, txid), chain, txid, raw, intent, createdAt: now, ...rest,
    replaces: intent.kind === 'replace' ? outboxId(chain, intent.txid) : null,
    state: { kind: 'waiting', attempts: 0, nextAt: now, reason: null },
  };
}
