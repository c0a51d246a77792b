// One chain: its state in a line; its servers and what can be done about them fold out.

import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { NetworkId } from '../../../../shared/chains/ids';
import { chainInfo } from '../../../../shared/chains/registry';
import type { SyncState } from '../../../../shared/contract/wallet';
import { useNow } from '../../../app/use-now';
import { formatAgo, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { ChainDot } from '../../../ui/chain-mark';
import { ErrorNotice } from '../../../ui/error-notice';
import { Icon } from '../../../ui/icon';
import { Pill, type Tone } from '../../../ui/pill';
import { Deeper } from './deeper';
import { OwnServers } from './own-servers';
import { Servers } from './servers';

const TONES: Record<SyncState['phase'], Tone> = { idle: 'good', looking: 'accent', discovering: 'accent', failed: 'bad' };
/** A server that answers, if slowly. */
const answers = ({ state }: SyncState['endpoints'][number]): boolean => state === 'ok' || state === 'slow';

export function ChainRow({ state, network }: { state: SyncState; network: NetworkId }) {
  const t = useT();
  const now = useNow();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { chain, phase, height, at, endpoints } = state;
  const { name } = chainInfo(chain);
  const never = phase === 'idle' && at === null;
  const facts = [
    phase === 'discovering' ? t('settings.network.progress', { looked: formatNumber(state.looked), found: formatNumber(state.found) }) : height === null ? t('settings.network.noHeight') : t('settings.network.height', { height: formatNumber(height) }),
    t('settings.network.usedServers', { ok: endpoints.filter(answers).length, all: endpoints.length }),
    ...(at === null ? [] : [t('settings.network.lookedAt', { ago: formatAgo(at, now) })]),
  ];
  return (
    <li className="border-line not-first:border-t" data-testid={`chain-${chain}`}>
      <button
        type="button" aria-expanded={open} aria-controls={`${id}-more`} aria-label={t(open ? 'settings.network.hide' : 'settings.network.show', { chain: name })} aria-describedby={`${id}-state`} onClick={() => setOpen(!open)}
        className="flex min-h-13 w-full items-center gap-3 px-5 py-2 text-left hover:bg-surface-2 focus-visible:-outline-offset-2"
      >
        <ChainDot chain={chain} />
        <span id={`${id}-state`} className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
          <span className="w-36 text-base">{name}</span>
          <span className="min-w-0 flex-1 basis-60 text-xs text-muted tabular">{facts.join(' · ')}</span>
          <Pill tone={never ? 'neutral' : TONES[phase]}>{never ? t('settings.network.waiting') : t(`settings.network.phases.${phase}`)}</Pill>
        </span>
        <Icon of={ChevronDown} className={clsx('size-4 text-muted transition-transform', open && 'rotate-180')} />
      </button>
      {open && (
        <div id={`${id}-more`} className="flex flex-col gap-4 px-5 pt-1 pb-5">
          {state.reason && <ErrorNotice error={state.reason} tone="warn" />}
          <Servers endpoints={endpoints} />
          {network === 'mainnet' && <OwnServers chain={chain} />}
          <Deeper chain={chain} />
        </div>
      )}
    </li>
  );
}
