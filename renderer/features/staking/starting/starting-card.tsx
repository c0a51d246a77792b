// A node between its approval and its first confirmation, as five steps that follow it live.

import { useEffect, useRef } from 'react';
import type { Reading } from '../../../../shared/contract/base';
import { COLLATERAL_CONFIRMATIONS } from '../../../../shared/flux/node-times';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useNavigation } from '../../../app/navigation';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { blocksTime } from '../blocks';
import { LeftOut } from '../nodes/left-out';
import { NotYet } from '../nodes/not-yet';
import { startable } from '../nodes/standing';
import { useRestart } from '../use-restart';
import { useServerSettings } from '../use-server-settings';
import { Step } from './step';
import { stepsOf } from './steps';
import { useCollateralOf } from '../use-collateral-of';

/** Texts under the steps. */
function useSays(node: FluxNode, height: Reading<number>) {
  const t = useT();
  const { status } = node;
  const wait = status.kind !== 'maturing' ? t('staking.steps.waited')
    : status.confirmations === null ? t('staking.steps.waitingBlock')
      : t('staking.steps.waiting', { have: status.confirmations, of: status.of, duration: blocksTime(status.of - status.confirmations) });
  const left = status.kind === 'started' && height.state === 'known' ? status.confirmBy - height.value : null;
  const copy = status.kind !== 'started' ? t(node.identity?.kind === 'other' ? 'staking.steps.copyOther' : 'staking.steps.copyText')
    : left === null || left > 0 ? t('staking.steps.copyWait', { height: formatNumber(status.confirmBy), duration: left === null ? '—' : blocksTime(left) })
      : t('staking.steps.copyLate', { height: formatNumber(status.confirmBy) });
  const start = status.kind === 'needs-signature' ? t(status.why === 'too-old' ? 'staking.steps.signOld' : 'staking.steps.sign')
    : status.kind === 'starting' ? (status.attempts > 0 ? t('staking.steps.startTries', { count: status.attempts }) : t('staking.steps.startNow'))
      : status.kind === 'started' ? t('staking.steps.started', { height: formatNumber(status.height) }) : t('staking.steps.startLater');
  const identity = t(node.identity === null ? 'staking.steps.identityUnknown' : node.identity.kind === 'own' ? 'staking.steps.identityOwn' : 'staking.steps.identityOther');
  return { wait, copy, start, identity };
}

export function StartingCard({ node, height }: { node: FluxNode; height: Reading<number> }) {
  const t = useT();
  const title = useRef<HTMLHeadingElement>(null);
  const freshNode = useNavigation((state) => state.freshNode);
  const fresh = freshNode?.id === node.id;
  const openNode = useNavigation((state) => state.openNode);
  const settings = useServerSettings(node);
  const restart = useRestart();
  const says = useSays(node, height);
  const steps = stepsOf(node);
  const amount = useCollateralOf(node.tier);
  const { status } = node;
  useEffect(() => {
    if (!fresh) return;
    title.current?.focus({ preventScroll: true });
    title.current?.scrollIntoView({ block: 'center' });
  }, [fresh]);
  return (
    <Card label={t('staking.steps.title', { name: node.name })} className="px-5 pt-4 pb-5">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h2 ref={title} tabIndex={-1} className="min-w-0 truncate text-sm font-bold">{t('staking.steps.title', { name: node.name })}</h2>
        <Button size="sm" look="quiet" className="-mr-2" aria-label={t('staking.steps.detailsOf', { name: node.name })} onClick={() => openNode(node.id)}>{t('staking.steps.details')}</Button>
      </div>
      <ol data-testid="starting-steps" data-node={node.id} className="mt-2 grid gap-x-3.5 gap-y-4 @2xl/main:grid-cols-5">
        <Step title={t('staking.steps.lock', { amount: amount ?? '—' })} step={steps.lock}>{t(steps.lock.state === 'done' ? 'staking.steps.locked' : 'staking.steps.locking')}</Step>
        <Step title={t('staking.steps.wait', { count: status.kind === 'maturing' ? status.of : COLLATERAL_CONFIRMATIONS })} step={steps.wait}>{says.wait}</Step>
        <Step title={t('staking.steps.identity')} step={steps.identity}>{says.identity}</Step>
        <Step title={t('staking.steps.copy')} step={steps.copy} action={settings && <Button size="sm" busy={settings.busy} aria-label={t('staking.steps.settingsOf', { name: node.name })} onClick={() => void settings.run()}>{t('staking.steps.settings')}</Button>}>{says.copy}</Step>
        <Step
          title={t('staking.steps.start')} step={steps.start}
          action={startable(node) && <Button size="sm" look="primary" busy={restart.act.busy} disabled={!node.start.allowed} aria-label={`${t('staking.steps.signAct')}: ${node.name}`} onClick={() => void restart.act.run([node.id])}>{t('staking.steps.signAct')}</Button>}
        >{says.start}</Step>
      </ol>
      <div className="mt-4 flex flex-col gap-3 empty:hidden">
        {status.kind === 'starting' && status.reason && <ErrorNotice error={status.reason} tone="warn" />}
        {settings?.error && <ErrorNotice error={settings.error} />}
        {status.kind === 'needs-signature' && !node.start.allowed && <NotYet node={node} height={height} />}
        <LeftOut restart={restart} nodes={[node]} />
        {fresh && freshNode.reason && <><Notice tone="warn" urgent title={t('staking.start.kept')}>{t('staking.start.keptText')}</Notice><ErrorNotice error={freshNode.reason} tone="warn" /></>}
        {fresh && <Notice>{t('staking.steps.close')}</Notice>}
      </div>
    </Card>
  );
}
