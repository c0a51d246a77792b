// Who owns a START's collateral and which key signs: an own key, an own multisig script, or a delegate for somebody else's coin.

import type { KeyRef, NodeStart } from '../../../../shared/contract/money-path';
import { equalBytes, fromHex } from '../../../../shared/crypto/bytes';
import { hash160 } from '../../../../shared/crypto/hashes';
import type { CollateralOwner } from '../../../../shared/flux/fluxnode-transaction';
import { classifyScript, MAX_REDEEM_SCRIPT, p2pkhScript, p2shScript } from '../../../../shared/flux/script-templates';
import { TIER_COLLATERAL } from '../../../../shared/flux/subsidy';
import type { OwnScript, ReviewDeps } from '../ports';
import { insist } from '../refusal';
import { fluxRules } from '../utxo/flux-rules';
import type { Holders } from './holders';

export interface ReadOwner {
  readonly owner: CollateralOwner;
  /** Of the collateral; null when nothing proves it: a delegate's START without the transaction. */
  readonly address: string | null;
  /** Amount and script of the collateral are proven, by its transaction or by the payment that makes it. */
  readonly proven: boolean;
  /** The key that signs, and the public key that nodes hold its signature against. */
  readonly signer: KeyRef;
  readonly signerOwn: OwnScript;
}

/** What somebody else's collateral is owned by. @throws AppError `review/collateral-owner` */
function ownerOf(hex: string, { ecc }: ReviewDeps): CollateralOwner {
  const bytes = fromHex(hex);
  const template = classifyScript(bytes);
  if (template.kind === 'multisig' && bytes.length <= MAX_REDEEM_SCRIPT) return { kind: 'script', redeemScript: bytes };
  insist((bytes.length === 33 || bytes.length === 65) && ecc.isPoint(bytes), 'collateral-owner', 'the owner is neither a public key nor a multisig script');
  return { kind: 'key', publicKey: bytes };
}

function scriptOf(owner: CollateralOwner): Uint8Array {
  return owner.kind === 'key' ? p2pkhScript(hash160(owner.publicKey)) : p2shScript(hash160(owner.redeemScript));
}

/**
 * @throws AppError `review/previous-missing` | `review/previous-output` | `review/collateral-amount` | `review/collateral-not-ours`
 *   | `review/collateral-owner` | `review/start-delegates`, or what the keyring refuses
 */
export function readOwner(start: NodeStart, holders: Holders, deps: ReviewDeps): ReadOwner {
  const { keys } = deps;
  const { collateral, tier } = start;
  const held = collateral === null ? null : holders.outputOf(collateral);
  if (held !== null) {
    // One zatoshi more or less, and no node would take it.
    insist(held.value === TIER_COLLATERAL[tier], 'collateral-amount', 'the collateral has not exactly the amount of its tier', { node: start.name, tier, amount: held.value.toString() });
  }
  if (start.owner.kind === 'delegate') {
    const owner = ownerOf(start.owner.of, deps);
    insist(held === null || equalBytes(scriptOf(owner), held.script), 'collateral-owner', 'the collateral does not belong to this owner', { node: start.name });
    const signerOwn = keys.scriptOf(start.owner.signer, 'p2pkh', 'flux');
    // The chain stores delegates in compressed form only.
    insist(signerOwn.publicKey.length === 33, 'start-delegates', 'a delegate has a compressed key', { node: start.name });
    const address = held === null ? null : fluxRules(keys.network).addressOfScript(held.script);
    return { owner, address, proven: held !== null, signer: start.owner.signer, signerOwn };
  }
  const { key, scriptType } = start.owner;
  const own = keys.scriptOf(key, scriptType, 'flux');
  // The payment that makes the other ones is held against the same key by `readFund`.
  if (collateral !== null) {
    insist(held !== null, 'previous-missing', 'a collateral comes without its transaction', { node: start.name });
    insist(equalBytes(own.script, held.script), 'collateral-not-ours', 'the collateral does not lie on this key', { node: start.name });
  }
  const owner: CollateralOwner = own.redeemScript === null ? { kind: 'key', publicKey: own.publicKey } : { kind: 'script', redeemScript: own.redeemScript };
  return { owner, address: own.address, proven: true, signer: key, signerOwn: own };
}
