// How to reach the running practice network, for whoever may read its folder: `npm run practice` in another terminal, scripts, tests.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { practiceAccessSchema, type PracticeReady } from '../../../shared/practice/control-api';
import { writeFileAtomic } from '../../files/atomic-file';

/** `ready.json` in the data folder, for its owner only; it stands while the network serves, and after kill -9 until the next start. */
export class ReadyFile {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, 'ready.json');
  }

  write(ready: PracticeReady): void {
    writeFileAtomic(this.#path, JSON.stringify(practiceAccessSchema.parse(ready)));
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}
