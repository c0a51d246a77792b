// Where the password of BOINC is looked for, and what is said when it may not be read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boincFolders, findBoincPassword } from '../../../../../node-core/pouw/boinc/password';
import { temporaryFolder } from '../../practice/temporary';

function folderWith(content: string | null): string {
  const folder = temporaryFolder();
  // A folder in the file's place cannot be read as a file by anybody, an administrator included.
  if (content === null) mkdirSync(join(folder, 'gui_rpc_auth.cfg'));
  else writeFileSync(join(folder, 'gui_rpc_auth.cfg'), content);
  return folder;
}

test('the first file that can be read counts, without white space', () => {
  const [none, first, second] = [temporaryFolder(), folderWith(' abc \r\nrest\n'), folderWith('other')];
  expect(findBoincPassword([none, first, second], 'linux')).toEqual({ state: 'found', path: join(first, 'gui_rpc_auth.cfg'), password: 'abc' });
});

test('an empty file is an empty password', () => {
  expect(findBoincPassword([folderWith('\n')], 'linux')).toMatchObject({ state: 'found', password: '' });
});

test('no file at all', () => {
  expect(findBoincPassword([temporaryFolder(), '/nowhere/at/all'], 'linux')).toEqual({ state: 'missing' });
});

test.each([['linux', 'boinc'], ['darwin', 'boinc_master'], ['win32', null]] as const)('a file that may not be read on %s: who may', (platform, group) => {
  const folder = folderWith(null);
  expect(findBoincPassword([folder, temporaryFolder()], platform)).toEqual({ state: 'unreadable', path: join(folder, 'gui_rpc_auth.cfg'), group });
});

test('a place that can be read wins over one that cannot', () => {
  expect(findBoincPassword([folderWith(null), folderWith('abc')], 'linux')).toMatchObject({ state: 'found', password: 'abc' });
});

test('the folders of each system', () => {
  expect(boincFolders('linux', {})).toEqual(['/var/lib/boinc-client', '/etc/boinc-client', '/var/lib/boinc']);
  expect(boincFolders('darwin', {})).toEqual(['/Library/Application Support/BOINC Data']);
  expect(boincFolders('win32', { ProgramData: 'D:\\Data' })[0]).toMatch(/^D:\\Data.BOINC$/);
});
