// What a file holds besides its plain bytes: gzip and zlib streams, and LevelDB tables whose blocks Snappy compressed.
import { gunzipSync, inflateSync } from 'node:zlib';
import { levelDbBlocks, type Layer } from './leveldb-table';

const zlibSecondBytes = new Set([0x01, 0x5e, 0x9c, 0xda]);
const largestLayer = 64 * 1024 * 1024;

/** The content itself first, then everything that could be decompressed out of it. */
export function layersOf(content: Uint8Array): Layer[] {
  return [{ name: 'file', bytes: content }, ...compressedStreams(content), ...levelDbBlocks(content)];
}

function compressedStreams(content: Uint8Array): Layer[] {
  const layers: Layer[] = [];
  for (let at = 0; at + 2 < content.length; at++) {
    const [first, second, third] = [content[at], content[at + 1] ?? 0, content[at + 2]];
    const gzip = first === 0x1f && second === 0x8b && third === 8;
    const zlib = first === 0x78 && zlibSecondBytes.has(second);
    if (!gzip && !zlib) continue;
    const bytes = decompress(content.subarray(at), gzip);
    if (bytes) layers.push({ name: `${gzip ? 'gzip' : 'zlib'} at ${at}`, bytes });
  }
  return layers;
}

/** The magic bytes also occur by chance: what does not decompress is no stream. */
function decompress(from: Uint8Array, gzip: boolean): Uint8Array | undefined {
  const options = { maxOutputLength: largestLayer, finishFlush: 2 };
  try {
    const bytes = gzip ? gunzipSync(from, options) : inflateSync(from, options);
    return bytes.length > 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
