// What is done now and then: consolidate, rewards, a delegate's start, a computer's check, evacuation.

import { useState, type ReactNode } from 'react';
import { useNavigation } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { ConsolidateDialog } from './consolidate-dialog';
import { DelegateDialog } from './delegate-dialog';
import { HardwareDialog } from './hardware-dialog';
import { KeptDialog } from './kept-dialog';
import { RewardsDialog } from './rewards-dialog';

const TOOLS = ['consolidate', 'rewards', 'delegate', 'hardware', 'kept', 'evacuate'] as const;
type Tool = (typeof TOOLS)[number];

function Row({ tool, children }: { tool: Tool; children: ReactNode }) {
  const t = useT();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line px-5 py-2.5 not-first:border-t">
      <span className="min-w-0 flex-1 basis-72"><span className="block text-sm">{t(`staking.tools.${tool}.name`)}</span><span className="block text-xs text-muted">{t(`staking.tools.${tool}.hint`)}</span></span>
      {children}
    </li>
  );
}

export function ToolsCard() {
  const t = useT();
  const openStaking = useNavigation((state) => state.openStaking);
  const [open, setOpen] = useState<Tool | null>(null);
  const close = () => setOpen(null);
  return (
    <Card label={t('staking.tools.title')}>
      <div className="px-5 pt-4.5 pb-2"><CardTitle>{t('staking.tools.title')}</CardTitle></div>
      <ul className="pb-2">
        {TOOLS.map((tool) => (
          <Row key={tool} tool={tool}>
            <Button size="sm" look={tool === 'evacuate' ? 'danger' : 'secondary'} onClick={() => (tool === 'evacuate' ? openStaking('evacuate') : setOpen(tool))}>{t(`staking.tools.${tool}.open`)}</Button>
          </Row>
        ))}
      </ul>
      {open === 'consolidate' && <ConsolidateDialog onClose={close} />}
      {open === 'rewards' && <RewardsDialog onClose={close} />}
      {open === 'delegate' && <DelegateDialog onClose={close} />}
      {open === 'kept' && <KeptDialog onClose={close} />}
      {open === 'hardware' && <HardwareDialog onClose={close} />}
    </Card>
  );
}
