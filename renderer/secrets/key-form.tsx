// A private key as it is typed: kind, key, script; the signer checks it and names its addresses.

import { useEffect, useState } from 'react';
import type { NetworkId } from '../../shared/chains/ids';
import { toAppError, type ErrorShape } from '../../shared/errors/app-error';
import { useT } from '../i18n/use-t';
import { Address } from '../ui/address';
import { Choices } from '../ui/choice';
import { ErrorNotice } from '../ui/error-notice';
import { TextArea } from '../ui/field';
import { Notice } from '../ui/notice';
import { PasswordField } from '../ui/password-field';
import { Checkbox } from '../ui/toggle';
import { secrets, type SignerOutput } from './client';
import type { KeyDraft } from './onboarding/flow';

/** Whether the form can be sent: the key is sound and at least one chain is chosen. */
export function keyIsWhole(draft: KeyDraft): boolean {
  return draft.families.length > 0;
}

export function KeyForm({ draft, network, onDraft }: { draft: KeyDraft; network: NetworkId; onDraft(draft: KeyDraft): void }) {
  const t = useT();
  const [checked, setChecked] = useState<SignerOutput<'secrets.import.check'> | null>(null);
  const [error, setError] = useState<ErrorShape | null>(null);
  const { kind, key, redeemScript } = draft;
  const ready = key.trim() !== '' && (kind === 'wif' || redeemScript.trim() !== '');
  useEffect(() => {
    setChecked(null);
    setError(null);
    if (!ready) return;
    let stale = false;
    const timer = setTimeout(() => {
      secrets('secrets.import.check', { kind, key: key.trim(), redeemScript: kind === 'ssp' ? redeemScript.trim() : null, network }).then(
        (outcome) => {
          if (stale) return;
          setChecked(outcome);
          if (outcome.problem === null && outcome.addresses.length === 1) onDraft({ ...draft, families: outcome.addresses.map((entry) => entry.family) });
        },
        (thrown: unknown) => !stale && setError(toAppError(thrown).toShape()),
      );
    }, 250);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
    // The choice of chains is not part of the question.
    // It is asked again only when what was typed changes.
  }, [kind, key, redeemScript, network, ready]);
  const edit = (patch: Partial<KeyDraft>) => onDraft({ ...draft, ...patch, families: [] });
  return (
    <div className="flex max-w-130 flex-col gap-4">
      <Choices legend={t('secrets.import.kind')} value={kind} onChoose={(chosen) => edit({ kind: chosen })} choices={[{ value: 'wif', label: t('secrets.import.wif') }, { value: 'ssp', label: t('secrets.import.ssp') }]} />
      {kind === 'ssp' && <Notice>{t('secrets.import.sspText')}</Notice>}
      <PasswordField label={t('secrets.import.key')} value={key} maxLength={200} onValue={(text) => edit({ key: text })} />
      {kind === 'ssp' && <TextArea mono label={t('secrets.import.redeemScript')} value={redeemScript} maxLength={1100} onValue={(text) => edit({ redeemScript: text })} />}
      {checked?.problem && <ErrorNotice error={{ code: checked.problem, message: '', context: {} }} />}
      {error && <ErrorNotice error={error} />}
      {checked && checked.problem === null && (
        <fieldset className="flex flex-col gap-3 rounded-lg border border-line bg-surface-1 px-4 py-3.5">
          <legend className="float-left mb-1 text-2xs text-muted">{t('secrets.import.addresses')}</legend>
          {checked.addresses.map(({ family, address }) => (
            <Checkbox key={family + address} checked={draft.families.includes(family)} onChange={(on) => onDraft({ ...draft, families: on ? [...draft.families, family] : draft.families.filter((other) => other !== family) })}>
              <span className="block text-sm font-bold">{t(`secrets.import.family.${family}`)}</span>
              <Address value={address} className="text-sm" />
            </Checkbox>
          ))}
          {draft.families.length === 0 && <p className="text-xs text-muted">{t('secrets.import.chooseFamily')}</p>}
        </fieldset>
      )}
      {checked && checked.problem === null && kind === 'wif' && (
        <Checkbox checked={draft.asFluxId} onChange={(asFluxId) => onDraft({ ...draft, asFluxId })}>
          <span className="block">{t('secrets.import.asFluxId')}</span>
          <span className="block text-xs text-muted">{t('secrets.import.asFluxIdText')}</span>
        </Checkbox>
      )}
      <p className="text-xs text-muted">{t('secrets.import.sweepNote')}</p>
    </div>
  );
}
