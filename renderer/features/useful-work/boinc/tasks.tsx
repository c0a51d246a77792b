// The tasks of BOINC: how far, how long still, and pause, go on and abort for each. Those at work come first.

import { Ban, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { BoincOrder } from '../../../../shared/contract/boinc';
import type { BoincTask } from '../../../../shared/pouw/boinc';
import { formatDate, formatDuration, formatPercent } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button, IconButton } from '../../../ui/button';
import { CardTitle } from '../../../ui/card';
import { Pill, type Tone } from '../../../ui/pill';
import { AbortTask } from './abort-task';
import type { Seen } from './use-boinc';

const FEW = 6;
/** More rows than this help nobody; the count in the title tells of the rest. */
const MOST = 300;
type State = BoincTask['state'];
const TONES: Partial<Record<State, Tone>> = { running: 'accent', uploading: 'good', finished: 'good', failed: 'bad', aborted: 'bad', 'upload-failed': 'bad' };
const ORDER: readonly State[] = ['running', 'suspended', 'waiting', 'downloading', 'new', 'uploading'];
const OPEN: readonly State[] = ['running', 'suspended', 'waiting', 'downloading', 'new'];

const rank = ({ state }: BoincTask): number => (ORDER.includes(state) ? ORDER.indexOf(state) : ORDER.length);

function Row({ task, live, stuck, tell, onAbort }: { task: BoincTask; live: boolean; stuck: boolean; tell(order: BoincOrder): void; onAbort(): void }) {
  const t = useT();
  const { name, project, projectUrl, state, fractionDone, remainingSeconds, deadline } = task;
  const open = OPEN.includes(state);
  const share = formatPercent(Math.floor(fractionDone * 1000) / 10);
  return (
    <tr data-testid="boinc-task" data-state={state} className="border-line not-first:border-t">
      <td className="py-3 pr-4 pl-5 align-top">
        <div className="line-clamp-2 text-xs wrap-anywhere" title={name}>{name}</div>
        <div className="mt-1 flex flex-wrap items-center gap-2 text-2xs text-muted"><Pill tone={TONES[state]}>{t(`boinc.tasks.states.${state}`)}</Pill><span className="wrap-anywhere">{project}</span></div>
      </td>
      <td className="py-3 pr-3 align-top">
        <div className="flex min-h-5 items-center gap-2.5">
          <div role="progressbar" aria-label={name} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(fractionDone * 100)} aria-valuetext={share} className="h-1.5 min-w-8 flex-1 rounded-full bg-surface-3">
            <div className="h-full rounded-full bg-accent" style={{ width: `${fractionDone * 100}%` }} />
          </div>
          <span aria-hidden="true" className="w-11 shrink-0 text-right text-2xs text-muted tabular">{share}</span>
        </div>
      </td>
      <td className="py-3 text-right align-top text-muted tabular">
        {open && remainingSeconds > 0 && <div>{formatDuration(remainingSeconds)}</div>}
        {open && deadline > 0 && <div className="text-2xs">{t('boinc.tasks.due', { date: formatDate(deadline * 1000) })}</div>}
      </td>
      <td className="py-1.5 pr-3 text-right align-top whitespace-nowrap">
        {open && (state === 'suspended'
          // Its project is paused: that is what has to go on.
          ? !stuck && <IconButton icon={Play} label={t('boinc.tasks.resume', { task: name })} disabled={!live} onClick={() => tell({ act: 'task', projectUrl, name, op: 'resume' })} />
          : <IconButton icon={Pause} label={t('boinc.tasks.pause', { task: name })} disabled={!live} onClick={() => tell({ act: 'task', projectUrl, name, op: 'suspend' })} />)}
        {open && <IconButton icon={Ban} label={t('boinc.tasks.abort', { task: name })} disabled={!live} onClick={onAbort} />}
      </td>
    </tr>
  );
}

export function Tasks({ seen, tell, look }: { seen: Seen; tell(order: BoincOrder): void; look(): Promise<unknown> }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const [aborting, setAborting] = useState<BoincTask | null>(null);
  const { tasks, projects } = seen.status;
  const sorted = [...tasks].sort((left, right) => rank(left) - rank(right));
  const paused = new Set(projects.flatMap(({ url, suspended }) => (suspended ? [url] : [])));
  return (
    <section className="border-t border-line">
      <div className="px-5 pt-4 pb-3">
        <CardTitle level={3} aside={tasks.length > FEW && <Button size="sm" look="quiet" className="-mr-2.5" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t('boinc.tasks.less') : t('boinc.tasks.more', { count: tasks.length })}</Button>}>{t('boinc.tasks.title')}</CardTitle>
      </div>
      {tasks.length === 0 ? <p className="px-5 pb-4.5 text-xs text-muted">{t('boinc.tasks.none')}</p> : (
        <table className="w-full table-fixed text-sm">
          <thead>
            <tr className="h-9 border-y border-line text-2xs text-muted">
              <th scope="col" className="pl-5 text-left font-normal">{t('boinc.tasks.task')}</th>
              <th scope="col" className="w-[25%] text-left font-normal">{t('boinc.tasks.progress')}</th>
              <th scope="col" className="w-[18%] text-right font-normal">{t('boinc.tasks.left')}</th>
              <th scope="col" className="w-22 pr-5"><span className="sr-only">{t('boinc.tasks.acts')}</span></th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, all ? MOST : FEW).map((task) => (
              <Row key={`${task.projectUrl} ${task.name}`} task={task} live={seen.live} stuck={paused.has(task.projectUrl)} tell={tell} onAbort={() => setAborting(task)} />
            ))}
          </tbody>
        </table>
      )}
      {aborting && <AbortTask task={aborting} look={look} onClose={() => setAborting(null)} />}
    </section>
  );
}
