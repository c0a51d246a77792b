// A wallet's fingerprint: the first bytes of its master key's hash, to be compared by eye.

import { Fingerprint as FingerprintShape } from 'lucide-react';
import { useT } from '../i18n/use-t';
import { Icon } from '../ui/icon';

/** "9f3a11c2" as "9f3a 11c2". */
export function groupFingerprint(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}

export function FingerprintCard({ fingerprint }: { fingerprint: string }) {
  const t = useT();
  return (
    <div className="flex items-start gap-3.5 rounded-lg border border-line bg-surface-1 px-4 py-3.5">
      <Icon of={FingerprintShape} className="size-4.5 text-muted" />
      <div>
        <div data-selectable className="text-sm font-bold">{t('secrets.phrase.fingerprint', { fingerprint: groupFingerprint(fingerprint) })}</div>
        <div className="text-xs text-muted">{t('secrets.phrase.fingerprintText')}</div>
      </div>
    </div>
  );
}
