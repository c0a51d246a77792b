/** One project per kind of test; see CONTRIBUTING.md for what belongs where. */
const base = {
  transform: { '\\.[cm]?[jt]sx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } } }] },
  transformIgnorePatterns: ['/node_modules/(?!(@noble|@scure|micro-packed|@fontsource-variable)/)'],
  modulePathIgnorePatterns: ['<rootDir>/out', '<rootDir>/dist'],
};
const project = (displayName, folder, extra = {}) => ({
  ...base,
  displayName,
  rootDir: __dirname,
  testMatch: [`<rootDir>/tests/${folder}/**/*.test.{ts,tsx}`],
  testEnvironment: 'node',
  ...extra,
});
const screen = {
  globalSetup: '<rootDir>/tests/e2e/harness/start-screen.ts',
  globalTeardown: '<rootDir>/tests/e2e/harness/stop-screen.ts',
};
module.exports = {
  testSequencer: '<rootDir>/build/testing/longest-first.cjs',
  projects: [
    project('unit', 'unit'),
    project('component', 'component', { testEnvironment: 'jsdom', setupFilesAfterEnv: ['<rootDir>/tests/component/setup.ts'], moduleNameMapper: { '\\.css$': '<rootDir>/tests/component/css.ts' } }),
    project('integration', 'integration'),
    project('e2e', 'e2e', { ...screen, testPathIgnorePatterns: ['<rootDir>/tests/e2e/sandbox/'] }),
    // Run by an ordinary user, with Chromium's sandbox on.
    project('sandbox', 'e2e/sandbox', screen),
    // Hours instead of minutes: npm run soak.
    project('soak', 'soak', screen),
  ],
};
