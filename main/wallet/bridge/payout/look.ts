// A payout as the receiving chain shows it: asked of every server, and what their answers amount to together.

import type { EvmChain } from '../../../../shared/chains/ids';
import { AppError } from '../../../../shared/errors/app-error';
import { fluxOn } from '../../../../shared/fusion/flux-on';
import type { Endpoints } from '../../chains/endpoints';
import { TRANSFER_TOPIC } from '../../chains/evm/abi';
import type { EvmClient, EvmProof } from '../../chains/evm/evm-client';
import { addressOfTopic } from '../../chains/evm/hex';
import { answered } from '../../chains/utxo-backend';
import type { UtxoClient } from '../../chains/utxo-client';
import { readChecked, type UtxoFamily } from '../../chains/utxo-family';

/** Why a transaction in a block is no payout to the recipient. */
export type Fault = 'reverted' | 'wrong-token' | 'wrong-recipient' | 'no-payout';
/** What a transaction in a block pays the recipient: each amount apart, in 10⁻⁸ FLUX. */
interface Paid {
  readonly amounts: readonly bigint[];
  readonly fault: Fault | null;
}
export type PayoutLook =
  /** Every server that answered knows no such transaction. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'mempool' }
  /** `agreed`: two servers say the same, or there is only one. `denied`: another server says something else. */
  | ({ readonly kind: 'block'; readonly height: number; readonly agreed: boolean; readonly denied: boolean } & Paid);

type Seen = { readonly kind: 'absent' } | { readonly kind: 'mempool' } | ({ readonly kind: 'block'; readonly height: number; readonly block: string } & Paid);

/** @throws AppError what the servers failed with, when none answered */
export async function lookEvm(endpoints: Endpoints<EvmClient>, chain: EvmChain, txid: string, recipient: string): Promise<PayoutLook> {
  const contract = fluxOn(chain)?.contract?.toLowerCase();
  if (contract === undefined) throw new AppError('bridge/no-flux-here', 'this chain carries no FLUX', { context: { chain } });
  const seen = await answered(endpoints, endpoints.all(async (client): Promise<Seen> => {
    const proof = await client.proof(txid);
    if (proof) return { kind: 'block', height: proof.blockNumber, block: proof.blockHash, ...paidBy(proof, contract, recipient.toLowerCase()) };
    return { kind: (await client.transaction(txid)) ? 'mempool' : 'absent' };
  }));
  return together(seen.map(({ value }) => value), endpoints.list.length);
}

/** EIP-20 Transfer events of the exact FLUX contract; other contracts count for nothing. */
function paidBy({ status, logs }: EvmProof, contract: string, recipient: string): Paid {
  if (status === 0) return { amounts: [], fault: 'reverted' };
  const transfers = logs.flatMap(({ address, topics: [topic, , to], data }) => (topic === TRANSFER_TOPIC && to !== undefined && data.length === 66 ? [{ address, to: addressOfTopic(to), units: BigInt(data) }] : []));
  const flux = transfers.filter(({ address }) => address === contract);
  const amounts = flux.filter(({ to, units }) => to === recipient && units > 0n).map(({ units }) => units);
  if (amounts.length > 0) return { amounts, fault: null };
  if (transfers.some(({ address, to }) => address !== contract && to === recipient)) return { amounts, fault: 'wrong-token' };
  return { amounts, fault: flux.length > 0 ? 'wrong-recipient' : 'no-payout' };
}

/**
 * The bytes are proven by their id; that they stand in a block is the servers' word.
 * @throws AppError as lookEvm
 */
export async function lookFlux(endpoints: Endpoints<UtxoClient>, family: UtxoFamily, txid: string, recipient: string): Promise<PayoutLook> {
  const places = await answered(endpoints, endpoints.all((client) => client.status(txid)));
  if (places.every(({ value }) => value === null)) return { kind: 'absent' };
  const read = (await endpoints.use(async (client) => {
    const raw = await client.raw(txid);
    return raw === null ? null : readChecked(family, txid, raw);
  })).value;
  if (read === null) return { kind: 'absent' };
  const amounts = read.outputs.filter(({ address, value }) => address === recipient && value > 0n).map(({ value }) => value);
  const paid: Paid = { amounts, fault: amounts.length > 0 ? null : 'wrong-recipient' };
  return together(places.map(({ value }): Seen => {
    if (value === null) return { kind: 'absent' };
    return value.height === null ? { kind: 'mempool' } : { kind: 'block', height: value.height, block: String(value.height), ...paid };
  }), endpoints.list.length);
}

/** What most servers say; a block says more than a mempool, and that more than nothing. */
function together(seen: readonly Seen[], configured: number): PayoutLook {
  const said = new Map<string, { readonly view: Extract<Seen, { kind: 'block' }>; count: number }>();
  for (const view of seen) {
    if (view.kind !== 'block') continue;
    const key = `${view.block}:${view.fault ?? ''}:${view.amounts.join()}`;
    const before = said.get(key);
    if (before) before.count += 1;
    else said.set(key, { view, count: 1 });
  }
  const best = [...said.values()].sort((left, right) => right.count - left.count)[0];
  if (!best) return { kind: seen.some(({ kind }) => kind === 'mempool') ? 'mempool' : 'absent' };
  const { height, amounts, fault } = best.view;
  return { kind: 'block', height, amounts, fault, agreed: best.count >= 2 || configured === 1, denied: best.count < seen.length };
}
