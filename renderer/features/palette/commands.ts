// What the command palette offers: screens, acts of the frame, addresses, payments, wallets, and the faucet on practice.

import { ArrowDownLeft, ArrowLeftRight, ArrowRight, ArrowUpRight, Copy, Droplets, ClipboardPaste, Eye, EyeOff, IdCard, Link, Lock, LogOut, Moon, Pickaxe, Plus, RefreshCw, Server, Settings, Siren, Sun, SunMoon, UserRound, Wallet, type LucideIcon } from 'lucide-react';
import { allChains, chainInfo, fluxAssets } from '../../../shared/chains/registry';
import type { ChainId } from '../../../shared/chains/ids';
import { heldChain } from '../../../shared/fusion/chains';
import { toAppError } from '../../../shared/errors/app-error';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useCopy } from '../../app/copy';
import { EMPTY_SEND, SCREENS, useNavigation, type BridgeForm } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { errorLine } from '../../ui/error-notice';
import { coinFor } from '../contacts/coin-for';
import { SECTIONS, useSection } from '../settings/section';

export type Group = 'go' | 'do' | 'receive' | 'send' | 'bridge' | 'wallets' | 'practice';
export const GROUPS: readonly Group[] = ['go', 'do', 'receive', 'send', 'bridge', 'wallets', 'practice'];

export interface Command {
  readonly id: string;
  readonly group: Group;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

const THEMES = [{ theme: 'dark', icon: Moon }, { theme: 'light', icon: Sun }, { theme: 'system', icon: SunMoon }] as const;

/** A swap that starts on a chain, and arrives on another one whatever was chosen before. */
function startOn(from: ChainId): Partial<BridgeForm> {
  const { to } = useNavigation.getState().bridge;
  return { from, to: heldChain(to) === from ? (from === 'flux' ? 'eth' : 'main') : to };
}

export function useCommands(): Command[] {
  const t = useT();
  const copy = useCopy();
  const { go, openSend, openReceive, openBridge, openStart, openStaking, openLink } = useNavigation();
  const showSection = useSection((state) => state.show);
  const say = useAnnouncements((state) => state.say);
  const settings = useCall('settings.get', undefined).data;
  const session = useCall('app.session', undefined).data;
  const contacts = useCall('contacts.list', undefined).data ?? [];
  /** The palette is closed by then: what went wrong is said like any short notice. */
  const act = (work: () => Promise<unknown>) => () => {
    void work().catch((thrown: unknown) => say(errorLine(toAppError(thrown).toShape())));
  };
  const fresh = async (chain: ChainId) => (await call('receive.fresh', { chain, scriptType: null })).address;
  const hidden = settings?.hideAmounts ?? false;
  const open = session?.state === 'unlocked' ? session.unlocked : null;
  const others = session?.wallets.filter((wallet) => wallet.id !== open?.wallet.id) ?? [];
  const practice = open?.wallet.network === 'practice';
  return [
    ...SCREENS.map((screen): Command => ({ id: `go-${screen}`, group: 'go', icon: ArrowRight, name: t(`shell.screens.${screen}`), run: () => go(screen) })),
    ...SECTIONS.map((section): Command => ({ id: `section-${section}`, group: 'go', icon: Settings, name: t('palette.section', { section: t(`settings.sections.${section}`) }), run: () => { showSection(section); go('settings'); } })),
    { id: 'claims', group: 'go', icon: Pickaxe, name: t('palette.claims'), run: () => openBridge('claims') },
    { id: 'start-node', group: 'go', icon: Server, name: t('palette.startNode'), run: () => openStart() },
    { id: 'evacuate', group: 'go', icon: Siren, name: t('palette.evacuate'), run: () => openStaking('evacuate') },
    { id: 'lock', group: 'do', icon: Lock, name: t('palette.lock'), run: act(() => call('app.lock', undefined)) },
    { id: 'hide', group: 'do', icon: hidden ? Eye : EyeOff, name: t(hidden ? 'palette.show' : 'palette.hide'), run: act(() => call('settings.set', { hideAmounts: !hidden })) },
    ...THEMES.filter(({ theme }) => theme !== settings?.theme).map(({ theme, icon }): Command => ({ id: `theme-${theme}`, group: 'do', icon, name: t(`palette.${theme}`), run: act(() => call('settings.set', { theme })) })),
    { id: 'sync', group: 'do', icon: RefreshCw, name: t('palette.sync'), run: act(async () => { say(t('palette.syncDone')); await call('sync.now', undefined); }) },
    ...(open ? [{ id: 'copy-flux-id', group: 'do' as const, icon: IdCard, name: t('palette.copyFluxId'), run: () => void copy(open.fluxId.address) }] : []),
    { id: 'open-link', group: 'do', icon: Link, name: t('palette.openLink'), run: () => openLink(null) },
    { id: 'open-link-clipboard', group: 'do', icon: ClipboardPaste, name: t('palette.openClipboard'), run: act(async () => openLink((await call('clipboard.read', undefined)).text)) },
    { id: 'quit', group: 'do', icon: LogOut, name: t('palette.quit'), run: act(() => call('app.quit', undefined)) },
    ...allChains().flatMap(({ id, name }): Command[] => [
      { id: `receive-${id}`, group: 'receive', icon: ArrowDownLeft, name: t('palette.receiveOn', { chain: name }), run: () => openReceive(id) },
      { id: `copy-${id}`, group: 'receive', icon: Copy, name: t('palette.copyAddress', { chain: name }), run: act(async () => copy(await fresh(id))) },
    ]),
    ...contacts.map((contact): Command => ({ id: `pay-${contact.id}`, group: 'send', icon: UserRound, name: t('palette.pay', { name: contact.name, chain: chainInfo(contact.chain).name }), run: () => openSend({ ...EMPTY_SEND, asset: coinFor(contact.chain), to: contact.address }) })),
    ...allChains().flatMap(({ name, native, tokens }) => [native, ...tokens].map((asset): Command => ({ id: `send-${asset.id}`, group: 'send', icon: ArrowUpRight, name: t('palette.sendAsset', { symbol: asset.symbol, chain: name }), run: () => openSend({ asset: asset.id }) }))),
    ...fluxAssets().map(({ chain }): Command => ({ id: `bridge-${chain}`, group: 'bridge', icon: ArrowLeftRight, name: t('palette.bridgeFrom', { chain: chainInfo(chain).name }), run: () => openBridge('swap', startOn(chain)) })),
    ...others.map((wallet): Command => ({ id: `wallet-${wallet.id}`, group: 'wallets', icon: Wallet, name: t('palette.switchTo', { name: wallet.name }), run: act(() => call('wallets.switch', { id: wallet.id })) })),
    { id: 'add', group: 'wallets', icon: Plus, name: t('palette.addWallet'), run: act(() => call('app.secrets', { purpose: 'add', wallet: null })) },
    ...(practice ? allChains().flatMap(({ id, name, native, tokens }) => [native, ...tokens].map((asset): Command => ({
      id: `faucet-${asset.id}`, group: 'practice', icon: Droplets, name: t('palette.faucet', { symbol: asset.symbol, chain: name }),
      run: act(async () => {
        await call('practice.faucet', { chain: id, token: asset.contract === null ? 'native' : 'flux', address: await fresh(id), amount: null });
        say(t('palette.faucetDone'));
      }),
    }))) : []),
  ];
}
