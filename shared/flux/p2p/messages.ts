// Flux's P2P messages that a light node reads or writes (fluxd main.cpp ProcessMessage, protocol.h, net.h), as a tagged union.
import { ByteReader } from '../../crypto/byte-reader';
import { ByteWriter } from '../../crypto/byte-writer';
import { readHeader, serializeHeader, type BlockHeader } from '../block-header';
import type { Frame } from './envelope';

/** The most headers in one answer. */
export const MAX_HEADERS = 160;
const MAX_LOCATOR = 101;
const MAX_INVENTORY = 50_000;
const MAX_ADDRESSES = 1_000;
const MAX_AGENT = 256;
const MAX_REASON = 111;
const MAX_COMMAND = 12;

/** What an inventory names. */
export const INV_TX = 1;
export const INV_BLOCK = 2;

export interface NetAddress {
  readonly services: bigint;
  /** 16 bytes; IPv4 stands mapped into IPv6. */
  readonly ip: Uint8Array;
  readonly port: number;
}

export interface VersionMessage {
  readonly command: 'version';
  readonly version: number;
  readonly services: bigint;
  /** Unix seconds. */
  readonly time: bigint;
  readonly receiver: NetAddress;
  readonly sender: NetAddress;
  readonly nonce: bigint;
  readonly userAgent: string;
  readonly startHeight: number;
  /** Whether transactions of others are wanted. */
  readonly relay: boolean;
}

export interface InventoryItem {
  readonly type: number;
  /** Display form. */
  readonly hash: string;
}

export interface Locator {
  readonly version: number;
  /** Newest first, display form. */
  readonly locator: readonly string[];
  readonly stop: string;
}

export type Message =
  | VersionMessage
  | { readonly command: 'verack' | 'getaddr' }
  | { readonly command: 'ping' | 'pong'; readonly nonce: bigint }
  | ({ readonly command: 'getheaders' } & Locator)
  | { readonly command: 'headers'; readonly headers: readonly BlockHeader[] }
  | { readonly command: 'inv' | 'getdata' | 'notfound'; readonly items: readonly InventoryItem[] }
  | { readonly command: 'block' | 'tx'; readonly raw: Uint8Array }
  | { readonly command: 'addr'; readonly addresses: readonly (NetAddress & { readonly time: number })[] }
  /** `hash`: of the block or transaction that is refused. */
  | { readonly command: 'reject'; readonly message: string; readonly code: number; readonly reason: string; readonly hash: string | null };

/** A message that a light node has no use for; its payload was not read. */
export interface OtherMessage {
  readonly command: 'other';
  readonly name: string;
}

/** Text of a stranger: bytes outside printable ASCII become dots, so that it can be shown. */
function text(bytes: Uint8Array): string {
  return [...bytes].map((byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '.')).join('');
}

const readAddress = (reader: ByteReader): NetAddress => ({ services: reader.u64(), ip: reader.bytes(16), port: reader.u16be() });
const writeAddress = (writer: ByteWriter, { services, ip, port }: NetAddress): ByteWriter => writer.u64(services).bytes(ip).u16be(port);

function readList<T>(reader: ByteReader, most: number, readOne: () => T): T[] {
  const count = reader.compactSize(most);
  return Array.from({ length: count }, readOne);
}

function readVersion(reader: ByteReader): VersionMessage {
  const fields = {
    command: 'version', version: reader.i32(), services: reader.u64(), time: reader.i64(), receiver: readAddress(reader), sender: readAddress(reader), nonce: reader.u64(),
    userAgent: text(reader.varBytes(MAX_AGENT)), startHeight: reader.i32(),
  } as const;
  // Old nodes leave the flag out, which means yes.
  return { ...fields, relay: reader.remaining === 0 || reader.u8() !== 0 };
}

function readReject(reader: ByteReader): Message {
  const fields = { command: 'reject', message: text(reader.varBytes(MAX_COMMAND)), code: reader.u8(), reason: text(reader.varBytes(MAX_REASON)) } as const;
  return { ...fields, hash: reader.remaining === 32 ? reader.hash() : null };
}

function readHeaders(reader: ByteReader): Message {
  const headers = readList(reader, MAX_HEADERS, () => {
    const header = readHeader(reader);
    // A header is sent as a block without transactions.
    reader.compactSize(0);
    return header;
  });
  return { command: 'headers', headers };
}

function readBody(command: string, reader: ByteReader, payload: Uint8Array): Message | OtherMessage {
  switch (command) {
    case 'version': return readVersion(reader);
    case 'verack':
    case 'getaddr': return { command };
    case 'ping':
    case 'pong': return { command, nonce: reader.u64() };
    case 'getheaders': return { command, version: reader.i32(), locator: readList(reader, MAX_LOCATOR, () => reader.hash()), stop: reader.hash() };
    case 'headers': return readHeaders(reader);
    case 'inv':
    case 'getdata':
    case 'notfound': return { command, items: readList(reader, MAX_INVENTORY, () => ({ type: reader.u32(), hash: reader.hash() })) };
    case 'block':
    case 'tx': return { command, raw: payload };
    case 'addr': return { command, addresses: readList(reader, MAX_ADDRESSES, () => ({ time: reader.u32(), ...readAddress(reader) })) };
    case 'reject': return readReject(reader);
    default: return { command: 'other', name: command };
  }
}

/** Reads a message's payload; every length in it has a limit. @throws AppError `bytes/…` */
export function parseMessage({ command, payload }: Frame): Message | OtherMessage {
  const reader = new ByteReader(payload);
  const message = readBody(command, reader, payload);
  if (message.command !== 'other' && message.command !== 'block' && message.command !== 'tx') reader.end();
  return message;
}

function writeBody(message: Message): Uint8Array {
  const writer = new ByteWriter(256);
  switch (message.command) {
    case 'version': {
      const agent = new TextEncoder().encode(message.userAgent);
      writer.i32(message.version).u64(message.services).i64(message.time);
      writeAddress(writeAddress(writer, message.receiver), message.sender);
      return writer.u64(message.nonce).varBytes(agent).i32(message.startHeight).u8(message.relay ? 1 : 0).finish();
    }
    case 'verack':
    case 'getaddr': return writer.finish();
    case 'ping':
    case 'pong': return writer.u64(message.nonce).finish();
    case 'getheaders': return writer.i32(message.version).list(message.locator, (hash) => writer.hash(hash)).hash(message.stop).finish();
    case 'headers': return writer.list(message.headers, (header) => writer.bytes(serializeHeader(header)).u8(0)).finish();
    case 'inv':
    case 'getdata':
    case 'notfound': return writer.list(message.items, ({ type, hash }) => writer.u32(type).hash(hash)).finish();
    case 'block':
    case 'tx': return message.raw;
    case 'addr': return writer.list(message.addresses, (address) => writeAddress(writer.u32(address.time), address)).finish();
    case 'reject': {
      const encode = (value: string) => new TextEncoder().encode(value);
      writer.varBytes(encode(message.message)).u8(message.code).varBytes(encode(message.reason));
      return (message.hash === null ? writer : writer.hash(message.hash)).finish();
    }
  }
}

/** A message as a frame. */
export function frameOf(message: Message): Frame {
  return { command: message.command, payload: writeBody(message) };
}
