// Time that a test moves by hand: Jest's in tests, another's where there is no Jest.

export interface WorldTime {
  /** From now on clock and timers stand still. @param now milliseconds */
  begin(now: number): void;
  /** Lets time pass, timers and answers included. */
  pass(milliseconds: number): Promise<void>;
  /** Forgets every timer. */
  clear(): void;
  /** Gives the real clock back. */
  end(): void;
}

export const jestTime: WorldTime = {
  begin: (now) => void jest.useFakeTimers({ now }),
  pass: (milliseconds) => jest.advanceTimersByTimeAsync(milliseconds),
  clear: () => void jest.clearAllTimers(),
  end: () => void jest.useRealTimers(),
};
