// A coin and a light node that saw everything it takes to prove it; tests take one thing away.
import type { Seen } from '../../../../../shared/contract/evidence';
import type { NodeCoin } from '../../../../../shared/contract/light-node';
import { PROVEN_BLOCKS, PROVEN_PRODUCERS } from '../../../../../shared/flux/proof-rule';
import type { ReportedCoin } from '../../../../../main/wallet/evidence/judge';

export const NOW = 1_790_000_000_000;
export const START = 1_000;
export const TIP = 2_000;
export const hash = (byte: number): string => byte.toString(16).padStart(2, '0').repeat(32);
export const SCRIPT = '76a914' + '11'.repeat(20) + '88ac';
export const OTHER_SCRIPT = '76a914' + '22'.repeat(20) + '88ac';
export const ADDRESS = 'tmMine';
export const point = (height: number, time = NOW - (TIP - height) * 30_000) => ({ height, hash: hash(height % 251), time });

/** Seen in a block that is deep enough, and unspent. */
export function nodeCoin(patch: Partial<NodeCoin> = {}, height = TIP - PROVEN_BLOCKS): NodeCoin {
  return { txid: hash(7), vout: 0, value: '350000000', script: SCRIPT, coinbase: false, block: point(height), above: { blocks: TIP - height, producers: PROVEN_PRODUCERS, emergency: 0 }, spent: null, ...patch };
}
export function reported(node: NodeCoin = nodeCoin(), patch: Partial<ReportedCoin> = {}): ReportedCoin {
  return { txid: node.txid, vout: node.vout, value: BigInt(node.value), height: node.block.height, script: node.script, ...patch };
}
export function seen(coins: NodeCoin[] = [nodeCoin()], status: Partial<Seen['status']> = {}, watched: Partial<Seen['watched']> = {}): Seen {
  return {
    scripts: 'fingerprint',
    status: { tip: point(TIP), verified: true, provenTo: point(TIP - PROVEN_BLOCKS), start: point(START), emergency: null, ...status },
    watched: { from: START + 1, to: TIP, coins, ...watched },
  };
}
