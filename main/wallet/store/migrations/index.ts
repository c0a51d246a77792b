// The numbered migrations, in order; one is never changed once it was released.

import { first } from './0001-first';
import { swaps } from './0002-swaps';
import { nodes } from './0003-nodes';
import { governance } from './0004-governance';
import { signedTexts } from './0005-signed-texts';
import { cloud } from './0006-cloud';

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [{ version: 1, sql: first }, { version: 2, sql: swaps }, { version: 3, sql: nodes }, { version: 4, sql: governance }, { version: 5, sql: signedTexts }, { version: 6, sql: cloud }];
