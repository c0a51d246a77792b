// Idle means no input in our windows. A jump of the wall clock counts as a suspend: the computer slept, or someone moved the clock.

const TICK_MS = 1000;
/** A tick that comes this much later than it should was not just a busy moment. */
const JUMP_MS = 90_000;

export interface IdleDeps {
  limitMs(): number;
  onIdle(): void;
  onJump(): void;
  now(): number;
  /** Counts on while the wall clock is moved; milliseconds. */
  monotonic(): number;
}

export class IdleWatch {
  private lastInput: number;
  private lastWall: number;
  private lastMonotonic: number;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly deps: IdleDeps) {
    this.lastInput = deps.monotonic();
    this.lastMonotonic = this.lastInput;
    this.lastWall = deps.now();
  }

  start(): void {
    this.input();
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  input(): void {
    this.lastInput = this.deps.monotonic();
  }

  /** Runs once a second; public so that a test can drive it with its own clocks. */
  tick(): void {
    const wall = this.deps.now();
    const monotonic = this.deps.monotonic();
    const wallStep = wall - this.lastWall;
    const monotonicStep = monotonic - this.lastMonotonic;
    this.lastWall = wall;
    this.lastMonotonic = monotonic;
    if (monotonicStep > JUMP_MS || Math.abs(wallStep - monotonicStep) > JUMP_MS) return this.deps.onJump();
    if (monotonic - this.lastInput >= this.deps.limitMs()) this.deps.onIdle();
  }
}
