// The file of a proof: JSON, all it needs inside. docs/light-node.md describes it field by field.
import { z } from 'zod';
import { fromHex } from '../../shared/crypto/bytes';
import { AppError } from '../../shared/errors/app-error';
import { hexJson } from '../files/hex-json';

export const PROOF_VERSION = 1;
/** Above anything that a proof of two thousand blocks needs. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_ABOVE = 4_000;

const zHash = z.string().regex(/^[0-9a-f]{64}$/);
const zHex = z.string().regex(/^([0-9a-f]{2})+$/).transform(fromHex);
const zCollateral = z.string().regex(/^[0-9a-f]{64}:\d{1,10}$/);
const zBranch = z.array(zHash).max(32);
const zProof = z.strictObject({
  fluxkeepProof: z.literal(PROOF_VERSION),
  network: z.enum(['mainnet', 'testnet', 'regtest', 'practice']),
  transaction: zHex,
  height: z.number().int().min(1).max(1_000_000_000),
  header: zHex,
  index: z.number().int().min(0),
  branch: zBranch,
  coinbase: zHex,
  coinbaseBranch: zBranch,
  /** Headers on top, the next block first. */
  above: z.array(zHex).max(MOST_ABOVE),
  /** Keys of the confirmed nodes that made the block and those above, by their collaterals. */
  nodes: z.record(zCollateral, zHex),
  /** Makers that do not count: started or banned nodes, and such as have ended since. */
  others: z.array(zCollateral).max(MOST_ABOVE),
});
export type Proof = z.output<typeof zProof>;

/** @throws AppError `proof/too-large`, `proof/unreadable` */
export function readProof(bytes: Uint8Array): Proof {
  if (bytes.length > MOST_BYTES) throw new AppError('proof/too-large', 'the file is larger than any proof');
  let plain: unknown;
  try {
    plain = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('proof/unreadable', 'the file is no proof', { cause });
  }
  const proof = zProof.safeParse(plain);
  if (!proof.success) throw new AppError('proof/unreadable', 'the file does not have the form of a proof', { cause: proof.error });
  return proof.data;
}

export function writeProof(proof: Proof): Uint8Array {
  return new TextEncoder().encode(`${hexJson(proof, 1)}\n`);
}
