// The START of a node as an intent states it: who owns the coin, which key signs, which version, and its time.

import type { KeyRef, NodeStart, ScriptType } from '../../../../shared/contract/money-path';
import { AppError } from '../../../../shared/errors/app-error';
import { COLLATERAL_CONFIRMATIONS } from '../../../../shared/flux/node-times';
import { startTip } from '../life/status';
import type { NodeRecord } from '../record';
import { BLOCK_SECONDS, FUND_BLOCKS, SIGN_AHEAD_SECONDS } from '../rules';

/** An own address: its key, and the kind of script that it is. */
export interface OwnKey {
  readonly key: KeyRef;
  readonly scriptType: ScriptType;
}
export interface StartTerms {
  readonly delegates: NodeStart['delegates'];
  /** Key of the collateral's address; null: the wallet does not have it. */
  readonly own: OwnKey | null;
  /** Seconds until START can be sent. */
  readonly wait: number;
  /** Network time, milliseconds. */
  readonly now: number;
}

/** Blocks until nodes take a START; `height` of the block that holds the collateral, null while it is to be made. */
function blocksUntilStart(height: number | null, tip: number | null): number {
  return height === null ? FUND_BLOCKS + COLLATERAL_CONFIRMATIONS - 1 : Math.max(0, startTip(height) - (tip ?? height));
}

export const secondsUntilStart = (height: number | null, tip: number | null): number => blocksUntilStart(height, tip) * BLOCK_SECONDS;

function ownerOf({ owner }: NodeRecord, own: OwnKey | null): NodeStart['owner'] {
  if (owner.kind === 'delegate') return owner;
  if (own === null || (own.scriptType !== 'p2pkh' && own.scriptType !== 'p2sh-multisig')) throw new AppError('staking/no-key', 'the wallet has no key for this collateral');
  return { kind: 'own', key: own.key, scriptType: own.scriptType };
}

/**
 * Servers refuse an old time and take a future one, so that a START which has to wait is dated for when it can be sent, with a reserve; one
 * that takes the place of another has to be younger than that.
 * @throws AppError staking/no-key | staking/identity-unknown
 */
export function startOf(record: NodeRecord, { delegates, own, wait, now }: StartTerms): NodeStart {
  const { id, name, tier, collateral, identity, start, multisig } = record;
  if (identity === null) throw new AppError('staking/identity-unknown', 'the key of the server is not known');
  const due = Math.floor(now / 1000) + wait + (wait > 0 ? SIGN_AHEAD_SECONDS : 0);
  const sigTime = start === null || start.landed ? due : Math.max(due, start.sigTime + 1);
  const owner = ownerOf(record, own);
  return { node: id, name, tier, collateral, owner, identity, version: multisig || owner.kind === 'delegate' || delegates.kind !== 'none' ? 6 : 5, sigTime, delegates };
}
