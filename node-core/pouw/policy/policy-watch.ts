// Asks the policy again and again with what the system says, and tells when its answer changes.

import type { Readings } from '../../../shared/contract/useful-work';
import type { UsefulWorkSettings } from '../../../shared/contract/settings';
import type { WorkDecision, WorkLimits } from '../../../shared/pouw/policy';
import { advancePolicy, startPolicy, type PolicyState } from './policy';
import { LinuxReadings } from './readings';

/** Seconds without a key or a movement after which the person counts as away. */
const AWAY_AFTER_S = 120;
/** Part of all processors that other programs may use before work steps aside. */
const MOST_OTHER_LOAD = 0.75;
const LOOK_EVERY_MS = 1_000;

export interface PolicyWatchDeps {
  /** The folder that stands for `/` where the system's files are read. */
  readonly root: string;
  readonly platform: NodeJS.Platform;
  now(): number;
  /** Milliseconds of processor time that the jobs and this process have used so far. */
  ownCpuMs(): number;
  changed(decision: WorkDecision): void;
}

export class PolicyWatch {
  decision: WorkDecision = { run: true, notes: [] };
  temperatureC: number | null = null;
  onBattery: boolean | null = null;
  private state: PolicyState = startPolicy();
  private limits: WorkLimits | null = null;
  private userPaused = false;
  private told: Readings = { onBattery: null, idleSeconds: null, signing: false };
  private readonly linux: LinuxReadings | null;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly deps: PolicyWatchDeps) {
    const { root, platform, now, ownCpuMs } = deps;
    this.linux = platform === 'linux' ? new LinuxReadings({ root, now, ownCpuMs }) : null;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** What the person allows; counts at once. */
  limit({ onlyWhenAway, pauseOnBattery, hours, maxTemperatureC, pauseWhenBusy, paused }: UsefulWorkSettings): void {
    this.userPaused = paused;
    this.limits = { onlyWhenAway, awayAfterS: AWAY_AFTER_S, pauseOnBattery, hours, maxTemperatureC, maxOtherLoad: pauseWhenBusy ? MOST_OTHER_LOAD : null };
    this.look();
  }

  /** What only the app can see. */
  read(told: Readings): void {
    const before = this.told;
    this.told = told;
    if (before.signing !== told.signing) this.look();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    if (!this.limits) return;
    const system = this.linux?.read() ?? { onBattery: null, temperatureC: null, cpuLoadByOthers: null };
    this.temperatureC = system.temperatureC;
    this.onBattery = this.told.onBattery ?? system.onBattery;
    const at = this.deps.now();
    const time = new Date(at);
    const { state, decision } = advancePolicy(this.state, this.limits, {
      at, onBattery: this.onBattery, idleSeconds: this.told.idleSeconds, hour: time.getHours() + time.getMinutes() / 60,
      temperatureC: system.temperatureC, cpuLoadByOthers: system.cpuLoadByOthers, signingOpen: this.told.signing, userPaused: this.userPaused,
    });
    this.state = state;
    const moved = JSON.stringify(decision) !== JSON.stringify(this.decision);
    this.decision = decision;
    if (moved) this.deps.changed(decision);
  }
}
