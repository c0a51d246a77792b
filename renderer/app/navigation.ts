// Where the main window is, and what was typed but not sent: both survive moving between screens, neither survives a lock.

import { create } from 'zustand';
import type { AssetId, ChainId } from '../../shared/chains/ids';
import type { FusionChain } from '../../shared/fusion/chains';
import type { ErrorShape } from '../../shared/errors/app-error';
import type { FluxTier } from '../../shared/flux/subsidy';

export const SCREENS = ['portfolio', 'activity', 'send', 'receive', 'bridge', 'staking', 'light-node', 'useful-work', 'cloud', 'flux-id', 'contacts', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

export interface SendForm {
  asset: AssetId;
  to: string;
  amount: string;
  /** What `amount` counts: coins, or money at the known price. */
  unit: 'coin' | 'money';
  all: boolean;
  fee: 'slow' | 'normal' | 'fast' | 'own';
  ownRate: string;
  note: string;
}
export const EMPTY_SEND: SendForm = { asset: 'flux/native', to: '', amount: '', unit: 'coin', all: false, fee: 'normal', ownRate: '', note: '' };

export interface BridgeForm {
  from: ChainId;
  to: FusionChain;
  amount: string;
  all: boolean;
  /** Pays to `recipient` instead of to an own address. */
  elsewhere: boolean;
  recipient: string;
  /** The entry of Activity that gathers coins for this swap in one address. */
  gathering: string | null;
}
const EMPTY_BRIDGE: BridgeForm = { from: 'flux', to: 'eth', amount: '', all: false, elsewhere: false, recipient: '', gathering: null };
export type BridgeTab = 'swap' | 'claims';

export interface StartForm {
  tier: FluxTier;
  /** Null: the suggested one, which follows the tier. */
  name: string | null;
  /** `new`, or the coin's place as "txid:vout". */
  collateral: string;
  identity: 'own' | 'other';
  publicKey: string;
  /** Keys of delegates as they are typed; none: nothing is said of delegates. */
  delegates: readonly string[];
}
const EMPTY_START: StartForm = { tier: 'cumulus', name: null, collateral: 'new', identity: 'own', publicKey: '', delegates: [] };
/** Where everything goes when keys may be known to others. */
export interface EvacuateForm {
  flux: string;
  bitcoin: string;
  evm: string;
}
const EMPTY_EVACUATE: EvacuateForm = { flux: '', bitcoin: '', evm: '' };
export type StakingView = 'nodes' | 'start' | 'evacuate';

interface Navigation {
  screen: Screen;
  /** An entry of Activity to open. */
  activity: string | null;
  receiveChain: ChainId;
  send: SendForm;
  bridge: BridgeForm;
  bridgeTab: BridgeTab;
  /** A swap to look at; null: a new one. */
  swap: string | null;
  stakingView: StakingView;
  /** A node to look at. */
  node: string | null;
  /** The node that was approved a moment ago: its steps take the focus. `reason`: why no server took the payment yet. */
  freshNode: { readonly id: string; readonly reason: ErrorShape | null } | null;
  start: StartForm;
  evacuate: EvacuateForm;
  palette: boolean;
  go(screen: Screen): void;
  openActivity(id: string): void;
  openReceive(chain: ChainId): void;
  openSend(patch: Partial<SendForm>): void;
  editSend(patch: Partial<SendForm>): void;
  closeActivity(): void;
  /** With `patch` a new swap is filled in with it. */
  openBridge(tab: BridgeTab, patch?: Partial<BridgeForm>): void;
  editBridge(patch: Partial<BridgeForm>): void;
  openSwap(id: string | null): void;
  openStaking(view: StakingView): void;
  /** The form for a new node, filled in with `patch`. */
  openStart(patch?: Partial<StartForm>): void;
  editStart(patch: Partial<StartForm>): void;
  editEvacuate(patch: Partial<EvacuateForm>): void;
  /** Null closes it. */
  openNode(id: string | null): void;
  /** Shows the steps of a node that was approved to who still waits for it on this screen; the form begins anew. */
  showStarted(id: string, reason: ErrorShape | null): void;
  showPalette(shown: boolean): void;
  reset(): void;
}

const START = { screen: 'portfolio' as Screen, activity: null, receiveChain: 'flux' as ChainId, send: EMPTY_SEND, bridge: EMPTY_BRIDGE, bridgeTab: 'swap' as BridgeTab, swap: null, stakingView: 'nodes' as StakingView, node: null, freshNode: null as { id: string; reason: ErrorShape | null } | null, start: EMPTY_START, evacuate: EMPTY_EVACUATE, palette: false };

export const useNavigation = create<Navigation>()((set) => ({
  ...START,
  // Asked for where it already is, staking shows its list again: that is what a second press on its entry is for.
  go: (screen) => set((old) => ({ screen, activity: null, node: null, freshNode: null, palette: false, ...(screen === 'staking' && old.screen === 'staking' ? { stakingView: 'nodes' } : {}) })),
  openActivity: (id) => set({ screen: 'activity', activity: id, palette: false }),
  openReceive: (receiveChain) => set({ screen: 'receive', receiveChain, palette: false }),
  openSend: (patch) => set((old) => ({ screen: 'send', send: { ...old.send, ...patch }, palette: false })),
  editSend: (patch) => set((old) => ({ send: { ...old.send, ...patch } })),
  closeActivity: () => set({ activity: null }),
  openBridge: (bridgeTab, patch) => set((old) => ({ screen: 'bridge', bridgeTab, palette: false, ...(patch ? { swap: null, bridge: { ...old.bridge, ...patch } } : {}) })),
  editBridge: (patch) => set((old) => ({ bridge: { ...old.bridge, ...patch } })),
  openSwap: (swap) => set({ screen: 'bridge', bridgeTab: 'swap', swap, palette: false }),
  openStaking: (stakingView) => set({ screen: 'staking', stakingView, node: null, freshNode: null, palette: false }),
  openStart: (patch) => set((old) => ({ screen: 'staking', stakingView: 'start', node: null, palette: false, start: { ...old.start, ...patch } })),
  editStart: (patch) => set((old) => ({ start: { ...old.start, ...patch } })),
  editEvacuate: (patch) => set((old) => ({ evacuate: { ...old.evacuate, ...patch } })),
  openNode: (node) => set({ screen: 'staking', stakingView: 'nodes', node, palette: false }),
  showStarted: (id, reason) => set((old) => ({ start: EMPTY_START, ...(old.screen === 'staking' ? { stakingView: 'nodes', node: null, freshNode: { id, reason }, palette: false } : {}) })),
  showPalette: (palette) => set({ palette }),
  reset: () => set(START),
}));

/** A screen by the name that a menu or a shortcut uses; unknown names are no screen. */
export function screenNamed(name: string): Screen | null {
  return SCREENS.find((screen) => screen === name) ?? null;
}

/** Remembers the screen of this moment: what comes of a long act is shown there, and moves nobody who went elsewhere meanwhile. */
export function whileHere(): (show: () => void) => void {
  const { screen } = useNavigation.getState();
  return (show) => {
    if (useNavigation.getState().screen === screen) show();
  };
}
