// Decides whether useful work runs, as a pure state machine: what the user or a signature needs counts at once, a short spike of load stops nothing, and what stopped work must be gone for a minute.
import { PAUSE_REASONS, type PauseReason, type ResumesWhen, type WorkDecision, type WorkLimits, type WorkNote, type WorkReadings } from '../../../shared/pouw/policy';

/** Other programs must be busy for so long. */
export const SPIKE_MS = 10_000;
/** Battery, heat and load must be gone for so long. */
export const CALM_MS = 60_000;
/** Work that stopped for heat goes on only so far below the limit, or it would stop again at once. */
const COOLER_BY_C = 5;

interface Rule {
  readonly pauseAfter: number;
  readonly resumeAfter: number;
  readonly resumesWhen: ResumesWhen;
}

const RULES: Readonly<Record<PauseReason, Rule>> = {
  'user-paused': { pauseAfter: 0, resumeAfter: 0, resumesWhen: 'user-resumes' },
  'signing': { pauseAfter: 0, resumeAfter: 0, resumesWhen: 'dialog-closed' },
  // A loose plug must not start and stop work all the time.
  'on-battery': { pauseAfter: 0, resumeAfter: CALM_MS, resumesWhen: 'plugged-in' },
  'outside-hours': { pauseAfter: 0, resumeAfter: 0, resumesWhen: 'hours-begin' },
  // The time without input is a wait of its own.
  'in-use': { pauseAfter: 0, resumeAfter: 0, resumesWhen: 'away' },
  'idle-unknown': { pauseAfter: 0, resumeAfter: 0, resumesWhen: 'idle-known' },
  'too-hot': { pauseAfter: 0, resumeAfter: CALM_MS, resumesWhen: 'cooler' },
  'busy': { pauseAfter: SPIKE_MS, resumeAfter: CALM_MS, resumesWhen: 'others-idle' },
};

interface Cause {
  /** Since when it stops work; null while it does not. */
  readonly activeSince: number | null;
  /** Since when it is there without a break. */
  readonly badSince: number | null;
  /** Since when it is gone without a break. */
  readonly calmSince: number | null;
}

/** What the policy remembers. */
export interface PolicyState {
  readonly at: number;
  readonly causes: Readonly<Record<PauseReason, Cause>>;
}

const QUIET: Cause = { activeSince: null, badSince: null, calmSince: null };
const causesFrom = (make: (reason: PauseReason) => Cause): Record<PauseReason, Cause> => ({
  'user-paused': make('user-paused'), 'signing': make('signing'), 'on-battery': make('on-battery'), 'outside-hours': make('outside-hours'),
  'in-use': make('in-use'), 'idle-unknown': make('idle-unknown'), 'too-hot': make('too-hot'), 'busy': make('busy'),
});

/** Before the first reading: nothing stops work. */
export function startPolicy(): PolicyState {
  return { at: -Infinity, causes: causesFrom(() => QUIET) };
}

/** What a reading says of a cause; `unknown` neither starts nor ends it, `off` is a limit that is not set. */
type Finding = 'bad' | 'good' | 'unknown' | 'off';

const isBad = (bad: boolean): Finding => (bad ? 'bad' : 'good');

function isWithin(hour: number, { from, to }: { from: number; to: number }): boolean {
  if (from === to) return true;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

function findingOf(reason: PauseReason, limits: WorkLimits, readings: WorkReadings, wasActive: boolean): Finding {
  const { idleSeconds, temperatureC, cpuLoadByOthers } = readings;
  switch (reason) {
    case 'user-paused':
      return isBad(readings.userPaused);
    case 'signing':
      return isBad(readings.signingOpen);
    case 'on-battery':
      // Computers that say nothing of a battery mostly have none.
      return limits.pauseOnBattery ? isBad(readings.onBattery === true) : 'off';
    case 'outside-hours':
      return limits.hours === null ? 'off' : isBad(!isWithin(readings.hour, limits.hours));
    case 'in-use':
      // Nobody knows is a reason of its own.
      return limits.onlyWhenAway && idleSeconds !== null ? isBad(idleSeconds < limits.awayAfterS) : 'off';
    case 'idle-unknown':
      return limits.onlyWhenAway ? isBad(idleSeconds === null) : 'off';
    case 'too-hot':
      if (limits.maxTemperatureC === null) return 'off';
      if (temperatureC === null) return 'unknown';
      return isBad(wasActive ? temperatureC > limits.maxTemperatureC - COOLER_BY_C : temperatureC > limits.maxTemperatureC);
    case 'busy':
      if (limits.maxOtherLoad === null) return 'off';
      return cpuLoadByOthers === null ? 'unknown' : isBad(cpuLoadByOthers > limits.maxOtherLoad);
  }
}

function nextCause(cause: Cause, rule: Rule, finding: Finding, at: number): Cause {
  const { activeSince } = cause;
  switch (finding) {
    case 'off':
      return QUIET;
    case 'unknown':
      return { activeSince, badSince: null, calmSince: null };
    case 'bad': {
      const badSince = cause.badSince ?? at;
      return { activeSince: activeSince ?? (at - badSince >= rule.pauseAfter ? at : null), badSince, calmSince: null };
    }
    case 'good': {
      if (activeSince === null) return QUIET;
      const calmSince = cause.calmSince ?? at;
      return at - calmSince >= rule.resumeAfter ? QUIET : { activeSince, badSince: null, calmSince };
    }
  }
}

/** A clock that was set back starts every wait anew: the waits are too long rather than endless. */
function setBack(cause: Cause, at: number): Cause {
  const since = (time: number | null): number | null => (time === null ? null : Math.min(time, at));
  return { activeSince: since(cause.activeSince), badSince: since(cause.badSince), calmSince: since(cause.calmSince) };
}

function notesOf(limits: WorkLimits, readings: WorkReadings): WorkNote[] {
  const notes: WorkNote[] = [];
  if (limits.pauseOnBattery && readings.onBattery === null) notes.push('battery-unknown');
  if (limits.onlyWhenAway && readings.idleSeconds === null) notes.push('idle-unknown');
  if (limits.maxTemperatureC !== null && readings.temperatureC === null) notes.push('temperature-unknown');
  if (limits.maxOtherLoad !== null && readings.cpuLoadByOthers === null) notes.push('load-unknown');
  return notes;
}

/** The next state, and what it means. Call it with each reading, every few seconds and whenever something changes. */
export function advancePolicy(state: PolicyState, limits: WorkLimits, readings: WorkReadings): { readonly state: PolicyState; readonly decision: WorkDecision } {
  const { at } = readings;
  const causes = causesFrom((reason) => {
    const before = at < state.at ? setBack(state.causes[reason], at) : state.causes[reason];
    return nextCause(before, RULES[reason], findingOf(reason, limits, readings, before.activeSince !== null), at);
  });
  const notes = notesOf(limits, readings);
  for (const reason of PAUSE_REASONS) {
    const { activeSince, calmSince } = causes[reason];
    if (activeSince === null) continue;
    const resumesWhen = calmSince === null ? RULES[reason].resumesWhen : 'calm';
    return { state: { at, causes }, decision: { run: false, reason, since: activeSince, resumesWhen, notes } };
  }
  return { state: { at, causes }, decision: { run: true, notes } };
}
