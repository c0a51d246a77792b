// Wires the parts of main together: children, session, windows and the path of money, each with what it needs of the others.

import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, Notification } from 'electron';
import type { NetworkId } from '../shared/chains/ids';
import type { AppEvent } from '../shared/contract/app';
import type { Review } from '../shared/contract/money-path';
import type { SecretsOpen, SecretsTask } from '../shared/contract/secrets';
import { signerCalls, zSignerEvents, type Unlocked } from '../shared/contract/signer';
import { walletCalls, walletEvents } from '../shared/contract/wallet';
import { toAppError } from '../shared/errors/app-error';
import type { WireEvent } from '../shared/contract/wire';
import { assembleBoinc, type BoincParts } from './boinc/assemble';
import { assembleLightNode, type LightNodeParts } from './light-node/assemble';
import { assembleUsefulWork, type UsefulWorkParts } from './useful-work/assemble';
import { workPackage } from './useful-work/package';
import { PathOfMoney } from './money/path-of-money';
import { valueOf } from './money/value';
import { SystemNotices } from './notices/system-notices';
import { PidList } from './processes/pid-list';
import { PracticeNetwork } from './processes/practice';
import { TypedChild } from './processes/typed-child';
import { IdleWatch } from './session/idle';
import { Session } from './session/session';
import { WalletLink } from './session/wallet-link';
import { WindowFlow } from './session/window-flow';
import type { ProfilePaths } from './settings/paths';
import type { RuntimeFacts } from './settings/runtime';
import type { SettingsFile } from './settings/settings-file';
import { ApprovalWindow } from './windows/approval-window';
import { BACKGROUND } from './windows/look';
import type { WindowDeps } from './windows/create-window';
import { MainWindow } from './windows/main-window';
import { SecretsWindow } from './windows/secrets-window';

export interface CoreDeps {
  readonly paths: ProfilePaths;
  readonly settings: SettingsFile;
  readonly runtime: RuntimeFacts;
  readonly window: WindowDeps;
  /** The secrets window that loads already. */
  readonly firstWindow: BrowserWindow;
  log(line: string): void;
}

/** Events of the wallet that the main window gets as they are. */
const FORWARDED: readonly AppEvent[] = ['portfolio.changed', 'activity.changed', 'receive.changed', 'sync.changed', 'bridge.changed', 'staking.changed', 'evidence.changed', 'governance.changed', 'links.changed', 'cloud.changed'];

/** Milliseconds after which the signer, and then the other children, start even when the first window never says that it is shown. */
const SIGNER_AT_LATEST = 1500;
const REST_AT_LATEST = 4000;

/** Milliseconds that locking and quitting wait for the wallet's database: a wallet process that hangs keeps nobody from either. */
const CLOSE_LIMIT = 3_000;

export class Core {
  readonly practice: PracticeNetwork;
  readonly signer: TypedChild<typeof signerCalls>;
  readonly wallet: TypedChild<typeof walletCalls>;
  readonly lightNode: LightNodeParts;
  readonly usefulWork: UsefulWorkParts;
  readonly boinc: BoincParts;
  readonly session: Session;
  readonly approval: ApprovalWindow;
  readonly mainWindow: MainWindow;
  readonly secrets: SecretsWindow;
  readonly money: PathOfMoney;
  readonly flow: WindowFlow;
  private readonly link: WalletLink;
  private readonly notices: SystemNotices;
  private readonly idle: IdleWatch;
  private readonly pids: PidList;
  private quitting = false;
  private signerStarted = false;
  private restStarted = false;

