// What fluxd asks of the coin that a FluxNode stands on (main.cpp ContextualCheckTransaction, coins.cpp CheckFluxnodeTxInput).
import { equalBytes } from '../../../../shared/crypto/bytes';
import { hash160 } from '../../../../shared/crypto/hashes';
import type { FluxNodeStart, Outpoint } from '../../../../shared/flux/fluxnode-transaction';
import { firstStartHeight } from '../../../../shared/flux/node-times';
import { classifyScript, type ScriptTemplate } from '../../../../shared/flux/script-templates';
import { tierOfCollateral } from '../../../../shared/flux/subsidy';
import type { ChainState } from '../../utxo/chain-state';
import { outpointKey, type Coin } from '../../utxo/types';

/** fluxd forgets a transaction whose outputs are all spent or cannot be: it cannot tell such a coin from one that never was. */
function isKnown(txid: string, state: ChainState): boolean {
  const outputs = state.placed(txid)?.tx.outputs ?? [];
  return outputs.some((output, index) => state.coin(outpointKey({ txid, index })) !== null && classifyScript(output.script).kind !== 'op-return');
}

function keyHashOf(template: ScriptTemplate): Uint8Array | null {
  if (template.kind === 'p2pkh') return template.hash;
  return template.kind === 'p2pk' ? hash160(template.publicKey) : null;
}

function ownerFault({ version, owner }: FluxNodeStart, coin: Coin): string | null {
  const template = classifyScript(coin.script);
  if (template.kind !== 'p2pkh' && template.kind !== 'p2pk' && template.kind !== 'p2sh') return 'fluxnode-tx-failed-to-extract-destination';
  if (owner.kind === 'script') {
    if (template.kind !== 'p2sh') return 'fluxnode-tx-p2sh-version-not-p2sh-script';
    return equalBytes(template.hash, hash160(owner.redeemScript)) ? null : "fluxnode-tx-p2shnodes-destinations-didn't-match";
  }
  if (version === 6 && template.kind !== 'p2pkh') return 'fluxnode-tx-normal-version-not-p2pkh-script';
  // The foundation's own key could start such nodes by version 5 once; the practice chain has none.
  if (template.kind === 'p2sh') return "fluxnode-tx-p2sh-publickeys-didn't-match";
  const hash = keyHashOf(template);
  return hash !== null && equalBytes(hash, hash160(owner.publicKey)) ? null : "fluxnode-tx-destinations-didn't-match";
}

/** fluxd's reason why this START may not use its collateral, by existence and owner, or null. */
export function startCollateralFault(start: FluxNodeStart, state: ChainState): string | null {
  if (!isKnown(start.collateral.txid, state)) return 'fluxnode-tx-coins-not-found';
  const coin = state.coin(outpointKey(start.collateral));
  return coin === null ? 'fluxnode-tx-coins-not-available' : ownerFault(start, coin);
}

/** fluxd's reason why the coin carries no node in the block at `height`: spent, too young, of no tier; or null. */
export function collateralCoinFault(collateral: Outpoint, height: number, state: ChainState): string | null {
  const coin = state.coin(outpointKey(collateral));
  const prefix = 'bad-txns-fluxnode-inputs-invalid-spent-or-bad-value';
  if (coin === null) return `${prefix}-Coins not available`;
  if (height < firstStartHeight(coin.height)) return `${prefix}-Minimum height requirement not met`;
  return tierOfCollateral(coin.value) === null ? `${prefix}-Couldn't get coin tier from amount` : null;
}
