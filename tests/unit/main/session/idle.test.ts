import { IdleWatch } from '../../../../main/session/idle';

function watch(limitMs = 600_000) {
  const clock = { wall: 1_000_000_000, mono: 0 };
  const seen = { idle: 0, jump: 0 };
  const idle = new IdleWatch({ limitMs: () => limitMs, onIdle: () => seen.idle++, onJump: () => seen.jump++, now: () => clock.wall, monotonic: () => clock.mono });
  const pass = (ms: number, wall = ms) => {
    clock.mono += ms;
    clock.wall += wall;
    idle.tick();
  };
  return { idle, seen, pass };
}

describe('idle', () => {
  it('comes after the limit without input, and not before', () => {
    const { seen, pass } = watch(10_000);
    for (let second = 0; second < 9; second++) pass(1000);
    expect(seen.idle).toBe(0);
    pass(1000);
    expect(seen.idle).toBe(1);
  });
  it('starts again with every input', () => {
    const { idle, seen, pass } = watch(3000);
    for (let second = 0; second < 20; second++) {
      pass(1000);
      idle.input();
    }
    expect(seen.idle).toBe(0);
  });
  it('takes a long gap between ticks for a suspend', () => {
    const { seen, pass } = watch();
    pass(100_000);
    expect(seen).toEqual({ idle: 0, jump: 1 });
  });
  it.each([3_600_000, -3_600_000])('takes a wall clock moved by %d ms for a suspend', (step) => {
    const { seen, pass } = watch();
    pass(1000, step);
    expect(seen.jump).toBe(1);
  });
  it('cannot be held off by moving the wall clock in small steps', () => {
    const { seen, pass } = watch(10_000);
    for (let second = 0; second < 10; second++) pass(1000, -60_000);
    expect(seen.idle).toBe(1);
  });
});