  constructor(private readonly deps: CoreDeps) {
    const { paths, settings, window, log } = deps;
    const processesChanged = () => this.mainWindow.emit('processes.changed');
    const onInput = () => this.idle.input();
    const background = () => BACKGROUND[this.theme()];

    const workDir = workPackage(window.outDir);
    this.pids = new PidList(paths.pids);
    this.practice = new PracticeNetwork({ file: join(window.outDir, 'practice', 'practice.cjs'), dataDir: paths.practice, workDir, onChange: () => this.practiceChanged(), log });
    this.signer = new TypedChild({
      name: 'signer', file: join(window.outDir, 'main', 'signer.cjs'), calls: signerCalls, log,
      startMessage: () => ({ start: { vaultDir: paths.vaults, network: settings.get().network, allowMainnet: deps.runtime.mainnetRefusal === null, practiceTime: this.practice.time() } }),
      onFresh: () => this.listChildren(),
      onEvent: (event) => this.signerEvent(event),
      onGone: (wanted) => {
        this.flow.signerIsGone();
        if (!wanted && !this.quitting) this.flow.signerDied();
      },
      onState: processesChanged,
    });
    this.wallet = new TypedChild({
      name: 'wallet', file: join(window.outDir, 'main', 'wallet.cjs'), calls: walletCalls, log,
      startMessage: () => null,
      onFresh: () => {
        this.listChildren();
        this.session.reopenWallet();
      },
      onEvent: (event) => this.walletEvent(event),
      onGone: () => undefined,
      onState: processesChanged,
    });
    this.link = new WalletLink({ paths, settings, practice: this.practice, log, session: () => this.session, signer: () => this.signer.calls, wallet: () => this.wallet.calls });
    this.lightNode = assembleLightNode({
      outDir: window.outDir, folder: paths.lightNode, settings, practice: this.practice, log,
      wallet: () => this.wallet.calls,
      walletOpen: () => this.openWalletFollowed(),
      listed: () => this.listChildren(),
      onChange: () => this.mainWindow.emit('lightNode.changed'),
    });
    this.usefulWork = assembleUsefulWork({
      outDir: window.outDir, workDir, folder: paths.usefulWork, settings, practice: this.practice, runtime: deps.runtime, log,
      signing: () => this.approval.busy,
      listed: () => this.listChildren(),
      onChange: () => this.mainWindow.emit('usefulWork.changed'),
    });
    this.boinc = assembleBoinc({ outDir: window.outDir, settings, log, listed: () => this.listChildren(), onChange: () => this.mainWindow.emit('boinc.changed') });
    this.session = new Session({
      openWallet: async (unlocked) => {
        await this.link.open(unlocked);
        void this.lightNode.feed.giveScripts();
      },
      closeWallet: () => this.closeDatabase(),
      renewSigner: () => this.signer.supervisor.renew(),
      cancelApproval: () => this.approval.cancel(),
      onChange: () => {
        this.mainWindow.emit('session.changed');
        if (!this.session.isUnlocked) void this.lightNode.feed.giveScripts();
      },
      now: Date.now,
      log,
    });
    this.mainWindow = new MainWindow(window, { background, onInput, onClosed: () => app.quit() });
    this.approval = new ApprovalWindow(window, () => this.mainWindow.current, onInput, () => this.usefulWork.work.tellReadings());
    this.secrets = new SecretsWindow(window, {
      background, onInput,
      parent: () => this.mainWindow.current,
      context: (task) => this.secretsContext(task),
      handToSigner: (port) => this.signer.handPort({ secretsPort: true }, port),
    }, deps.firstWindow);
    this.flow = new WindowFlow({ settings, log, mainWindow: this.mainWindow, secrets: this.secrets, session: () => this.session });
    this.money = new PathOfMoney({
      signer: () => this.signer.calls,
      wallet: () => this.wallet.calls,
      walletOpen: () => this.session.whenOpen(),
      approve: (review) => this.approve(review),
      requireUnlocked: () => void this.session.require(),
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      log,
    });
    this.notices = new SystemNotices({
      show: ({ title, body, onClick }) => {
        if (!Notification.isSupported()) return;
        const notice = new Notification({ title, body });
        notice.on('click', onClick);
        notice.show();
      },
      watched: () => BrowserWindow.getFocusedWindow() !== null,
      hideAmounts: () => settings.get().hideAmounts,
      language: () => this.language(),
      swap: (id) => this.wallet.calls['bridge.get']({ id }),
      node: async (id) => (await this.wallet.calls['staking.nodes'](undefined)).nodes.find((node) => node.id === id) ?? null,
      open: (screen) => {
        this.flow.focus();
        this.mainWindow.emit('go', { screen });
      },
    });
    this.idle = new IdleWatch({
      limitMs: () => settings.get().idleMinutes * 60_000,
      onIdle: () => void this.flow.lock(),
      onJump: () => void this.flow.lock(),
      now: Date.now,
      monotonic: () => performance.now(),
    });
  }

  /**
   * The first window comes first: it takes a password before there is a signer, and two processors are busy enough with it. The
   * signer starts when it is shown, and is there before a password is typed.
   */
  start(): void {
    const left = this.pids.endLeftovers();
    if (left > 0) this.deps.log(`ended ${left} processes that an earlier run left behind`);
    this.flow.openFirst();
    this.idle.start();
    setTimeout(() => this.startSigner(), SIGNER_AT_LATEST);
    setTimeout(() => this.startRest(), REST_AT_LATEST);
  }

  /** Calling it again does nothing. */
  private startSigner(): void {
    if (this.signerStarted || this.quitting) return;
    this.signerStarted = true;
    this.signer.supervisor.start();
  }

  /** Starts what the first window does not need, while the password is typed. Calling it again does nothing. */
  private startRest(): void {
    if (this.restStarted || this.quitting) return;
    this.restStarted = true;
    this.wallet.supervisor.start();
    this.useNetwork();
  }

  /** A secrets window's first task is on the screen: the processor is free for what comes after it. */
  secretsShown(): void {
    this.startSigner();
    this.startRest();
    this.flow.prepareMain();
  }

  /** Ends everything in order: nothing is signed after this, and the database is closed before its process ends. */
  async stop(): Promise<void> {
    this.quitting = true;
    this.flow.quit();
    this.idle.stop();
    this.approval.cancel();
    const nodeGone = this.lightNode.node.quit();
    const workGone = this.usefulWork.work.quit();
    const boincGone = this.boinc.boinc.quit();
    await this.closeDatabase();
    await Promise.allSettled([this.signer.supervisor.end(), this.wallet.supervisor.end(), this.practice.stop(), nodeGone, workGone, boincGone]);
    this.pids.endLeftovers();
  }

