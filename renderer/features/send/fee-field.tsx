// The network fee: three presets with what they cost and how long they take, or an own rate.

import { builtInAsset } from '../../../shared/chains/registry';
import type { Preview } from '../../../shared/contract/wallet';
import { unitsFromText } from '../../../shared/money/units';
import { formatDuration, formatUnits, separators } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Choices } from '../../ui/choice';
import { errorLine } from '../../ui/error-notice';
import { TextField } from '../../ui/field';
import { typedRate } from './draft';
import { problemOf, type SendField } from './field';

type Fee = SendField['form']['fee'];

/** The presets that the wallet offers, with an own rate as the last choice. Used for replacements too. */
export function FeeChoices({ options, feeAsset, fee, ownRate, onFee, problem, rateProblem, disabled }: { options: Preview['feeOptions']; feeAsset: Preview['feeAsset']; fee: Fee; ownRate: string; onFee(patch: { fee?: Fee; ownRate?: string }): void; problem: string | null; rateProblem: string | null; disabled: boolean }) {
  const t = useT();
  const coin = builtInAsset(feeAsset);
  const list = options.state === 'known' ? options.value : [];
  const unit = list[0]?.unit ?? '';
  const card = (name: string, amount: string | null, detail: string | null) => (
    <span className="flex min-w-24 flex-col py-1.5">
      <span className="text-xs font-bold text-text">{name}</span>
      {amount !== null && <span className="text-2xs font-normal text-muted tabular">{amount}</span>}
      {detail !== null && <span className="text-2xs font-normal text-muted">{detail}</span>}
    </span>
  );
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between text-xs text-muted"><span>{t('send.fee')}</span>{coin && <span className="text-2xs">{t('send.feeFrom', { symbol: coin.symbol })}</span>}</div>
      <Choices<Fee>
        legend={t('send.fee')} value={fee} onChoose={(chosen) => onFee({ fee: chosen })}
        choices={[
          ...(['slow', 'normal', 'fast'] as const).map((preset) => {
            const option = list.find((entry) => entry.preset === preset);
            const amount = option?.fee && coin ? `${formatUnits(unitsFromText(option.fee), coin.decimals)} ${coin.symbol}` : option ? `${option.rate} ${option.unit}` : null;
            return { value: preset, disabled: disabled || !option, label: card(t(`send.presets.${preset}`), amount, option?.seconds != null ? t('send.seconds', { duration: formatDuration(option.seconds) }) : null) };
          }),
          { value: 'own' as const, disabled, label: card(t('send.presets.own'), null, null) },
        ]}
      />
      {options.state === 'loading' && <p className="mt-1.5 text-2xs text-muted">{t('send.feeAsking')}</p>}
      {options.state === 'unknown' && <p className="mt-1.5 text-xs text-warn-ink">{t('send.feeUnknown')}: {errorLine(options.reason)}</p>}
      {fee === 'own' && <TextField className="mt-3 max-w-60" label={t('send.ownRate')} inputMode="decimal" value={ownRate} maxLength={24} disabled={disabled} onValue={(text) => onFee({ ownRate: text })} problem={rateProblem} suffix={<span className="text-xs text-muted">{unit}</span>} />}
      {problem && <p role="alert" className="mt-1.5 text-xs text-bad-ink">{problem}</p>}
    </div>
  );
}

const LOADING: Preview['feeOptions'] = { state: 'loading' };

export function FeeField(field: SendField) {
  const t = useT();
  const { form, edit, preview, row, tried, locked } = field;
  const badRate = form.fee === 'own' && typedRate(form.ownRate, separators()) === null;
  return (
    <FeeChoices
      options={preview?.feeOptions ?? LOADING} feeAsset={preview?.feeAsset ?? `${row.chain}/native`} fee={form.fee} ownRate={form.ownRate} onFee={edit} disabled={locked}
      problem={badRate ? null : problemOf(t, field, 'fee')} rateProblem={badRate && (form.ownRate !== '' || tried) ? t('send.problems.money/not-a-number') : null}
    />
  );
}
