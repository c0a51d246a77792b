// Everything the main window may ask: calls that main answers itself, and those it passes on to the wallet.

import { z } from 'zod';
import { call, zAddress, zChain, zError, zHash, zNetwork, zNothing, zProcessState, zText, zTime, zTxid, zUnits, zWalletId } from './base';
import { boincCalls } from './boinc';
import { lightNodeWindowCalls } from './light-node-window';
import { linksMainCalls, zDelivery } from './links';
import { zIntent, zKeyRef, zNodeId, zOutpoint, zReview, zScriptType, zSealedContact } from './money-path';
import { zSecretsTask } from './secrets';
import { zSettings, zSettingsPatch } from './settings';
import { zSelfCheck, zUnlocked, zWalletEntry } from './signer';
import { usefulWorkCalls } from './useful-work';
import { walletWindowCalls, zNotify } from './wallet';

const window = ['main-window'] as const;

export const zSession = z.discriminatedUnion('state', [
  z.object({ state: z.literal('locked'), wallets: z.array(zWalletEntry), at: zTime.nullable() }),
  z.object({ state: z.literal('unlocked'), unlocked: zUnlocked, wallets: z.array(zWalletEntry) }),
]);
export type Session = z.infer<typeof zSession>;

export const zAppInfo = z.object({
  version: zText,
  runtime: zText,
  /** The development runtime is not the one that is shipped. */
  fallbackRuntime: z.boolean(),
  sandboxed: z.boolean(),
  mainnetRefusal: z.enum(['no-sandbox', 'fallback-runtime']).nullable(),
  platform: zText,
  locale: zText,
  profile: z.string().max(4000),
  signals: z.object({ suspend: z.boolean(), screenLock: z.boolean() }),
  screenshotsBlocked: z.boolean(),
});
export type AppInfo = z.infer<typeof zAppInfo>;

export const zPracticeStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('running'), instance: zText, now: zTime, rate: z.number(), heights: z.partialRecord(zChain, z.number().int()) }),
  z.object({ state: z.literal('failed'), reason: zError }),
]);
export type PracticeStatus = z.infer<typeof zPracticeStatus>;

/** What became of an intent. */
export const zOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('sent'), id: z.string().max(200), txid: zTxid }),
  /** Signed and stored, no server took it yet; the wallet goes on trying. */
  z.object({ kind: z.literal('kept'), id: z.string().max(200), txid: zTxid, reason: zError }),
  /** Fusion took the signature and pays: the id of its transaction. */
  z.object({ kind: z.literal('claimed'), txid: z.string().max(200) }),
  /** The vote service recorded the vote; `votes` is the weight that it gave, null when it did not say. */
  z.object({ kind: z.literal('voted'), yes: z.boolean(), votes: z.number().nonnegative().nullable() }),
  /** START(s) signed and stored; `txid` is the payment that makes a collateral. `reason`: no server took that yet. */
  z.object({ kind: z.literal('nodes-started'), nodes: z.array(zNodeId), txid: zTxid.nullable(), reason: zError.nullable() }),
  /** Signed for a link. `signature` is null where it was sent to the link's callback instead. */
  z.object({ kind: z.literal('link-signed'), signature: z.string().max(200).nullable(), address: zAddress, delivery: zDelivery.nullable() }),
  /** A FluxOS node let the Flux ID in. */
  z.object({ kind: z.literal('logged-in'), node: zText }),
  /** The message about an app is with the network and waits for its payment. `reason`: whether it is there is not known. */
  z.object({ kind: z.literal('app-registered'), hash: zHash, name: z.string().max(100), deadline: zTime, reason: zError.nullable() }),
  z.object({ kind: z.literal('signed-message'), signature: z.string().max(200), address: zAddress }),
]);
export type Outcome = z.infer<typeof zOutcome>;

/** The longest text that a window shows for copying is a swap's support text. */
const MOST_COPIED = 100_000;

