// What the sealed address book says of a recipient: contact, paid before, imitation. Servers have no say in it.

import { familyOf, type ChainId } from '../../../shared/chains/ids';
import type { Warning } from '../../../shared/contract/money-path';
import { imitated, normalAddress } from './look-alike';
import type { Keys, SealedAddresses } from './ports';

export interface RecipientFacts {
  /** Name of the contact with this address on this chain. */
  readonly contact: string | null;
  /** A contact, or paid before, on this chain. */
  readonly known: boolean;
  readonly warnings: readonly Warning[];
}

/** Facts and warnings for an address that is not our own. */
export function recipientFacts(address: string, chain: ChainId, keys: Keys, book: SealedAddresses): RecipientFacts {
  const family = familyOf(chain);
  const normal = normalAddress(address, chain);
  const same = (entry: { readonly chain: ChainId; readonly address: string }): boolean => entry.chain === chain && normalAddress(entry.address, chain) === normal;
  const contact = book.contacts().find(same)?.name ?? null;
  const known = contact !== null || book.paid().some(same);
  const warnings: Warning[] = [];
  if (!known) warnings.push({ id: 'first-payment', level: 'info', context: { address } });
  const familiar = [...book.contacts(), ...book.paid()].filter((entry) => familyOf(entry.chain) === family).map((entry) => entry.address);
  const original = imitated(address, familiar, chain);
  // An address that was paid before is no stranger, even when it looks like another one.
  if (original !== null) warnings.push({ id: 'looks-like-known', level: known ? 'info' : 'danger', context: { address, original } });
  const own = imitated(address, keys.ownAddresses(chain), chain);
  if (own !== null) warnings.push({ id: 'looks-like-own', level: known ? 'info' : 'danger', context: { address, original: own } });
  return { contact, known, warnings };
}
