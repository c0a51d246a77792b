// Where a chain's tokens were deployed, beside its state.
import { z } from 'zod';
import { readTextIfThere, writeFileAtomic } from '../../files/atomic-file';
import type { DeployedTokens } from './tokens';

const tokensSchema = z.object({ flux: z.string(), pusd: z.string() });

export class TokenStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  read(): DeployedTokens | null {
    const text = readTextIfThere(this.#path);
    return text === null ? null : tokensSchema.parse(JSON.parse(text));
  }

  write(tokens: DeployedTokens): void {
    writeFileAtomic(this.#path, JSON.stringify(tokens));
  }
}
