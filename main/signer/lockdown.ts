// "No network code", enforced in the running process: imported first by the signer, before anything else has a chance to load.
// What is built in here: docs/threat-model.md says what it promises (no network code) and what it does not (no isolation by the system).

import Module from 'node:module';

/** Builtin modules that the signer may load; everything else is refused, also under its node: name. */
const ALLOWED = new Set(['assert', 'buffer', 'crypto', 'events', 'fs', 'fs/promises', 'os', 'path', 'stream', 'string_decoder', 'url', 'util']);
/** The one native package. */
const NATIVE = /^@node-rs\/argon2(-[a-z0-9-]+)?(\/package\.json)?$/;
const NATIVE_FILE = /[\\/]argon2\.[a-z0-9-]+\.node$/;

/** Modules whose functions are also replaced inside the module object, because `import()` does not ask `Module._load`. */
export const SILENCED = ['net', 'tls', 'dns', 'dns/promises', 'dgram', 'http', 'https', 'http2', 'child_process', 'cluster', 'worker_threads', 'inspector', 'inspector/promises', 'repl', 'vm', 'wasi', 'trace_events'] as const;
/** Globals that reach a network or another thread. */
export const REMOVED_GLOBALS = ['fetch', 'WebSocket', 'WebSocketStream', 'EventSource', 'XMLHttpRequest', 'Request', 'Response', 'Headers', 'FormData', 'Worker', 'SharedWorker', 'navigator'] as const;
/** Doors of `process` to internals, other programs and the debugger. */
export const REMOVED_FROM_PROCESS = ['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', '_debugProcess', '_debugEnd', '_startProfilerIdleNotifier', 'execve', 'openStdin'] as const;

type Load = (this: unknown, request: string, parent: unknown, isMain: boolean) => unknown;
interface ModuleDoors {
  _load: Load;
}

function refused(what: string): Error {
  return Object.assign(new Error(`${what} is not available in the signer`), { code: 'ERR_SIGNER_LOCKDOWN' });
}

const bare = (request: string): string => (request.startsWith('node:') ? request.slice(5) : request);

/** Whether a request may pass: the short list, or the native package loading its own files. */
function isAllowed(request: string, parent: unknown): boolean {
  if (ALLOWED.has(bare(request)) || NATIVE.test(request)) return true;
  const from = typeof parent === 'object' && parent !== null && 'filename' in parent && typeof parent.filename === 'string' ? parent.filename : '';
  return /[\\/]@node-rs[\\/]argon2(-[a-z0-9-]+)?[\\/]/.test(from) && request.startsWith('.');
}

/** Replaces a property for good. @returns whether it is replaced */
function fix(target: object, name: PropertyKey, value: unknown): boolean {
  try {
    Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: false });
    return true;
  } catch {
    return Reflect.get(target, name) === value;
  }
}

/** Makes every function of a builtin throw; what is no function becomes undefined. Prototypes that connect are cut as well. */
function silence(exported: object, name: string): void {
  const refuse = (): never => {
    throw refused(name);
  };
  for (const key of Object.getOwnPropertyNames(exported)) {
    const value: unknown = Reflect.get(exported, key);
    if (typeof value === 'function') {
      const prototype: unknown = value.prototype;
      if (typeof prototype === 'object' && prototype !== null) {
        for (const method of ['connect', 'listen', 'bind', 'send', 'request']) if (Object.hasOwn(prototype, method)) fix(prototype, method, refuse);
      }
    }
    fix(exported, key, typeof value === 'function' ? refuse : undefined);
  }
}

/**
 * Takes the network and every way back to it out of this process. Cannot be undone.
 * @param preload loads the native module while its file may still be opened
 */
export function lockDown(preload: () => void): void {
  delete process.env.NAPI_RS_NATIVE_LIBRARY_PATH;
  delete process.env.NODE_OPTIONS;
  // Standard streams are sockets to Node where they are pipes: they are made now, with the real classes, and stay.
  for (const stream of [process.stdout, process.stderr, process.stdin]) stream.on('error', () => undefined);
  // A listener of our own takes the place of the one that starts the debugger.
  process.on('SIGUSR1', () => undefined);

  const doors = Module as typeof Module & ModuleDoors;
  const load = doors._load;
  const guarded: Load = function (request, parent, isMain) {
    if (!isAllowed(request, parent)) throw refused(request);
    return load.call(this, request, parent, isMain);
  };
  const { dlopen } = process;
  const guardedDlopen: typeof dlopen = (module, filename, ...rest) => {
    if (!NATIVE_FILE.test(filename)) throw refused('dlopen');
    return dlopen.call(process, module, filename, ...rest);
  };
  process.dlopen = guardedDlopen;
  const silenced = SILENCED.flatMap((name) => loadQuietly(load, name));

  fix(doors, '_load', guarded);
  try {
    preload();
  } catch {
    // No binary for this machine: WebAssembly does the work.
  }

  for (const { name, exported } of silenced) silence(exported, name);
  Module.syncBuiltinESMExports();
  for (const name of ['createRequire', 'register', 'registerHooks', 'runMain', '_preloadModules'] as const) fix(Module, name, () => { throw refused(name); });
  for (const name of REMOVED_GLOBALS) fix(globalThis, name, undefined);
  for (const name of REMOVED_FROM_PROCESS) fix(process, name, undefined);
}

/** A builtin that this version of Node has; an absent one needs no silencing. */
function loadQuietly(load: Load, name: string): Array<{ name: string; exported: object }> {
  try {
    const exported = load.call(Module, name, null, false);
    return (typeof exported === 'object' || typeof exported === 'function') && exported !== null ? [{ name, exported }] : [];
  } catch {
    return [];
  }
}
