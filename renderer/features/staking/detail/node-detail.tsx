// One node in full, at the right over the screen: where it stands and why, its coin, its rewards, and what can be done.

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Reading } from '../../../../shared/contract/base';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useT } from '../../../i18n/use-t';
import { IconButton } from '../../../ui/button';
import { NodeActions } from './node-actions';
import { NodeFacts } from './node-facts';
import { NodeRewards } from './node-rewards';
import { NodeStatus } from './node-status';
import { RenameNode } from './rename-node';

export function NodeDetail({ node, height, onClose }: { /** Null: it is no longer kept. */ node: FluxNode | null; height: Reading<number>; onClose(): void }) {
  const t = useT();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [onClose]);
  return (
    <aside ref={panel} tabIndex={-1} aria-label={t('staking.node.title')} data-testid="node-detail" className="fixed top-14 right-0 bottom-0 z-10 flex w-105 max-w-full flex-col overflow-y-auto border-l border-line bg-surface-1 shadow-float outline-none">
      <div className="flex items-center justify-between gap-2 px-5 pt-4">
        <h2 className="min-w-0 truncate text-md font-bold">{node?.name ?? t('staking.node.title')}</h2>
        <IconButton icon={X} label={t('staking.node.close')} onClick={onClose} className="-mr-2 shrink-0" />
      </div>
      {node === null ? <p className="p-5 text-sm text-muted">{t('staking.node.gone')}</p> : (
        <div className="flex flex-col gap-4.5 px-5 pt-1.5 pb-5">
          <NodeStatus node={node} height={height} />
          <NodeActions node={node} height={height} onClose={onClose} />
          <NodeFacts node={node} />
          <RenameNode key={node.name} node={node} />
          <NodeRewards node={node} />
        </div>
      )}
    </aside>
  );
}
