// Headers, merkle trees, Proof of Node and subsidies against chain data and computed tables.
import fc from 'fast-check';
import * as tiny from 'tiny-secp256k1';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { ByteReader } from '../../../../shared/crypto/byte-reader';
import { AppError } from '../../../../shared/errors/app-error';
import { headerHash, parseHeader, readHeader, serializeHeader, verifyBlockSignature, type PonHeader } from '../../../../shared/flux/block-header';
import { bitsOfTarget, targetOfBits } from '../../../../shared/flux/compact-target';
import { merkleBranch, merkleRoot, merkleRootOfBranch } from '../../../../shared/flux/merkle';
import { FLUX_MAINNET, FLUX_NETWORKS, FLUX_REGTEST } from '../../../../shared/flux/params';
import { EMERGENCY_COLLATERAL, isEmergencyHeader, meetsPonTarget, nextPonBits, ponHash, ponHashOfHeader, ponStartBits, requiredPonBits, slotOfTime } from '../../../../shared/flux/pon';
import { blockSubsidy, devFundMinimum, tierOfCollateral, tierReward, TIER_COLLATERAL } from '../../../../shared/flux/subsidy';
import difficulty from '../../../vectors/flux-pon-difficulty.json';
import headers from '../../../vectors/flux-headers.json';
import merkle from '../../../vectors/flux-merkle.json';
import subsidy from '../../../vectors/flux-subsidy.json';

const ponOf = (raw: string): PonHeader => {
  const header = parseHeader(fromHex(raw));
  if (header.kind !== 'pon') throw new Error('a Proof of Node header was expected');
  return header;
};

describe.each(headers.headers.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
  const header = parseHeader(fromHex(vector.raw_header));

  test('fields, bytes and hash', () => {
    expect(toHex(serializeHeader(header))).toBe(vector.raw_header);
    expect(headerHash(header)).toBe(vector.hash);
    expect([header.kind, header.version, header.previousHash, header.merkleRoot, header.finalSaplingRoot, header.time, header.bits.toString(16).padStart(8, '0')]).toEqual([
      vector.kind, vector.version, vector.prev, vector.merkle_root, vector.final_sapling_root, vector.time, vector.bits]);
    if (header.kind === 'pow') {
      expect([header.nonce, toHex(header.solution)]).toEqual([vector.nonce, vector.solution]);
      expect(BigInt(`0x${vector.hash}`) <= targetOfBits(header.bits)).toBe(true);
    }
    if (vector.height === 0) {
      const params = FLUX_NETWORKS[vector.network === 'main' ? 'mainnet' : vector.network === 'test' ? 'testnet' : 'regtest'];
      expect([params.genesisHash, params.genesisTime]).toEqual([vector.hash, vector.time]);
    }
  });

  test('lottery and signature', () => {
    if (header.kind !== 'pon') return;
    expect([header.collateral.txid, header.collateral.index, toHex(header.blockSignature)]).toEqual([vector.collateral_txid, vector.collateral_index, vector.block_sig_der]);
    expect(vector.raw_header.startsWith(vector.hash_preimage ?? 'none')).toBe(true);
    expect(slotOfTime(header.time, FLUX_MAINNET)).toBe(vector.slot);
    expect(ponHashOfHeader(header, FLUX_MAINNET)).toBe(vector.pon_hash);
    expect(targetOfBits(header.bits).toString(16).padStart(64, '0')).toBe(vector.target);
    expect(meetsPonTarget(vector.pon_hash ?? '', header.bits, vector.height, FLUX_MAINNET)).toBe(true);
    const publicKey = 'node_pubkey' in vector ? String(vector.node_pubkey) : 'block_sig_pubkey' in vector ? String(vector.block_sig_pubkey) : null;
    if (publicKey !== null) expect(verifyBlockSignature(header, fromHex(publicKey), tiny)).toBe(true);
  });

  test('a cut at any byte is refused', () => {
    const bytes = fromHex(vector.raw_header);
    for (let length = 0; length < bytes.length; length += 1) expect(() => parseHeader(bytes.subarray(0, length))).toThrow(AppError);
  });
});

