// Cards of nodes on their way to a first confirmation. A few at first: somebody who starts fifty at once does not wait for fifty cards to be drawn.

import { useEffect, useRef, useState } from 'react';
import type { Reading } from '../../../../shared/contract/base';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useNavigation } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { StartingCard } from './starting-card';

const FIRST = 5;
const MORE = 10;

export function StartingCards({ nodes, height }: { /** Starting ones only. */ nodes: readonly FluxNode[]; height: Reading<number> }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const fresh = useNavigation((state) => state.freshNode)?.id;
  const [most, setMost] = useState(FIRST);
  const shown = nodes.filter(({ id }, at) => at < most || id === fresh);
  const left = nodes.length - shown.length;
  // The button may be gone after its press: the first new card takes the focus.
  useEffect(() => {
    if (most > FIRST) box.current?.querySelectorAll('h2')[most - MORE]?.focus();
  }, [most]);
  if (nodes.length === 0) return null;
  return (
    <div ref={box} className="flex flex-col gap-4.5">
      {shown.map((node) => <StartingCard key={node.id} node={node} height={height} />)}
      {left > 0 && <Button size="sm" className="self-center" onClick={() => setMost(most + MORE)}>{t('staking.steps.more', { count: Math.min(MORE, left), left })}</Button>}
    </div>
  );
}
