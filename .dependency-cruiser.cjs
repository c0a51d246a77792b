// Who may import whom (docs/architecture.md). build/check-structure.mjs runs this; a planted breach of each rule is a test.
const signerForbidden = ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'child_process', 'worker_threads', 'cluster', 'inspector'];
const injectsStyles = ['sonner', 'cmdk', 'radix-ui', '@radix-ui/[^/]+', 'react-remove-scroll', 'react-style-singleton', '@floating-ui/[^/]+', 'uplot'];

/** @param {string[]} packages */
const anyOf = (packages) => `(^|/)node_modules/(${packages.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular-import', severity: 'error', from: {}, to: { circular: true } },
    { name: 'every-import-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(main|renderer|node-core|build|tests)/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'no Node, no Electron, no DOM: it runs in every process',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: `${anyOf(['electron', 'ws', 'react', 'react-dom'])}|^electron$` },
    },
    { name: 'shared-is-pure', severity: 'error', from: { path: '^shared/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'renderer-imports-shared-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: `^(main|node-core|build|tests)/|${anyOf(['electron'])}|^electron$` },
    },
    { name: 'renderer-imports-shared-only', severity: 'error', from: { path: '^renderer/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'node-core-imports-shared-only',
      severity: 'error',
      from: { path: '^node-core/' },
      to: { path: `^(main|renderer|build|tests)/|${anyOf(['electron'])}|^electron$` },
    },
    { name: 'main-imports-shared-only', severity: 'error', from: { path: '^main/' }, to: { path: '^(renderer|node-core|build|tests)/' } },
    {
      name: 'signer-and-wallet-apart',
      severity: 'error',
      from: { path: '^main/signer/' },
      to: { path: '^main/wallet/', reachable: true },
    },
    {
      name: 'signer-and-wallet-apart',
      severity: 'error',
      from: { path: '^main/wallet/' },
      to: { path: '^main/signer/', reachable: true },
    },
    {
      name: 'signer-has-no-network',
      comment: 'keys live in a process that has no network code',
      severity: 'error',
      from: { path: '^main/signer/' },
      to: { path: `^(node:)?(${signerForbidden.join('|')})$|${anyOf(['ws', 'undici', 'node-fetch', 'axios'])}`, reachable: true },
    },
    {
      name: 'signer-has-no-network',
      comment: "Electron's types are erased and bring no code; what is reached through others is seen in the bundle",
      severity: 'error',
      from: { path: '^main/signer/' },
      to: { path: `${anyOf(['electron'])}|^electron$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'small-windows-inject-no-styles',
      comment: 'their CSP allows no inline style',
      severity: 'error',
      from: { path: '^renderer/(secrets|approval)/' },
      to: { path: anyOf(injectsStyles), reachable: true },
    },
    {
      name: 'preload-without-zod',
      comment: 'a preload passes messages on; main checks them',
      severity: 'error',
      from: { path: '^main/preload/' },
      to: { path: anyOf(['zod']), reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
