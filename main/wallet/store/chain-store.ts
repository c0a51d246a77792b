// Marks of sync: the last good look at a chain, and how far EVM history was read.

import type { ChainId } from '../../../shared/chains/ids';
import { integer, integerOrNull, text, textOrNull, unitsOrNull } from './columns';
import type { Db } from './database';

export type Source = 'agreed' | 'reported';
export interface ChainMark {
  readonly height: number;
  readonly hash: string | null;
  readonly source: Source;
  readonly at: number;
}
export interface EvmScan {
  /** Blocks whose token logs were read. */
  readonly logFrom: number | null;
  readonly logTo: number | null;
  /** Block up to which native transfers were looked for, with balance and nonce there. */
  readonly nativeHeight: number | null;
  /** Hash of that block: tells a reorganisation from a server that changes its word. */
  readonly nativeHash: string | null;
  readonly nativeUnits: bigint | null;
  readonly nativeNonce: number | null;
}
const NO_SCAN: EvmScan = { logFrom: null, logTo: null, nativeHeight: null, nativeHash: null, nativeUnits: null, nativeNonce: null };

export class ChainStore {
  constructor(private readonly db: Db) {}

  mark(chain: ChainId): ChainMark | null {
    const row = this.db.get('SELECT height, hash, source, at FROM chain_mark WHERE chain = ?', [chain]);
    return row === null ? null : { height: integer(row, 'height'), hash: textOrNull(row, 'hash'), source: text(row, 'source') === 'agreed' ? 'agreed' : 'reported', at: integer(row, 'at') };
  }

  setMark(chain: ChainId, mark: ChainMark): void {
    this.db.run(
      'INSERT INTO chain_mark (chain, height, hash, source, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (chain) DO UPDATE SET height = excluded.height, hash = excluded.hash, source = excluded.source, at = excluded.at',
      [chain, mark.height, mark.hash, mark.source, mark.at],
    );
  }

  scan(chain: ChainId): EvmScan {
    const row = this.db.get('SELECT * FROM evm_scan WHERE chain = ?', [chain]);
    if (row === null) return NO_SCAN;
    return {
      logFrom: integerOrNull(row, 'log_from'), logTo: integerOrNull(row, 'log_to'), nativeHeight: integerOrNull(row, 'native_height'),
      nativeHash: textOrNull(row, 'native_hash'), nativeUnits: unitsOrNull(row, 'native_units'), nativeNonce: integerOrNull(row, 'native_nonce'),
    };
  }

  setScan(chain: ChainId, scan: EvmScan): void {
    this.db.run(
      'INSERT OR REPLACE INTO evm_scan (chain, log_from, log_to, native_height, native_hash, native_units, native_nonce) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [chain, scan.logFrom, scan.logTo, scan.nativeHeight, scan.nativeHash, scan.nativeUnits === null ? null : scan.nativeUnits.toString(), scan.nativeNonce],
    );
  }
}
