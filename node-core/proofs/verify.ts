// Checks a proof without any network: the transaction stands in the block, the blocks stand on it, and those who made them signed them.
import type { Ecc } from '../../shared/crypto/ecc';
import { equalBytes } from '../../shared/crypto/bytes';
import { AppError } from '../../shared/errors/app-error';
import { anyTransactionId, parseAnyTransaction, type AnyFluxTransaction } from '../../shared/flux/any-transaction';
import { headerHash, parseHeader, verifyBlockSignature, type BlockHeader } from '../../shared/flux/block-header';
import { merkleRootOfBranch } from '../../shared/flux/merkle';
import type { FluxParams } from '../../shared/flux/params';
import { isEmergencyHeader, meetsPonTarget, ponHashOfHeader } from '../../shared/flux/pon';
import { PROVEN_BLOCKS, PROVEN_PRODUCERS } from '../../shared/flux/proof-rule';
import { isCoinbase } from '../../shared/flux/transaction';
import { pushedHeight } from '../follow/coinbase';
import { outpointKey } from '../follow/table-node';
import type { Proof } from './format';

/** What a proof shows. The keys of the nodes are the file's word unless a table of one's own was given. */
export interface Statement {
  readonly txid: string;
  readonly transaction: AnyFluxTransaction;
  readonly height: number;
  /** Display form. */
  readonly blockHash: string;
  /** Unix seconds, of its block. */
  readonly time: number;
  /** Blocks on top, different collaterals whose keys signed them, and emergency blocks among them. */
  readonly above: number;
  readonly producers: number;
  readonly emergency: number;
  /** Height and time (Unix seconds) of the last block. */
  readonly last: { readonly height: number; readonly time: number };
  /** Enough blocks by enough different nodes stand on it, none of them an emergency block. */
  readonly proven: boolean;
  /** Whether the keys of the nodes were compared with a table of one's own. */
  readonly keysCompared: boolean;
}

export interface VerifyDeps {
  readonly params: FluxParams;
  readonly ecc: Ecc;
  readonly pins: ReadonlyMap<number, string>;
  /** A table of one's own: the key of a collateral, null when it is not in it. */
  readonly keyOf?: (collateral: string) => Uint8Array | null;
}

const refuse = (code: string, message: string): AppError => new AppError(`proof/${code}`, message);

/** The transaction's place in the block; the coinbase, whose place and form are known, fixes how deep the tree is. */
function checkInclusion(proof: Proof, txid: string, header: BlockHeader): void {
  if (proof.branch.length !== proof.coinbaseBranch.length) throw refuse('wrong-depth', 'the transaction and the coinbase stand at different depths of the tree');
  let coinbase: AnyFluxTransaction;
  try {
    coinbase = parseAnyTransaction(proof.coinbase);
  } catch (cause) {
    throw new AppError('proof/no-coinbase', 'the first transaction cannot be read', { cause });
  }
  if (coinbase.kind !== 'value' || !isCoinbase(coinbase)) throw refuse('no-coinbase', 'the first transaction is no coinbase');
  const push = pushedHeight(proof.height);
  if (!equalBytes(coinbase.inputs[0]?.script.subarray(0, push.length) ?? new Uint8Array(0), push)) throw refuse('wrong-height', 'the block stands at another height');
  if (merkleRootOfBranch(anyTransactionId(coinbase), 0, proof.coinbaseBranch) !== header.merkleRoot) throw refuse('wrong-branch', 'the coinbase does not stand in the block');
  if (proof.index >= 2 ** proof.branch.length || merkleRootOfBranch(txid, proof.index, proof.branch) !== header.merkleRoot) throw refuse('wrong-branch', 'the transaction does not stand in the block');
}

function ponHeaders(proof: Proof): Extract<BlockHeader, { kind: 'pon' }>[] {
  return [proof.header, ...proof.above].map((bytes) => {
    const header = parseHeader(bytes);
    if (header.kind !== 'pon') throw refuse('wrong-era', 'a block is not made by Proof of Node');
    return header;
  });
}

/** @throws AppError `proof/…` with the reason, `bytes/…` */
export function verifyProof(proof: Proof, { params, ecc, pins, keyOf }: VerifyDeps): Statement {
  const transaction = parseAnyTransaction(proof.transaction);
  const txid = anyTransactionId(transaction);
  const headers = ponHeaders(proof);
  const [own] = headers;
  if (own === undefined) throw refuse('unreadable', 'there is no block');
  checkInclusion(proof, txid, own);
  const unused = new Set([...Object.keys(proof.nodes), ...proof.others]);
  const producers = new Set<string>();
  let emergency = 0;
  let previous: { readonly hash: string; readonly time: number } | null = null;
  headers.forEach((header, step) => {
    const height = proof.height + step;
    const hash = headerHash(header);
    if (previous !== null && (header.previousHash !== previous.hash || header.time <= previous.time)) throw refuse('wrong-link', `block ${height} does not follow the one before`);
    if (pins.has(height) && pins.get(height) !== hash) throw refuse('pinned', `another block is pinned at height ${height}`);
    if (isEmergencyHeader(header)) emergency += step > 0 ? 1 : 0;
    else {
      if (params.name !== 'regtest' && !meetsPonTarget(ponHashOfHeader(header, params), header.bits, height, params)) throw refuse('no-winner', `block ${height} wins no slot`);
      const collateral = outpointKey(header.collateral);
      const key = proof.nodes[collateral];
      const counts = !proof.others.includes(collateral);
      unused.delete(collateral);
      if (key === undefined && counts) throw refuse('unknown-maker', `nobody is named who made block ${height}`);
      if (key !== undefined && counts) {
        const known = keyOf?.(collateral);
        if (known !== undefined && (known === null || !equalBytes(known, key))) throw refuse('other-key', `the table names another key for the node that made block ${height}`);
        if (!verifyBlockSignature(header, key, ecc)) throw refuse('wrong-signature', `block ${height} is not signed by its node`);
        if (step > 0) producers.add(collateral);
      }
    }
    previous = { hash, time: header.time };
  });
  if (unused.size > 0) throw refuse('unused-key', 'the file names a node that made none of the blocks');
  const above = headers.length - 1;
  return {
    txid, transaction, height: proof.height, blockHash: headerHash(own), time: own.time, above, producers: producers.size, emergency,
    last: { height: proof.height + above, time: headers.at(-1)?.time ?? own.time },
    proven: above >= PROVEN_BLOCKS && producers.size >= PROVEN_PRODUCERS && emergency === 0, keysCompared: keyOf !== undefined,
  };
}
