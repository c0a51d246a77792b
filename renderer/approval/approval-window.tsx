// The approval window: shows what the signer read from the exact bytes and takes a deliberate yes or a no.

import { ShieldCheck } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { Review } from '../../shared/contract/money-path';
import { useT } from '../i18n/use-t';
import { Button } from '../ui/button';
import { ErrorNotice } from '../ui/error-notice';
import { Icon } from '../ui/icon';
import { useAct } from '../ui/use-act';
import { answerApproval, type Approval } from './client';
import { Facts, MoreFacts, Recipients } from './facts';
import { Claim } from './claim';
import { Cloud } from './cloud';
import { LinkTarget } from './link';
import { Headline } from './headline';
import { HoldButton } from './hold-button';
import { Starts } from './starts';
import { Swap } from './swap';
import { useArmed } from './use-armed';
import { useReadToEnd } from './use-read-to-end';
import { Vote } from './vote';
import { toAcknowledge, Warnings } from './warnings';

export function ApprovalWindow({ approval }: { approval: Approval }) {
  const t = useT();
  const { review } = approval;
  const [answers, setAnswers] = useState<Readonly<Record<number, string>>>({});
  const armed = useArmed();
  const { ref, read } = useReadToEnd();
  const why = useId();
  const answer = useAct((approve: boolean) => answerApproval(review.hash, approve));
  const { run } = answer;

  useEffect(() => {
    // A reader starts at the top; the button must not be where the focus lands.
    ref.current?.querySelector<HTMLElement>('h1')?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void run(false);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [ref, run]);

  const acknowledged = toAcknowledge(review.warnings).every((at) =>
    answers[at]?.trim().toUpperCase() === (review.warnings[at]?.id === 'collateral-spent' ? t('approval.collateralWord') : 'YES'),
  );
  const obstacle = !read ? 'scroll' : !acknowledged ? 'acknowledge' : !armed ? 'arming' : null;

  return (
    <main className="flex h-full flex-col bg-surface-1" aria-label={t('approval.title')}>
      {review.network === 'practice' && <p className="bg-warn-tint px-6 py-1.5 text-center text-2xs font-semibold text-warn-ink">{t('approval.practice')}</p>}
      <div ref={ref} className="flex min-h-0 flex-1 flex-col overflow-y-auto" tabIndex={0} data-testid="approval-review">
        <div className="flex flex-col gap-4.5 px-6 pt-5 pb-4">
          <Headline review={review} value={approval.value} />
          <What review={review} />
          <Facts review={review} feeValue={approval.feeValue} />
          <MoreFacts review={review} />
        </div>
        <div className="flex flex-col gap-4 border-t border-line px-6 py-4">
          <Warnings warnings={review.warnings} answered={answers} onAnswer={(at, text) => setAnswers({ ...answers, [at]: text })} />
          {review.checks.length > 0 && (
            <ul aria-label={t('approval.checksTitle')} className="flex flex-col gap-2">
              {review.checks.map((check) => (
                <li key={check} className="flex items-start gap-2.5 text-xs text-muted"><Icon of={ShieldCheck} className="mt-0.5 size-4 text-good" />{t(`approval.checks.${check}`)}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <footer className="border-t border-line px-6 pt-3 pb-5">
        {answer.error && <ErrorNotice error={answer.error} className="mb-3" />}
        <p id={why} className="mb-2 text-2xs text-muted" aria-live="polite">{t(`approval.why.${obstacle ?? 'ready'}`)}</p>
        <div className="flex gap-2.5">
          <Button size="lg" className="w-2/5" disabled={answer.busy} onClick={() => void run(false)}>{t('approval.cancel')}</Button>
          <HoldButton
            ready={obstacle === null} busy={answer.busy} describedBy={why} onHeld={() => void run(true)}
            words={{ hold: t('approval.hold'), holding: t('approval.holding'), busy: t('approval.signing') }}
          />
        </div>
      </footer>
    </main>
  );
}

/** What it does to whom: each kind of act in its own words. */
function What({ review }: { review: Review }) {
  if (review.action === 'start-nodes') return <Starts review={review} />;
  if (review.swap) return <Swap review={review} swap={review.swap} />;
  const purpose = review.message?.purpose ?? null;
  switch (purpose?.kind) {
    case 'mining-claim': return <Claim review={review} purpose={purpose} />;
    case 'xdao-vote': return <Vote purpose={purpose} />;
    case 'link': return <LinkTarget purpose={purpose} network={review.network} />;
    case 'fluxos-login':
    case 'app-register':
    case 'app-update': return <Cloud review={review} purpose={purpose} />;
    case undefined: return <Recipients review={review} />;
  }
}
