// What the light node adds to the signatures of blocks full of FluxNode transactions, with a table as large as the network's.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as tiny from 'tiny-secp256k1';
import { Collaterals } from '../../node-core/follow/collaterals';
import { Follower } from '../../node-core/follow/follower';
import { NodeTable } from '../../node-core/follow/table';
import { Watch } from '../../node-core/follow/watch';
import { PinnedRun } from '../../node-core/headers/pinned-run';
import { SignatureThreads } from '../../node-core/light/signature-threads';
import { hashNatively, nativeSha256 } from '../../node-core/process/native-sha256';
import { PRACTICE_BENCHMARK } from '../../node-core/practice/flux/nodes/benchmark';
import { derToCompact } from '../../shared/crypto/der';
import { scriptOfAddress } from '../../shared/flux/address';
import { PRACTICE_BENCHMARK_KEYS } from '../../shared/flux/benchmark-keys';
import { parseBlock } from '../../shared/flux/block';
import { headerHashBytes, parseHeader } from '../../shared/flux/block-header';
import { benchmarkMessage, fluxNodeMessage, type FluxNodeTransaction } from '../../shared/flux/fluxnode-transaction';
import { messageHash } from '../../shared/flux/message';
import { FLUX_PRACTICE } from '../../shared/flux/params';
import { blockSubsidy, tierReward } from '../../shared/flux/subsidy';
import { alternatingRatio, alternatingWall, type Bench } from './bench-type';
import { coinbase, confirm, keysOf, ponBlock, type Collateral } from './pon-blocks';