export const appCalls = {
  ...walletWindowCalls,
  ...lightNodeWindowCalls,
  ...usefulWorkCalls,
  ...boincCalls,
  ...linksMainCalls,
  'app.info': call('main', window, zNothing, zAppInfo),
  'app.session': call('main', window, zNothing, zSession),
  'app.processes': call('main', window, zNothing, z.object({ signer: zProcessState, wallet: zProcessState, practice: zProcessState })),
  /** Asks the running signer to try every way to a network. */
  'app.selfCheck': call('main', window, zNothing, zSelfCheck),
  'app.lock': call('main', window, zNothing, zNothing),
  'app.quit': call('main', window, zNothing, zNothing),
  /** Opens the secrets window; answers when it is closed. */
  'app.secrets': call('main', window, zSecretsTask, z.object({ done: z.boolean() })),
  'wallets.rename': call('main', window, z.object({ id: zWalletId, name: z.string().min(1).max(60) }), zNothing),
  /** Locks, and asks for the password of the other wallet. */
  'wallets.switch': call('main', window, z.object({ id: zWalletId }), zNothing),
  'settings.get': call('main', window, zNothing, zSettings),
  'settings.set': call('main', window, zSettingsPatch, zSettings),
  /** Copies, and clears the clipboard after a minute if it still holds the same text. */
  'clipboard.copy': call('main', window, z.object({ text: z.string().max(MOST_COPIED) }), z.object({ clearsAt: zTime })),
  /** Reads text for a paste button. What is longer than any link is cut there, so that it is refused and never taken for a whole one. */
  'clipboard.read': call('main', window, zNothing, z.object({ text: z.string().max(60_000) })),
  /** Opens the built-in explorer's page of a transaction in the system's browser. */
  'links.explorer': call('main', window, z.object({ chain: zChain, txid: zTxid }), zNothing),
  'files.saveText': call('main', window, z.object({ name: z.string().max(80), text: z.string().max(50_000_000) }), z.object({ saved: z.boolean() })),
  /** Carries an intent along the path of money: plan, review, approval window, signature, broadcast. */
  'money.submit': call('main', window, z.object({ intent: zIntent }), zOutcome),
  'receive.verify': call('main', window, z.object({ chain: zChain, key: zKeyRef, scriptType: zScriptType, address: zAddress }), z.object({ matches: z.boolean(), path: z.string().max(80) })),
  'contacts.list': call('main', window, zNothing, z.array(zSealedContact)),
  'contacts.put': call('main', window, zSealedContact.partial({ id: true, createdAt: true }), zSealedContact),
  'contacts.remove': call('main', window, z.object({ id: z.string().max(40) }), zNothing),
  'practice.status': call('main', window, zNothing, zPracticeStatus),
  'practice.faucet': call('main', window, z.object({ chain: zChain, token: z.enum(['native', 'flux', 'other']), address: zAddress, amount: zUnits.nullable() }), z.object({ txid: zTxid })),
  'practice.mine': call('main', window, z.object({ chain: zChain, blocks: z.number().int().min(1).max(1000) }), zNothing),
  'practice.clock': call('main', window, z.object({ rate: z.number().min(1).max(600) }), zNothing),
  /** Gives a node's settings to a practice server, as a person pastes them into a real one; `stop` switches the server off, `start` on again. */
  'practice.server': call('main', window, z.discriminatedUnion('act', [
    z.object({ act: z.literal('run'), identityKey: z.string().min(40).max(60), collateral: zOutpoint, fluxId: zAddress, ip: z.string().max(60) }),
    z.object({ act: z.enum(['stop', 'start']), collateral: zOutpoint }),
    z.object({ act: z.literal('list') }),
  ]), z.array(z.object({ collateral: zOutpoint, ip: zText, running: z.boolean(), status: zText, refusal: zText.nullable() }))),
  'practice.reset': call('main', window, zNothing, zNothing),
} as const;

/** Calls of the approval window. */
export const approvalCalls = {
  'approval.get': call('main', ['approval'], zNothing, z.object({ review: zReview, language: z.string().max(10), theme: z.enum(['dark', 'light']), textScale: z.number(), /** Value of `amount` in the chosen currency, when a price is known. */ value: zText.nullable(), feeValue: zText.nullable() })),
  /** Names the hash that is approved; anything but the shown review's hash is refused. */
  'approval.answer': call('main', ['approval'], z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), approve: z.boolean() }), zNothing),
} as const;

/** Calls of the secrets window to main: nothing secret. */
export const secretsWindowCalls = {
  /** The first task is on the screen: what main waited with may take the processor now. */
  'secretsWindow.shown': call('main', ['secrets'], zNothing, zNothing),
  /** No port to the signer came: the window asks for one again. */
  'secretsWindow.port': call('main', ['secrets'], zNothing, zNothing),
  /** Answers once a link waits for the wallet to be unlocked. */
  'secretsWindow.link': call('main', ['secrets'], zNothing, z.object({ waits: z.boolean() })),
  'secretsWindow.close': call('main', ['secrets'], z.object({ done: z.boolean() }), zNothing),
  'secretsWindow.setNetwork': call('main', ['secrets'], z.object({ network: zNetwork }), zNothing),
  /** The window copied a text by itself: main clears the clipboard in a minute if what it holds has this SHA-256. The text stays away from main. */
  'secretsWindow.copied': call('main', ['secrets'], z.object({ hash: zHash }), z.object({ clearsAt: zTime })),
  'secretsWindow.open': call('main', ['secrets'], zSecretsTask, zNothing),
} as const;

/** Hints to the main window to read again; none carries more than it needs. */
export const appEvents = {
  'session.changed': zNothing,
  'settings.changed': zNothing,
  'processes.changed': zNothing,
  'practice.changed': zNothing,
  'contacts.changed': zNothing,
  'portfolio.changed': zNothing,
  'activity.changed': zNothing,
  'receive.changed': zNothing,
  'sync.changed': zNothing,
  'bridge.changed': zNothing,
  'staking.changed': zNothing,
  'evidence.changed': zNothing,
  'governance.changed': zNothing,
  'cloud.changed': zNothing,
  'lightNode.changed': zNothing,
  'usefulWork.changed': zNothing,
  'boinc.changed': zNothing,
  'notify': zNotify,
  /** The system handed over a link, which waits to be taken. */
  'links.arrived': zNothing,
  /** A text was signed. */
  'links.changed': zNothing,
  /** A menu or shortcut asks for a screen. */
  'go': z.object({ screen: z.string().max(40) }),
} as const;
export type AppEvent = keyof typeof appEvents;
