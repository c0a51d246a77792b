// Frame of Flux's P2P messages (fluxd protocol.h CMessageHeader): magic 4, command 12, length 4, checksum 4, payload. Not encrypted, not signed.
import { equalBytes } from '../../crypto/bytes';
import { ByteWriter } from '../../crypto/byte-writer';
import { sha256d } from '../../crypto/hashes';
import { AppError } from '../../errors/app-error';

const HEADER = 24;
const COMMAND = 12;
/** fluxd's MAX_PROTOCOL_MESSAGE_LENGTH. */
export const MAX_PAYLOAD = 2 * 1024 * 1024;

/** The most bytes that a payload of a command can be; what is not named here is not read, and may be as long as `OTHER`. */
const LIMITS: Readonly<Record<string, number>> = {
  version: 1_000,
  verack: 0,
  ping: 8,
  pong: 8,
  getaddr: 0,
  // 1,000 addresses of 30 bytes; 160 headers with the longest solution; 50,000 items of an inventory; 101 hashes of a locator.
  addr: 3 + 1_000 * 30,
  headers: 3 + 160 * (140 + 3 + 1_344 + 9),
  inv: 3 + 50_000 * 36,
  getdata: 3 + 50_000 * 36,
  notfound: 3 + 50_000 * 36,
  getheaders: 4 + 1 + 101 * 32 + 32,
  getblocks: 4 + 1 + 101 * 32 + 32,
  reject: 1 + 12 + 1 + 3 + 111 + 32,
  block: MAX_PAYLOAD,
  tx: MAX_PAYLOAD,
  merkleblock: MAX_PAYLOAD,
};
const OTHER = 64 * 1024;

export interface Frame {
  readonly command: string;
  readonly payload: Uint8Array;
}

const checksumOf = (payload: Uint8Array): Uint8Array => sha256d(payload).subarray(0, 4);

/** The bytes of one message. @throws AppError `p2p/too-long` */
export function encodeFrame(magic: Uint8Array, { command, payload }: Frame): Uint8Array {
  if (payload.length > MAX_PAYLOAD || command.length > COMMAND) throw new AppError('p2p/too-long', 'message is longer than the protocol allows', { context: { command, length: payload.length } });
  const name = new Uint8Array(COMMAND);
  name.set(new TextEncoder().encode(command));
  return new ByteWriter(HEADER + payload.length).bytes(magic).bytes(name).u32(payload.length).bytes(checksumOf(payload)).bytes(payload).finish();
}

/** Letters, then nothing but zeros. @throws AppError `p2p/bad-command` */
function commandOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const name = bytes.subarray(0, end === -1 ? COMMAND : end);
  if (name.length === 0 || !name.every((byte) => byte >= 0x21 && byte <= 0x7e) || !bytes.subarray(name.length).every((byte) => byte === 0)) {
    throw new AppError('p2p/bad-command', 'message without a proper name');
  }
  return String.fromCharCode(...name);
}

/** Room for the first bytes of a payload; it doubles as they come, so that a mere claim of length takes no memory. */
const FIRST_ROOM = 4 * 1024;

/**
 * Cuts a stream into messages. It holds at most one message; a length that the command cannot have is refused before its
 * first byte is kept. After an error the stream has no meaning any more.
 */
export class FrameDecoder {
  readonly #magic: Uint8Array;
  #buffer = new Uint8Array(FIRST_ROOM);
  #filled = 0;
  #head: { readonly command: string; readonly length: number; readonly checksum: Uint8Array } | null = null;

  constructor(magic: Uint8Array) {
    this.#magic = magic;
  }

  /** Bytes of memory that wait for the rest of their message. */
  get held(): number {
    return this.#buffer.length;
  }

  /**
   * The messages that `chunk` completes, in order.
   * @throws AppError `p2p/wrong-magic`, `p2p/bad-command`, `p2p/too-long`, `p2p/bad-checksum`
   */
  *push(chunk: Uint8Array): Generator<Frame, void, void> {
    for (let offset = 0; ; ) {
      const wanted = this.#head?.length ?? HEADER;
      const part = chunk.subarray(offset, offset + wanted - this.#filled);
      this.#keep(part);
      offset += part.length;
      // A stranger's first bytes tell whether he speaks this network's protocol at all.
      if (this.#head === null && !this.#startsRight()) throw new AppError('p2p/wrong-magic', 'not a message of this network');
      if (this.#filled < wanted) return;
      if (this.#head === null) this.#head = headOf(this.#takeAll());
      else yield this.#complete(this.#head);
    }
  }

  #startsRight(): boolean {
    const known = Math.min(this.#filled, this.#magic.length);
    return equalBytes(this.#buffer.subarray(0, known), this.#magic.subarray(0, known));
  }

  #complete({ command, checksum }: { readonly command: string; readonly checksum: Uint8Array }): Frame {
    const payload = this.#takeAll();
    this.#head = null;
    if (!equalBytes(checksumOf(payload), checksum)) throw new AppError('p2p/bad-checksum', 'message does not match its checksum', { context: { command } });
    return { command, payload };
  }

  #keep(part: Uint8Array): void {
    const needed = this.#filled + part.length;
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
      grown.set(this.#buffer.subarray(0, this.#filled));
      this.#buffer = grown;
    }
    this.#buffer.set(part, this.#filled);
    this.#filled = needed;
  }

  /** A copy: a message that is kept must not keep the stream's buffer, and a long one leaves no long buffer behind. */
  #takeAll(): Uint8Array {
    const all = this.#buffer.slice(0, this.#filled);
    this.#filled = 0;
    if (this.#buffer.length > 16 * FIRST_ROOM) this.#buffer = new Uint8Array(FIRST_ROOM);
    return all;
  }
}

function headOf(bytes: Uint8Array): { readonly command: string; readonly length: number; readonly checksum: Uint8Array } {
  const command = commandOf(bytes.subarray(4, 16));
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(16, true);
  const most = Object.hasOwn(LIMITS, command) ? (LIMITS[command] ?? 0) : OTHER;
  if (length > most) throw new AppError('p2p/too-long', 'message is longer than its kind can be', { context: { command, length, most } });
  return { command, length, checksum: bytes.slice(20, 24) };
}
