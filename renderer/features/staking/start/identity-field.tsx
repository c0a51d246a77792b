// The server's key: one from this wallet, or that of a server that has its own.

import type { StartForm } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { Choices } from '../../../ui/choice';
import { TextField } from '../../../ui/field';
import { isPublicKey } from '../keys';
import { problemWords } from '../outpoint';

/** @param ownKeys whether the wallet has keys for servers; without a phrase it has none, and a server's own is the one way */
export function IdentityField({ form, ownKeys, edit, problem }: { form: StartForm; ownKeys: boolean; edit(patch: Partial<StartForm>): void; problem: string | null }) {
  const t = useT();
  const other = form.identity === 'other';
  const bad = other && form.publicKey.trim() !== '' && !isPublicKey(form.publicKey);
  const label = (kind: 'own' | 'other') => <span className="min-w-0"><span className="block font-medium">{t(`staking.start.${kind}`)}</span><span className="block text-2xs text-muted">{t(kind === 'own' ? 'staking.start.ownText' : 'staking.start.otherText')}</span></span>;
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-xs text-muted">{t('staking.start.identity')}</h3>
      {ownKeys
        ? <Choices<StartForm['identity']> look="card" legend={t('staking.start.identity')} value={form.identity} onChoose={(identity) => edit({ identity })} choices={[{ value: 'own', label: label('own') }, { value: 'other', label: label('other') }]} />
        : <p className="text-xs">{problemWords('staking/no-seed', {})}</p>}
      {other
        ? <TextField className="mt-1.5" mono label={t('staking.start.publicKey')} value={form.publicKey} maxLength={140} onValue={(publicKey) => edit({ publicKey })} problem={bad ? t('staking.start.badKey') : problem} />
        : <p aria-live="polite" className="text-xs text-bad-ink empty:hidden">{problem}</p>}
    </div>
  );
}
