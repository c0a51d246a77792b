// Reads the blocks of a LevelDB table file (table_format.md) and decompresses them (Snappy format description).

/** A decompressed part of a file, with a name that says where it was. */
export interface Layer {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const footerLength = 48;
const magic = Buffer.from('57fb808b247547db', 'hex');
const trailerLength = 5;

/** The blocks that are compressed; none when this is no table. A damaged block is passed over, the others still count. */
export function levelDbBlocks(content: Uint8Array): Layer[] {
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (file.length < footerLength || !file.subarray(-8).equals(magic)) return [];
  const footer = file.subarray(-footerLength);
  const metaOffset = varint(footer, 0);
  const metaSize = varint(footer, metaOffset.next);
  const indexOffset = varint(footer, metaSize.next);
  const indexSize = varint(footer, indexOffset.next);
  const index = readBlock(file, indexOffset.value, indexSize.value);
  if (!index) return [];
  const layers: Layer[] = [{ name: 'LevelDB index', bytes: index }];
  for (const { offset, size } of handles(index)) {
    const bytes = readBlock(file, offset, size);
    if (bytes) layers.push({ name: `LevelDB block at ${offset}`, bytes });
  }
  return layers;
}

function readBlock(file: Buffer, offset: number, size: number): Buffer | undefined {
  if (offset + size + trailerLength > file.length) return undefined;
  const data = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? unsnap(data) : data;
}

/** The values of an index block are offset and size of a data block each. */
function handles(index: Buffer): { offset: number; size: number }[] {
  if (index.length < 4) return [];
  const end = index.length - 4 - 4 * index.readUInt32LE(index.length - 4);
  const found: { offset: number; size: number }[] = [];
  for (let at = 0; at < end; ) {
    const shared = varint(index, at);
    const unshared = varint(index, shared.next);
    const length = varint(index, unshared.next);
    const value = length.next + unshared.value;
    const offset = varint(index, value);
    found.push({ offset: offset.value, size: varint(index, offset.next).value });
    at = value + length.value;
  }
  return found;
}

function varint(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 1; ; shift *= 128) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 127) * shift;
    if (byte < 128) return { value, next: at };
  }
}

/** Decompresses one raw Snappy block; undefined when it is damaged. */
export function unsnap(data: Uint8Array): Buffer | undefined {
  const length = varint(data, 0);
  if (length.value > 64 * 1024 * 1024) return undefined;
  const out = Buffer.alloc(length.value);
  let written = 0;
  for (let at = length.next; at < data.length; ) {
    const tag = data[at++] ?? 0;
    const token = tag & 3;
    if (token === 0) {
      const extra = Math.max(0, (tag >> 2) - 59);
      const size = 1 + (extra === 0 ? tag >> 2 : little(data, at, extra));
      at += extra;
      out.set(data.subarray(at, at + size).subarray(0, Math.max(0, out.length - written)), written);
      at += size;
      written += size;
    } else {
      const width = token === 1 ? 1 : token === 2 ? 2 : 4;
      const size = token === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
      const back = token === 1 ? ((tag >> 5) << 8) | (data[at] ?? 0) : little(data, at, width);
      at += width;
      if (back === 0 || back > written || written + size > out.length) return undefined;
      // A copy may overlap what it writes, so it goes byte by byte.
      for (let i = 0; i < size; i++, written++) out[written] = out[written - back] ?? 0;
    }
  }
  return written === out.length ? out : undefined;
}

function little(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = width - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}
