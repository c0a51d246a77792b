// Reads the input frame (shared/pouw/abi.ts): version, seed, params, inputs. Everything is checked, nothing is copied.

const VERSION: u32 = 1;

/** Where the frame may be written; each module keeps this much room for it. */
export const FRAME: usize = 1024;

// @ts-ignore: decorator
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

// @ts-ignore: decorator
@inline
export function seedOf(): u64 {
  return load<u64>(FRAME + 4);
}

/** Where the params start. */
// @ts-ignore: decorator
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
// @ts-ignore: decorator
@inline
export function sizeAt(input: usize): u32 {
  return load<u32>(input);
}

// @ts-ignore: decorator
@inline
export function bytesAt(input: usize): usize {
  return input + 8;
}
