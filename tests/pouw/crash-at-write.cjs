// Preloaded into a worker (`node -r`): its process is killed by SIGKILL at the n-th change that it makes to files (CRASH_AT, counted from one),
// after that change, or in the middle of it where it writes bytes (CRASH_TORN). Says on standard error what it was.
const fs = require('node:fs');
const promises = require('node:fs/promises');

const at = Number(process.env.CRASH_AT);
const torn = process.env.CRASH_TORN === 'yes';
let changes = 0;

/** @returns whether this is the change at which it ends */
const counted = (what) => {
  changes += 1;
  if (changes === at) fs.writeSync(2, `ended at ${what}\n`);
  return changes === at;
};
const end = () => process.kill(process.pid, 'SIGKILL');

const { writeSync } = fs;
fs.writeSync = (handle, content, ...where) => {
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
  const own = fs[name];
  fs[name] = (...args) => {
    const last = counted(name);
    const answer = own(...args);
    if (last) end();
    return answer;
  };
}
for (const name of ['rename', 'rm', 'unlink', 'mkdir']) {
  const own = promises[name];
  promises[name] = async (...args) => {
    const last = counted(name);
    const answer = await own(...args);
    if (last) end();
    return answer;
  };
}
const { open } = promises;
promises.open = async (...args) => {
  const handle = await open(...args);
  for (const name of ['write', 'writeFile']) {
    const own = handle[name].bind(handle);
    handle[name] = async (bytes, ...more) => {
      const last = counted(name);
      const answer = await (last && torn ? own(bytes.subarray(0, bytes.length >> 1)) : own(bytes, ...more));
      if (last) end();
      return answer;
    };
  }
  return handle;
};
