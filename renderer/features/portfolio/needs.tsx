// What needs the person, each with the one act that answers it.

import clsx from 'clsx';
import { ArrowLeftRight, CircleAlert, Clock, HardDrive, KeyRound, RotateCcw, Server, ServerCrash, ServerOff, ShieldAlert, type LucideIcon } from 'lucide-react';
import type { Need } from '../../../shared/contract/wallet';
import { call } from '../../app/client';
import { useNavigation } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';
import { Icon } from '../../ui/icon';

const ICONS: Record<Need['kind'], LucideIcon> = {
  'recovery-check': KeyRound, 'write-down': KeyRound, 'send-failed': CircleAlert, 'send-expired': Clock, 'endpoint-down': ServerCrash, 'servers-disagree': ServerCrash, 'server-lies': ServerCrash,
  'practice-reset': RotateCcw, 'rolled-back': CircleAlert, 'clock-off': Clock, 'disk-full': HardDrive, 'process-down': ServerCrash, 'swap-needs-you': ArrowLeftRight,
  'node-contradicts': ShieldAlert, 'node-emergency': ShieldAlert, 'node-expiring': Server, 'node-out': ServerOff, 'node-needs-signature': Server,
};
const TONES = { info: 'text-accent', warn: 'text-warn', danger: 'text-bad' };

export function Needs({ needs }: { needs: readonly Need[] }) {
  const t = useT();
  const { go, openActivity, openReceive, openSwap, openNode, openStaking } = useNavigation();
  const titleOf = (need: Need) => {
    const title = t(`portfolio.need.${need.kind}.title`);
    // Several nodes may need the person at once: each is named.
    return need.kind.startsWith('node-') && typeof need.context.name === 'string' ? `${title}: ${need.context.name}` : title;
  };
  const act = (need: Need) => {
    switch (need.kind) {
      case 'recovery-check': return void call('app.secrets', { purpose: 'recheck', wallet: null });
      case 'write-down': return void call('app.secrets', { purpose: 'reveal', wallet: null });
      case 'send-failed':
      case 'send-expired': return typeof need.context.activity === 'string' ? openActivity(need.context.activity) : go('activity');
      case 'swap-needs-you': return typeof need.context.swap === 'string' ? openSwap(need.context.swap) : go('bridge');
      case 'node-expiring':
      case 'node-out':
      case 'node-needs-signature': return typeof need.context.node === 'string' ? openNode(need.context.node) : openStaking('nodes');
      case 'node-contradicts':
      case 'node-emergency': return go('light-node');
      case 'practice-reset': return openReceive('flux');
      case 'endpoint-down':
      case 'servers-disagree':
      case 'server-lies':
      case 'rolled-back':
      case 'clock-off':
      case 'disk-full':
      case 'process-down': return go('settings');
    }
  };
  return (
    <Card label={t('portfolio.needs')} className="px-5 pt-5 pb-3">
      <CardTitle>{t('portfolio.needs')}</CardTitle>
      {needs.length === 0 && <p className="mt-2 mb-2 text-xs text-muted">{t('portfolio.noNeeds')}</p>}
      <ul className="mt-2 flex flex-col">
        {needs.map((need) => (
          <li key={need.id} className="flex items-start gap-3.5 py-2.5">
            <Icon of={ICONS[need.kind]} className={clsx('mt-0.5 size-4', TONES[need.level])} />
            <div className="min-w-0 flex-1">
              <div className="text-xs font-bold wrap-break-word">{titleOf(need)}</div>
              <div className="text-xs text-muted">{t(`portfolio.need.${need.kind}.text`, need.context)}</div>
              <button type="button" onClick={() => act(need)} aria-label={`${t(`portfolio.need.${need.kind}.action`)}: ${titleOf(need)}`} className="mt-1 rounded-sm text-xs font-bold text-accent-ink underline-offset-4 hover:underline">{t(`portfolio.need.${need.kind}.action`)}</button>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
