// Preloaded into a worker (`node -r`): its process is killed by SIGKILL at the n-th change that it makes to files (CRASH_AT, counted from one),
// after that change, or in the middle of it where it writes bytes (CRASH_TORN). Says on standard error what it was.
const fs = require('node:fs');
const promises = require('node:fs/promises');

const at = Number(process.env.CRASH_AT);
const torn = process.env.CRASH_TORN === 'yes';
let changes = 0;

/**
 * @param {string} what
 * @returns {boolean} whether this is the change at which it ends
 */
const counted = (what) => {
  changes += 1;
  if (changes === at) fs.writeSync(2, `ended at ${what}\n`);
  return changes === at;
};
const end = () => process.kill(process.pid, 'SIGKILL');

/** @type {any} Node's own types know four forms of this one. */
const every = fs;
const { writeSync } = every;
/** @type {any} */
const everyPromise = promises;
every.writeSync = (/** @type {number} */ handle, /** @type {any} */ content, /** @type {any[]} */ ...where) => {
  // Standard output and error are no files of the worker.
  if (handle <= 2) return writeSync(handle, content, ...where);
  const text = typeof content === 'string';
  const bytes = text ? Buffer.from(content) : content;
  const [offset = 0, length = bytes.length - offset, position = null] = text ? [] : where;
  const last = counted('writeSync');
  const written = writeSync(handle, bytes, offset, last && torn ? length >> 1 : length, position);
  if (last) end();
  return written;
};
for (const name of ['renameSync', 'ftruncateSync', 'unlinkSync', 'rmSync', 'mkdirSync']) {
  const own = every[name];
  every[name] = (/** @type {any[]} */ ...args) => {
    const last = counted(name);
    const answer = own(...args);
    if (last) end();
    return answer;
  };
}
for (const name of ['rename', 'rm', 'unlink', 'mkdir']) {
  const own = everyPromise[name];
  everyPromise[name] = async (/** @type {any[]} */ ...args) => {
    const last = counted(name);
    const answer = await own(...args);
    if (last) end();
    return answer;
  };
}
const { open } = everyPromise;
everyPromise.open = async (/** @type {any[]} */ ...args) => {
  const handle = await open(...args);
  for (const name of ['write', 'writeFile']) {
    const own = handle[name].bind(handle);
    handle[name] = async (/** @type {Uint8Array} */ bytes, /** @type {any[]} */ ...more) => {
      const last = counted(name);
      const answer = await (last && torn ? own(bytes.subarray(0, bytes.length >> 1)) : own(bytes, ...more));
      if (last) end();
      return answer;
    };
  }
  return handle;
};
