// The order of test files: those known to take long begin first, so that no worker is left with one at the end. Others by size, as jest does.
const { statSync } = require('node:fs');
const { sep } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Most seconds first; a file that is not named here takes less than these. */
const LONG = [
  'e2e/kills.test.ts', 'e2e/bridge-faults.test.ts', 'e2e/bad-days-servers.test.ts', 'e2e/accessibility.test.ts', 'e2e/bridge-switches.test.ts', 'e2e/main-job.test.ts', 'e2e/bad-days-files.test.ts',
  'e2e/security.test.ts', 'e2e/secrets-at-rest.test.ts', 'e2e/packaged.test.ts', 'e2e/bridge.test.ts', 'e2e/staking.test.ts', 'e2e/staking-tools.test.ts',
  'light-node/hostile-chain.test.ts', 'bridge/conservation.test.ts', 'integration/plans/pay.test.ts', 'integration/wallet/faults.test.ts', 'integration/practice/survival.test.ts', 'integration/practice/fusion-swaps.test.ts', 'integration/wallet/kill.test.ts',
  'main/screens.test.tsx', 'features/bridge-form.test.tsx',
];

/** @param {{ path: string }} test */
function rank({ path }) {
  const place = LONG.findIndex((name) => path.endsWith(`${sep}${name.replaceAll('/', sep)}`));
  return place === -1 ? LONG.length : place;
}

/** @param {{ path: string }} test */
const size = ({ path }) => statSync(path).size;

class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {import('@jest/test-result').Test[]} tests
   */
  sort(tests) {
    return [...tests].sort((left, right) => rank(left) - rank(right) || size(right) - size(left));
  }
}

module.exports = LongestFirst;
