// The steps of a swap in words, with the proofs of each: ids of transactions, confirmations, heights.

import type { Swap } from '../../../../shared/contract/bridge';
import { chainInfo } from '../../../../shared/chains/registry';
import { heldChain } from '../../../../shared/fusion/chains';
import { useNow } from '../../../app/use-now';
import { formatAgo, formatDuration, formatMoment, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { chainName, useFluxText } from '../flux';
import { Proof } from './proof';
import { fusionWord } from './standing';
import { StepRow } from './step-row';
import { stepsOf, type Step } from './steps';

/** "12 of 12 confirmations", and about how long the missing ones take where that is known. */
function Depth({ depth, blockSeconds }: { depth: { have: number; want: number | null }; blockSeconds: number | null }) {
  const t = useT();
  const { have, want } = depth;
  if (want === null) return <span>{t('bridge.depth.some', { count: have })}</span>;
  return (
    <>
      <span className="tabular">{t('bridge.depth.of', { have: formatNumber(Math.min(have, want)), want: formatNumber(want) })}</span>
      {have < want && blockSeconds !== null && <span>{t('bridge.depth.left', { duration: formatDuration((want - have) * blockSeconds) })}</span>}
    </>
  );
}

interface RowProps { swap: Swap; step: Step }

function ReserveStep({ swap, step }: RowProps) {
  const t = useT();
  return (
    <StepRow state={step.state} title={t('bridge.reserve.title')}>
      <span title={swap.id}>{t('bridge.reserve.id')} <span data-selectable className="font-mono">{swap.id.slice(0, 4)}…{swap.id.slice(-4)}</span></span>
      <span>{formatMoment(swap.createdAt)}</span>
    </StepRow>
  );
}

function DepositStep({ swap, step }: RowProps) {
  const t = useT();
  const { state } = swap;
  const source = chainInfo(swap.from);
  const chain = source.name;
  if (state.kind === 'reserved') return <StepRow state={step.state} title={t('bridge.deposit.reserved')} word={t('bridge.step.you')}><span>{t('bridge.deposit.unsigned')}</span></StepRow>;
  if (state.kind === 'abandoned') return <StepRow state={step.state} title={t('bridge.deposit.abandoned', { chain })}><span>{t('bridge.deposit.unsigned')}</span></StepRow>;
  if (state.kind === 'cancelled') return <StepRow state={step.state} title={t('bridge.deposit.cancelled', { chain })}><Proof txid={state.by} name={t('bridge.deposit.cancelledBy')} /></StepRow>;
  const title = state.kind === 'deposit-failed' ? t('bridge.deposit.failed', { chain }) : state.kind === 'depositing' ? t('bridge.deposit.sending', { chain }) : t('bridge.deposit.sent', { chain });
  return (
    <StepRow state={step.state} title={title}>
      <Proof txid={state.txid} name={t('bridge.deposit.proof')} />
      {state.kind !== 'deposit-failed' && swap.depositDepth && <Depth depth={swap.depositDepth} blockSeconds={step.state === 'working' ? source.blockSeconds : null} />}
      {state.kind === 'depositing' && state.attempts > 1 && <span className="w-full before:hidden!">{t('bridge.deposit.telling', { attempts: formatNumber(state.attempts) })}</span>}
    </StepRow>
  );
}

function FusionStep({ swap, step }: RowProps) {
  const t = useT();
  const now = useNow(5000);
  const { state, operator } = swap;
  const chain = chainName(swap.to);
  const word = fusionWord(swap);
  const said = operator && <span>{t('bridge.fusion.said', { ago: formatAgo(operator.at, now) })}</span>;
  switch (state.kind) {
    case 'following': {
      if (step.state === 'waiting') return <StepRow state="waiting" title={t('bridge.fusion.pays', { chain })}>{operator && <><span>{word === null ? t('bridge.fusion.verbatim', { status: operator.status }) : t(`bridge.fusion.${word}`, { chain })}</span>{said}</>}</StepRow>;
      const title = operator === null ? t('bridge.fusion.told') : word === null ? t('bridge.fusion.verbatim', { status: operator.status }) : t(`bridge.fusion.${word}`, { chain });
      return <StepRow state={step.state} title={title}>{said}</StepRow>;
    }
    case 'checking':
    case 'arrived':
    case 'contradicted':
    case 'paid-unchecked': return <StepRow state={step.state} title={t('bridge.fusion.paid', { chain })}>{state.txidTo !== null && <Proof txid={state.txidTo} name={t('bridge.fusion.proof')} />}{state.kind !== 'arrived' && said}</StepRow>;
    case 'refused': return <StepRow state={step.state} title={t('bridge.fusion.ended')}>{operator && <span>{word === null ? t('bridge.fusion.verbatim', { status: operator.status }) : t(`bridge.fusion.${word}`, { chain })}</span>}{said}</StepRow>;
    default: return <StepRow state={step.state} title={t('bridge.fusion.pays', { chain })} />;
  }
}

function ArrivalStep({ swap, step }: RowProps) {
  const t = useT();
  const flux = useFluxText();
  const { state } = swap;
  const chain = chainName(swap.to);
  const held = heldChain(swap.to);
  switch (state.kind) {
    case 'arrived': return <StepRow state={step.state} title={t('bridge.arrival.done')}><span>{t('bridge.arrival.at', { amount: flux(state.amount), chain, height: formatNumber(state.height) })}</span></StepRow>;
    case 'checking': return <StepRow state={step.state} title={t('bridge.arrival.checking', { chain })}>{swap.payoutDepth === null ? <span>{t('bridge.arrival.looking', { chain })}</span> : <Depth depth={swap.payoutDepth} blockSeconds={held && chainInfo(held).blockSeconds} />}</StepRow>;
    case 'paid-unchecked': return <StepRow state={step.state} title={t('bridge.arrival.cannot')}><span>{t('bridge.arrival.noKeys', { chain })}</span></StepRow>;
    case 'contradicted': return <StepRow state={step.state} title={t('bridge.arrival.contradicted', { chain })} word={t('bridge.step.contradicted')} />;
    default: return <StepRow state={step.state} title={t(held ? 'bridge.arrival.later' : 'bridge.arrival.cannot')}>{held === null && <span>{t('bridge.arrival.noKeys', { chain })}</span>}</StepRow>;
  }
}

const ROWS = { reserve: ReserveStep, deposit: DepositStep, fusion: FusionStep, arrival: ArrivalStep };

export function StepsList({ swap }: { swap: Swap }) {
  const t = useT();
  return (
    <ol aria-label={t('bridge.steps')} className="mt-1">
      {stepsOf(swap).map((step) => {
        const Row = ROWS[step.id];
        return <Row key={step.id} swap={swap} step={step} />;
      })}
    </ol>
  );
}
