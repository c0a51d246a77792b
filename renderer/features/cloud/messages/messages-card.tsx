// Messages that are not at their end: each says what it waits for and until when.

import { CircleCheck, Clock3, Hourglass, TriangleAlert } from 'lucide-react';
import type { CloudMessage } from '../../../../shared/contract/cloud';
import { useNavigation } from '../../../app/navigation';
import { call } from '../../../app/client';
import { formatDuration } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { ErrorNotice, errorLine } from '../../../ui/error-notice';
import { Icon, type LucideIcon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Pill, type Tone } from '../../../ui/pill';
import { useAct } from '../../../ui/use-act';
import { fluxText, termText } from '../figures';
import { usePay } from './use-pay';

type Standing = 'unsure' | 'unpaid' | 'late' | 'paid' | 'mined' | 'done' | 'lapsed';
const LOOKS: Record<Standing, { tone: Tone; icon: LucideIcon }> = {
  unsure: { tone: 'warn', icon: TriangleAlert }, unpaid: { tone: 'accent', icon: Clock3 }, late: { tone: 'warn', icon: TriangleAlert }, paid: { tone: 'accent', icon: Hourglass },
  mined: { tone: 'good', icon: Hourglass }, done: { tone: 'good', icon: CircleCheck }, lapsed: { tone: 'neutral', icon: Clock3 },
};

function standingOf({ state }: CloudMessage): Standing {
  if (state.kind === 'unpaid') return state.late ? 'late' : 'unpaid';
  if (state.kind === 'paid') return state.mined ? 'mined' : 'paid';
  return state.kind;
}

export function MessagesCard({ messages, now }: { messages: readonly CloudMessage[]; now: number }) {
  const t = useT();
  if (messages.length === 0) return null;
  return (
    <Card label={t('cloud.messages.title')} className="overflow-hidden">
      <div className="px-5 pt-4 pb-3"><CardTitle>{t('cloud.messages.title')}</CardTitle></div>
      <ul>{messages.map((message) => <Row key={message.hash} message={message} now={now} />)}</ul>
    </Card>
  );
}

function Row({ message, now }: { message: CloudMessage; now: number }) {
  const t = useT();
  const openActivity = useNavigation((state) => state.openActivity);
  const { act, result } = usePay();
  const other = useAct(async (what: 'hide' | 'look') => {
    await (what === 'hide' ? call('cloud.forget', { hash: message.hash }) : call('cloud.look', undefined));
  });
  const standing = standingOf(message);
  const { tone, icon } = LOOKS[standing];
  const { state, name, instances, expire, price, deadline } = message;
  const flux = fluxText(t, price.pay);
  const isOver = standing === 'done' || standing === 'lapsed' || standing === 'late';
  return (
    <li data-testid="cloud-message" data-state={standing} className="border-t border-line px-5 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-80 items-start gap-3">
          <span className="mt-0.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md bg-surface-3 text-muted"><Icon of={icon} className="size-4" /></span>
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <h3 className="text-base font-bold wrap-anywhere">{t(message.kind === 'register' ? 'cloud.messages.register' : 'cloud.messages.update', { name })}</h3>
              <Pill tone={tone}>{t(`cloud.messages.${standing}`)}</Pill>
            </div>
            <p className="mt-0.5 text-2xs text-muted">{t('cloud.messages.about', { count: instances, duration: termText(t, expire) })}</p>
            <p className="mt-1.5 max-w-150 text-xs text-muted">{t(`cloud.messages.${standing}Text`, { flux, duration: formatDuration(Math.max(0, deadline - now) / 1000) })}</p>
            {state.kind === 'unsure' && state.reason && <p className="mt-1 text-xs text-warn-ink">{errorLine(state.reason)}</p>}
          </div>
        </div>
        <div className="flex flex-wrap gap-2">
          {standing === 'unpaid' && <Button look="primary" busy={act.busy} onClick={() => void act.run(message.hash)}>{act.busy ? t('cloud.messages.paying') : t('cloud.messages.pay', { flux })}</Button>}
          {standing === 'unsure' && <Button busy={other.busy} onClick={() => void other.run('look')}>{t('cloud.messages.look')}</Button>}
          {state.kind === 'paid' && <Button onClick={() => openActivity(state.activity)}>{t('cloud.messages.activity')}</Button>}
          {isOver && <Button look="quiet" busy={other.busy} onClick={() => void other.run('hide')}>{t('cloud.messages.hide')}</Button>}
        </div>
      </div>
      {result === 'cancelled' && standing === 'unpaid' && <Notice className="mt-3">{t('cloud.messages.cancelled')}</Notice>}
      {result === 'kept' && <Notice tone="warn" className="mt-3">{t('cloud.messages.kept')}</Notice>}
      {act.error && <ErrorNotice error={act.error} className="mt-3" />}
      {other.error && <ErrorNotice error={other.error} tone="warn" className="mt-3" />}
    </li>
  );
}
