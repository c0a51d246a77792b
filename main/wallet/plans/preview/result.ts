// The common frame of previews.
import type { z } from 'zod';
import { chainOf, nativeAsset } from '../../../../shared/chains/ids';
import type { Reading } from '../../../../shared/contract/base';
import type { zPreview } from '../../../../shared/contract/wallet';
import type { DraftInput, Form } from './form';
import type { Problem } from './problems';

export type PreviewResult = z.input<typeof zPreview>;
export type FeeOption = Extract<PreviewResult['feeOptions'], { state: 'known' }>['value'][number];

/** A preview in which nothing but the form is known yet. */
export function blank(draft: DraftInput, form: Form, problems: Problem[], spendable: Reading<string>): PreviewResult {
  const { recipient } = form;
  return {
    intent: null,
    problems,
    recipient: recipient?.address ?? null,
    uri: recipient === null || recipient.uri === null ? null : { amount: recipient.uri.amount?.toString() ?? null, label: recipient.uri.label, message: recipient.uri.message },
    amount: typeof form.amount === 'bigint' ? form.amount.toString() : null,
    fee: null,
    feeAsset: nativeAsset(chainOf(draft.asset)),
    remaining: null,
    spendable,
    feeOptions: { state: 'loading' },
  };
}
