// BOINC as its card may find it.
import type { BoincReading, BoincUnread, BoincView } from '../../shared/contract/boinc';
import type { BoincStatus, BoincTask } from '../../shared/pouw/boinc';

const EINSTEIN = 'https://einsteinathome.org/';
const ROSETTA = 'https://boinc.bakerlab.org/rosetta/';
export const AT = 1_790_000_000_000;

const task = (name: string, patch: Partial<BoincTask>): BoincTask => ({ name, project: 'Einstein@Home', projectUrl: EINSTEIN, state: 'waiting', fractionDone: 0, remainingSeconds: 7_200, elapsedSeconds: 0, deadline: 1_790_600_000, ...patch });

export const boincStatus: BoincStatus = {
  version: '7.20.5',
  processor: { mode: 'auto', lastingMode: 'auto', modeEndsInSeconds: null, paused: null },
  gpu: { mode: 'never', lastingMode: 'auto', modeEndsInSeconds: 1_800, paused: { reason: 'user-request', words: 'it was told to stop' } },
  projects: [
    { name: 'Einstein@Home', url: EINSTEIN, credit: { user: { total: 128_450.4, perDay: 812.3 }, host: { total: 40_112, perDay: 330 } }, suspended: false, noMoreWork: false },
    { name: 'Rosetta@home', url: ROSETTA, credit: { user: { total: 3_020, perDay: 4.25 }, host: { total: 0, perDay: 0 } }, suspended: true, noMoreWork: true },
  ],
  tasks: [
    task('LATeah4021_waiting_0', {}),
    task('LATeah4021_running_1', { state: 'running', fractionDone: 0.4237, remainingSeconds: 3_900, elapsedSeconds: 3_000 }),
    task('rb_12_suspended_0', { project: 'Rosetta@home', projectUrl: ROSETTA, state: 'suspended', fractionDone: 0.1 }),
    task('LATeah4021_suspended_2', { state: 'suspended', fractionDone: 0.9 }),
    task('LATeah4021_done_3', { state: 'finished', fractionDone: 1, remainingSeconds: 0 }),
    task('LATeah4021_bad_4', { state: 'failed', remainingSeconds: 0 }),
    task('LATeah4021_waiting_5', {}),
  ],
};
export const boincOff: BoincView = { watching: false, process: null, reading: null };
export const watched = (reading: BoincReading | null, process: BoincView['process'] = { state: 'running' }): BoincView => ({ watching: true, process, reading });
export const connectedTo = (patch: Partial<BoincStatus> = {}): BoincView => watched({ state: 'connected', at: AT, status: { ...boincStatus, ...patch } });

/** Without an earlier reading. */
const never = { at: AT, since: AT - 120_000, last: null };
export const unread: Readonly<Record<BoincUnread['state'], BoincUnread>> = {
  'not-installed': { state: 'not-installed', ...never },
  'not-running': { state: 'not-running', ...never },
  'no-password': { state: 'no-password', folders: ['/var/lib/boinc-client', '/etc/boinc-client'], ...never },
  'password-unreadable': { state: 'password-unreadable', path: '/var/lib/boinc-client/gui_rpc_auth.cfg', group: 'boinc', ...never },
  'wrong-password': { state: 'wrong-password', path: '/var/lib/boinc-client/gui_rpc_auth.cfg', ...never },
  failed: { state: 'failed', error: { code: 'boinc/bad-answer', message: '', context: { field: 'tasks' } }, ...never },
};
