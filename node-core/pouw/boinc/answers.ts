// BOINC's answers as Fluxkeep's types. The numbers are those of lib/common_defs.h, which BOINC keeps for old clients.
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import type { BoincHost, BoincMode, BoincPause, BoincProject, BoincStatus, BoincTask } from '../../../shared/pouw/boinc';
import { childOf, fieldsOf, type XmlElement } from './xml';

const MOST_ROWS = 10_000;
const number = z.string().regex(/^[+-]?\d{1,25}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/).transform(Number).pipe(z.number());
/** Amounts that rounding or a clock that was set back may bring below zero. */
const amount = number.transform((value) => Math.max(0, value));
const orZero = amount.optional().transform((value) => value ?? 0);
const text = z.string().max(2000);
/** BOINC says yes with an empty element or a 1, no with a 0 or no element. */
const flag = z.enum(['', '0', '1']).optional().transform((value) => value === '' || value === '1');
const MODES: Readonly<Record<string, BoincMode>> = { 1: 'always', 2: 'auto', 3: 'never' };
const mode = z.string().transform((value, context): BoincMode => {
  const known = MODES[value];
  if (known !== undefined) return known;
  context.addIssue('no mode of BOINC');
  return z.NEVER;
});

const version = z.object({ major: amount, minor: amount, release: amount });
const ccStatus = z.object({
  task_mode: mode, task_mode_perm: mode, task_mode_delay: amount, task_suspend_reason: amount,
  gpu_mode: mode, gpu_mode_perm: mode, gpu_mode_delay: amount, gpu_suspend_reason: amount,
});
const host = z.object({ p_ncpus: amount, p_model: text, m_nbytes: amount, d_free: amount, p_fpops: amount, os_name: text, os_version: text });
const project = z.object({
  master_url: text, project_name: text.optional(), user_total_credit: orZero, user_expavg_credit: orZero, host_total_credit: orZero, host_expavg_credit: orZero,
  suspended_via_gui: flag, dont_request_more_work: flag,
});
const result = z.object({
  name: text, project_url: text, state: amount, report_deadline: orZero, estimated_cpu_time_remaining: orZero, final_elapsed_time: orZero,
  suspended_via_gui: flag, project_suspended_via_gui: flag,
});
const activeTask = z.object({ active_task_state: amount, scheduler_state: orZero, fraction_done: orZero, elapsed_time: orZero });

/** Reasons by number. */
const PAUSES: ReadonlyMap<number, BoincPause> = new Map([
  [1, 'battery'], [2, 'computer-in-use'], [4, 'user-request'], [8, 'time-of-day'], [16, 'benchmarks'], [32, 'disk-full'], [64, 'throttled'], [128, 'computer-unused'], [256, 'starting'],
  [512, 'exclusive-program'], [1024, 'processor-busy'], [2048, 'network-quota'], [4096, 'operating-system'], [4097, 'no-wifi'], [4098, 'battery-charging'], [4099, 'battery-hot'], [4100, 'no-screen-contact'],
]);
const WORDS: Readonly<Record<BoincPause, string>> = {
  'battery': 'the computer runs on battery',
  'computer-in-use': 'the computer is in use',
  'user-request': 'it was told to stop',
  'time-of-day': 'it is outside of the hours in its preferences',
  'benchmarks': 'it measures the processor',
  'disk-full': 'it may not use more disk space',
  'throttled': 'it may not use more of the processor',
  'computer-unused': 'nobody has used the computer for a while',
  'starting': 'it has just started',
  'exclusive-program': 'a program runs that it makes way for',
  'processor-busy': 'other programs need the processor',
  'network-quota': 'it may not transfer more for now',
  'operating-system': 'the system asked it to stop',
  'no-wifi': 'there is no Wi-Fi',
  'battery-charging': 'the battery is charging',
  'battery-hot': 'the battery is too warm',
  'no-screen-contact': 'its own window does not answer',
  'other': 'it does not say why in a way that is known here',
};

function read<T>(schema: z.ZodType<T>, element: XmlElement | undefined): T {
  const outcome = schema.safeParse(element === undefined ? undefined : fieldsOf(element));
  if (outcome.success) return outcome.data;
  throw new AppError('boinc/bad-answer', 'an answer of BOINC has other fields than it should', { context: { field: String(outcome.error.issues[0]?.path[0] ?? 'all').slice(0, 60) } });
}

