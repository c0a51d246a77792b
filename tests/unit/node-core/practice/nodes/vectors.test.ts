// FluxNode transactions that a real fluxd took or refused on regtest, each in the chain it was sent to, at the time it was sent.
import { fromHex, toHex } from '../../../../../shared/crypto/bytes';
import { FLUX_REGTEST, type FluxParams } from '../../../../../shared/flux/params';
import { FLUX_TIERS } from '../../../../../shared/flux/tiers';
import { judgeFluxNode, type NodeRules } from '../../../../../node-core/practice/flux/nodes/judge';
import { NodeTable } from '../../../../../node-core/practice/flux/nodes/table';
import { parseFluxTransaction } from '../../../../../node-core/practice/flux/parse';
import type { JudgeContext, Verdict } from '../../../../../node-core/practice/utxo/rules';
import type { ChainState } from '../../../../../node-core/practice/utxo/chain-state';
import type { ChainTransaction } from '../../../../../node-core/practice/utxo/types';
import vectors from '../../../../vectors/fluxd-regtest-main.json';
import { blockAt, chainWith, contextOf, submit, type GivenCoin } from '../support';

/** As that fluxd was started: Proof of Node from 300, everything else before the first of these transactions. */
const PARAMS: FluxParams = { ...FLUX_REGTEST, upgrades: { lwma: 1, equihash144: 1, acadia: 1, kamiooka: 1, kamata: 1, flux: 1, halving: 1, p2shNodes: 1, pon: 300 } };
const benchmark = vectors.keys.find((key) => key.name === 'bench');

interface Sent { readonly label: string; readonly hex: string; readonly chainHeightAtSend: number; readonly mocktime: number }
interface Taken extends Sent { readonly txid: string; readonly mined: { readonly height: number } }
interface Refused extends Sent { readonly rpcError: { readonly code: number; readonly message: string } }
const isNode = ({ hex }: Sent): boolean => /^0[56]000000/.test(hex);
const taken: readonly Taken[] = vectors.accepted.filter(isNode);
const refused: readonly Refused[] = vectors.rejected.filter(isNode);

/** Outputs of the transaction that made all collaterals, mined at 106. */
const [maker] = vectors.accepted;
const coins: GivenCoin[] = (maker?.outputs ?? []).map((output, index) => ({
  txid: maker?.txid ?? '', index, value: BigInt(output.value), script: fromHex(output.scriptPubKey), height: 106,
}));

interface World { readonly state: ChainState; readonly rules: NodeRules }

/** The chain and its nodes at a height, with what fluxd had mined until then. */
function worldAt(height: number): World {
  const table = new NodeTable(PARAMS);
  const state = chainWith(207, coins);
  for (let at = 208; at <= height; at += 1) {
    const block = blockAt(at, taken.filter((each) => each.mined.height === at).map((each) => parseFluxTransaction(fromHex(each.hex))));
    state.connect(block);
    table.connect(block, state);
  }
  return { state, rules: { params: PARAMS, benchmarkKeys: [{ since: 0, publicKey: benchmark?.pub ?? '' }], table } };
}

function judgeWith(rules: NodeRules) {
  return (tx: ChainTransaction, context: JudgeContext): Verdict => {
    if (tx.fluxNode === undefined) throw new Error('not a FluxNode transaction');
    return judgeFluxNode(tx, tx.fluxNode, context, rules);
  };
}

function send({ hex, chainHeightAtSend, mocktime }: Sent): ReturnType<typeof submit> {
  const { state, rules } = worldAt(chainHeightAtSend);
  return submit({ parseTransaction: parseFluxTransaction, judge: judgeWith(rules) }, hex, { ...contextOf(state), nowSeconds: mocktime });
}

test('the file holds sixteen FluxNode transactions that were taken, and fourteen that were refused', () => {
  expect([taken.length, refused.length, vectors.rejected.length]).toEqual([16, 14, 24]);
});

test.each(taken.map((each) => [each.label, each] as const))('taken: %s', (_, each) => {
  expect(send(each)).toEqual({ accepted: each.txid });
});

test.each(refused.map((each) => [each.label, each] as const))('refused: %s', (_, each) => {
  expect(send(each)).toEqual({ rejected: each.rpcError.message, code: each.rpcError.code });
});

describe('the lists after what was mined', () => {
  const outpoints = (index: string): { txid: string; index: number } => ({ txid: maker?.txid ?? '', index: Number(index) });
  test('confirmed nodes, their keys, heights and queue of 304', () => {
    const { rules: { table } } = worldAt(304);
    for (const listed of vectors.listfluxnodesPON) {
      expect(table.get(outpoints(listed.outidx))).toMatchObject({
        state: 'confirmed', ip: listed.ip, addedHeight: listed.added_height, confirmedHeight: listed.confirmed_height, lastConfirmedHeight: listed.last_confirmed_height,
      });
      expect(toHex(table.get(outpoints(listed.outidx))?.publicKey ?? new Uint8Array(0))).toBe(listed.pubkey);
    }
    expect(FLUX_TIERS.flatMap((tier) => table.queue(tier))).toHaveLength(vectors.listfluxnodesPON.length);
  });

  test('before any payout the queue of 209 has their order', () => {
    const { rules: { table } } = worldAt(209);
    expect(FLUX_TIERS.flatMap((tier) => table.queue(tier)).map((node) => String(node.collateral.index))).toEqual(vectors.listfluxnodes.map((listed) => listed.outidx));
  });

  test('delegates are kept', () => {
    const { rules: { table } } = worldAt(304);
    expect(table.delegates(outpoints('5')).map(toHex)).toEqual(vectors.listfluxnodedelegates.delegate_keys);
  });
});
