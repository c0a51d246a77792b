// Every program that is bundled: where its source starts, where its bundle stands, and for which engine it is made.

/**
 * @typedef {{ source: string, target: string, engine: 'node' | 'preload' | 'page' }} Entry
 */

/** @type {Entry[]} */
export const programs = [
  { source: 'main/index.ts', target: 'main/index.cjs', engine: 'node' },
  { source: 'main/signer/index.ts', target: 'main/signer.cjs', engine: 'node' },
  { source: 'main/wallet/index.ts', target: 'main/wallet.cjs', engine: 'node' },
  { source: 'node-core/practice/cli.ts', target: 'practice/practice.cjs', engine: 'node' },
  { source: 'node-core/light/program.ts', target: 'node/light-node.cjs', engine: 'node' },
  { source: 'node-core/light/signature-thread.ts', target: 'node/signature-thread.cjs', engine: 'node' },
  { source: 'node-core/cli/fluxkeep-node.ts', target: 'node/fluxkeep-node.cjs', engine: 'node' },
  { source: 'main/preload/main-window.ts', target: 'preload/main-window.cjs', engine: 'preload' },
  { source: 'main/preload/approval.ts', target: 'preload/approval.cjs', engine: 'preload' },
  { source: 'main/preload/secrets.ts', target: 'preload/secrets.cjs', engine: 'preload' },
  { source: 'main/preload/sandbox.ts', target: 'preload/sandbox.cjs', engine: 'preload' },
  { source: 'node-core/pouw/boinc/program.ts', target: 'node/boinc.cjs', engine: 'node' },
  { source: 'node-core/pouw/program.ts', target: 'useful-work/work.cjs', engine: 'node' },
  { source: 'node-core/pouw/cli/program.ts', target: 'useful-work/cli.cjs', engine: 'node' },
  { source: 'node-core/pouw/host/thread.ts', target: 'useful-work/thread.cjs', engine: 'node' },
  { source: 'node-core/pouw/host/onnx-thread.ts', target: 'useful-work/onnx-thread.cjs', engine: 'node' },
  { source: 'node-core/pouw/sandbox-page/onnx-worker.ts', target: 'useful-work/onnx-worker.js', engine: 'page' },
  { source: 'node-core/pouw/sandbox-page/page.ts', target: 'useful-work/page.js', engine: 'page' },
  { source: 'node-core/pouw/sandbox-page/worker.ts', target: 'useful-work/worker.js', engine: 'page' },
];

/**
 * Programs that tests start and kill many times: a bundle starts in a fraction of the time that its sources take. Never shipped.
 * @type {Entry[]}
 */
export const testPrograms = [
  { source: 'tests/integration/wallet/wallet-program.ts', target: 'test/wallet-program.cjs', engine: 'node' },
  { source: 'tests/pouw/load/generator.ts', target: 'test/load-generator.cjs', engine: 'node' },
  { source: 'tests/pouw/job-host/main.ts', target: 'test/job-host.cjs', engine: 'node' },
  { source: 'tests/pouw/job-host/work-process.ts', target: 'test/job-host-work.cjs', engine: 'node' },
  { source: 'tests/pouw/onnx/matrix-program.ts', target: 'test/onnx-matrix.cjs', engine: 'node' },
];

/** What belongs beside them. */
export const testCompanions = [{ source: 'tests/pouw/job-host/package.json', target: 'test/package.json' }];

/** The windows' pages, below renderer/; the folder is the host of their app:// address. */
export const pages = ['index.html', 'approval/index.html', 'secrets/index.html'];

/** Files that a bundle reads from its own folder at run time. */
export const companions = [
  { source: 'node_modules/tiny-secp256k1/lib/secp256k1.wasm', folders: ['main', 'practice', 'node', 'useful-work'] },
  { source: 'node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm', folders: ['main', 'practice'] },
  // Made by `fluxkeep-node table` for a release; without it the light node asks several sources.
  { source: 'build/tables/mainnet.json', folders: ['node'], name: 'table-mainnet.json' },
  ...['primes.wasm', 'tile.wasm', 'digits.wasm', 'molecules.wasm', 'SHA256SUMS'].map((name) => ({ source: `node-core/pouw/modules/built/${name}`, folders: ['useful-work/modules'] })),
  ...['digits.bin', 'digits.onnx'].map((name) => ({ source: `node-core/pouw/modules/data/${name}`, folders: ['useful-work/modules'] })),
  // The runtime for models; shared/pouw/onnx/runtime.ts has its hash.
  { source: 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm', folders: ['useful-work/onnx'] },
  { source: 'build/icons/512x512.png', folders: ['main'], name: 'icon.png' },
  { source: 'build/icons/32x32.png', folders: ['main'], name: 'icon-small.png' },
];