test('a block signature is checked, not trusted', () => {
  const signed = headers.headers.filter((vector) => Object.keys(vector).some((field) => field.endsWith('pubkey')));
  expect(signed).toHaveLength(1);
  const header = ponOf(signed[0]?.raw_header ?? '');
  const key = tiny.pointFromScalar(new Uint8Array(32).fill(9)) ?? new Uint8Array(33);
  expect(verifyBlockSignature(header, key, tiny)).toBe(false);
  expect(verifyBlockSignature(header, new Uint8Array(33), tiny)).toBe(false);
  expect(verifyBlockSignature({ ...header, blockSignature: new Uint8Array(71) }, key, tiny)).toBe(false);
  expect(isEmergencyHeader(header)).toBe(false);
  expect(isEmergencyHeader({ ...header, collateral: { txid: EMERGENCY_COLLATERAL, index: 0 } })).toBe(true);
  expect(() => serializeHeader({ ...header, version: 4 })).toThrow(expect.objectContaining({ code: 'header/inconsistent' }));
});

describe('merkle trees', () => {
  test.each(merkle.blocks.map((block) => [block.height, block] as const))('block %d', (_, block) => {
    expect(merkleRoot(block.txids)).toBe(block.merkle_root);
    block.txids.forEach((txid, index) => expect(merkleRootOfBranch(txid, index, merkleBranch(block.txids, index))).toBe(block.merkle_root));
    if (block.branch_for_index_1 === undefined) return;
    expect(merkleBranch(block.txids, 1)).toEqual(block.branch_for_index_1);
    const listing = 'insight_listing_first_mismatch' in block ? block.insight_listing_first_mismatch : undefined;
    if (listing === undefined) return;
    expect(merkleRoot(block.txids.map((txid, index) => (index === listing.index ? listing.insight_block_endpoint : txid)))).not.toBe(block.merkle_root);
  });

  test('the header of a merkle block', () => {
    for (const { raw, block_hash: hash, merkle_root: root, hashes } of merkle.merkleblock) {
      const header = readHeader(new ByteReader(fromHex(raw)));
      expect([headerHash(header), header.merkleRoot, merkleRoot(hashes)]).toEqual([hash, root, root]);
    }
  });

  test('repeated ends, empty lists and wrong places are refused', () => {
    const [a, b, c] = ['aa', 'bb', 'cc'].map((byte) => byte.repeat(32));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three ids');
    expect(() => merkleRoot([a, b, c, c])).toThrow(expect.objectContaining({ code: 'merkle/repeated' }));
    expect(() => merkleRoot([])).toThrow(expect.objectContaining({ code: 'merkle/empty' }));
    expect(() => merkleBranch([a], 1)).toThrow(expect.objectContaining({ code: 'merkle/no-such-leaf' }));
    expect(() => merkleRootOfBranch(a, 2, [b])).toThrow(expect.objectContaining({ code: 'merkle/no-such-leaf' }));
    expect(merkleRootOfBranch(a, 0, [])).toBe(a);
  });
});

