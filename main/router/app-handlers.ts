// What main answers to the main window, one line a call; calls of the wallet are passed on while it is unlocked.

import { app, type BrowserWindow } from 'electron';
import type { AppInfo, appCalls } from '../../shared/contract/app';
import type { Client, Handlers } from '../../shared/contract/base';
import type { SecretsTask } from '../../shared/contract/secrets';
import type { signerCalls } from '../../shared/contract/signer';
import { walletWindowCalls, type walletCalls } from '../../shared/contract/wallet';
import { AppError } from '../../shared/errors/app-error';
import type { BoincParts } from '../boinc/assemble';
import { boincHandlers } from '../boinc/handlers';
import { openDeeplink } from '../links/deeplink';
import { openExplorer } from '../links/explorer';
import type { LinkHandlers } from '../links/handlers';
import type { LinkInbox } from '../links/inbox';
import type { LightNodeParts } from '../light-node/assemble';
import { lightNodeHandlers } from '../light-node/handlers';
import type { UsefulWorkParts } from '../useful-work/assemble';
import { usefulWorkHandlers } from '../useful-work/handlers';
import type { PathOfMoney } from '../money/path-of-money';
import type { PracticeNetwork } from '../processes/practice';
import type { ProcessState } from '../processes/supervisor';
import type { Session } from '../session/session';
import type { SettingsFile } from '../settings/settings-file';
import type { ClipboardKeeper } from './clipboard';
import { saveFile } from './save-file';

export interface AppHandlerDeps {
  readonly info: AppInfo;
  readonly session: Session;
  readonly settings: SettingsFile;
  readonly practice: PracticeNetwork;
  readonly lightNode: LightNodeParts;
  readonly usefulWork: UsefulWorkParts;
  readonly boinc: BoincParts;
  readonly money: PathOfMoney;
  readonly clipboard: ClipboardKeeper;
  readonly links: LinkInbox;
  readonly linkHandlers: LinkHandlers;
  signer(): Client<typeof signerCalls>;
  wallet(): Client<typeof walletCalls>;
  mainWindow(): BrowserWindow | null;
  processes(): { signer: ProcessState; wallet: ProcessState; practice: ProcessState };
  lock(): Promise<void>;
  openSecrets(task: SecretsTask): Promise<boolean>;
  switchWallet(id: string): Promise<void>;
  settingsChanged(): void;
  contactsChanged(): void;
}

type WindowName = keyof typeof walletWindowCalls;

/** Passes every window call of the wallet on, once its database is open. */
function passOn(deps: AppHandlerDeps): Handlers<typeof walletWindowCalls> {
  const pass = (name: WindowName) => async (input: unknown) => {
    deps.session.require();
    await deps.session.whenOpen();
    const method = deps.wallet()[name] as (value: unknown) => Promise<unknown>;
    return method(input);
  };
  return Object.fromEntries((Object.keys(walletWindowCalls) as WindowName[]).map((name) => [name, pass(name)])) as Handlers<typeof walletWindowCalls>;
}

export function appHandlers(deps: AppHandlerDeps): Handlers<typeof appCalls> {
  const { session, settings, practice } = deps;
  return {
    ...passOn(deps),
    ...lightNodeHandlers(deps.lightNode, () => deps.mainWindow()),
    ...usefulWorkHandlers(deps.usefulWork, deps),
    ...boincHandlers(deps.boinc),
    'app.info': () => deps.info,
    'app.session': () => session.view(),
    'app.processes': () => deps.processes(),
    'app.selfCheck': () => deps.signer()['signer.selfCheck'](undefined),
    'app.lock': () => deps.lock(),
    'app.quit': () => app.quit(),
    'app.secrets': async (task) => ({ done: await deps.openSecrets(task) }),
    'wallets.rename': async (input) => {
      await deps.signer()['signer.rename'](input);
      session.setWallets(await deps.signer()['signer.wallets'](undefined));
      const unlocked = await deps.signer()['signer.unlocked'](undefined);
      if (unlocked) session.changed(unlocked);
    },
    'wallets.switch': ({ id }) => deps.switchWallet(id),
    'settings.get': () => settings.get(),
    'settings.set': (patch) => {
      const next = settings.set(patch);
      deps.settingsChanged();
      return next;
    },
    'clipboard.copy': ({ text }) => deps.clipboard.copy(text),
    'clipboard.read': () => deps.clipboard.read(),
    'links.explorer': ({ chain, txid }) => openExplorer(session.require().wallet.network, chain, txid),
    'links.take': () => {
      session.require();
      return { text: deps.links.take() };
    },
    'links.handlers': () => deps.linkHandlers.state(),
    'links.register': ({ scheme, on }) => deps.linkHandlers.set(scheme, on),
    'links.deeplink': ({ url, address }) => openDeeplink(url, address),
    'files.saveText': ({ name, text }) => {
      const window = deps.mainWindow();
      if (!window) throw new AppError('files/no-window', 'no window to ask in');
      return saveFile(window, name, text);
    },
    'money.submit': ({ intent }) => deps.money.submit(intent),
    'receive.verify': async ({ chain, key, scriptType, address }) => {
      session.require();
      const own = await deps.signer()['signer.address']({ key, chain, scriptType });
      return { matches: own.address === address, path: own.path };
    },
    'contacts.list': () => deps.signer()['signer.contacts'](undefined),
    'contacts.put': async (contact) => {
      const saved = await deps.signer()['signer.putContact'](contact);
      deps.contactsChanged();
      return saved;
    },
    'contacts.remove': async (input) => {
      await deps.signer()['signer.removeContact'](input);
      deps.contactsChanged();
    },
    'practice.status': () => practice.status(),
    'practice.faucet': (input) => practice.faucet(input),
    'practice.mine': ({ chain, blocks }) => practice.mine(chain, blocks),
    'practice.clock': ({ rate }) => practice.setRate(rate),
    'practice.server': (wish) => practice.server(wish),
    'practice.reset': () => practice.reset(),
  };
}
