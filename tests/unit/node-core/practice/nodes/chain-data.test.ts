// FluxNode transactions of mainnet and of the SDK, judged in a chain made for each: its collateral, and the START, CONFIRM or delegates that it builds on.
import { fromHex } from '../../../../../shared/crypto/bytes';
import { hash160 } from '../../../../../shared/crypto/hashes';
import { MAINNET_BENCHMARK_KEYS } from '../../../../../shared/flux/benchmark-keys';
import { serializeFluxNodeTransaction, type FluxNodeConfirm, type FluxNodeStart, type FluxNodeTransaction } from '../../../../../shared/flux/fluxnode-transaction';
import { FLUX_MAINNET, type FluxParams } from '../../../../../shared/flux/params';
import { p2pkhScript, p2shScript } from '../../../../../shared/flux/script-templates';
import { TIER_COLLATERAL } from '../../../../../shared/flux/subsidy';
import { judgeFluxNode } from '../../../../../node-core/practice/flux/nodes/judge';
import { NodeTable } from '../../../../../node-core/practice/flux/nodes/table';
import { parseFluxTransaction } from '../../../../../node-core/practice/flux/parse';
import vectors from '../../../../vectors/flux-fluxnode-tx.json';
import { blockAt, chainWith, contextOf, submit } from '../support';

/** Mainnet's keys and prefixes with every upgrade active, so that a short chain is enough. */
const PARAMS: FluxParams = { ...FLUX_MAINNET, upgrades: { lwma: 1, equihash144: 1, acadia: 1, kamiooka: 1, kamata: 1, flux: 1, halving: 1, p2shNodes: 1, pon: 1 } };
const unsigned = { sigTime: 0, signature: new Uint8Array(0) };

function nodeTx(raw: string): FluxNodeTransaction {
  const { fluxNode } = parseFluxTransaction(fromHex(raw));
  if (fluxNode === undefined) throw new Error('not a FluxNode transaction');
  return fluxNode;
}

interface Before { readonly tip: number; readonly blocks: ReadonlyMap<number, FluxNodeTransaction> }

/** What the chain holds before the transaction comes. Signatures of these are not looked at. */
function before(tx: FluxNodeTransaction, signer: Uint8Array): Before {
  const start: FluxNodeStart = { ...unsigned, kind: 'start', version: 6, collateral: tx.collateral, owner: { kind: 'key', publicKey: signer }, nodePublicKey: signer, delegates: null, extraBits: 0 };
  if (tx.kind === 'start') {
    if (tx.delegates?.kind !== 'signing') return { tip: 200, blocks: new Map() };
    return { tip: 900, blocks: new Map([[101, { ...start, delegates: { kind: 'update', version: 1, keys: [signer] } }]]) };
  }
  const confirm: FluxNodeConfirm = { ...tx, ...unsigned, updateType: 0, ip: '203.0.113.1' };
  return { tip: 640, blocks: new Map<number, FluxNodeTransaction>([[101, start], [102, confirm]]) };
}

function judged(raw: string, signer: Uint8Array): ReturnType<typeof submit> {
  const tx = nodeTx(raw);
  const { tip, blocks } = before(tx, signer);
  const owner = tx.kind === 'start' ? tx.owner : null;
  const script = owner?.kind === 'script' ? p2shScript(hash160(owner.redeemScript)) : p2pkhScript(hash160(owner?.publicKey ?? signer));
  const state = chainWith(tip, [{ ...tx.collateral, value: TIER_COLLATERAL.cumulus, script, height: 1 }]);
  const table = new NodeTable(PARAMS);
  for (let height = 1; height <= tip; height += 1) {
    const here = blocks.get(height);
    table.connect(blockAt(height, here === undefined ? [] : [parseFluxTransaction(serializeFluxNodeTransaction(here))]), state);
  }
  const rules = { params: PARAMS, benchmarkKeys: MAINNET_BENCHMARK_KEYS, table };
  const nowSeconds = tx.kind === 'confirm' ? Math.max(tx.sigTime, tx.benchmarkSigTime) : tx.sigTime;
  return submit({ parseTransaction: parseFluxTransaction, judge: (each, context) => judgeFluxNode(each, tx, context, rules) }, raw, { ...contextOf(state), nowSeconds });
}

test.each(vectors.vectors.map((vector) => [vector.name, vector] as const))('%s', (name, { raw, txid, recovered_signer_pubkey }) => {
  const verdict = judged(raw, fromHex(recovered_signer_pubkey));
  if (name.includes('would be rejected')) expect(verdict).toEqual({ rejected: '16: bad-txns-fluxnode-tx-invalid-signature', code: -26 });
  else expect(verdict).toEqual({ accepted: txid });
});
