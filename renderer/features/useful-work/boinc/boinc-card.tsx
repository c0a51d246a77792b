// BOINC on this computer: its state with the reason, when it may compute, its projects and its tasks.

import clsx from 'clsx';
import { RotateCcw, Telescope } from 'lucide-react';
import type { BoincReading, BoincView } from '../../../../shared/contract/boinc';
import { call } from '../../../app/client';
import { formatTime } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { useAct } from '../../../ui/use-act';
import { endOf, Modes } from './modes';
import { BoincOffer } from './offer';
import { Projects } from './projects';
import { Tasks } from './tasks';
import { Unread } from './unread';
import { seenOf, useBoinc } from './use-boinc';

type Phase = 'looking' | 'working' | 'paused' | 'idle' | Exclude<BoincReading['state'], 'connected'>;

const TONES: Partial<Record<Phase, string>> = { looking: 'text-accent', working: 'text-good', paused: 'text-muted', idle: 'text-accent', 'not-installed': 'text-muted' };

function phaseOf(reading: BoincReading | null): Phase {
  if (reading === null) return 'looking';
  if (reading.state !== 'connected') return reading.state;
  const { processor, tasks } = reading.status;
  if (tasks.some(({ state }) => state === 'running')) return 'working';
  return processor.paused ? 'paused' : 'idle';
}

function useLine({ process, reading }: BoincView): string | null {
  const t = useT();
  if (reading === null) {
    if (process?.state === 'restarting') return t('boinc.line.restarting', { attempt: process.attempt });
    return t(process?.state === 'stopped' ? 'boinc.line.stopped' : 'boinc.line.looking');
  }
  if (reading.state !== 'connected') return null;
  const { processor, projects, tasks } = reading.status;
  const working = tasks.filter(({ state }) => state === 'running').length;
  if (working > 0) return t('boinc.line.working', { count: working });
  if (processor.paused?.reason === 'user-request') {
    const end = endOf(processor, reading.at);
    return end === null ? t('boinc.line.told') : t('boinc.line.toldUntil', { time: formatTime(end) });
  }
  if (processor.paused) return t('boinc.line.paused', { reason: t(`boinc.reason.${processor.paused.reason}`) });
  return t(projects.length === 0 ? 'boinc.line.noProjects' : 'boinc.line.idle');
}

function Head({ view, look, phase }: { view: BoincView; look(): Promise<unknown>; phase: Phase }) {
  const t = useT();
  const line = useLine(view);
  const { reading, process } = view;
  const off = useAct(async () => {
    await call('boinc.watch', { on: false });
  });
  const again = useAct(async () => {
    // The process that asks may have stopped for good; watching anew starts it.
    if (process?.state === 'stopped') await call('boinc.watch', { on: true });
    await look();
  });
  const failure = off.error ?? again.error;
  const read = reading?.state === 'connected';
  const name = phase === 'looking' || phase === 'working' || phase === 'paused' || phase === 'idle' ? t(`boinc.phase.${phase}`) : t(`boinc.unread.${phase}`);
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 px-5 pt-4.5">
        <div className="flex min-w-0 items-center gap-3.5">
          <Icon of={Telescope} className={clsx('size-5', TONES[phase] ?? 'text-warn')} />
          <div role="status" data-testid="boinc-state" data-phase={phase} className="min-w-0">
            <h2 className="text-base font-bold">{name}</h2>
            <div className="text-xs text-muted tabular">{line ?? t('boinc.title')}{read && ` ${t('boinc.version', { version: reading.status.version })}`}</div>
          </div>
        </div>
        <div className="flex shrink-0 items-center gap-2">
          {!read && <Button icon={RotateCcw} busy={again.busy} onClick={() => void again.run()}>{t('boinc.lookAgain')}</Button>}
          <Button look="quiet" size="sm" className="-mr-2.5 min-h-9" busy={off.busy} onClick={() => void off.run()}>{t('boinc.disconnect')}</Button>
        </div>
      </div>
      {failure && <ErrorNotice error={failure} className="mx-5 mt-3" />}
    </>
  );
}

export function BoincCard() {
  const t = useT();
  const { view, error, look, order } = useBoinc();
  if (!view) return error && <ErrorNotice error={error} action={<Button size="sm" onClick={() => void look()}>{t('common.retry')}</Button>} />;
  if (!view.watching) return <BoincOffer />;
  const { reading } = view;
  const seen = seenOf(reading, error === null);
  const tell = (wish: Parameters<typeof order.run>[0]) => void order.run(wish);
  return (
    <Card label={t('boinc.title')} className="overflow-hidden">
      <Head view={view} look={look} phase={phaseOf(reading)} />
      {error && <ErrorNotice error={error} className="mx-5 mt-3" />}
      {order.error && <ErrorNotice error={order.error} className="mx-5 mt-3" />}
      {reading && reading.state !== 'connected' && <Unread reading={reading} />}
      {seen && !seen.live && <Notice tone="warn" className="mx-5 mt-3">{t('boinc.stale', { time: formatTime(seen.at) })}</Notice>}
      {seen && (
        <>
          <Modes seen={seen} tell={tell} />
          <Projects seen={seen} tell={tell} />
          <Tasks seen={seen} tell={tell} look={look} />
        </>
      )}
      <p className={clsx('pr-5 pt-4 pb-4.5 text-2xs text-muted', seen ? 'border-t border-line pl-5' : 'pl-13.5')}>{t('boinc.honest')}</p>
    </Card>
  );
}