  theme(): 'dark' | 'light' {
    const { theme } = this.deps.settings.get();
    if (theme !== 'system') return theme;
    return nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  }

  language(): string {
    const { language } = this.deps.settings.get();
    return language === 'system' ? app.getLocale() : language;
  }

  setNetwork(network: NetworkId): void {
    this.deps.settings.set({ network });
    this.useNetwork();
  }

  settingsChanged(): void {
    this.useNetwork();
    void this.link.configure();
    this.mainWindow.emit('settings.changed');
  }

  contactsChanged(): void {
    void this.link.contacts();
    this.mainWindow.emit('contacts.changed');
  }

  private signerEvent(event: WireEvent): void {
    switch (event.event) {
      case 'signer.ready':
        this.session.setWallets(zSignerEvents['signer.ready'].parse(event.payload).wallets);
        this.flow.signerIsReady();
        break;
      case 'signer.unlocked':
        this.unlocked(zSignerEvents['signer.unlocked'].parse(event.payload));
        break;
      case 'signer.changed':
        this.session.changed(zSignerEvents['signer.changed'].parse(event.payload));
        void this.link.accounts();
        break;
      case 'signer.walletRemoved':
        void this.flow.walletRemoved(zSignerEvents['signer.walletRemoved'].parse(event.payload).id);
        break;
    }
  }

  private unlocked(unlocked: Unlocked): void {
    this.startRest();
    this.idle.input();
    this.session.unlocked(unlocked);
    this.flow.unlocked(unlocked);
    this.useNetwork();
  }

  private walletEvent(event: WireEvent): void {
    const forwarded = FORWARDED.find((name) => name === event.event);
    if (forwarded) this.mainWindow.emit(forwarded);
    else if (event.event === 'notify') {
      const news = walletEvents.notify.parse(event.payload);
      this.mainWindow.emit('notify', news);
      void this.notices.tell(news).catch((thrown: unknown) => this.deps.log(`no system notification: ${toAppError(thrown).code}`));
    }
    else if (event.event === 'wallet.offered') void this.lightNode.feed.offer(walletEvents['wallet.offered'].parse(event.payload).raw);
    else if (event.event === 'wallet.scripts') void this.lightNode.feed.giveScripts();
    else if (event.event === 'wallet.wantsAccount') void this.link.addAccount(walletEvents['wallet.wantsAccount'].parse(event.payload));
  }

  /** The practice network runs while its network is chosen; mainnet never touches it. */
  private useNetwork(): void {
    if (!this.restStarted) return;
    if (this.deps.settings.get().network === 'practice') this.practice.start();
    else void this.practice.stop();
    this.adjustOptional();
  }

  /** Parts that follow the chosen network while they are on. */
  private adjustOptional(): void {
    void this.lightNode.node.adjust();
    void this.usefulWork.work.adjust();
  }

  /** Whether a wallet of the network that is followed is unlocked, once its database is open. */
  private async openWalletFollowed(): Promise<boolean> {
    const { current } = this.session;
    if (current?.wallet.network !== this.deps.settings.get().network) return false;
    await this.session.whenOpen();
    return this.session.isUnlocked;
  }

  private practiceChanged(): void {
    this.listChildren();
    this.mainWindow.emit('practice.changed');
    this.mainWindow.emit('processes.changed');
    this.link.practiceChanged();
    this.adjustOptional();
    void this.tellSignerTime();
  }

  /** A signer that starts afresh is told with its start message. */
  private async tellSignerTime(): Promise<void> {
    try {
      await this.signer.calls['signer.practiceTime'](this.practice.time());
    } catch (thrown) {
      this.deps.log(`signer not told the time: ${toAppError(thrown).code}`);
    }
  }

  private secretsContext(task: SecretsTask): SecretsOpen {
    const { mainnetRefusal } = this.deps.runtime;
    return {
      ...task, mainnetRefusal,
      network: this.deps.settings.get().network,
      mainnetAllowed: mainnetRefusal === null,
      screenshotsBlocked: process.platform !== 'linux',
      language: this.language(),
      theme: this.theme(),
      lockedAt: this.session.lockedAt,
    };
  }

  /** A price that cannot be had leaves its line empty; it never keeps the question from being asked. */
  private async approve(review: Review): Promise<boolean> {
    const value = await valueOf(review, this.wallet.calls, this.deps.settings.get().currency, this.language()).catch(() => ({ amount: null, fee: null }));
    return this.approval.ask({ review, value: value.amount, feeValue: value.fee });
  }

  private listChildren(): void {
    this.pids.write({ signer: this.signer.supervisor.pid, wallet: this.wallet.supervisor.pid, practice: this.practice.supervisor.pid, node: this.lightNode.child.supervisor.pid, work: this.usefulWork.child.supervisor.pid, boinc: this.boinc.child.supervisor.pid });
  }

  private async closeDatabase(): Promise<void> {
    try {
      await Promise.race([this.wallet.calls['wallet.close'](undefined), new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT))]);
    } catch {
      // A wallet process that is gone has nothing left to close; its database survives that by design.
    }
  }
}
