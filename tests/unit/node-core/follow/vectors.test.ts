// The follower's reading and replay against blocks that a real fluxd mined and took on regtest.
import * as ecc from 'tiny-secp256k1';
import { coinbaseOutputs, paidNodes } from '../../../../node-core/follow/coinbase';
import { Collaterals } from '../../../../node-core/follow/collaterals';
import { Follower } from '../../../../node-core/follow/follower';
import { producerOf } from '../../../../node-core/follow/producer';
import { replayBlock, type ReplayDeps } from '../../../../node-core/follow/replay';
import { NodeTable } from '../../../../node-core/follow/table';
import { outpointKey } from '../../../../node-core/follow/table-node';
import type { Allowance } from '../../../../node-core/follow/verdict';
import { Watch } from '../../../../node-core/follow/watch';
import { HeaderChain } from '../../../../node-core/headers/chain';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { parseBlock, type Block } from '../../../../shared/flux/block';
import { headerHash, parseHeader } from '../../../../shared/flux/block-header';
import { FLUX_REGTEST, type FluxParams } from '../../../../shared/flux/params';
import { blockSubsidy } from '../../../../shared/flux/subsidy';
import vectors from '../../../vectors/fluxd-regtest-main.json';
import plain from '../../../vectors/fluxd-regtest-p2p-170020-plain.json';

const PARAMS: FluxParams = { ...FLUX_REGTEST, upgrades: { lwma: 1, equihash144: 1, acadia: 1, kamiooka: 1, kamata: 1, flux: 1, halving: 1, p2shNodes: 1, pon: 300 } };
const benchmark = vectors.keys.find((key) => key.name === 'bench')?.pub ?? '';
const blockAt = (height: number): Block => parseBlock(fromHex(vectors.headers.find((each) => each.height === height)?.blockHex ?? ''));

describe.each(vectors.headers.map((vector) => [vector.height, vector.label, vector] as const))('block %i, %s', (_height, _label, vector) => {
  it('is read whole, with fluxd\'s ids', () => {
    const block = parseBlock(fromHex(vector.blockHex));
    expect(block.hash).toBe(vector.hash);
    expect(headerHash(parseHeader(fromHex(vector.headerHex)))).toBe(vector.hash);
    const { tx } = vector.verbose as { tx: readonly (string | { txid: string })[] };
    expect(block.transactions.map(({ txid }) => txid)).toEqual(tx.map((each) => (typeof each === 'string' ? each : each.txid)));
  });

  it('is refused with any byte of it cut or changed behind the header', () => {
    const bytes = fromHex(vector.blockHex);
    expect(() => parseBlock(bytes.subarray(0, -1))).toThrow();
    expect(() => parseBlock(Uint8Array.of(...bytes, 0))).toThrow();
  });
});

it('replays STARTs and CONFIRMs to the nodes that fluxd lists', () => {
  const table = new NodeTable(true);
  const collaterals = new Collaterals();
  const allowed: Allowance[] = [];
  collaterals.look(blockAt(106), 106);
  collaterals.look(blockAt(107), 107);
  const deps: ReplayDeps = { params: PARAMS, benchmarkKeys: [{ since: 0, publicKey: benchmark }], ecc, collateral: (key) => collaterals.get(key), allow: (what) => void allowed.push(what) };
  const starts = blockAt(208).transactions.filter(({ tx }) => tx.kind === 'start');
  table.block(() => replayBlock(blockAt(208), 208, table, [], deps));
  expect([...table.all()].map(({ state }) => state)).toEqual(starts.map(() => 'started'));
  const undo = table.block(() => replayBlock(blockAt(209), 209, table, [], deps));
  const confirmed = [...table.all()].filter(({ state }) => state === 'confirmed');
  expect(confirmed.length).toBeGreaterThan(2);
  expect(allowed).toEqual([]);
  for (const node of confirmed) {
    const listed = vectors.listfluxnodes.find(({ txhash, outidx }) => txhash === node.collateral.txid && Number(outidx) === node.collateral.index);
    if (!listed) continue;
    expect([node.tier?.toUpperCase(), toHex(node.publicKey), node.ip, node.addedHeight, node.confirmedHeight]).toEqual([listed.tier, listed.pubkey, listed.ip, listed.added_height, listed.confirmed_height]);
  }
  expect(confirmed.filter(({ collateral }) => vectors.listfluxnodes.some(({ txhash, outidx }) => txhash === collateral.txid && Number(outidx) === collateral.index)).length).toBeGreaterThan(2);
  // The block of a node that fluxd took, by the key that its START named.
  const signed = plain.results.samples.map(({ hex }) => parseHeader(fromHex(hex))).flatMap((header) => (header.kind === 'pon' && table.get(outpointKey(header.collateral)) !== null ? [header] : []));
  expect(signed.length).toBeGreaterThan(0);
  for (const header of signed) {
    expect(producerOf(header, table, { params: PARAMS, ecc })).toEqual({ kind: table.get(outpointKey(header.collateral))?.state, collateral: outpointKey(header.collateral) });
    const other = { ...header, blockSignature: header.blockSignature.map((byte, index) => (index === 20 ? byte ^ 1 : byte)) };
    expect(() => producerOf(other, table, { params: PARAMS, ecc })).toThrow('the block signature is not the node\'s');
  }
  undo();
  expect([...table.all()].map(({ state }) => state)).toEqual(starts.map(() => 'started'));
});