const NODES = 10_000;
const START = { height: 99_999, hash: 'ab'.repeat(32), time: 1_700_000_000 };
const PAYEE = Uint8Array.from(Buffer.from(`76a914${'11'.repeat(20)}88ac`, 'hex'));
const node = keysOf(new Uint8Array(32).fill(5), true);
const benchmark = keysOf(PRACTICE_BENCHMARK.privateKey, false);
const collaterals: readonly Collateral[] = Array.from({ length: NODES }, (_, at) => ({ txid: createHash('sha256').update(`collateral ${at}`).digest(), ip: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}` }));
const display = (hash: Buffer): string => Buffer.from(hash).reverse().toString('hex');

/** Ten thousand nodes, each of which may renew in its block. */
function tableOf(confirms: number): NodeTable {
  const table = new NodeTable(true);
  for (const [at, { txid, ip }] of collaterals.entries()) table.set({
    state: 'confirmed', collateral: { txid: display(txid), index: 0 }, tier: 'cumulus', payee: PAYEE, publicKey: node.publicKey, ip, addedHeight: 1, confirmedHeight: 2, lastConfirmedHeight: Math.min(START.height, START.height - 500 + Math.floor(at / confirms)), lastPaidHeight: 3 + (at % 50_000),
  });
  return table;
}

function blocksOf(count: number, confirms: number): Uint8Array[] {
  const raws: Uint8Array[] = [];
  let previous: Buffer = Buffer.from(START.hash, 'hex').reverse();
  let next = 0;
  for (let step = 1; step <= count; step += 1) {
    const height = START.height + step;
    const time = START.time + 30 * step;
    const reward = tierReward(height, 'cumulus', FLUX_PRACTICE);
    const first = coinbase(height, [{ value: reward, script: PAYEE }, { value: blockSubsidy(height, FLUX_PRACTICE) - reward, script: scriptOfAddress(FLUX_PRACTICE.devFundAddress, FLUX_PRACTICE) }]);
    const renewed = collaterals.slice(next, next += confirms).map((collateral) => confirm(collateral, time, node, benchmark));
    const maker = collaterals[step];
    if (maker === undefined) throw new Error('not enough nodes');
    const { hash, raw } = ponBlock(previous, time, maker, node, first, renewed);
    raws.push(Uint8Array.from(raw));
    previous = hash;
  }
  return raws;
}

const followerOf = (confirms: number): Follower => new Follower({ params: FLUX_PRACTICE, benchmarkKeys: PRACTICE_BENCHMARK_KEYS, ecc: tiny }, { table: tableOf(confirms), start: START, tip: START, blocks: [], watch: new Watch(), collaterals: new Collaterals(), allowances: {} });

/** Nothing but the curve: each block's signature verified, each message's key recovered, on prepared bytes. */
function bareSignatures(raws: readonly Uint8Array[]): () => void {
  const id = (signature: Uint8Array): 0 | 1 => (((signature[0] ?? 27) - 27) & 1 ? 1 : 0);
  const messages = (tx: FluxNodeTransaction): { readonly hash: Uint8Array; readonly signature: Uint8Array; readonly compressed: boolean }[] => [
    { hash: messageHash(fluxNodeMessage(tx), 'flux'), signature: tx.signature, compressed: true },
    ...(tx.kind === 'confirm' ? [{ hash: messageHash(benchmarkMessage(tx), 'flux'), signature: tx.benchmarkSignature, compressed: false }] : []),
  ];
  const blocks = raws.map((raw) => {
    const { header, transactions } = parseBlock(raw);
    if (header.kind !== 'pon') throw new Error('no Proof of Node block');
    return { hash: headerHashBytes(header), signature: derToCompact(header.blockSignature), recovered: transactions.flatMap(({ tx }) => (tx.kind === 'value' ? [] : messages(tx))).map((one) => ({ ...one, id: id(one.signature), compact: one.signature.slice(1) })) };
  });
  return () => {
    for (const { hash, signature, recovered } of blocks) {
      if (!tiny.verify(hash, node.publicKey, signature)) throw new Error('a wrong signature');
      for (const one of recovered) if (tiny.recover(one.hash, one.compact, one.id, one.compressed) === null) throw new Error('no key');
    }
  };
}

function ratio(count: number, confirms: number): number {
  const raws = blocksOf(count, confirms);
  // A table of its own for each round, made before its time is taken.
  const followers = Array.from({ length: 8 }, () => followerOf(confirms));
  return alternatingRatio(() => {
    const follower = followers.pop();
    if (follower === undefined) throw new Error('no follower is left');
    for (const raw of raws) follower.apply(parseBlock(raw));
  }, bareSignatures(raws));
}

async function ratioOnThreads(count: number, confirms: number): Promise<number> {
  const raws = blocksOf(count, confirms);
  const followers = Array.from({ length: 6 }, () => followerOf(confirms));
  const threads = new SignatureThreads(join(__dirname, '../node/signature-thread.cjs'), (line) => { throw new Error(line); });
  const bare = bareSignatures(raws);
  const AHEAD = 16;
  try {
    return await alternatingWall(async () => {
      const follower = followers.pop();
      if (follower === undefined) throw new Error('no follower is left');
      const asked = raws.slice(0, AHEAD).map((raw) => threads.verify(raw, node.publicKey));
      for (const [at, raw] of raws.entries()) {
        const ahead = await asked[at];
        if (ahead?.signers.length !== confirms + 1) throw new Error('nothing was verified ahead');
        const next = raws[at + AHEAD];
        if (next !== undefined) asked.push(threads.verify(next, node.publicKey));
        follower.apply(parseBlock(raw), ahead);
      }
    }, bare, 5);
  } finally {
    threads.rest();
  }
}

/** Headers of the old era that hold nothing but a link and a hash below the easiest target. */
function powRatio(): number {
  const base = { height: 10, hash: 'cd'.repeat(32) };
  const headers: Uint8Array[] = [];
  let previous = Buffer.from(base.hash, 'hex').reverse();
  for (let at = 0; at < 8_000; at += 1) for (let nonce = 0; ; nonce += 1) {
    const header = Buffer.alloc(193);
    header.writeInt32LE(4);
    previous.copy(header, 4);
    header.writeUInt32LE(1_600_000_000 + 120 * at, 100);
    header.writeUInt32LE(0x207fffff, 104);
    header.writeUInt32LE(nonce, 108);
    header.writeUInt8(52, 140);
    const hash = createHash('sha256').update(createHash('sha256').update(header).digest()).digest();
    if (hash.readUInt8(31) >= 0x7f) continue;
    headers.push(Uint8Array.from(header));
    previous = hash;
    break;
  }
  return alternatingRatio(() => {
    const run = new PinnedRun(base, { height: base.height + headers.length, hash: display(previous) });
    for (let at = 0; at < headers.length; at += 160) run.accept(headers.slice(at, at + 160).map((bytes) => parseHeader(bytes)));
    if (!run.done) throw new Error('the headers do not lead to the pin');
  }, () => {
    for (const header of headers) nativeSha256(nativeSha256(header));
  });
}

// As the light node's process does at its start.
hashNatively();

const ANCHOR = 'the bare verification and recovery of their signatures on one thread';
export const benches: Bench[] = [
  { id: 'light-node/block-100', issue: 5, anchor: ANCHOR, bar: 1.15, unit: 'ratio', run: () => Promise.resolve({ value: ratio(30, 100), note: `blocks with 100 CONFIRMs, a table of ${NODES} nodes` }) },
  { id: 'light-node/confirms-threads', issue: 5, anchor: ANCHOR, bar: 0.75, unit: 'ratio', run: async () => ({ value: await ratioOnThreads(300, 12), note: 'time by the clock; 300 blocks with 12 CONFIRMs, signatures on two threads' }) },
  { id: 'light-node/pow-headers', issue: 5, anchor: 'the double SHA-256 of the same bytes by OpenSSL', bar: 3, unit: 'ratio', run: () => Promise.resolve({ value: powRatio(), note: '8,000 headers up to a pin' }) },
];
