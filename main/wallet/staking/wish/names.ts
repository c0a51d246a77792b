// Names for nodes that the person gave none.

import type { Outpoint } from '../../plans/ports';
import type { Tier } from '../record';

const TIER_NAMES: Readonly<Record<Tier, string>> = { cumulus: 'Cumulus', nimbus: 'Nimbus', stratus: 'Stratus' };

/** "Cumulus d430804f:0", by the coin; "Cumulus 3" while it does not exist, by the number of nodes before it. */
export function defaultName(tier: Tier, by: Outpoint | number): string {
  return `${TIER_NAMES[tier]} ${typeof by === 'number' ? by + 1 : `${by.txid.slice(0, 8)}:${by.vout}`}`;
}

/** A name as it was typed: one line, no space around it; the default where nothing is left. */
export function nameOf(typed: string, tier: Tier, by: Outpoint | number): string {
  const name = typed.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return name === '' ? defaultName(tier, by) : name;
}
