// Several nodes need a start: one button for all of them.

import { useState } from 'react';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { MOST, useRestart } from '../use-restart';
import { LeftOut } from './left-out';
import { needsStart } from './standing';

export function RestartAll({ nodes }: { nodes: readonly FluxNode[] }) {
  const t = useT();
  const restart = useRestart();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const needy = nodes.filter(needsStart);
  const rest = needy.length - MOST;
  // What the last try left out stays in view until the next one.
  if (needy.length < 2 && asked.length === 0) return null;
  const run = () => {
    const ids = needy.map((node) => node.id);
    setAsked(ids);
    void restart.act.run(ids);
  };
  return (
    <div className="flex flex-col gap-3 px-5 pb-4 empty:hidden">
      {needy.length > 1 && (
        <Notice tone="warn" title={t('staking.tools.restart.notice', { count: needy.length })} action={<Button size="sm" busy={restart.act.busy} onClick={run}>{t('staking.tools.restart.go')}</Button>}>
          {t('staking.tools.restart.text')}{rest > 0 && ` ${t('staking.tools.restart.rest', { count: rest })}`}
          {restart.act.busy && <span role="status" className="block">{t('staking.tools.restart.waiting')}</span>}
        </Notice>
      )}
      <LeftOut restart={restart} nodes={nodes} />
    </div>
  );
}
