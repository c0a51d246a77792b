// A new password, typed twice, with an honest estimate of what guessing it would take.

import clsx from 'clsx';
import { estimatePassword } from '../../shared/password/estimate';
import { useT } from '../i18n/use-t';
import { PasswordField } from '../ui/password-field';

const LEVELS = ['very-weak', 'weak', 'fair', 'strong', 'very-strong'] as const;

/** Why a new password cannot be taken, or null. */
export function passwordProblem(password: string, again: string): 'weak' | 'differ' | null {
  if (!estimatePassword(password).acceptable) return 'weak';
  return password === again ? null : 'differ';
}

export function PasswordChoice({ password, again, onPassword, onAgain, tried }: { password: string; again: string; onPassword(value: string): void; onAgain(value: string): void; tried: boolean }) {
  const t = useT();
  const estimate = estimatePassword(password);
  const level = password === '' ? -1 : LEVELS.indexOf(estimate.level);
  const problem = tried ? passwordProblem(password, again) : null;
  const colour = level >= 3 ? 'bg-good' : level === 2 ? 'bg-warn' : 'bg-bad';
  const name = LEVELS[level] ?? 'none';
  return (
    <>
      <div>
        <PasswordField label={t('secrets.password.password')} value={password} onValue={onPassword} autoComplete="new-password" problem={problem === 'weak' ? t('secrets.password.weak') : null} />
        <div className="mt-2 flex items-center gap-3">
          <div className="grid flex-1 grid-cols-5 gap-1" aria-hidden="true">
            {LEVELS.map((key, at) => <span key={key} className={clsx('h-1 rounded-full', at <= level ? colour : 'bg-surface-3')} />)}
          </div>
          <span aria-live="polite" className="text-xs text-muted"><span className="sr-only">{t('secrets.password.estimate')}: </span>{t(`secrets.password.strength.${name}`)}</span>
        </div>
      </div>
      <PasswordField label={t('secrets.password.again')} value={again} onValue={onAgain} autoComplete="new-password" problem={problem === 'differ' ? t('secrets.password.differ') : null} />
    </>
  );
}
