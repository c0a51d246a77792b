// Networks in which a fifth of the workers cheats, around the engine with the numbers that it ships with; npm run bench measures large ones.
import { CHEATS, simulate } from '../../../../pouw/simulation/simulate';

test.each(CHEATS)('%s: who cheats is found out, nobody honest is called wrong, and every credit is for a job that counts', (cheat) => {
  for (const seed of [1, 2]) {
    const { done, wrong, wronged, unbalanced, out, forgers, overhead } = simulate({ nodes: 60, units: 2_500, cheat, share: 0.2, seed });
    expect({ done, wronged, unbalanced }).toEqual({ done: 2_500, wronged: 0, unbalanced: 0 });
    // Forty units a node, and rows of twenty before trust: most of it is replication still.
    expect(overhead).toBeLessThan(0.7);
    // A small network ends before all of its cheaters do: what they did last waits for a check that never comes.
    expect(wrong).toBeLessThanOrEqual(40);
    // Sleepers that wake late are not caught three times before the work is done.
    expect(out).toBeGreaterThanOrEqual(Math.floor(forgers * (cheat === 'sleeper' ? 0.2 : 0.5)));
  }
});

test('an honest network calls nobody wrong and has nobody out', () => {
  expect(simulate({ nodes: 50, units: 2_000, cheat: 'always', share: 0, seed: 3 })).toMatchObject({ done: 2_000, wrong: 0, out: 0, wronged: 0, unbalanced: 0 });
});

test('the same seed gives the same network', () => {
  const setting = { nodes: 30, units: 400, cheat: 'one-in-ten', share: 0.3, seed: 9 } as const;
  expect(simulate(setting)).toEqual(simulate(setting));
});
