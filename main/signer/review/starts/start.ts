// One FluxNode START: its fields from the intent and from keys that the signer derives, judged before anybody is asked (flux-chain 2.6, 2.7).

import type { KeyRef, NodeStart, Review } from '../../../../shared/contract/money-path';
import { equalBytes, fromHex, toHex } from '../../../../shared/crypto/bytes';
import { hash160 } from '../../../../shared/crypto/hashes';
import type { DelegateData, FluxNodeStart } from '../../../../shared/flux/fluxnode-transaction';
import { p2pkhScript } from '../../../../shared/flux/script-templates';
import type { OwnScript, ReviewDeps } from '../ports';
import { insist } from '../refusal';
import type { Holders } from './holders';
import { readOwner } from './owner';

export interface ReadStart {
  readonly node: string;
  /** Unsigned. Where the payment makes the collateral, its id is not known yet, and this is all zeros. */
  readonly tx: FluxNodeStart;
  readonly funded: boolean;
  readonly signer: KeyRef;
  readonly signerOwn: OwnScript;
  /** Amount and script of the collateral are proven. */
  readonly proven: boolean;
  readonly shown: Review['starts'][number];
}

/** Nodes take a START for an hour after its time. One that is half as old already would seldom arrive. */
const MAX_AGE_SECONDS = 1800;
const NODES_TAKE_SECONDS = 3600;
/** Longer than any collateral needs to mature; what is dated further ahead would lie about for no purpose. */
const MAX_AHEAD_SECONDS = 26 * 3600;
const UNKNOWN_TXID = '0'.repeat(64);

/** @throws AppError `review/start-time` */
function checkTime({ sigTime, name }: NodeStart, { now, speed }: ReviewDeps): void {
  const seconds = Math.floor(now() / 1000);
  // On a faster practice network more of its seconds go by while the plan is made.
  const oldest = seconds - Math.min(NODES_TAKE_SECONDS, MAX_AGE_SECONDS * Math.max(1, speed()));
  insist(sigTime >= oldest, 'start-time', 'nodes would refuse a START of this age', { node: name, sigTime, now: seconds });
  insist(sigTime <= seconds + MAX_AHEAD_SECONDS, 'start-time', 'a START is dated too far ahead', { node: name, sigTime, now: seconds });
}

/** @throws AppError `review/start-delegates` */
function delegatesOf({ owner, delegates, name }: NodeStart, { ecc }: ReviewDeps): DelegateData | null {
  if (owner.kind === 'delegate') {
    insist(delegates.kind === 'none', 'start-delegates', 'only the owner changes the delegates', { node: name });
    return { kind: 'signing', version: 1 };
  }
  if (delegates.kind === 'none') return null;
  const keys = delegates.keys.map((key) => fromHex(key));
  insist(keys.every((key) => ecc.isPointCompressed(key)), 'start-delegates', 'a delegate is no public key', { node: name });
  insist(new Set(delegates.keys).size === keys.length, 'start-delegates', 'a delegate is named twice', { node: name });
  return { kind: 'update', version: 1, keys };
}

/** @throws AppError `review/start-identity`, `keys/no-seed` */
function identityOf({ identity, name }: NodeStart, { keys, ecc }: ReviewDeps): { publicKey: Uint8Array; path: string | null } {
  if (identity.kind === 'own') return keys.nodeKey(identity.index);
  const publicKey = fromHex(identity.publicKey);
  insist(ecc.isPoint(publicKey), 'start-identity', 'the identity key is no public key', { node: name });
  // A server that held a key of the wallet could spend what lies on it.
  insist(keys.isOwn(p2pkhScript(hash160(publicKey)), 'flux') === null, 'start-identity', 'the identity key is one that holds coins', { node: name });
  return { publicKey, path: null };
}

/**
 * @throws AppError `review/start-time` | `review/start-version` | `review/start-delegates` | `review/start-identity`, and as `readOwner`
 * @param fundedVout the output of the payment that becomes the collateral of a START without one
 */
export function readStart(start: NodeStart, fundedVout: number, holders: Holders, deps: ReviewDeps): ReadStart {
  const { name, tier, version, sigTime, collateral } = start;
  checkTime(start, deps);
  const delegates = delegatesOf(start, deps);
  const { owner, address, proven, signer, signerOwn } = readOwner(start, holders, deps);
  insist(version === 6 || (owner.kind === 'key' && delegates === null), 'start-version', 'scripts and delegates need version 6', { node: name, version });
  const identity = identityOf(start, deps);
  const payKey = owner.kind === 'key' ? owner.publicKey : signerOwn.publicKey;
  insist(!equalBytes(identity.publicKey, payKey) && !equalBytes(identity.publicKey, signerOwn.publicKey), 'start-identity', 'the identity key is the key of the collateral', { node: name });
  return {
    node: start.node,
    tx: {
      kind: 'start', version, owner, nodePublicKey: identity.publicKey, sigTime, signature: new Uint8Array(0), delegates, extraBits: 0,
      collateral: collateral === null ? { txid: UNKNOWN_TXID, index: fundedVout } : { txid: collateral.txid, index: collateral.vout },
    },
    funded: collateral === null,
    signer,
    signerOwn,
    proven,
    shown: {
      name, tier, collateral, address, identity: { publicKey: toHex(identity.publicKey), path: identity.path }, version, sigTime,
      delegates: start.delegates, asDelegate: start.owner.kind === 'delegate', multisig: owner.kind === 'script',
    },
  };
}
