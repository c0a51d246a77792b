// One practice server: for which node, where, what it does, and its switch.

import type { FluxNode } from '../../../../shared/contract/staking';
import { call, type Output } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Pill } from '../../../ui/pill';
import { useAct } from '../../../ui/use-act';
import { outpointText, shortOutpoint } from '../outpoint';

export type Server = Output<'practice.server'>[number];

export function ServerRow({ server, nodes, onChanged }: { server: Server; nodes: readonly FluxNode[]; onChanged(): void }) {
  const t = useT();
  const { collateral, ip, running, status, refusal } = server;
  const toggle = useAct(async () => {
    await call('practice.server', { act: running ? 'stop' : 'start', collateral });
    onChanged();
  });
  const node = nodes.find((one) => one.collateral && outpointText(one.collateral) === outpointText(collateral));
  return (
    <li data-testid="practice-server" className="flex flex-col gap-2 border-line px-5 py-2.5 not-first:border-t">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-sm">
        <span className="min-w-0 flex-1 basis-60">
          <span className="block truncate font-medium">{node?.name ?? shortOutpoint(collateral)}</span>
          <span className="block truncate font-mono text-2xs text-muted">{ip}</span>
        </span>
        {/* What the server says of itself: its words, not translated. */}
        <span className="text-xs text-muted">{status}</span>
        <Pill tone={running ? 'good' : 'neutral'}>{t(running ? 'staking.tools.practice.on' : 'staking.tools.practice.off')}</Pill>
        <Button size="sm" busy={toggle.busy} aria-label={t(running ? 'staking.tools.practice.stopName' : 'staking.tools.practice.startName', { ip })} onClick={() => void toggle.run()}>{t(running ? 'staking.tools.practice.stop' : 'staking.tools.practice.start')}</Button>
      </div>
      {refusal !== null && <p className="text-xs text-warn-ink">{t('staking.tools.practice.refused', { why: refusal })}</p>}
      {toggle.error && <ErrorNotice error={toggle.error} />}
    </li>
  );
}
