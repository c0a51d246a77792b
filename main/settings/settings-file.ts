// The settings file: read once, parsed entry by entry, written to a temporary file and renamed, so that a crash leaves the old or the new one.

import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { zSettings, zSettingsPart, type Settings } from '../../shared/contract/settings';
import { AppError } from '../../shared/errors/app-error';

export class SettingsFile {
  private current: Settings;

  constructor(private readonly file: string) {
    this.current = parseSettings(readJson(file));
  }

  get(): Settings {
    return this.current;
  }

  /** Merges and writes. @throws AppError settings/disk-full | settings/not-written; the old settings stay, here and on disk. */
  set(patch: Partial<Settings>): Settings {
    const next = zSettings.parse({ ...this.current, ...patch });
    try {
      writeWhole(this.file, JSON.stringify(next, null, 2));
    } catch (cause) {
      throw new AppError(isFull(cause) ? 'settings/disk-full' : 'settings/not-written', 'the settings could not be written', { cause });
    }
    this.current = next;
    return next;
  }
}

function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temp = `${file}.tmp`;
  const handle = openSync(temp, 'w', 0o600);
  try {
    // Not writeSync: a disk that is nearly full takes a part, and says so only by the number of bytes.
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temp, file);
}

function isFull(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT');
}

/** What is missing or damaged falls back to its default, entry by entry. */
export function parseSettings(raw: unknown): Settings {
  const whole = zSettings.safeParse(raw);
  if (whole.success) return whole.data;
  const entries = typeof raw === 'object' && raw !== null ? Object.entries(raw) : [];
  const sound = entries.filter(([name, value]) => zSettingsPart.safeParse({ [name]: value }).success);
  return zSettings.parse(Object.fromEntries(sound));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
