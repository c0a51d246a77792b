// How much a fault weighs; at a hundred the address is left for a day.
import type { PeerFault } from './peer-source';

export const BAN_AT = 100;

export const WEIGHTS: Readonly<Record<PeerFault, number>> = {
  'protocol': 25,
  'bad-headers': 100,
  'bad-block': 100,
  // An honest peer that was given such a block before the whole one serves it too.
  'altered-block': 34,
  'stale': 34,
  'flood': 100,
  'stalled': 20,
};
