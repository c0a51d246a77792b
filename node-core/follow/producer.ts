// Who made a block, and whether its signature is theirs (fluxd pon/pon.cpp CheckProofOfNode, main.cpp, emergencyblock.cpp).
import { ByteReader } from '../../shared/crypto/byte-reader';
import { equalBytes, fromHex } from '../../shared/crypto/bytes';
import { derToCompact } from '../../shared/crypto/der';
import type { Ecc } from '../../shared/crypto/ecc';
import { AppError } from '../../shared/errors/app-error';
import { headerHashBytes, verifyBlockSignature, type BlockHeader, type PonHeader } from '../../shared/flux/block-header';
import type { FluxParams } from '../../shared/flux/params';
import { isEmergencyHeader, TEST_BYPASS_COLLATERAL } from '../../shared/flux/pon';
import type { NodeTable } from './table';
import { outpointKey } from './table-node';
import { altered, invalid, type Producer } from './verdict';

/** Keys any two of which make a block at any height (fluxd emergencyblock.cpp). */
const EMERGENCY_KEYS = [
  '025ee73f72d6996f94fe6ec9fac3f9ba6dcb947ed46dfbda530fc73ff99c667a4e', '026f4281124d10eb90589831bac405d715ad79051ac5243d21c322d2abf2fd81e2',
  '03083d65c2f57cfe4d1c34eb575bd9d836f5111dd0de86405d48211bf42ea30403', '03674c29f348124e998fd838228a3ff050ca26fe0c13ad98698585cbbf796b461e',
].map(fromHex);
const EMERGENCY_SIGNATURES = 2;
const MAX_DER = 73;

function emergencySigners(header: PonHeader, hash: Uint8Array, keys: readonly Uint8Array[], ecc: Ecc): number {
  try {
    const reader = new ByteReader(header.blockSignature);
    const signatures = reader.list(1, () => derToCompact(reader.varBytes(MAX_DER)));
    reader.end();
    return keys.filter((key) => signatures.some((signature) => ecc.verify(hash, key, signature))).length;
  } catch (thrown) {
    if (thrown instanceof AppError) return 0;
    throw thrown;
  }
}

export interface ProducerDeps {
  readonly params: FluxParams;
  readonly ecc: Ecc;
  /** The header's hash in wire order, when it is known already. */
  readonly hash?: Uint8Array;
  /** Emergency keys, others than mainnet's in tests only. */
  readonly emergencyKeys?: readonly Uint8Array[];
  /** A key and whether the block's signature is by it, when that was worked out ahead. */
  readonly ahead?: { readonly key: Uint8Array; readonly valid: boolean };
}

/** @throws AppError `block/invalid` when nobody known made it, `block/altered` when the signature is not theirs */
export function producerOf(header: BlockHeader, table: NodeTable, { params, ecc, hash = headerHashBytes(header), emergencyKeys = EMERGENCY_KEYS, ahead }: ProducerDeps): Producer {
  // Which era a height belongs to is a rule of headers.
  if (header.kind === 'pow') return { kind: 'work' };
  if (isEmergencyHeader(header)) {
    if (emergencySigners(header, hash, emergencyKeys, ecc) < EMERGENCY_SIGNATURES) throw altered('emergency block without two of its four signatures');
    return { kind: 'emergency' };
  }
  if (params.name !== 'mainnet' && header.collateral.txid === TEST_BYPASS_COLLATERAL && header.collateral.index === 0) return { kind: 'bypass' };
  const collateral = outpointKey(header.collateral);
  const node = table.get(collateral);
  // fluxd looks into all three lists: a started or banned node can make blocks too.
  if (node === null) throw invalid('made by a collateral that carries no node');
  if (header.blockSignature.length > MAX_DER) throw altered('the block signature is too long');
  const valid = ahead !== undefined && equalBytes(ahead.key, node.publicKey) ? ahead.valid : verifyBlockSignature(header, node.publicKey, ecc, hash);
  if (!valid) throw altered('the block signature is not the node\'s');
  return { kind: node.state, collateral };
}
