// One line of what it does with its reason, and four figures: jobs, hours, energy, and what was earned.

import clsx from 'clsx';
import { Atom, Pause, Play, RotateCcw } from 'lucide-react';
import type { UsefulWorkView, WorkStatus } from '../../../shared/contract/useful-work';
import { call } from '../../app/client';
import { formatDuration, formatNumber, formatPercent, formatTime, formatUnits } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Figure } from '../../ui/figure';
import { Icon } from '../../ui/icon';
import { useAct } from '../../ui/use-act';
import { useNow } from '../../app/use-now';
import { WATTS_PER_JOB } from './off';

type Phase = 'waiting' | 'starting' | 'restarting' | 'stopped' | 'paused' | 'working' | 'idle';

const TONES: Record<Phase, string> = { waiting: 'text-muted', starting: 'text-accent', restarting: 'text-warn', stopped: 'text-bad', paused: 'text-muted', working: 'text-good', idle: 'text-accent' };
const WEEK_MS = 7 * 86_400_000;

function phaseOf({ process, status }: UsefulWorkView): Phase {
  if (process?.state === 'waiting' || process?.state === 'restarting' || process?.state === 'stopped') return process.state;
  if (!status || process?.state === 'starting') return 'starting';
  if (!status.state.run) return 'paused';
  return status.jobs.some(({ stage }) => stage === 'computing') ? 'working' : 'idle';
}

function useLine({ status, process }: UsefulWorkView, phase: Phase): string {
  const t = useT();
  if (phase === 'paused' && status && !status.state.run) {
    const { reason, resumesWhen, since } = status.state;
    return t('usefulWork.line.paused', { reason: t(`usefulWork.reason.${reason}`), since: formatTime(since), until: t(`usefulWork.resumes.${resumesWhen}`) });
  }
  if (phase === 'restarting') return t('usefulWork.line.restarting', { attempt: process?.state === 'restarting' ? process.attempt : 1 });
  if (phase === 'working') return t('usefulWork.line.working', { count: status?.jobs.filter(({ stage }) => stage === 'computing').length ?? 0 });
  if (phase === 'idle') return t(status?.coordinators.some(({ error }) => error !== null) ? 'usefulWork.line.unreachable' : 'usefulWork.line.idle');
  return t(`usefulWork.line.${phase === 'paused' ? 'starting' : phase}`);
}

function Figures({ status }: { status: WorkStatus | null }) {
  const t = useT();
  const now = useNow();
  const judged = (status?.history ?? []).filter(({ end }) => end === 'validated' || end === 'refused');
  const good = judged.filter(({ end }) => end === 'validated').length;
  const weekMs = (status?.history ?? []).filter(({ at }) => at > now - WEEK_MS).reduce((sum, { busyMs }) => sum + busyMs, 0);
  const hours = weekMs / 3_600_000;
  const known = (status?.coordinators ?? []).flatMap(({ account }) => account ?? []);
  const paid = known.flatMap(({ payouts }) => payouts).reduce((sum, { sat }) => sum + BigInt(sat), 0n);
  const credits = known.reduce((sum, { credits: each }) => sum + each, 0);
  const escrow = known.reduce((sum, { escrow: each }) => sum + each, 0);
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-4 px-5 pt-4.5 pb-5 @3xl/main:grid-cols-4">
      <Figure name={t('usefulWork.fact.jobs')} value={status && formatNumber(judged.length)} note={judged.length > 0 ? t('usefulWork.fact.accepted', { share: formatPercent((good / judged.length) * 100) }) : t('usefulWork.fact.jobsNone')} />
      <Figure name={t('usefulWork.fact.week')} value={status && (hours < 1 ? formatDuration(Math.round(weekMs / 1000)) : t('usefulWork.fact.hours', { hours: formatNumber(hours, { maximumFractionDigits: hours < 10 ? 1 : 0 }) }))} note={hours * WATTS_PER_JOB < 1 ? t('usefulWork.fact.energyLittle') : t('usefulWork.fact.energy', { wattHours: formatNumber(Math.round(hours * WATTS_PER_JOB)) })} />
      <Figure name={t('usefulWork.fact.credits')} value={known.length > 0 ? formatNumber(credits) : null} note={known.length > 0 ? t('usefulWork.fact.escrow', { credits: formatNumber(escrow) }) : t('usefulWork.fact.unknown')} />
      <Figure name={t('usefulWork.fact.paid')} value={known.length > 0 ? `${formatUnits(paid, 8, { places: 4 })} FLUX` : null} note={known.length > 0 ? t(paid > 0n ? 'usefulWork.fact.paidText' : 'usefulWork.fact.paidNone') : t('usefulWork.fact.unknown')} />
    </dl>
  );
}

export function StateCard({ view }: { view: UsefulWorkView }) {
  const t = useT();
  const phase = phaseOf(view);
  const line = useLine(view, phase);
  const { paused } = view.settings;
  const pause = useAct(async () => {
    await call('usefulWork.set', { paused: !paused });
  });
  const again = useAct(async () => {
    await call('usefulWork.startAgain', undefined);
  });
  return (
    <Card label={t('shell.screens.useful-work')} className="overflow-hidden">
      <div className="flex items-start justify-between gap-4 px-5 pt-4.5">
        <div className="flex min-w-0 items-center gap-3.5">
          <Icon of={Atom} className={clsx('size-5', TONES[phase])} />
          <div role="status" data-testid="work-state" data-phase={phase} data-reason={view.status && !view.status.state.run ? view.status.state.reason : undefined} className="min-w-0">
            <div className="text-base font-bold">{t(`usefulWork.phase.${phase}`)}</div>
            <div className="text-xs text-muted tabular">{line}</div>
          </div>
        </div>
        {phase === 'stopped'
          ? <Button icon={RotateCcw} busy={again.busy} onClick={() => void again.run()}>{t('usefulWork.startAgain')}</Button>
          : <Button icon={paused ? Play : Pause} busy={pause.busy} onClick={() => void pause.run()}>{t(paused ? 'usefulWork.resume' : 'usefulWork.pause')}</Button>}
      </div>
      {pause.error && <ErrorNotice error={pause.error} className="mx-5 mt-3" />}
      <Figures status={view.status} />
    </Card>
  );
}
