// Brings a database to the newest schema: each migration and its number in one transaction (PRAGMA user_version).

import { AppError } from '../../../shared/errors/app-error';
import { integer } from './columns';
import type { Db } from './database';
import { MIGRATIONS, type Migration } from './migrations/index';

export function schemaVersion(db: Db): number {
  const row = db.get('PRAGMA user_version');
  return row === null ? 0 : integer(row, 'user_version');
}

/**
 * @returns the versions that were applied
 * @throws AppError store/newer when a later Fluxkeep made the file
 */
export function migrate(db: Db, migrations: readonly Migration[] = MIGRATIONS): number[] {
  const applied: number[] = [];
  const newest = migrations[migrations.length - 1]?.version ?? 0;
  const current = schemaVersion(db);
  if (current > newest) throw new AppError('store/newer', 'a newer version made this database', { context: { version: current } });
  for (const { version, sql } of migrations) {
    if (version <= current) continue;
    db.transaction(() => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${version}`);
    });
    applied.push(version);
  }
  return applied;
}
