// What stands when a password window is gone, in each case that there is.
import { afterSecrets } from '../../../../main/session/after-secrets';

it.each([
  [true, true, 'main-window'],
  [true, false, 'main-window'],
  [false, true, 'ask-again'],
  [false, false, 'quit'],
] as const)('unlocked %p, finished %p: %s', (unlocked, finished, next) => {
  expect(afterSecrets(unlocked, finished)).toBe(next);
});
