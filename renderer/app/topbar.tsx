// The head of every screen: its name, the state of the Flux chain, the wallet switcher, the command palette, lock.

import clsx from 'clsx';
import { Check, ChevronsUpDown, Command, Cpu, Lock, Plus, Radio, Settings2, ShieldCheck, TriangleAlert, Wallet } from 'lucide-react';
import type { Session } from '../../shared/contract/app';
import type { LightNodeView } from '../../shared/contract/light-node-window';
import { chainInfo } from '../../shared/chains/registry';
import { formatNumber } from '../i18n/format';
import { useT } from '../i18n/use-t';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import { useAct } from '../ui/use-act';
import { call } from './client';
import { useNavigation } from './navigation';
import { nodePhase, verifiedHeight } from './node-state';
import { useCall } from './queries';

const CHIP = 'hidden min-h-7.5 items-center gap-2 rounded-md border border-line bg-surface-1 px-3 text-xs text-muted @2xl:inline-flex';

/** The light node's word on the Flux chain while it is on; what servers say otherwise. */
function ChainState() {
  const node = useCall('lightNode.get', undefined).data;
  return node?.process ? <NodeChip node={node} /> : <ServersChip />;
}

/** "Verified" only when it is; its phase in words otherwise. */
function NodeChip({ node }: { node: LightNodeView }) {
  const t = useT();
  const height = verifiedHeight(node);
  const phase = nodePhase(node);
  const bad = phase === 'stopped' || phase === 'halted';
  return (
    <span role="status" data-testid="chain-state" title={height === null ? undefined : t('lightNode.chip.title', { height: formatNumber(height) })} className={CHIP}>
      <Icon of={height !== null ? ShieldCheck : bad ? TriangleAlert : Cpu} className={clsx('size-3.5', height !== null ? 'text-good' : bad ? 'text-bad' : 'text-accent')} />
      {height !== null
        ? <>{t('shell.syncWaiting')} <b className="font-bold text-text tabular">{formatNumber(height)}</b> {t('lightNode.chip.verified')}</>
        : t('lightNode.chip.unverified', { phase: phase ? t(`lightNode.phase.${phase}`) : '' })}
    </span>
  );
}

function ServersChip() {
  const t = useT();
  const states = useCall('sync.state', undefined).data;
  const flux = states?.find((state) => state.chain === 'flux');
  const busy = states?.find((state) => state.phase === 'discovering');
  const failed = flux?.phase === 'failed';
  const text = failed ? t('shell.syncFailed') : busy ? t('shell.syncing', { chain: chainInfo(busy.chain).name }) : t('shell.syncWaiting');
  return (
    <span
      role="status" data-testid="chain-state" title={flux?.height == null ? undefined : t('shell.syncTitle', { height: formatNumber(flux.height) })}
      className={CHIP}
    >
      <Icon of={failed ? TriangleAlert : Radio} className={clsx('size-3.5', failed ? 'text-warn' : 'text-good')} />
      {text}{!failed && !busy && flux?.height != null && <b className="font-bold text-text tabular">{formatNumber(flux.height)}</b>}
    </span>
  );
}

export function Topbar({ session, title }: { session: Extract<Session, { state: 'unlocked' }>; title: string }) {
  const t = useT();
  const { go, showPalette } = useNavigation();
  const lock = useAct(async () => {
    await call('app.lock', undefined);
  });
  const current = session.unlocked.wallet;
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-2.5 border-b border-line px-7">
      <h1 className="mr-auto truncate text-lg font-bold">{title}</h1>
      <ChainState />
      <Menu
        label={t('shell.wallet', { name: current.name })} className="min-h-7.5 font-bold"
        button={<><span className="max-w-40 truncate">{current.name}</span><Icon of={ChevronsUpDown} className="size-3.5 text-muted" /></>}
        items={session.wallets.map((wallet) => ({
          id: wallet.id, checked: wallet.id === current.id,
          label: <><Icon of={wallet.id === current.id ? Check : Wallet} className="size-4 text-muted" />{wallet.name}</>,
          onSelect: () => {
            if (wallet.id !== current.id) void call('wallets.switch', { id: wallet.id });
          },
        }))}
        footer={[
          { id: 'add', label: <><Icon of={Plus} className="size-4 text-muted" />{t('shell.addWallet')}</>, onSelect: () => void call('app.secrets', { purpose: 'add', wallet: null }) },
          { id: 'manage', label: <><Icon of={Settings2} className="size-4 text-muted" />{t('shell.manageWallets')}</>, onSelect: () => go('settings') },
        ]}
      />
      <button type="button" aria-label={t('shell.commands')} aria-keyshortcuts="Control+K" title={`${t('shell.commands')} (Ctrl+K)`} onClick={() => showPalette(true)} className="inline-flex min-h-7.5 items-center gap-2 rounded-md border border-line bg-surface-1 px-2.5 text-xs text-muted hover:bg-surface-2 hover:text-text">
        <Icon of={Command} className="size-3.5" />
      </button>
      <button type="button" aria-keyshortcuts="Control+L" disabled={lock.busy} onClick={() => void lock.run()} className="inline-flex min-h-7.5 items-center gap-2 rounded-md border border-line bg-surface-1 px-3 text-xs font-medium text-muted hover:bg-surface-2 hover:text-text">
        <Icon of={Lock} className="size-3.5" />{t('shell.lock')}
      </button>
    </header>
  );
}
