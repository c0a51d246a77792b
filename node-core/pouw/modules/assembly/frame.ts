// What every module shares: its count of units, and the input frame (shared/pouw/abi.ts), which is checked where it lies and not copied.

const VERSION: u32 = 1;

/** Units done and in all, as u32. */
export const DONE: usize = 16;
export const TOTAL: usize = 20;

export function abi(): i32 {
  return 1;
}

export function units(): i32 {
  return load<i32>(TOTAL);
}

export function progress(): i32 {
  return <i32>((<u64>load<u32>(DONE) * 1000000) / <u64>load<u32>(TOTAL));
}

/** Begins to count. */
export function begin(total: u32): void {
  store<u32>(DONE, 0);
  store<u32>(TOTAL, total);
}

/** Units that a step of `count` really does. */
export function unitsOf(count: i32): u32 {
  const left = load<u32>(TOTAL) - load<u32>(DONE);
  return <u32>count < left ? <u32>count : left;
}

/** The unit to do now; counts it. */
export function nextUnit(): u32 {
  const unit = load<u32>(DONE);
  store<u32>(DONE, unit + 1);
  return unit;
}

/** What `step` answers: 0 more, 1 done. */
export function standing(): i32 {
  return load<u32>(DONE) < load<u32>(TOTAL) ? 0 : 1;
}

/** Where the frame may be written; each module keeps this much room for it. */
export const FRAME: usize = 1024;

@inline
function padded(bytes: u32): u32 {
  return (bytes + 7) & ~7;
}

/** Whether the header is sound and `params` has exactly so many bytes. */
export function soundFrame(at: usize, length: u32, params: u32): bool {
  if (at != FRAME || length < 24) return false;
  if (load<u32>(at) != VERSION || load<u32>(at + 12) != params) return false;
  return length >= 16 + padded(params) + 8;
}

@inline
export function seedOf(): u64 {
  return load<u64>(FRAME + 4);
}

/** Where the params start. */
@inline
export function paramsAt(): usize {
  return FRAME + 16;
}

/** Where input `index` of `count` starts, when the frame holds exactly `count` inputs that fill it; 0 otherwise. */
export function inputAt(length: u32, params: u32, count: u32, index: u32): usize {
  let at: u32 = 16 + padded(params);
  if (load<u32>(FRAME + at) != count) return 0;
  at += 8;
  let found: usize = 0;
  for (let each: u32 = 0; each < count; each++) {
    if (at + 8 > length) return 0;
    const size = load<u32>(FRAME + at);
    if (size > length || padded(size) > length - at - 8) return 0;
    if (each == index) found = FRAME + at;
    at += 8 + padded(size);
  }
  return at == length ? found : 0;
}

/** Bytes of an input, and where they lie, from what inputAt gave. */
@inline
export function sizeAt(input: usize): u32 {
  return load<u32>(input);
}

@inline
export function bytesAt(input: usize): usize {
  return input + 8;
}