describe('difficulty', () => {
  test.each(difficulty.vectors.map((vector, index) => [index, vector] as const))('vector %d', (_, { last_bits: last, span, next_bits: next }) => {
    expect(nextPonBits(parseInt(last, 16), span, FLUX_MAINNET).toString(16).padStart(8, '0')).toBe(next);
  });

  test('limits, first window and heights', () => {
    expect([ponStartBits(FLUX_MAINNET).toString(16), bitsOfTarget(FLUX_MAINNET.pon.limit).toString(16)]).toEqual([difficulty.first_block_bits, difficulty.pon_limit_bits]);
    const at = (height: number): { time: number; bits: number } => ({ time: height * 30, bits: 0x1f0bffff });
    expect(requiredPonBits(2_020_029, at, FLUX_MAINNET)).toBe(0x1f0bffff);
    // 29 intervals of 30 s are exactly the goal; only the division before the multiplication rounds the target down.
    expect(requiredPonBits(2_020_030, at, FLUX_MAINNET)).toBe(nextPonBits(0x1f0bffff, 870, FLUX_MAINNET));
    expect(() => requiredPonBits(2_019_999, at, FLUX_MAINNET)).toThrow(expect.objectContaining({ code: 'pon/too-early' }));
    expect(() => requiredPonBits(5, at, FLUX_REGTEST)).toThrow(expect.objectContaining({ code: 'pon/not-scheduled' }));
    expect(nextPonBits(0x1f8bffff, 870, FLUX_MAINNET)).toBe(0x200fffff);
    expect(nextPonBits(0, 870, FLUX_MAINNET)).toBe(0x200fffff);
  });

  test('a target outside its range never wins', () => {
    const least = '0'.repeat(64);
    expect(meetsPonTarget(least, 0x1f0bffff, 2_020_000, FLUX_MAINNET)).toBe(true);
    for (const bits of [0x1f0c0000, 0x1f8bffff, 0, 0xff123456]) expect(meetsPonTarget(least, bits, 2_020_000, FLUX_MAINNET)).toBe(false);
    expect(meetsPonTarget(least, 0x200fffff, 2_020_030, FLUX_MAINNET)).toBe(true);
    expect(meetsPonTarget('f'.repeat(64), 0x200fffff, 2_020_030, FLUX_MAINNET)).toBe(false);
    expect(ponHash({ txid: least, index: 0 }, least, 1)).not.toBe(ponHash({ txid: least, index: 0 }, least, 2));
  });

  test('compact targets', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }), (target) => {
      const back = targetOfBits(bitsOfTarget(target));
      expect(back <= target && bitsOfTarget(back) === bitsOfTarget(target)).toBe(true);
    }));
    // Values of Bitcoin's arith_uint256 tests.
    for (const [bits, target] of [[0, 0n], [0x00123456, 0n], [0x01003456, 0n], [0x01123456, 0x12n], [0x02123456, 0x1234n], [0x03123456, 0x123456n], [0x04123456, 0x12345600n], [0x05009234, 0x92340000n], [0x01803456, 0n], [0x20123456, 0x123456n << 232n]] as const) expect(targetOfBits(bits)).toBe(target);
    for (const wrong of [0xff123456, 0x01fedcba, 0x04923456]) expect(() => targetOfBits(wrong)).toThrow(expect.objectContaining({ code: 'target/invalid' }));
    expect(() => bitsOfTarget(1n << 256n)).toThrow(expect.objectContaining({ code: 'target/invalid' }));
    expect(bitsOfTarget(0x80n)).toBe(0x02008000);
  });
});

describe('subsidies', () => {
  test.each(subsidy.vectors.map((vector) => [vector.height, vector] as const))('height %d', (height, vector) => {
    expect(String(blockSubsidy(height))).toBe(vector.subsidy);
    if (vector.cumulus === undefined) return;
    expect([tierReward(height, 'cumulus'), tierReward(height, 'nimbus'), tierReward(height, 'stratus'), devFundMinimum(height)].map(String)).toEqual([vector.cumulus, vector.nimbus, vector.stratus, vector.dev_fund_min]);
  });

  test('the coinbase of block 588,530, and heights before nodes', () => {
    expect(['cumulus', 'nimbus', 'stratus'].map((tier) => (tier === 'cumulus' || tier === 'nimbus' || tier === 'stratus' ? tierReward(588_530, tier) : 0n))).toEqual([562_500_000n, 937_500_000n, 2_250_000_000n]);
    expect([tierReward(500_000, 'stratus'), devFundMinimum(588_530)]).toEqual([0n, 0n]);
  });

  test('collateral amounts are exact', () => {
    for (const tier of ['cumulus', 'nimbus', 'stratus'] as const) {
      expect([tierOfCollateral(TIER_COLLATERAL[tier]), tierOfCollateral(TIER_COLLATERAL[tier] + 1n), tierOfCollateral(TIER_COLLATERAL[tier] - 1n)]).toEqual([tier, null, null]);
    }
  });
});
