// One profile that is killed again and again: funds it, runs moments, starts what was killed, and checks what must hold.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { freshProfile, launchApp, removeProfile, type RunningApp } from '../harness/app';
import { killDuring } from '../harness/kill-during';
import { processTree, waitUntilGone, type ProcessInfo } from '../harness/processes';
import type { Random } from '../harness/random';
import { until } from '../harness/until';
import { refuse } from './approval';
import { keysOfWords } from './chain-figures';
import { unlockWithAny, type Moment } from './kill-moments';
import { fundWallet } from './fund-wallet';
import { Ledger, MONEY_CHAINS } from './ledger';
import { createWallet, lock } from './onboarding';
import { noFaults, practiceAccess } from './practice';

const PASSWORD = 'seven purple lanterns drift';
const children = z.array(z.object({ name: z.string(), pid: z.number() }));

export class KillRun {
  readonly ledger = new Ledger(PASSWORD);
  #words: string[] = [];

  private constructor(public app: RunningApp, private readonly random: Random) {}

  /** A fresh profile with a wallet that has coins on each kind of chain. */
  static async start(random: Random): Promise<KillRun> {
    const run = new KillRun(await launchApp({ profile: freshProfile() }), random);
    run.#words = await createWallet(run.app, { name: 'Tough', password: PASSWORD });
    await fundWallet(await run.app.window('main'));
    return run;
  }

  /** Kills the whole app in the middle of the moment and starts it again. No process of the old one may be left. */
  async killApp(moment: Moment): Promise<void> {
    await this.#during(moment, () => this.app.kill());
    this.app = await launchApp({ profile: this.app.profile });
  }

  /** Kills one child in the middle of the moment; the app goes on. */
  async killChild(moment: Moment, name: 'signer' | 'wallet'): Promise<void> {
    await this.#during(moment, async () => {
      const victim = await until(`the ${name} process`, () => this.#child(name));
      process.kill(victim.pid, 'SIGKILL');
      await waitUntilGone([victim]);
      await until(`a fresh ${name} process`, () => this.#child(name), 30_000);
    });
    if (this.app.hasWindow('approval')) await refuse(this.app);
    // The practice network lives on, with what the moment did to it.
    await noFaults(this.app.profile, MONEY_CHAINS);
  }

  /** Quits as a person does and starts again. */
  async restart(): Promise<void> {
    await this.app.quit();
    this.app = await launchApp({ profile: this.app.profile });
  }

  /** Unlocks if need be, and checks that nothing which was acknowledged is gone. */
  async check(): Promise<void> {
    if (await this.#locked()) await unlockWithAny(this.app, this.ledger);
    await this.ledger.nothingForgotten(await this.app.window('main'));
  }

  /** The last word: every sum against the chain's. */
  async settle(): Promise<void> {
    await this.check();
    await this.ledger.chainAgrees(await this.app.window('main'), await practiceAccess(this.app.profile), keysOfWords(this.#words));
  }

  async end(): Promise<void> {
    await this.app.quit();
    removeProfile(this.app.profile);
  }

  /** By the window that stands: the password's, or the wallet's. */
  async #locked(): Promise<boolean> {
    const { app } = this;
    return (await until('a window', () => (app.hasWindow('secrets') ? 'locked' : app.hasWindow('main') && 'open'), 30_000)) === 'locked';
  }

  async #during(moment: Moment, kill: () => Promise<void>): Promise<void> {
    const locked = await this.#locked();
    if (!moment.locked) await this.check();
    else if (!locked) await lock(this.app);
    const act = await moment.prepare(this.app, this.ledger);
    await killDuring(act, this.random(...moment.within), kill);
  }

  /** The child of this name that is listed and lives; after a lock the list may still name the one before, and an app that has just started has none yet. */
  #child(name: string): ProcessInfo | null {
    if (!existsSync(join(this.app.profile, 'processes.json'))) return null;
    const listed = children.parse(JSON.parse(readFileSync(join(this.app.profile, 'processes.json'), 'utf8')));
    const pid = listed.find((child) => child.name === name)?.pid;
    return pid === undefined ? null : (processTree(pid)[0] ?? null);
  }
}
