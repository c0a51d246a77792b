// Starts the real app in the real Electron on a profile of its own, and finds its windows by the address they load.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { isAlive, processTree, waitUntilGone, type ProcessInfo } from './processes';
import { appFolder, electronProgram, sandboxFlags } from './runtime';
import { screenOfWorker } from './screen';
import { until } from './until';

/** The three kinds of window, each a host of the app:// scheme. */
export type WindowKind = 'main' | 'secrets' | 'approval';

const host: Record<WindowKind, string> = { main: 'wallet', secrets: 'secrets', approval: 'approval' };

export interface LaunchOptions {
  /** Profile folder; a fresh one when absent. */
  readonly profile?: string;
  /** More arguments for the app. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A packaged app's own binary: started without the app's folder as argument. */
  readonly packaged?: string;
}

export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly profile: string;
  readonly pid: number;
  /** Everything that the app wrote to its standard output and error so far. */
  readonly output: () => string;
  /** The window of this kind, once it is shown. */
  readonly window: (kind: WindowKind, ms?: number) => Promise<Page>;
  /** Whether a window of this kind exists, on the screen or loading out of sight. */
  readonly hasWindow: (kind: WindowKind) => boolean;
  /** Whether a person sees a window of this kind. */
  readonly shows: (kind: WindowKind) => Promise<boolean>;
  /** Resolves when no window of this kind is shown any more. */
  readonly windowGone: (kind: WindowKind, ms?: number) => Promise<void>;
  /** The text of a window and the app's last words, for the error of a test: fields, and what secrets they hold, are no part of it. */
  readonly says: (kind: WindowKind) => Promise<string>;
  readonly screenshot: (kind: WindowKind, file: string) => Promise<void>;
  /** Quits as a person does and waits until every process of the tree is gone. */
  readonly quit: () => Promise<void>;
  /** Ends the app's main process with SIGKILL; resolves when every process of the tree is gone. */
  readonly kill: () => Promise<void>;
}

/** A profile folder that nothing else uses. */
export function freshProfile(): string {
  return mkdtempSync(join(tmpdir(), 'fluxkeep-e2e-'));
}

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

/** Holds the app's `ready` until Playwright has hold of it; Playwright adds it by itself only to the Electron of the npm package. */
const playwrightLoader = join(dirname(require.resolve('playwright-core/package.json')), 'lib/server/electron/loader.js');

export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const profile = options.profile ?? freshProfile();
  const flags = [...sandboxFlags(), '--disable-gpu'];
  const args = [...(options.packaged ? [] : ['-r', playwrightLoader]), ...flags, ...(options.packaged ? [] : [appFolder()]), '--profile', profile, ...(options.args ?? [])];
  const launch = () => _electron.launch({
    executablePath: options.packaged ?? electronProgram(),
    args,
    env: definedOnly({ ...process.env, ...screenOfWorker(), ...options.env }),
    // Our own flags decide: without this Playwright adds --no-sandbox for every user.
    chromiumSandbox: true,
    timeout: LAUNCH_LIMIT,
  });
  return running(await launch().catch((thrown: unknown) => onceMore(thrown, launch)), profile);
}

/** Milliseconds until Playwright holds the app by its debuggers. */
const LAUNCH_LIMIT = 30_000;

/**
 * Playwright now and then waits for ever on a debugger that it has just connected to, and ends the app then: seen
 * once in some hundred launches on a busy machine. Every other failure is the app's own.
 */
function onceMore<T>(thrown: unknown, launch: () => Promise<T>): Promise<T> {
  if (!(thrown instanceof Error) || !thrown.message.includes('Timeout') || !thrown.message.includes('<ws connected>')) throw thrown;
  console.warn('Playwright did not get hold of the app; it is launched once more.');
  return launch();
}

function running(electron: ElectronApplication, profile: string): RunningApp {
  const child = electron.process();
  const pid = child.pid;
  if (pid === undefined) throw new Error('Electron has no process id');
  let text = '';
  child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
  const find = (kind: WindowKind): Page | undefined => electron.windows().find((page) => !page.isClosed() && page.url().startsWith(`app://${host[kind]}/`));
  const shown = (kind: WindowKind): Promise<boolean> => electron.evaluate(
    // Electron loads this part of itself when it is first asked for: a question in that very moment finds a module half made.
    ({ BrowserWindow }, address) => typeof BrowserWindow.getAllWindows === 'function' && BrowserWindow.getAllWindows().some((open) => !open.isDestroyed() && open.isVisible() && open.webContents.getURL().startsWith(address)),
    `app://${host[kind]}/`,
  );
  const window = async (kind: WindowKind, ms = 30_000): Promise<Page> => {
    const page = await until(`the ${kind} window`, async () => (await shown(kind)) && find(kind), ms);
    await page.waitForLoadState('domcontentloaded');
    return page;
  };
  const says = async (kind: WindowKind): Promise<string> => `${await saidBy(find(kind))}\nThe app said last:\n${text.slice(-1_000)}`;
  return {
    electron,
    profile,
    pid,
    output: () => text,
    window,
    hasWindow: (kind) => find(kind) !== undefined,
    shows: shown,
    windowGone: async (kind, ms) => {
      try {
        await until(`no ${kind} window`, async () => !(await shown(kind)), ms);
      } catch (cause) {
        throw new Error(`The ${kind} window stays and says:\n${await says(kind)}`, { cause });
      }
    },
    says,
    screenshot: async (kind, file) => {
      mkdirSync(dirname(file), { recursive: true });
      await (await window(kind)).screenshot({ path: file });
    },
    quit: async () => {
      const tree = processTree(pid);
      await quitInTime(electron, tree, () => text);
      await waitUntilGone(tree);
    },
    kill: async () => {
      const tree = processTree(pid);
      child.kill('SIGKILL');
      await waitUntilGone(tree);
    },
  };
}

async function saidBy(page: Page | undefined): Promise<string> {
  return page === undefined ? '(it is not there)' : page.locator('body').innerText({ timeout: 2_000 }).catch(() => '(it does not answer)');
}

/** Milliseconds that quitting may take, with every child's last work. */
const QUIT_LIMIT = 40_000;

/** The app's last word before it hands over to the runtime's own exit. */
const ALL_CLOSED = 'fluxkeep: all closed';
/** How the command of a utility process, in which the app's own children run, is told apart from Chromium's helpers. */
const OWN_CHILD = 'node.mojom.NodeService';

/**
 * The runtime's exit, after the app's last word, hung about once in some hundred runs on a busy machine: that is told loudly and is no failure of the app.
 * @throws Error with what still ran and what the app said last, after ending it by force
 */
async function quitInTime(electron: ElectronApplication, tree: readonly ProcessInfo[], output: () => string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), QUIT_LIMIT);
  });
  const outcome = await Promise.race([electron.close(), late]);
  clearTimeout(timer);
  if (outcome !== 'late') return;
  const left = tree.filter(isAlive).map((process) => `${process.pid} ${process.command.slice(0, 120)}`);
  // The app has ended, and only the debugger's connection has not noticed.
  if (left.length === 0) return;
  electron.process().kill('SIGKILL');
  if (output().includes(ALL_CLOSED) && !left.some((command) => command.includes(OWN_CHILD))) {
    console.warn(`The app closed everything of its own, and the runtime did not end by itself:\n${left.join('\n')}`);
    return;
  }
  throw new Error(`The app did not quit in ${QUIT_LIMIT} ms. Still running:\n${left.join('\n')}\nIt said last:\n${output().slice(-2_000)}`);
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
