// Words and shapes of an entry of Activity that the list, the detail and the portfolio share.

import { ArrowDownLeft, ArrowUpRight, Ban, FileCode2, Gift, Repeat, ShieldCheck, ShieldX, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import type { Activity, TxState } from '../../../shared/contract/wallet';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { shortAddress } from '../../ui/address';
import type { Tone } from '../../ui/pill';

export const KIND_ICONS: Record<Activity['kind'], LucideIcon> = {
  received: ArrowDownLeft, sent: ArrowUpRight, self: Repeat, cancelled: Ban, approved: ShieldCheck, revoked: ShieldX, contract: FileCode2, reward: Gift,
};

export const STATE_TONES: Record<TxState['kind'], Tone> = { waiting: 'warn', pending: 'accent', confirming: 'warn', confirmed: 'good', expired: 'bad', replaced: 'neutral', failed: 'bad' };

export interface EntryWords {
  subtitle(entry: Activity): string;
  state(state: TxState): string;
  contactOf(entry: Activity, address: string): string | null;
}

/** The second line of an entry: its label, else the contact, else the address in short; nothing hangs on it. */
export function useEntryWords(): EntryWords {
  const t = useT();
  const contacts = useCall('contacts.list', undefined).data;
  return useMemo(() => {
    const names = new Map((contacts ?? []).map((contact) => [`${contact.chain} ${contact.address.toLowerCase()}`, contact.name]));
    const contactOf = (entry: Activity, address: string) => names.get(`${entry.chain} ${address.toLowerCase()}`) ?? null;
    return {
      contactOf,
      state: (state) => t(`activity.states.${state.kind}`, state.kind === 'confirming' ? { confirmations: state.confirmations, of: state.of } : {}),
      subtitle: (entry) => {
        const address = entry.counterparties[0];
        return entry.label ?? (address === undefined ? (entry.note ?? '') : (contactOf(entry, address) ?? shortAddress(address)));
      },
    };
  }, [t, contacts]);
}