function rows(answer: XmlElement, list: string, row: string): readonly XmlElement[] {
  const found = childOf(answer, list)?.children.filter(({ name }) => name === row);
  if (found === undefined) throw new AppError('boinc/bad-answer', 'an answer of BOINC lacks its list', { context: { field: list } });
  if (found.length > MOST_ROWS) throw new AppError('boinc/bad-answer', 'an answer of BOINC has too many rows', { context: { field: list } });
  return found;
}

/** `exchange_versions`: "7.20.5". */
export function versionOf(answer: XmlElement): string {
  const { major, minor, release } = read(version, childOf(answer, 'server_version'));
  return `${major}.${minor}.${release}`;
}

function activityOf(now: BoincMode, lasting: BoincMode, delay: number, reason: number): BoincStatus['processor'] {
  // Without a task to stop BOINC gives no reason, even when it was told to do nothing.
  const pause = reason === 0 ? (now === 'never' ? 'user-request' : null) : (PAUSES.get(reason) ?? 'other');
  return { mode: now, lastingMode: lasting, modeEndsInSeconds: delay > 0 ? delay : null, paused: pause === null ? null : { reason: pause, words: WORDS[pause] } };
}

/** `get_cc_status`: what the processor and the GPU may do. */
export function activitiesOf(answer: XmlElement): Pick<BoincStatus, 'processor' | 'gpu'> {
  const said = read(ccStatus, childOf(answer, 'cc_status'));
  return {
    processor: activityOf(said.task_mode, said.task_mode_perm, said.task_mode_delay, said.task_suspend_reason),
    gpu: activityOf(said.gpu_mode, said.gpu_mode_perm, said.gpu_mode_delay, said.gpu_suspend_reason),
  };
}

/** `get_host_info`. */
export function hostOf(answer: XmlElement): BoincHost {
  const said = read(host, childOf(answer, 'host_info'));
  return { processors: Math.max(1, Math.round(said.p_ncpus)), processorModel: said.p_model, memoryBytes: said.m_nbytes, diskFreeBytes: said.d_free, flops: said.p_fpops, system: `${said.os_name} ${said.os_version}`.trim() };
}

/** `get_project_status`. */
export function projectsOf(answer: XmlElement): BoincProject[] {
  return rows(answer, 'projects', 'project').map((element) => {
    const said = read(project, element);
    return {
      name: said.project_name || said.master_url,
      url: said.master_url,
      credit: { user: { total: said.user_total_credit, perDay: said.user_expavg_credit }, host: { total: said.host_total_credit, perDay: said.host_expavg_credit } },
      suspended: said.suspended_via_gui,
      noMoreWork: said.dont_request_more_work,
    };
  });
}

/** `get_results`: tasks with the names of their projects. */
export function tasksOf(answer: XmlElement, projects: readonly BoincProject[]): BoincTask[] {
  const names = new Map(projects.map(({ url, name }) => [url, name]));
  return rows(answer, 'results', 'result').map((element) => {
    const said = read(result, element);
    const active = childOf(element, 'active_task');
    const task = active === undefined ? null : read(activeTask, active);
    const state = stateOf(said, task);
    const isOver = said.state >= 3;
    return {
      name: said.name,
      project: names.get(said.project_url) ?? said.project_url,
      projectUrl: said.project_url,
      state,
      fractionDone: said.state === 4 || said.state === 5 ? 1 : Math.min(1, task?.fraction_done ?? 0),
      remainingSeconds: isOver ? 0 : said.estimated_cpu_time_remaining,
      elapsedSeconds: task?.elapsed_time ?? said.final_elapsed_time,
      deadline: said.report_deadline,
    };
  });
}

const STATES: readonly BoincTask['state'][] = ['new', 'downloading', 'waiting', 'failed', 'uploading', 'finished', 'aborted', 'upload-failed'];
const FILES_THERE = 2;
const EXECUTING = 1;
const SCHEDULED = 2;

function stateOf(said: z.infer<typeof result>, task: z.infer<typeof activeTask> | null): BoincTask['state'] {
  if (said.state > FILES_THERE) return STATES[said.state] ?? 'other';
  if (said.suspended_via_gui || said.project_suspended_via_gui) return 'suspended';
  if (said.state === FILES_THERE && task?.active_task_state === EXECUTING && task.scheduler_state === SCHEDULED) return 'running';
  return STATES[said.state] ?? 'other';
}
