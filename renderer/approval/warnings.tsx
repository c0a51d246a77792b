// Warnings of the signer. A dangerous one is answered on purpose: by a checkbox, or by typing a word where a node's collateral is at stake.

import type { Warning } from '../../shared/contract/money-path';
import { useT, wordsFor } from '../i18n/use-t';
import { Address } from '../ui/address';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { Checkbox } from '../ui/toggle';

/** Warnings that must be answered before the button arms, by their place in the list. */
export function toAcknowledge(warnings: readonly Warning[]): number[] {
  return warnings.flatMap((warning, at) => (warning.level === 'danger' || warning.id === 'collateral-spent' ? [at] : []));
}

export function Warnings({ warnings, answered, onAnswer }: { warnings: readonly Warning[]; answered: Readonly<Record<number, string>>; onAnswer(at: number, answer: string): void }) {
  const t = useT();
  const word = t('approval.collateralWord');
  const order = { danger: 0, warn: 1, info: 2 };
  // A first payment is said on the address itself.
  const shown = warnings.map((warning, at) => ({ warning, at })).filter(({ warning }) => warning.id !== 'first-payment' || warning.level === 'danger').sort((a, b) => order[a.warning.level] - order[b.warning.level]);
  const words = (warning: Warning) => {
    if (warning.id === 'collateral-spent' && warning.context.amount === undefined) return t('approval.collateralAny');
    if (warning.id === 'raw-data' && warning.context.kind === 'phrase') return t(warning.level === 'danger' ? 'approval.phraseOfClaim' : 'approval.phraseShown');
    return wordsFor(`approval.warnings.${warning.id}`, warning.context);
  };
  if (shown.length === 0) return null;
  return (
    <div className="flex flex-col gap-2.5">
      {shown.map(({ warning, at }) => (
        <Notice key={at} tone={warning.level === 'danger' ? 'bad' : warning.level} title={warning.level === 'danger' ? t('approval.danger') : warning.level === 'warn' ? t('approval.warning') : undefined}>
          <p>{words(warning)}</p>
          {warning.id === 'deposit-changed' && typeof warning.context.former === 'string' && <p className="mt-1"><Address value={warning.context.former} className="text-xs" /></p>}
          {warning.id === 'collateral-spent' ? (
            <TextField className="mt-2 text-text" label={t('approval.typeWord', { word })} value={answered[at] ?? ''} onValue={(value) => onAnswer(at, value)} />
          ) : warning.level === 'danger' && (
            <Checkbox className="mt-2 text-text" checked={answered[at] === 'yes'} onChange={(yes) => onAnswer(at, yes ? 'yes' : '')}>{t('approval.understood')}</Checkbox>
          )}
        </Notice>
      ))}
    </div>
  );
}
