// A node that was started elsewhere (Zelcore, SSP, another computer) on a coin of this wallet gets a record by itself.

import { toHex } from '../../../../shared/crypto/bytes';
import type { FluxParams } from '../../../../shared/flux/params';
import { tierOfCollateral } from '../../../../shared/flux/subsidy';
import type { Coin } from '../../plans/ports';
import { NEW_NODE, type NodeRecord } from '../record';
import { defaultName } from '../wish/names';
import { heard, type Words } from './hear';

/** @returns null when no list shows a node on the coin, or its amount carries none */
export function adopted(coin: Coin, words: Words, params: FluxParams, random: (length: number) => Uint8Array): NodeRecord | null {
  const tier = tierOfCollateral(coin.value);
  if (tier === null) return null;
  const blank: NodeRecord = {
    ...NEW_NODE, id: toHex(random(16)), name: defaultName(tier, coin), tier, collateral: { txid: coin.txid, vout: coin.vout }, address: coin.address,
    multisig: coin.scriptType === 'p2sh-multisig', owner: { kind: 'own' }, identity: null, createdAt: words.at,
  };
  const record = heard(blank, words, params);
  return record.was === 'never' ? null : record;
}
