// Where words and passphrase lead: fingerprint and first address, to be compared with what the person knows.

import { useT } from '../i18n/use-t';
import { Address } from '../ui/address';
import { groupFingerprint } from './fingerprint';

export function Destination({ fingerprint, firstAddress }: { fingerprint: string; firstAddress: string }) {
  const t = useT();
  return (
    <dl className="grid gap-3 rounded-lg border border-line bg-surface-1 px-4 py-3.5">
      <div>
        <dt className="text-2xs text-muted">{t('secrets.restore.fingerprint')}</dt>
        <dd data-selectable data-testid="fingerprint" className="font-mono text-sm font-bold">{groupFingerprint(fingerprint)}</dd>
      </div>
      <div>
        <dt className="text-2xs text-muted">{t('secrets.restore.firstAddress')}</dt>
        <dd><Address value={firstAddress} className="text-sm" /></dd>
      </div>
    </dl>
  );
}
