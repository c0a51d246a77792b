// Blocks in the order in which they were checked, on disk: each record is length, checksum, kind and bytes. What a crash cut short at the end is not there.
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { equalBytes } from '../../shared/crypto/bytes';
import { sha256d } from '../../shared/crypto/hashes';
import { MAX_BLOCK_SIZE } from '../../shared/flux/params';

const HEAD = 8;
const BLOCK = 1;
const TAKEN_BACK = 2;

export type LogRecord = { readonly kind: 'block'; readonly raw: Uint8Array } | { readonly kind: 'taken-back' };

/** The place of a block's bytes in a file. */
export interface HeldBlock {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** The whole records at the beginning of a file, without their bytes, and how long they are together. */
function recordsOf(content: Uint8Array): { records: { kind: number; offset: number; length: number }[]; bytes: number } {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const records: { kind: number; offset: number; length: number }[] = [];
  let at = 0;
  while (at + HEAD < content.length) {
    const length = view.getUint32(at, true);
    if (length === 0 || length > MAX_BLOCK_SIZE + 1 || at + HEAD + length > content.length) break;
    const body = content.subarray(at + HEAD, at + HEAD + length);
    if (!equalBytes(sha256d(body).subarray(0, 4), content.subarray(at + 4, at + HEAD))) break;
    records.push({ kind: body[0] ?? 0, offset: at + HEAD + 1, length: length - 1 });
    at += HEAD + length;
  }
  return { records, bytes: at };
}

/** The blocks that files, one after another, leave standing: a block that was taken back may stand in the file before. */
export function standingIn(paths: readonly string[]): HeldBlock[] {
  const standing: HeldBlock[] = [];
  for (const path of paths) for (const { kind, offset, length } of recordsOf(readFileSync(path)).records) {
    if (kind === BLOCK) standing.push({ path, offset, length });
    else standing.pop();
  }
  return standing;
}

/** The bytes of blocks, one file in memory at a time. */
export function* bytesOf(blocks: readonly HeldBlock[]): Generator<Uint8Array, void, void> {
  let open = { path: '', content: new Uint8Array(0) };
  for (const { path, offset, length } of blocks) {
    if (open.path !== path) open = { path, content: new Uint8Array(readFileSync(path)) };
    yield open.content.slice(offset, offset + length);
  }
}

export class BlockLog {
  readonly #handle: number;
  #size: number;

  /** Opens or creates a file; what does not read as a record is cut off. */
  constructor(path: string) {
    this.#handle = openSync(path, 'a+', 0o600);
    this.#size = recordsOf(readFileSync(path)).bytes;
    ftruncateSync(this.#handle, this.#size);
  }

  get bytes(): number {
    return this.#size;
  }

  append(record: LogRecord): void {
    const body = record.kind === 'block' ? Uint8Array.of(BLOCK) : Uint8Array.of(TAKEN_BACK);
    const raw = record.kind === 'block' ? record.raw : new Uint8Array(0);
    const bytes = new Uint8Array(HEAD + body.length + raw.length);
    bytes.set(body, HEAD);
    bytes.set(raw, HEAD + body.length);
    new DataView(bytes.buffer).setUint32(0, body.length + raw.length, true);
    bytes.set(sha256d(bytes.subarray(HEAD)).subarray(0, 4), 4);
    try {
      for (let offset = 0; offset < bytes.length; ) offset += writeSync(this.#handle, bytes, offset);
    } catch (thrown) {
      // A half-written record must not be followed by another.
      ftruncateSync(this.#handle, this.#size);
      throw thrown;
    }
    this.#size += bytes.length;
  }

  close(): void {
    fdatasyncSync(this.#handle);
    closeSync(this.#handle);
  }
}
