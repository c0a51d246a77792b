// Verifies the signatures of blocks on other threads while the ones before them are replayed. What a thread does not answer is verified where the block is judged.
import { Worker } from 'node:worker_threads';
import type { Ahead } from '../follow/follower';

/** Two halve the time of a block that is full of confirmations, and leave the rest of the computer alone. */
const THREADS = 2;

export interface SignatureQuestion {
  readonly id: number;
  readonly raw: Uint8Array;
  /** The key that the block's maker has in the table now; null when it is not in it yet. */
  readonly key: Uint8Array | null;
}

export interface SignatureAnswer {
  readonly id: number;
  readonly ahead: Ahead;
}

const NOTHING: Ahead = { signers: [] };

interface Thread {
  readonly worker: Worker;
  readonly open: Map<number, (ahead: Ahead) => void>;
}

export class SignatureThreads {
  #threads: Thread[] = [];
  #next = 0;
  #broken = false;

  /** @param program file of the thread; @param log told when threads cannot be had, after which nothing is verified ahead */
  constructor(private readonly program: string, private readonly log: (line: string) => void) {}

  /** Signatures of a block as far as they could be worked out. Never fails. */
  verify(raw: Uint8Array, key: Uint8Array | null): Promise<Ahead> {
    const thread = this.#leastBusy();
    if (thread === null) return Promise.resolve(NOTHING);
    const id = (this.#next += 1);
    return new Promise((resolve) => {
      thread.open.set(id, resolve);
      thread.worker.postMessage({ id, raw, key } satisfies SignatureQuestion);
    });
  }

  /** Ends the threads; the next question starts them again. */
  rest(): void {
    for (const thread of this.#threads.splice(0)) this.#end(thread);
  }

  #leastBusy(): Thread | null {
    if (this.#broken) return null;
    while (this.#threads.length < THREADS) this.#threads.push(this.#start());
    return this.#threads.reduce((least, thread) => (thread.open.size < least.open.size ? thread : least));
  }

  #start(): Thread {
    const thread: Thread = { worker: new Worker(this.program), open: new Map() };
    thread.worker.unref();
    thread.worker.on('message', ({ id, ahead }: SignatureAnswer) => {
      thread.open.get(id)?.(ahead);
      thread.open.delete(id);
    });
    thread.worker.on('error', (error) => {
      this.log(`signature thread: ${error.message}`);
      this.#broken = true;
      this.rest();
    });
    return thread;
  }

  #end({ worker, open }: Thread): void {
    for (const resolve of open.values()) resolve(NOTHING);
    open.clear();
    void worker.terminate();
  }
}
