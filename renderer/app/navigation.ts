// Where the main window is, and what was typed but not sent: both survive moving between screens, neither survives a lock.

import { create } from 'zustand';
import type { AssetId, ChainId } from '../../shared/chains/ids';
import type { FusionChain } from '../../shared/fusion/chains';
import type { ErrorShape } from '../../shared/errors/app-error';
import type { FluxTier } from '../../shared/flux/subsidy';

export const SCREENS = ['portfolio', 'activity', 'send', 'receive', 'bridge', 'staking', 'light-node', 'useful-work', 'cloud', 'governance', 'flux-id', 'contacts', 'settings'] as const;
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
  /** Told of this very payment once it is sent, because the person agreed to it; null: nobody. Another recipient or coin is another payment. */
  callback: { url: string; host: string } | null;
}
export const EMPTY_SEND: SendForm = { asset: 'flux/native', to: '', amount: '', unit: 'coin', all: false, fee: 'normal', ownRate: '', note: '', callback: null };

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
/** A proposal as it is typed. */
export interface ProposalForm {
  topic: string;
  description: string;
  grantValue: string;
  grantAddress: string;
  nickName: string;
}
const EMPTY_PROPOSAL: ProposalForm = { topic: '', description: '', grantValue: '', grantAddress: '', nickName: '' };
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
  /** A proposal to look at by its hash, or `new`; null: the list. */
  proposal: string | null;
  proposalForm: ProposalForm;
  palette: boolean;
  /** The link that is looked at; without a text it is asked for. A new number is a new dialog. */
  link: { readonly text: string | null; readonly number: number } | null;
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
  openProposal(hash: string): void;
  startProposal(): void;
  closeProposal(): void;
  editProposal(patch: Partial<ProposalForm>): void;
  showPalette(shown: boolean): void;
  /** Opens the dialog for a link, or asks for one. */
  openLink(text: string | null): void;
  closeLink(): void;
  reset(): void;
}

const START = { screen: 'portfolio' as Screen, activity: null, receiveChain: 'flux' as ChainId, send: EMPTY_SEND, bridge: EMPTY_BRIDGE, bridgeTab: 'swap' as BridgeTab, swap: null, stakingView: 'nodes' as StakingView, node: null, freshNode: null as { id: string; reason: ErrorShape | null } | null, start: EMPTY_START, evacuate: EMPTY_EVACUATE, proposal: null as string | null, proposalForm: EMPTY_PROPOSAL, palette: false, link: null as Navigation['link'] };

export const useNavigation = create<Navigation>()((set) => ({
  ...START,
  // Asked for where it already is, staking shows its list again: that is what a second press on its entry is for.
  go: (screen) => set((old) => ({ screen, activity: null, node: null, freshNode: null, palette: false, ...(screen === 'staking' && old.screen === 'staking' ? { stakingView: 'nodes' } : {}), ...(screen === 'governance' && old.screen === 'governance' ? { proposal: null } : {}) })),
  openActivity: (id) => set({ screen: 'activity', activity: id, palette: false }),
  openReceive: (receiveChain) => set({ screen: 'receive', receiveChain, palette: false }),
  openSend: (patch) => set((old) => ({ screen: 'send', send: { ...old.send, callback: null, ...patch }, palette: false })),
  editSend: (patch) => set((old) => ({ send: { ...old.send, ...('to' in patch || 'asset' in patch ? { callback: null } : {}), ...patch } })),
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
  openProposal: (proposal) => set({ screen: 'governance', proposal, palette: false }),
  startProposal: () => set({ screen: 'governance', proposal: 'new', palette: false }),
  closeProposal: () => set({ proposal: null }),
  editProposal: (patch) => set((old) => ({ proposalForm: { ...old.proposalForm, ...patch } })),
  showPalette: (palette) => set({ palette }),
  openLink: (text) => set((old) => ({ palette: false, link: { text, number: (old.link?.number ?? 0) + 1 } })),
  closeLink: () => set({ link: null }),
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
