// A wallet process that is killed again and again over the same files: the real program over Node's IPC, ended by SIGKILL.
import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { OpenInput } from '../../../main/wallet/process/open-wallet';
import type { Client } from '../../../shared/contract/base';
import { connect } from '../../../shared/contract/rpc';
import { walletCalls } from '../../../shared/contract/wallet';

type Calls = Client<typeof walletCalls>;

/** Between two looks at a chain: seven chains share the computer with the practice network. */
const POLL_MS = '700';

/** The process ended before it answered. */
class Gone extends Error {}

export class KilledWallet {
  #child: ChildProcess | null = null;
  #calls: Calls | null = null;
  #gone: Promise<never> = new Promise(() => undefined);
  kills = 0;

  /** @param input made anew for each start: the practice clock may stand elsewhere by then */
  constructor(private readonly input: () => Promise<OpenInput>) {}

  async open(): Promise<void> {
    const child = fork(resolve(__dirname, '../../../out/test/wallet-program.cjs'), [POLL_MS], { cwd: resolve(__dirname, '../../..'), stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
    const post = (message: unknown): void => void (child.connected && child.send(message as object));
    this.#calls = connect({ post, onMessage: (listener) => void child.on('message', listener) }, walletCalls, () => undefined).calls;
    this.#child = child;
    this.#gone = new Promise<never>((_done, failed) => child.once('exit', () => failed(new Gone('the wallet process ended'))));
    this.#gone.catch(() => undefined);
    const input = await this.input();
    await this.ask((calls) => calls['wallet.open'](input));
  }

  /** @throws Gone when the process ends before it answers */
  ask<T>(work: (calls: Calls) => Promise<T>): Promise<T> {
    if (this.#calls === null) throw new Error('not open');
    return Promise.race([work(this.#calls), this.#gone]);
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    this.kills += 1;
    await this.#end();
  }

  async close(): Promise<void> {
    await this.#end();
  }

  async #end(): Promise<void> {
    this.#child?.kill('SIGKILL');
    if (this.#child) await this.#gone.catch(() => undefined);
    this.#child = null;
    this.#calls = null;
  }
}
