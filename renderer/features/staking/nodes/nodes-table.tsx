// The table of own nodes. Only rows in view are drawn: five hundred nodes cost as much as ten.

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Reading } from '../../../../shared/contract/base';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useT } from '../../../i18n/use-t';
import { rangeFor } from '../../activity/virtual-rows';
import { COLUMNS, NodeRow } from './node-row';

/** Rows that stand in view at once; a longer table scrolls in itself. */
const SHOWN = 12;
/** Height of a row where it cannot be measured. */
const ROW_PX = 44;

export function NodesTable({ nodes, height, onOpen }: { nodes: readonly FluxNode[]; height: Reading<number>; onOpen(id: string): void }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: SHOWN * 2 });
  const total = nodes.length;
  const look = useCallback(() => {
    const view = box.current;
    if (!view) return;
    const row = view.querySelector<HTMLElement>('[data-testid=node-row]')?.offsetHeight || ROW_PX;
    const next = rangeFor([], total, view.scrollTop, view.clientHeight, { row, head: 0 });
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
  }, [total]);
  useLayoutEffect(look, [look]);
  const first = Math.min(range.first, Math.max(0, total - 1));
  const shown = nodes.slice(first, range.last + 1);
  const head = (name: string, className: string) => <div role="columnheader" className={className}>{name}</div>;
  return (
    <div role="table" aria-label={t('staking.nodes.title')} aria-rowcount={total + 1} className="[--row:3.5rem] @4xl/main:[--row:2.75rem]">
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${COLUMNS} pb-2 text-2xs text-muted`}>
          {head(t('staking.nodes.name'), 'min-w-0')}
          {head(t('staking.nodes.tier'), 'hidden min-w-0 @4xl/main:block')}
          {head(t('staking.nodes.collateral'), 'hidden min-w-0 @4xl/main:block')}
          {head(t('staking.nodes.address'), 'hidden min-w-0 @4xl/main:block')}
          {head(t('staking.nodes.status'), 'min-w-0')}
          {head(t('staking.nodes.confirmed'), 'min-w-0 text-right')}
          {head(t('staking.nodes.next'), 'min-w-0 text-right')}
        </div>
      </div>
      <div ref={box} role="rowgroup" onScroll={look} tabIndex={total > SHOWN ? 0 : undefined} aria-label={total > SHOWN ? t('staking.nodes.title') : undefined} className="overflow-y-auto -outline-offset-2" style={{ maxHeight: `calc(var(--row) * ${SHOWN})` }}>
        <div role="presentation" style={{ paddingTop: `calc(var(--row) * ${first})`, paddingBottom: `calc(var(--row) * ${Math.max(0, total - first - shown.length)})` }}>
          {shown.map((node, at) => <NodeRow key={node.id} node={node} height={height} place={first + at + 1} onOpen={onOpen} />)}
        </div>
      </div>
    </div>
  );
}