it('takes the first Proof of Node block of a test network by its bypass collateral, and mainnet would not', () => {
  const { header } = blockAt(300);
  if (header.kind !== 'pon') throw new Error('a Proof of Node header was expected');
  expect(producerOf(header, new NodeTable(true), { params: PARAMS, ecc })).toEqual({ kind: 'bypass' });
  expect(() => producerOf(header, new NodeTable(true), { params: { ...PARAMS, name: 'mainnet' }, ecc })).toThrow('carries no node');
});

it('links and checks fluxd\'s headers across the eras', () => {
  // Of each answer the log kept the first headers; those of the first one begin at height 1.
  const samples = plain.results.samples.map(({ height, hex, hash }) => ({ height, header: parseHeader(fromHex(hex)), hash }));
  for (const { height, header, hash } of samples) {
    const chain = new HeaderChain({ params: PARAMS, base: { height: height - 1, hash: header.previousHash }, pins: new Map(), now: () => header.time });
    expect(chain.accept([header]).added).toBe(1);
    expect(chain.tip).toMatchObject({ height, hash });
  }
  const eras = samples.map(({ header }) => header.kind);
  expect(new Set(eras)).toEqual(new Set(['pow', 'pon']));
});

describe('follows what a real fluxd mined before Proof of Node', () => {
  const BENCHMARK = [{ since: 0, publicKey: benchmark }];
  const deps = { params: PARAMS, benchmarkKeys: BENCHMARK, ecc };
  const placeOf = ({ header }: Block, height: number): { height: number; hash: string; time: number } => ({ height: height - 1, hash: header.previousHash, time: header.time - 120 });
  const before = (height: number, table: NodeTable, collaterals: Collaterals): Follower =>
    new Follower(deps, { table, start: placeOf(blockAt(height), height), tip: placeOf(blockAt(height), height), blocks: [], watch: new Watch(), collaterals, allowances: {} });
  const collaterals = new Collaterals();
  const table = new NodeTable(true);
  collaterals.look(blockAt(106), 106);
  collaterals.look(blockAt(107), 107);

  it('blocks of nobody, with STARTs and CONFIRMs, and a coinbase that takes the whole subsidy while there is no node', () => {
    const follower = before(208, table, collaterals);
    expect(follower.apply(blockAt(208))).toEqual({ kind: 'work' });
    expect(follower.apply(blockAt(209))).toEqual({ kind: 'work' });
    expect(follower.tip).toMatchObject({ height: 209, hash: blockAt(209).hash });
    expect(follower.allowances).toEqual({});
    expect(follower.provenTo).toBeNull();
    expect(table.counts()).toEqual({ cumulus: 3, nimbus: 1, stratus: 1 });
  });

  it('and after it: blocks of the bypass collateral, and STARTs with delegates', () => {
    const later = new NodeTable(true);
    for (const node of table.all()) later.set(node);
    for (let height = 210; height < 302; height += 1) for (const node of later.payees()) later.set({ ...node, lastPaidHeight: height });
    for (const node of [...later.all()]) later.set({ ...node, lastConfirmedHeight: 290 });
    const follower = before(302, later, collaterals);
    expect(follower.apply(blockAt(302))).toEqual({ kind: 'bypass' });
    expect(follower.apply(blockAt(303))).toEqual({ kind: 'bypass' });
    const starts = blockAt(303).transactions.flatMap(({ tx }) => (tx.kind === 'start' ? [tx] : []));
    expect(starts.length).toBeGreaterThan(0);
    for (const { collateral, nodePublicKey, delegates } of starts) {
      expect(later.get(outpointKey(collateral))).toMatchObject({ state: 'started', addedHeight: 303, publicKey: nodePublicKey });
      if (delegates?.kind === 'update') expect(later.delegates(outpointKey(collateral))).toEqual(delegates.keys);
    }
  });

  it('the payments of blocks 212, 299 and 300 to whose turn it was', () => {
    // Three Cumulus nodes take turns; the other tiers have one node each.
    let height = 210;
    for (const each of [212, 299, 300, 302, 303]) {
      for (; height < each; height += 1) for (const node of table.payees()) table.set({ ...node, lastPaidHeight: height });
      expect(paidNodes(coinbaseOutputs(blockAt(each).transactions, each), each, table, PARAMS, () => undefined).map(({ tier }) => tier)).toEqual(['cumulus', 'nimbus', 'stratus']);
      // Nobody else's turn would have passed.
      const [turn] = table.payees();
      if (turn === undefined) throw new Error('nobody has a turn');
      table.block(() => table.set({ ...turn, lastPaidHeight: each }));
      expect(() => paidNodes(coinbaseOutputs(blockAt(each).transactions, each), each, table, PARAMS, () => undefined)).toThrow('does not pay the cumulus node');
      height = each + 1;
      for (const node of table.payees().filter(({ tier }) => tier !== 'cumulus')) table.set({ ...node, lastPaidHeight: each });
    }
  });

  it.each([[1, 13_020_000n], [106, 150n], [107, 150n], [208, 75n], [209, 75n], [212, 75n], [299, 75n], [300, 14n], [302, 14n], [303, 14n]])('the subsidy of block %i', (height, flux) => {
    const paid = coinbaseOutputs(blockAt(height).transactions, height).reduce((sum, { value }) => sum + value, 0n);
    const subsidy = blockSubsidy(height, PARAMS);
    expect(subsidy).toBe(flux * 100_000_000n);
    // What is above it are the fees of the block's payments.
    expect(paid >= subsidy && paid < subsidy + 100_000n).toBe(true);
  });
});
