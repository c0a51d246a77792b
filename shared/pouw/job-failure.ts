// What a module does wrong while it runs: an error of this attempt and never a result. The code is `pouw/job-` and one of these.
import { AppError, type ErrorContext } from '../errors/app-error';

type What = 'start' | 'abi' | 'input' | 'pointer' | 'units' | 'answer' | 'trap' | 'error' | 'status' | 'count' | 'progress' | 'memory' | 'snapshot' | 'output' | 'output-limit' | 'output-nan' | 'global-nan';

/** Told apart from mistakes of the host, after which the job may go on. */
export class ModuleFailure extends AppError {}

export const failure = (what: What, message: string, context: ErrorContext = {}, cause?: unknown): ModuleFailure => new ModuleFailure(`pouw/job-${what}`, message, { context, cause });
