// What the follower says of a block.
import { AppError } from '../../shared/errors/app-error';
import type { OutpointKey } from './table-node';

/** Who made a block. Only confirmed nodes count for what is proven: anybody can be started with one collateral. */
export type Producer =
  | { readonly kind: 'confirmed' | 'started' | 'dos'; readonly collateral: OutpointKey }
  /** Two of the foundation's four keys, at any height. */
  | { readonly kind: 'emergency' }
  /** The collateral that test networks wave through. */
  | { readonly kind: 'bypass' }
  /** Nobody with a name: proof of work, in the era before the nodes made the blocks. */
  | { readonly kind: 'work' };

/** What could not be verified and was let pass; docs/light-node.md names them. */
export type Allowance =
  /** A START is signed by a delegate whose list was stored before the start. */
  | 'unknown-delegate'
  /** The transaction that made a collateral was not seen: its tier or age is the word of those who made the block. */
  | 'unseen-collateral'
  /** A payee is a node whose tier nobody knows. */
  | 'unknown-tier-paid';

/** A rule that the block's hash covers is broken: no other copy can be better. */
export const invalid = (reason: string): AppError => new AppError('block/invalid', reason);
/** Hash and root are right, a signature is not, which neither covers: another copy may be whole. */
export const altered = (reason: string): AppError => new AppError('block/altered', reason);
