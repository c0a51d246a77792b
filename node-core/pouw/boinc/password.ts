// Where BOINC keeps the password of its GUI RPC: gui_rpc_auth.cfg in its data folder, by system.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'gui_rpc_auth.cfg';
/** BOINC's own buffer is 256 bytes. */
const MOST_LENGTH = 256;

export type BoincPassword =
  | { readonly state: 'found'; readonly path: string; readonly password: string }
  /** No data folder that is known has one. */
  | { readonly state: 'missing' }
  /** It is there and this user may not read it; members of `group` may, where there is one. */
  | { readonly state: 'unreadable'; readonly path: string; readonly group: 'boinc' | 'boinc_master' | null };

/** The data folders that BOINC's installers use. */
export function boincFolders(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  switch (platform) {
    case 'win32':
      return [join(env['ProgramData'] ?? 'C:\\ProgramData', 'BOINC')];
    case 'darwin':
      return ['/Library/Application Support/BOINC Data'];
    default:
      return ['/var/lib/boinc-client', '/etc/boinc-client', '/var/lib/boinc'];
  }
}

/** The groups that BOINC's packages make for those who may control it. */
const GROUPS: Partial<Record<NodeJS.Platform, 'boinc' | 'boinc_master'>> = { linux: 'boinc', darwin: 'boinc_master' };

/** The first password that can be read; a place that may not be read is told only when no other has one. */
export function findBoincPassword(folders: readonly string[], platform: NodeJS.Platform): BoincPassword {
  let unreadable: BoincPassword | null = null;
  for (const folder of folders) {
    const path = join(folder, FILE);
    try {
      // An empty file is a password too: Debian's package starts with one.
      const [line = ''] = readFileSync(path, 'utf8').split(/\r?\n/);
      return { state: 'found', path, password: line.trim().slice(0, MOST_LENGTH) };
    } catch (thrown) {
      const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      unreadable ??= { state: 'unreadable', path, group: GROUPS[platform] ?? null };
    }
  }
  return unreadable ?? { state: 'missing' };
}
