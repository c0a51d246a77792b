// An address that a decision hangs on: whole, in groups, with what the signer knows of it.

import { UserPlus, UserRoundCheck, WalletMinimal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/use-t';
import { Address } from '../ui/address';
import { Pill } from '../ui/pill';

export interface Standing {
  /** Derived by the signer. */
  readonly own: boolean;
  readonly contact: string | null;
  readonly first: boolean;
}

export function StandingPills({ own, contact, first }: Standing) {
  const t = useT();
  if (!own && contact === null && !first) return null;
  return (
    <div className="mt-1.5 flex flex-wrap gap-2">
      {own && <Pill tone="good" icon={WalletMinimal}>{t('approval.own')}</Pill>}
      {contact !== null && <Pill tone="good" icon={UserRoundCheck}>{t('approval.contact', { name: contact })}</Pill>}
      {first && contact === null && <Pill tone="warn" icon={UserPlus}>{t('approval.first')}</Pill>}
    </div>
  );
}

export function Party({ name, address, standing, testId }: { name: ReactNode; address: string; standing?: Standing; testId?: string }) {
  return (
    <section data-testid={testId}>
      <div className="text-2xs text-muted">{name}</div>
      <div className="mt-0.5"><Address value={address} className="text-md" /></div>
      {standing && <StandingPills {...standing} />}
    </section>
  );
}
