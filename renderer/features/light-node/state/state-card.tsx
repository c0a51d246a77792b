// The node's state in one line with its reason, the figures behind it, and its work of the last hour as a curve.

import clsx from 'clsx';
import { Cpu, Pause, Play, RotateCcw } from 'lucide-react';
import type { LightNodeView } from '../../../../shared/contract/light-node-window';
import { call } from '../../../app/client';
import { nodePhase, type NodePhase } from '../../../app/node-state';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Icon } from '../../../ui/icon';
import { useAct } from '../../../ui/use-act';
import { Figures } from './figures';
import { PaceChart } from './pace-chart';

const TONES: Record<NodePhase, string> = {
  waiting: 'text-muted', starting: 'text-accent', restarting: 'text-warn', stopped: 'text-bad', connecting: 'text-accent', table: 'text-accent', headers: 'text-accent', blocks: 'text-accent',
  following: 'text-good', late: 'text-warn', 'peers-syncing': 'text-warn', paused: 'text-muted', halted: 'text-bad',
};

/** One line of what it is about: where it stands, what it waits for, or what is wrong. */
function useLine(view: LightNodeView, phase: NodePhase): string {
  const t = useT();
  const { status, process } = view;
  const height = status?.tip ? formatNumber(status.tip.height) : '';
  switch (phase) {
    case 'following': return t('lightNode.line.verified', { height, count: status?.peers.length ?? 0 });
    case 'late': return status?.tip ? t('lightNode.line.late', { height }) : t('lightNode.line.empty');
    case 'restarting': return t('lightNode.line.restarting', { attempt: process?.state === 'restarting' ? process.attempt : 1 });
    case 'headers':
    case 'blocks': return status?.phase.kind === phase ? t(`lightNode.line.${phase}`, { at: formatNumber(status.phase.at), to: formatNumber(status.phase.to) }) : '';
    case 'table': return status?.phase.kind === 'table' ? t('lightNode.line.table', { answered: status.phase.answered, asked: status.phase.asked }) : '';
    case 'waiting':
    case 'starting':
    case 'stopped':
    case 'connecting':
    case 'peers-syncing':
    case 'paused':
    case 'halted': return t(`lightNode.line.${phase}`);
  }
}

/** How far it is, where that is known; a bar beside its words, never alone. */
function Progress({ view }: { view: LightNodeView }) {
  const phase = view.status?.phase;
  if (view.process?.state !== 'running' || (phase?.kind !== 'headers' && phase?.kind !== 'blocks') || phase.to === 0) return null;
  const from = view.status?.start?.height ?? 0;
  const part = Math.max(0, Math.min(1, (phase.at - from) / Math.max(1, phase.to - from)));
  return <div aria-hidden="true" className="mx-5 mt-4 h-1.5 rounded-full bg-surface-3"><div className="h-full rounded-full bg-accent" style={{ width: `${part * 100}%` }} /></div>;
}

export function StateCard({ view }: { view: LightNodeView }) {
  const t = useT();
  const phase = nodePhase(view) ?? 'starting';
  const line = useLine(view, phase);
  const { paused } = view.settings;
  const pause = useAct(async () => {
    await call('lightNode.set', { paused: !paused });
  });
  const again = useAct(async () => {
    await call('lightNode.startAgain', undefined);
  });
  return (
    <Card label={t('shell.screens.light-node')} className="overflow-hidden">
      <div className="flex items-start justify-between gap-4 px-5 pt-4.5">
        <div className="flex min-w-0 items-center gap-3.5">
          <Icon of={Cpu} className={clsx('size-5', TONES[phase])} />
          <div role="status" data-testid="node-state" data-phase={phase} className="min-w-0">
            <div className="text-base font-bold">{t(`lightNode.phase.${phase}`)}</div>
            <div className="text-xs text-muted tabular">{line}</div>
          </div>
        </div>
        {phase === 'stopped'
          ? <Button icon={RotateCcw} busy={again.busy} onClick={() => void again.run()}>{t('lightNode.startAgain')}</Button>
          : <Button icon={paused ? Play : Pause} busy={pause.busy} onClick={() => void pause.run()}>{t(paused ? 'lightNode.resume' : 'lightNode.pause')}</Button>}
      </div>
      <Progress view={view} />
      {pause.error && <ErrorNotice error={pause.error} className="mx-5 mt-3" />}
      <Figures status={view.status} />
      <PaceChart pace={view.pace} />
    </Card>
  );
}
