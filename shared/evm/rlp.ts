// Recursive Length Prefix (Ethereum yellow paper, appendix B), strict: only the shortest form is read.

import { concatBytes } from '../crypto/bytes';
import { AppError } from '../errors/app-error';

export type RlpItem = Uint8Array | readonly RlpItem[];

/** A transaction nests twice (access list, entry, keys); deeper data is not one. */
const MAX_DEPTH = 8;

function refuse(reason: string): never {
  throw new AppError('rlp/malformed', 'not strict RLP', { context: { reason } });
}

function lengthBytes(length: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

function withPrefix(offset: number, body: Uint8Array): Uint8Array {
  if (body.length <= 55) return concatBytes(Uint8Array.of(offset + body.length), body);
  const length = lengthBytes(body.length);
  return concatBytes(Uint8Array.of(offset + 55 + length.length), length, body);
}

function isBytes(item: RlpItem): item is Uint8Array {
  return item instanceof Uint8Array;
}

/** The encoding of an item. */
export function encodeRlp(item: RlpItem): Uint8Array {
  if (!isBytes(item)) return withPrefix(0xc0, concatBytes(...item.map(encodeRlp)));
  return item.length === 1 && (item[0] ?? 0) < 0x80 ? item.slice() : withPrefix(0x80, item);
}

interface Span {
  readonly list: boolean;
  readonly start: number;
  readonly end: number;
}

function readSpan(data: Uint8Array, offset: number, limit: number): Span {
  const first = data[offset];
  if (first === undefined || offset >= limit) refuse('truncated');
  if (first < 0x80) return { list: false, start: offset, end: offset + 1 };
  const list = first >= 0xc0;
  const short = first - (list ? 0xc0 : 0x80);
  let start = offset + 1;
  let length = short;
  if (short > 55) {
    const size = short - 55;
    if (size > 4) refuse('length');
    length = 0;
    for (; start < offset + 1 + size; start += 1) length = length * 256 + (data[start] ?? refuse('truncated'));
    if (length <= 55 || data[offset + 1] === 0) refuse('length is not in its shortest form');
  }
  const end = start + length;
  if (end > limit) refuse('truncated');
  if (!list && short === 1 && (data[start] ?? 0) < 0x80) refuse('byte is not in its shortest form');
  return { list, start, end };
}

function readItem(data: Uint8Array, span: Span, depth: number): RlpItem {
  if (!span.list) return data.slice(span.start, span.end);
  if (depth >= MAX_DEPTH) refuse('nested too deep');
  const items: RlpItem[] = [];
  for (let offset = span.start; offset < span.end;) {
    const next = readSpan(data, offset, span.end);
    items.push(readItem(data, next, depth + 1));
    offset = next.end;
  }
  return items;
}

/** The one item that `data` holds. @throws AppError `rlp/malformed` */
export function decodeRlp(data: Uint8Array): RlpItem {
  const span = readSpan(data, 0, data.length);
  if (span.end !== data.length) refuse('left over');
  return readItem(data, span, 0);
}
