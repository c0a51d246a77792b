// sfc32: a small seeded generator for shuffling coins; the seed comes from the system's random source, keys never come from here.

/** Numbers in [0, bound). */
export type Below = (bound: number) => number;

/** @param seed at least 12 bytes; equal seeds give equal sequences */
export function seededBelow(seed: Uint8Array): Below {
  const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
  let a = view.getUint32(0, true);
  let b = view.getUint32(4, true);
  let c = view.getUint32(8, true);
  let counter = 1;
  const next = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return (bound) => {
    // Values at the top that would favour small results are drawn again.
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    let value = next();
    while (value >= limit) value = next();
    return value % bound;
  };
}
