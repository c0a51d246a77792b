// Address poisoning: an address that shows the same first and last characters as a known one, but is another.

import { familyOf, type ChainId } from '../../../shared/chains/ids';

/** Characters at each end that people compare. */
const SHOWN = 4;

/** What all addresses of a kind have in common and nobody compares. */
const FIXED_PREFIX: Readonly<Record<'flux' | 'bitcoin' | 'evm', RegExp>> = {
  flux: /^t[13m2]/,
  bitcoin: /^(?:(?:bc|tb|bcrt)1[qp]?|[13mn2])/i,
  evm: /^0x/i,
};

/** The form in which two texts of one address are equal: EVM and bech32 addresses may come in either case. */
export function normalAddress(address: string, chain: ChainId): string {
  return familyOf(chain) === 'evm' || /^(bc|tb|bcrt)1/i.test(address) ? address.toLowerCase() : address;
}

/** First and last characters behind the fixed prefix: equal for addresses that look alike. */
function face(address: string, chain: ChainId): string {
  const rest = normalAddress(address, chain).replace(FIXED_PREFIX[familyOf(chain)], '');
  return `${rest.slice(0, SHOWN)}…${rest.slice(-SHOWN)}`;
}

/**
 * The first of `known` that `address` imitates: both ends equal, the whole not. Null when there is none.
 * All addresses are of `chain` or of a chain of its family.
 */
export function imitated(address: string, known: Iterable<string>, chain: ChainId): string | null {
  const normal = normalAddress(address, chain);
  const shown = face(address, chain);
  const end = normal.slice(-SHOWN).toLowerCase();
  for (const other of known) {
    // Most differ here already, and this costs the least.
    if (other.slice(-SHOWN).toLowerCase() !== end) continue;
    if (face(other, chain) === shown && normalAddress(other, chain) !== normal) return other;
  }
  return null;
}
