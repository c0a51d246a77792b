// The parts of a draft that can be judged without asking any server.
import type { z } from 'zod';
import type { zDraft } from '../../../../shared/contract/wallet';
import type { NetworkId } from '../../../../shared/chains/ids';
import { chainOf } from '../../../../shared/chains/ids';
import { opReturnScript } from '../../../../shared/flux/script-templates';
import { recipientOf, type Recipient } from './recipient';
import { problemOf, type Problem } from './problems';

export type DraftInput = z.output<typeof zDraft>;

export interface Form {
  readonly recipient: Recipient | null;
  /** Base units, all of it, or nothing yet. */
  readonly amount: bigint | 'all' | null;
  readonly note: string | null;
  readonly problems: readonly Problem[];
}

/** Runs `work`; what the person can mend becomes a problem, everything else is thrown on. */
export function attempt<T>(problems: Problem[], work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem === null) throw thrown;
    problems.push(problem);
    return null;
  }
}

function amountOf(draft: DraftInput, recipient: Recipient | null, problems: Problem[]): Form['amount'] {
  if (draft.amount.kind === 'all') return 'all';
  // A link's amount counts for as long as the person has not typed another.
  if (draft.amount.kind === 'none') return recipient?.uri?.amount ?? null;
  const units = BigInt(draft.amount.units);
  if (units > 0n) return units;
  problems.push({ field: 'amount', code: 'plan/amount-zero', context: {} });
  return null;
}

function noteOf(draft: DraftInput, problems: Problem[]): string | null {
  if (draft.note === '') return null;
  const chain = chainOf(draft.asset);
  if (chain !== 'flux') {
    problems.push({ field: 'note', code: 'plan/note-not-here', context: { chain } });
    return null;
  }
  attempt(problems, () => opReturnScript(new TextEncoder().encode(draft.note)));
  return draft.note;
}

/** An empty recipient or amount is no problem yet, only not enough for an intent. */
export function readForm(draft: DraftInput, network: NetworkId): Form {
  const problems: Problem[] = [];
  const recipient = draft.to.trim() === '' ? null : attempt(problems, () => recipientOf(draft.to, draft.asset, network));
  return { recipient, amount: amountOf(draft, recipient, problems), note: noteOf(draft, problems), problems };
}
