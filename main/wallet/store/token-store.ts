// Tokens beyond the registry that the wallet has met, with their own word on themselves, and balances of EVM assets.

import { chainOf, type AssetId, type ChainId } from '../../../shared/chains/ids';
import { zAsset } from '../../../shared/contract/base';
import { integerOrNull, parse, text, textOrNull, units } from './columns';
import type { Db } from './database';

export interface TokenFacts {
  readonly asset: AssetId;
  readonly symbol: string | null;
  readonly name: string | null;
  readonly decimals: number | null;
}

export class TokenStore {
  constructor(private readonly db: Db) {}

  get(asset: AssetId): TokenFacts | null {
    const row = this.db.get('SELECT * FROM token WHERE asset = ?', [asset]);
    return row === null ? null : { asset, symbol: textOrNull(row, 'symbol'), name: textOrNull(row, 'name'), decimals: integerOrNull(row, 'decimals') };
  }

  put({ asset, symbol, name, decimals }: TokenFacts): void {
    this.db.run('INSERT OR REPLACE INTO token (asset, chain, symbol, name, decimals) VALUES (?, ?, ?, ?, ?)', [asset, chainOf(asset), symbol, name, decimals]);
  }

  of(chain: ChainId): AssetId[] {
    return this.db.all('SELECT asset FROM token WHERE chain = ? ORDER BY asset', [chain]).map((row) => parse(zAsset, text(row, 'asset')));
  }

  balance(asset: AssetId): bigint | null {
    const row = this.db.get('SELECT units FROM evm_balance WHERE asset = ?', [asset]);
    return row === null ? null : units(row, 'units');
  }

  setBalance(asset: AssetId, amount: bigint): void {
    this.db.run('INSERT OR REPLACE INTO evm_balance (asset, chain, units) VALUES (?, ?, ?)', [asset, chainOf(asset), amount.toString()]);
  }
}
