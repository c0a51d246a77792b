// Nodes that a start left out, each with its reason, and how the last approval ended.

import type { FluxNode } from '../../../../shared/contract/staking';
import { useT } from '../../../i18n/use-t';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { problemWords } from '../outpoint';
import type { Restart } from '../use-restart';

export function LeftOut({ restart, nodes }: { restart: Restart; nodes: readonly FluxNode[] }) {
  const t = useT();
  const { left, end, act } = restart;
  return (
    <>
      {act.error && <ErrorNotice error={act.error} />}
      {end === 'cancelled' && <Notice>{t('staking.tools.restart.cancelled')}</Notice>}
      {left.length > 0 && (
        <Notice tone="warn" title={t(end === 'nothing' ? 'staking.tools.restart.nothing' : 'staking.tools.restart.left')} urgent>
          <ul>{left.map(({ node, problem }) => <li key={node}>{nodes.find((one) => one.id === node)?.name ?? t('staking.node.title')}: {problemWords(problem)}</li>)}</ul>
        </Notice>
      )}
    </>
  );
}
