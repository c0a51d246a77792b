// One Anvil process: started with its saved state, asked over loopback, saved as a whole file.
import { join } from 'node:path';
import { existsSync, mkdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AppError } from '../../../shared/errors/app-error';
import type { FolderClaim } from '../process/folder-claim';
import { startGuarded, type GuardedChild } from '../process/guarded-child';
import { writeFileAtomic } from '../../files/atomic-file';
import { KEPT_STATES } from './parameters';
import { callRpc, hexData } from './rpc';

interface AnvilOptions {
  readonly program: string;
  readonly folder: string;
  readonly evmChainId: number;
  /** The dev account's seed: decimal text of 64 bits. */
  readonly accountSeed: string;
  readonly genesisSeconds: number;
  readonly claim: FolderClaim;
}

/** Real milliseconds that a node may take to answer first. */
const START_LIMIT_MS = 20_000;
/** Anvil picks a free port itself and says which. */
const LISTENING = /^Listening on 127\.0\.0\.1:(\d+)$/;

export class AnvilNode {
  readonly url: string;
  readonly #child: GuardedChild;
  readonly #folder: string;
  readonly #claim: FolderClaim;

  private constructor(url: string, child: GuardedChild, options: AnvilOptions) {
    this.url = url;
    this.#child = child;
    this.#folder = options.folder;
    this.#claim = options.claim;
    void child.ended.then(() => this.#claim.remove(child.pid));
  }

  /** @throws AppError `practice/cannot-start-program` */
  static async start(options: AnvilOptions): Promise<AnvilNode> {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const saved = stateFile(options.folder);
    let heard: (port: number) => void = () => undefined;
    const listening = new Promise<number>((resolve) => (heard = resolve));
    const child = await startGuarded(options.program, [
      '--host', '127.0.0.1', '--port', '0', '--chain-id', String(options.evmChainId), '--hardfork', 'prague', '--color', 'never',
      '--no-mining', '--threads', '1', '--no-cors', '--disable-default-create2-deployer',
      '--accounts', '1', '--balance', '1000000000', '--mnemonic-seed-unsafe', options.accountSeed,
      '--timestamp', String(options.genesisSeconds), '--prune-history', String(KEPT_STATES),
      ...(existsSync(saved) ? ['--load-state', saved] : []),
    ], (line) => {
      const match = LISTENING.exec(line);
      if (match) heard(Number(match[1]));
    });
    options.claim.add(child.pid);
    const port = await Promise.race([listening, child.ended, limit(START_LIMIT_MS)]);
    if (typeof port !== 'number') {
      await child.kill();
      throw new AppError('practice/cannot-start-program', 'an EVM node of the practice network does not start', { context: { evmChainId: options.evmChainId } });
    }
    return new AnvilNode(`http://127.0.0.1:${port}`, child, options);
  }

  get ended(): Promise<void> {
    return this.#child.ended;
  }

  call(method: string, params: readonly unknown[] = []): Promise<unknown> {
    return callRpc(this.url, method, params);
  }

  /** Writes the whole chain to disk; the file is the old or the new one, never a mix. */
  async save(): Promise<void> {
    const dump = hexData(await this.call('anvil_dumpState'));
    writeFileAtomic(stateFile(this.#folder), gunzipSync(Buffer.from(dump.slice(2), 'hex')));
  }

  /** Ends the process without saving. */
  async end(): Promise<void> {
    await this.#child.kill();
  }
}

const stateFile = (folder: string): string => join(folder, 'state.json');

export function hasSavedState(folder: string): boolean {
  return existsSync(stateFile(folder));
}

function limit(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
