// What the light node adds to the signatures that it cannot do without, on blocks of the practice chain.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tiny from 'tiny-secp256k1';
import { Collaterals } from '../../node-core/follow/collaterals';
import { Follower } from '../../node-core/follow/follower';
import { NodeTable } from '../../node-core/follow/table';
import type { TableNode } from '../../node-core/follow/table-node';
import { Watch } from '../../node-core/follow/watch';
import { HeaderChain } from '../../node-core/headers/chain';
import { hashNatively } from '../../node-core/process/native-sha256';
import { PracticeClock } from '../../node-core/practice/clock';
import { FIRST_BLOCKS, PRACTICE_FLUX } from '../../node-core/practice/flux/parameters';
import { fluxRules } from '../../node-core/practice/flux/rules';
import { UtxoNode } from '../../node-core/practice/utxo/node';
import { ByteWriter } from '../../shared/crypto/byte-writer';
import { derToCompact } from '../../shared/crypto/der';
import { PRACTICE_BENCHMARK_KEYS } from '../../shared/flux/benchmark-keys';
import { parseBlock } from '../../shared/flux/block';
import { benchmarkMessage, fluxNodeMessage } from '../../shared/flux/fluxnode-transaction';
import { messageHash } from '../../shared/flux/message';
import { headerHashBytes, parseHeader, serializeHeader } from '../../shared/flux/block-header';
import { alternatingRatio, type Bench } from './bench-type';

/** Blocks of the practice chain before the first that is measured included. */
const BLOCKS = 20_110;
const START_TIME = 1_700_000_010;

interface Recorded {
  readonly start: { readonly height: number; readonly hash: string; readonly time: number };
  readonly nodes: readonly TableNode[];
  readonly raws: readonly Uint8Array[];
}

/** Blocks with one signature each, and the table before the first of them. */
function record(): Recorded {
  hashNatively();
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-bench-'));
  try {
    const rules = fluxRules('bench');
    const node = UtxoNode.open(rules, new PracticeClock(START_TIME * 1_000, 0, () => 0), folder);
    node.premine(FIRST_BLOCKS, START_TIME);
    const { tip } = node.state;
    const nodes = rules.ledger.list('confirmed').map(({ collateral, tier, payee, publicKey, ip, addedHeight, confirmedHeight, lastConfirmedHeight, lastPaidHeight }): TableNode =>
      ({ state: 'confirmed', collateral, tier, payee, publicKey, ip, addedHeight, confirmedHeight, lastConfirmedHeight, lastPaidHeight }));
    const start = { height: tip.height, hash: tip.hash, time: tip.time };
    node.mine(BLOCKS - FIRST_BLOCKS);
    const raws: Uint8Array[] = [];
    for (let height = start.height + 1; height <= node.height; height += 1) {
      const { header, transactions } = node.state.blockAt(height);
      const writer = new ByteWriter(2_000).bytes(header);
      raws.push(writer.list(transactions, ({ raw }) => writer.bytes(raw)).finish());
    }
    void node.stop();
    return { start, nodes, raws };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bare verification of each block's signature, and of those of the few CONFIRMs by which the practice nodes renew themselves. */
function verifications({ raws, nodes }: Recorded): () => void {
  const keys = new Map(nodes.map(({ collateral, publicKey }) => [`${collateral.txid}:${collateral.index}`, publicKey]));
  const bare = raws.map((raw) => {
    const { header } = parseBlock(raw);
    if (header.kind !== 'pon') throw new Error('not a Proof of Node block');
    const key = keys.get(`${header.collateral.txid}:${header.collateral.index}`);
    if (key === undefined) throw new Error('a block of nobody');
    const recovered = parseBlock(raw).transactions.flatMap(({ tx }) => (tx.kind !== 'confirm' ? [] : [
      { hash: messageHash(fluxNodeMessage(tx), 'flux'), signature: tx.signature }, { hash: messageHash(benchmarkMessage(tx), 'flux'), signature: tx.benchmarkSignature },
    ])).map(({ hash, signature }) => ({ hash, compact: signature.slice(1), id: (((signature[0] ?? 27) - 27) & 1) as 0 | 1 }));
    return { hash: headerHashBytes(header), key, signature: derToCompact(header.blockSignature), recovered };
  });
  return () => {
    for (const { hash, key, signature, recovered } of bare) {
      if (!tiny.verify(hash, key, signature)) throw new Error('a wrong signature');
      for (const one of recovered) if (tiny.recover(one.hash, one.compact, one.id, true) === null) throw new Error('no key');
    }
  };
}

function followRatio(): number {
  const recorded = record();
  const { start, nodes, raws } = recorded;
  return alternatingRatio(() => {
    const table = new NodeTable(true);
    for (const node of nodes) table.set(node);
    const follower = new Follower({ params: PRACTICE_FLUX, benchmarkKeys: PRACTICE_BENCHMARK_KEYS, ecc: tiny }, { table, start, tip: start, blocks: [], watch: new Watch(), collaterals: new Collaterals(), allowances: {} });
    for (const raw of raws) follower.apply(parseBlock(raw));
    if (follower.tip.height !== start.height + raws.length) throw new Error('the chain was not followed to its end');
  }, verifications(recorded), 3);
}

function headerRatio(): number {
  const recorded = record();
  const { start, raws } = recorded;
  const headers = raws.map((raw) => serializeHeader(parseBlock(raw).header));
  const verify = verifications(recorded);
  return alternatingRatio(() => {
    const chain = new HeaderChain({ params: PRACTICE_FLUX, base: start, pins: new Map(), now: () => Number.MAX_SAFE_INTEGER });
    for (let at = 0; at < headers.length; at += 160) chain.accept(headers.slice(at, at + 160).map((bytes) => parseHeader(bytes)));
    if (chain.tip.height !== start.height + headers.length) throw new Error('the headers do not lead to the end');
    verify();
  }, verify, 3);
}

export const benches: Bench[] = [
  { id: 'light-node/blocks', issue: 5, anchor: 'the bare verification of their signatures', bar: 1.3, unit: 'ratio', run: () => Promise.resolve({ value: followRatio(), note: `${BLOCKS - FIRST_BLOCKS} practice blocks, one signature each` }) },
  { id: 'light-node/headers', issue: 5, anchor: 'the bare verification of their signatures', bar: 1.15, unit: 'ratio', run: () => Promise.resolve({ value: headerRatio(), note: 'headers, their rules and their signatures' }) },
];
